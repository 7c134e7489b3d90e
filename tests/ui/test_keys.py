"""Every key does one thing, is free where it is used, and arrives from any terminal."""

from collections.abc import Iterable

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.keys import Keys
from textual.screen import Screen
from textual.widgets import OptionList, TextArea

from hearingnotes.ui.action import Action, Mode
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.app import HearingnotesApp
from hearingnotes.ui.dialogs.anchors import AnchorsScreen
from hearingnotes.ui.dialogs.themes import ThemesScreen
from hearingnotes.ui.export.dialog import REPLACE_KEY
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.keymap import Keymap
from hearingnotes.ui.widgets.input import _ACTIONS as KEYS_OF_A_LINE

OF_MULTIPLEXERS = {"ctrl+a", "ctrl+b"}
OF_THE_TERMINAL = {"ctrl+c", "ctrl+z", "ctrl+backslash", "f11"}
SAME_AS_OTHERS = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"}
OF_SOME_DESKTOPS = {"f1", "f10"}
"""GNOME's terminal opens its help and its menu with them."""
OF_PAGES = {
    "the search": {"up", "down", "pageup", "pagedown", "ctrl+l", "escape"},
    "the list of hearings": {"up", "down", "ctrl+f", "f6", "escape"},
    "the export": {REPLACE_KEY, "escape"},
}
CLOSING_THE_KEYS = {"escape", "q", "question_mark", "enter", "f1"}


def delivered() -> set[str]:
    """What a terminal can say without any protocol of its own."""
    keys: set[str] = set()
    for said in ANSI_SEQUENCES_KEYS.values():
        if isinstance(said, tuple):
            keys |= {key.value if isinstance(key, Keys) else key for key in said}
    return keys


def keys_of(bindings: Iterable[object]) -> set[str]:
    bound = [one for one in bindings if isinstance(one, Binding)]
    return {key for one in bound for key in one.key.split(",")}


def of_state(state: Mode) -> dict[str, Action]:
    return {key: one for one in ACTIONS if state in one.modes for key in one.keys}


def test_two_actions_of_a_mode_never_share_a_key() -> None:
    assert Keymap(ACTIONS, {}).problems == []
    for state in Mode:
        pairs = [(key, one.id) for one in ACTIONS if state in one.modes for key in one.keys]
        assert sorted(pairs) == sorted((key, one.id) for key, one in of_state(state).items())


def test_two_actions_never_share_a_name() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len({*ids})


def test_a_key_arrives_from_any_terminal() -> None:
    heard = delivered() - OF_MULTIPLEXERS - OF_THE_TERMINAL - SAME_AS_OTHERS
    used = {key for action in ACTIONS for key in action.keys}.union(*OF_PAGES.values())
    assert {shown_key(key) for key in used if len(key) > 1 and key not in heard} == set()


def test_an_action_of_f1_or_f10_alone_is_in_the_palette() -> None:
    only = {action.id for action in ACTIONS if {*action.keys} <= OF_SOME_DESKTOPS}
    assert only == {"help_writing"}


@pytest.mark.parametrize("state", Mode)
def test_textuals_own_keys_stay_free(state: Mode) -> None:
    palette = HearingnotesApp.COMMAND_PALETTE_BINDING
    assert palette not in of_state(state)
    own = keys_of(HearingnotesApp.BINDINGS) & of_state(state).keys()
    assert {of_state(state)[key].title.split(" ")[0].strip(";") for key in own} <= {
        "Leave", "Back", "Done",
    }  # fmt: skip
    assert own == {"ctrl+q"}  # leaves in every state, as everywhere
    taken = keys_of(Screen.BINDINGS) & of_state(state).keys()
    assert taken <= {"tab"}


@pytest.mark.parametrize("state", [Mode.WRITING, Mode.REWORDING])
def test_editing_keys_are_free_while_a_text_is_typed(state: Mode) -> None:
    assert not keys_of(TextArea.BINDINGS) & of_state(state).keys()
    assert all(len(key) > 1 for key in of_state(state))


@pytest.mark.parametrize("page", OF_PAGES)
def test_a_page_leaves_editing_keys_to_its_input(page: str) -> None:
    assert not OF_PAGES[page] & KEYS_OF_A_LINE.keys()


def capturing() -> set[str]:
    """Those that take a moment of the hearing from a page above it."""
    return {key for action in ACTIONS if action.captures for key in action.keys} - {"enter"}


def test_a_key_that_captures_belongs_to_no_page_above() -> None:
    assert not capturing() & (CLOSING_THE_KEYS | keys_of(VerticalScroll.BINDINGS))
    assert not capturing() & (ThemesScreen.CLOSING | keys_of(OptionList.BINDINGS))
    assert not {"d", "delete"} & (AnchorsScreen.CLOSING | keys_of(OptionList.BINDINGS))
    of_an_article = of_state(Mode.CHOOSING).keys() | of_state(Mode.ARRANGING).keys()
    # Splitting a paragraph is worth more there than a picture with a note.
    assert capturing() & of_an_article == {"s"}
