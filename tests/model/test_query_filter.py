"""Which notes are shown while words are typed to filter them."""

import pytest

from hearingnotes.model.query import filter_of, query_of

TEXTS = ("@chair opens", "@chairman: the Levy #vote", "a levy #voter", "chair", "@Groß #2a")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("LEV", [1, 2]),
        ("@chair", [0]),
        ("@Chair", [0]),
        ("@chairm", [1]),
        ("@cha", [0, 1]),
        ("#vot", [1, 2]),
        ("#vote", [1]),
        ("#vo levy @ch", [1]),
        ("@groß", [4]),
        ("@gros", [4]),
        ("@x", []),
        ("@", [0, 1, 4]),
        ("#2", [4]),
        ("chair", [0, 1, 3]),
    ],
)
def test_a_filter_matches_a_mark_or_the_start_of_one(words: str, shown: list[int]) -> None:
    wanted = filter_of(query_of(words.split()), TEXTS)
    assert [at for at, text in enumerate(TEXTS) if wanted.fits(text)] == shown
