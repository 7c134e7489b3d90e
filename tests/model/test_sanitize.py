"""Untrusted text never moves the cursor, breaks a line or turns its neighbours around."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.sanitize import LINE_LIMIT, one_line, printable

HOSTILE = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from("\x1b\x9b\x07\x7f\x00\r\n\t\v\f\x85\u2028\u2029\u202e\ud800\udc00 a…"),
    ),
    max_size=400,
)


def forbidden(text: str) -> set[str]:
    """What no terminal or file should be given: controls, lone surrogates, Unicode's own breaks."""
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Committee on Housing", "Committee on Housing"),
        ("  two\n lines\t and\r\nmore ", "two lines and more"),
        ("red \x1b[31malert\x1b[0m", "red [31malert[0m"),
        ("\x9b31mred", "31mred"),
        ("\x1b]0;owned\x07title", "]0;ownedtitle"),
        ("one\u2028two\u2029three\x85four\vfive", "one two three four five"),
        ("no-break\u00a0space", "no-break space"),
        ("half \ud83d a pair", "half a pair"),
        ("evil \u202egnp.exe", "evil gnp.exe"),
        ("family 👨‍👩‍👧 עברית", "family 👨‍👩‍👧 עברית"),
        ("", ""),
        ("\n\t ", ""),
    ],
)
def test_one_line_replaces_line_breaks_and_control_characters(
    given_text: str, expected: str
) -> None:
    assert one_line(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("first\nsecond", "first\nsecond"),
        ("first\r\nsecond\rthird", "first\nsecond\nthird"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("a\vb\fc\x85d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("  kept  spaces ", "  kept  spaces "),
        ("bell\x07 esc\x1b del\x7f csi\x9b nul\x00", "bell esc del csi nul"),
        ("lone \udc80 half", "lone  half"),
        ("\u2067שלום\u2069", "\u2067שלום\u2069"),
        ("", ""),
    ],
)
def test_printable_replaces_control_characters_and_keeps_line_breaks(
    given_text: str, expected: str
) -> None:
    assert printable(given_text) == expected


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    line = one_line("word " * 200)
    assert len(line) <= LINE_LIMIT
    assert line.endswith("word…")


def test_a_line_of_just_the_limit_is_kept_whole() -> None:
    assert one_line("x" * LINE_LIMIT) == "x" * LINE_LIMIT


@given(HOSTILE)
def test_one_line_gives_one_clean_line_for_any_text(text: str) -> None:
    line = one_line(text)
    assert not forbidden(line)
    assert len(line) <= LINE_LIMIT
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line
    line.encode()


@given(HOSTILE)
def test_printable_keeps_line_breaks_and_nothing_else_of_the_controls(text: str) -> None:
    clean = printable(text)
    assert forbidden(clean) <= {"\n"}
    assert printable(clean) == clean
    clean.encode()


@given(st.text(st.characters(exclude_categories=["C", "Z"])), st.integers(1, 40))
def test_a_clean_text_is_only_ever_cut(text: str, limit: int) -> None:
    assert printable(text) == text
    assert one_line(text, limit) == (text if len(text) <= limit else text[: limit - 1] + "…")
