"""A key has one name; what is shown of it can be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.key_names import read_key, shown_key

KEYS = sorted({key for action in ACTIONS for key in action.keys})


@pytest.mark.parametrize("key", [*KEYS, "backspace", "ctrl+backslash", "ctrl+circumflex_accent"])
def test_a_shown_key_name_can_be_written(key: str) -> None:
    assert read_key(shown_key(key)) == key
    assert read_key(shown_key(key).upper() if len(shown_key(key)) > 1 else key) == key


@given(st.text(max_size=12))
def test_every_readable_key_has_one_name(written: str) -> None:
    key = read_key(written)
    if key is not None:
        assert read_key(key) == read_key(shown_key(key)) == key


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+n", "Ctrl+N"),
        ("shift+left", "Shift+←"),
        ("ctrl+shift+pageup", "Ctrl+Shift+PgUp"),
        ("backspace", "Backspace"),
        ("ctrl+question_mark", "Ctrl+?"),
        ("ctrl+space", "Ctrl+Space"),
        ("f4", "F4"),
        ("+", "+"),
        ("K", "K"),
    ],
)
def test_a_key_is_shown_as_people_write_it(key: str, shown: str) -> None:
    assert shown_key(key) == shown


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("\x0e", "Ctrl+N"),
        ("\x1c", "Ctrl+\\"),
        ("\x1e", "Ctrl+^"),
        ("\x1b[1;2D", "Shift+←"),
        ("\x1b[1;6D", "Ctrl+Shift+←"),
        ("\x1b[46;5u", "Ctrl+."),
        ("\x1b[43;5u", "Ctrl++"),
        ("\x1b[120;7u", "Ctrl+Alt+X"),
        ("\x1b[13;2u", "Shift+Enter"),
        ("\x1b[6~", "PgDn"),
        ("\x1bOR", "F3"),
    ],
)
def test_a_written_key_is_the_one_that_the_terminal_sends(sent: str, written: str) -> None:
    heard = [event for event in XTermParser().feed(sent) if isinstance(event, events.Key)]
    assert [event.key for event in heard] == [read_key(written)]
