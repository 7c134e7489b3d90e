"""What terminals of every age give the same room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from hearingnotes.ui.text import steady
from tests.hostile_text import FAMILY, FLAG, THUMB, UNEVEN_TEXTS


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (FAMILY, "👨👩👧👦"),
        (f"{THUMB}!", "👍!"),
        (f"{FLAG} 🇺🇦", "DE UA"),
        ("❤️ ☎︎ 1️⃣ ⚖️", "❤ ☎ 1⃣ ⚖"),
        ("wo\u00adrd a\u200bb", "word ab"),
        ("a \u202eturned\u202c b", "a turned b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200e(\u200f)\u061c b", "a() b"),
        ("葛\ufe00 x\u2061(y)\u2063 \U000e0001tag \u206abc\u206f", "葛 x(y) tag bc"),
        ("ශ්\u200dරී", "ශ්රී"),
        ("two\nlines\tof 日本", "two\nlines of 日本"),
    ],
)
def test_a_text_is_drawn_by_characters_of_certain_width(text: str, drawn: str) -> None:
    assert steady(text) == drawn


@pytest.mark.parametrize("text", UNEVEN_TEXTS.values(), ids=UNEVEN_TEXTS)
def test_a_drawn_text_is_as_wide_as_its_characters_one_by_one(text: str) -> None:
    drawn = steady(text)
    assert cell_len(drawn) == sum(map(get_character_cell_size, drawn))


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(FAMILY + FLAG + THUMB + "❤️⃣")))
def test_a_drawn_text_is_drawn_the_same_again(text: str) -> None:
    assert steady(steady(text)) == steady(text)
