"""JSON that any program can read, and no terminal obeys."""

import json

from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.export.records import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
    max_leaves=8,
)


@given(VALUES)
def test_json_holds_every_value_and_only_printable_letters(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    text.encode()
    assert not any(127 <= ord(letter) < 160 for letter in text)


def test_json_keeps_letters_readable() -> None:
    assert json_text("日本 é “x”") == '"日本 é “x”"'
