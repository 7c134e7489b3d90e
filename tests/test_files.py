"""Names that every system takes."""

import pytest

from hearingnotes.files import file_stem


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Committee on Immigration", "committee-on-immigration"),
        ("  ../Straße: №5 – “Groß”/\\?*  ", "strasse-5-gross"),
        ("_-_", "hearing"),
        ("", "hearing"),
        ("a" * 59 + " b", "a" * 59),
        ("公聴会" * 40, ("公聴会" * 40)[:60]),
    ],
)
def test_a_file_is_named_after_a_title(title: str, stem: str) -> None:
    assert file_stem(title) == stem
    assert len(f"2026-01-16-{stem}.html".encode()) <= 255
