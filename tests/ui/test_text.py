"""Texts broken into lines: nothing is lost, nothing is too wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hearingnotes.ui.text import _narrow_paragraph, _paragraph, fitting, wrap

NARROW = st.text("ab  ä–€", max_size=40)
ANY = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \n日🎉\u200b"))
WIDTHS = st.integers(2, 12)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("one   two  ", 5, ["one", "two"]),
        ("one\n\ntwo", 5, ["one", "", "two"]),
        ("abcdefg hi", 3, ["abc", "def", "g", "hi"]),
        ("日本語 の", 4, ["日本", "語", "の"]),
        ("März – ‘so’", 6, ["März –", "‘so’"]),
    ],
)
def test_wrapped_words_stay_whole_where_they_fit(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(ANY, WIDTHS)
def test_wrapped_lines_are_not_too_wide_and_lose_white_space_only(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(NARROW, WIDTHS)
def test_text_of_narrow_letters_is_wrapped_as_any_other(text: str, width: int) -> None:
    assert list(_narrow_paragraph(text, width)) == list(_paragraph(text, width))


@pytest.mark.parametrize(
    ("width", "line"),
    [(20, "one · three · five"), (17, "one · three"), (12, "one · three"), (10, "one · five"),
     (9, "one"), (2, "one"), (0, "one")],
)  # fmt: skip
def test_parts_that_fit_stand_whole_with_the_most_important_first(width: int, line: str) -> None:
    assert fitting(["one", "", "three", "five"], " · ", width) == line
