"""Cells that no spreadsheet takes for a formula, and that are still what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.cells import shielded, unshielded

TEXT = st.text(st.sampled_from("'=+-@＝ \t\r\n\xa0a1(")) | st.text()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-5 degrees", "'-5 degrees"),
        ("@chair opens", "'@chair opens"),
        ("  =1", "'  =1"),
        ("\n@chair", "'\n@chair"),
        ("\xa0=1", "'\xa0=1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("", ""),
        ("the levy", "the levy"),
        ("a = b", "a = b"),
        ("'tis so", "'tis so"),
        ("'", "'"),
        ("# Item 4", "# Item 4"),
        ("> quoted", "> quoted"),
    ],
)
def test_a_cell_is_shielded_only_where_it_begins_a_formula(text: str, cell: str) -> None:
    assert shielded(text) == cell
    assert unshielded(cell) == text


@given(TEXT)
def test_every_shielded_text_comes_back(text: str) -> None:
    assert unshielded(shielded(text)) == text


@given(TEXT)
def test_a_shielded_cell_never_begins_a_formula(text: str) -> None:
    assert shielded(text).lstrip()[:1] not in {*"=+-@＝"}


@given(TEXT)
def test_a_cell_that_was_not_shielded_stays(text: str) -> None:
    assert unshielded(text) in {text, text[1:]}
    if not text.startswith("'"):
        assert unshielded(text) == text
