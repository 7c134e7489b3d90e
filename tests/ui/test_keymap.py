"""Whatever the person writes in [keys]: what is taken works, and the rest is told with its why."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.keys import _character_to_key
from textual.widgets import TextArea

from hearingnotes.config.settings import Settings
from hearingnotes.ui.action import Mode
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.keymap import Keymap
from tests.ui.conftest import StartProgram
from tests.ui.test_keys import keys_of

TEXT_STATES = (Mode.WRITING, Mode.REWORDING)
USUAL = {action.id: action.keys for action in ACTIONS}


def keys_with(overrides: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {action.id: action.keys for action in Keymap(ACTIONS, overrides).actions}


def arriving(key: str) -> tuple[str, str | None]:
    """A key of the table as a terminal's event names it, with what it types."""
    if key == "space":
        return "space", " "
    return (_character_to_key(key), key) if len(key) == 1 else (key, None)


# --- how a key may be written ---


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        (" ", ("space",)),
        ("Space", ("space",)),
        ("Return", ("enter",)),
        ("Enter", ("enter",)),
        ("esc, F4", ("escape", "f4")),
        ("Ctrl+O", ("ctrl+o",)),
        ("CTRL + o", ("ctrl+o",)),
        ("Shift+←", ("shift+left",)),
        ("shift+ctrl+Left", ("ctrl+shift+left",)),
        ("Shift+z", ("Z",)),
        ("PgUp,PgDn,Del,Ins", ("pageup", "pagedown", "delete", "insert")),
        ("z,Z", ("z", "Z")),
        ("question_mark", ("?",)),
        (",", (",",)),
        ("comma,Comma", (",",)),
        ("plus,minus", ("+", "-")),
        ("+", ("+",)),
        ("Ctrl+.", ("ctrl+full_stop",)),
        ("Ctrl++", ("ctrl+plus",)),
        ("Ctrl+Space", ("ctrl+space",)),
        ("alt+E", ("alt+e",)),
        ("a\u0308", ("ä",)),
    ],
)
def test_a_key_may_be_written_as_the_page_of_keys_shows_it(
    written: str, keys: tuple[str, ...]
) -> None:
    only = (replace(ACTIONS[0], id="mark", keys=("m",)),)
    keymap = Keymap(only, {"mark": written})
    assert (keymap.problems, keymap.actions[0].keys) == ([], keys)


@pytest.mark.parametrize(
    "written",
    ["ctrl+nonsense", "F25", "ctrl+", "shift+1", "hyper+x", "ctrl+ctrl+x", "snowman", "\a"],
)
def test_a_wrong_key_is_refused_with_how_keys_are_written(written: str) -> None:
    ((entry, said),) = Keymap(ACTIONS, {"pause": written}).problems
    assert entry == "pause"
    assert said.startswith("pause can't have ")
    assert "comma" in said


@pytest.mark.parametrize("written", ["", "a,,b", "n, ", ",,"])
def test_a_missing_key_is_refused_with_how_a_comma_is_written(written: str) -> None:
    ((_, said),) = Keymap(ACTIONS, {"pause": written}).problems
    assert said.startswith("pause needs a key")
    assert "a comma is written comma" in said


def test_a_key_that_some_terminals_name_otherwise_is_found() -> None:
    keymap = Keymap(ACTIONS, {"mark": "Ctrl+Space"})
    for name in ("ctrl+space", "ctrl+@"):
        found = keymap.find(Mode.WATCHING, name, None)
        assert found is not None
        assert found.id == "mark"


# --- what can't be a key of it ---


@pytest.mark.parametrize(
    ("action_id", "key", "why"),
    [
        ("save", "e", "types"),
        ("quote_writing", "Q", "types"),
        ("park", "space", "types"),
        ("park", "Shift+Space", "types"),
        ("help_writing", "?", "types"),
        ("draft_done", "ö", "types"),
        ("new_line", "tab", "completes"),
        ("draft_new_line", "Tab", "completes"),
        ("new_line", "backspace", "edits"),
        ("save", "ctrl+x", "edits"),
        ("pause_writing", "ctrl+z", "edits"),
        *(("draft_done", key, "edits") for key in ("Del", "↑", "Home", "End", "PgUp", "Shift+←")),
        ("mark", "ctrl+m", "Enter"),
        ("mark", "ctrl+j", "Enter"),
        ("mark", "Ctrl+I", "Tab"),
        ("mark", "ctrl+h", "Backspace"),
        ("mark", "ctrl+shift+m", "Enter"),
        ("mark", "ctrl+[", "Esc"),
        ("mark", "ctrl+left_square_bracket", "Esc"),
        ("mark", "Ctrl+?", "Backspace"),
        ("mark", "ctrl+@", "Ctrl+Space"),
        ("mark", "ctrl+p", "all commands"),
        ("mark", "ctrl+c", "copies"),
    ],
)
def test_a_key_that_is_needed_elsewhere_is_refused_with_the_reason(
    action_id: str, key: str, why: str
) -> None:
    keymap = Keymap(ACTIONS, {action_id: f"f12,{key}", "star": "z"})
    ((entry, said),) = keymap.problems
    assert entry == action_id
    assert said.startswith(f"{action_id} can't have ")
    assert why in said
    assert "usual" in said
    assert keymap.overrides == {"star": "z"}
    assert keys_with({action_id: key})[action_id] == USUAL[action_id]


@pytest.mark.parametrize(
    ("action_id", "key"),
    [
        ("mark", "Backspace"),
        ("mark", "ctrl+z"),
        ("mark", "ctrl+s"),
        ("save", "ctrl+o"),
        ("pause_writing", "alt+p"),
        ("new_line", "shift+enter"),
        ("park", "F12"),
    ],
)
def test_a_key_is_accepted_where_nothing_else_needs_it(action_id: str, key: str) -> None:
    assert Keymap(ACTIONS, {action_id: key}).problems == []


def test_editing_keys_cannot_be_taken_from_a_text() -> None:
    selecting = {"f6", "f7"}
    for key in keys_of(TextArea.BINDINGS) - selecting:
        if not key.startswith("super+"):
            assert Keymap(ACTIONS, {"save": key}).problems, key


# --- what two have in common ---


@pytest.mark.parametrize(
    ("overrides", "stored", "messages"),
    [
        ({"mark": " "}, set(), ["space is the key of both mark and pause", "give mark another"]),
        ({"mark": ","}, set(), ["comma is the key of both mark and previous_note"]),
        ({"mark": "Q", "star": "z"}, {"star"}, ["Q is the key of both mark and quote"]),
        ({"mark": "z", "star": "z", "verify": "Z"}, {"verify"}, ["one of them"]),
        ({"pause": "x", "mark": "Space", "star": "z"}, {"star"}, ["give pause", "give mark"]),
        ({"mark": "n", "capture": "m,enter"}, {"mark", "capture"}, []),
        ({"mark": "n,nope", "star": "z"}, {"star"}, ["can't have nope"]),
        ({"nope": "n", "star": "z"}, {"star"}, ["there is no action nope"]),
    ],
)
def test_a_clashing_key_is_dropped_and_both_actions_are_named(
    overrides: dict[str, str], stored: set[str], messages: list[str]
) -> None:
    keymap = Keymap(ACTIONS, overrides)
    assert keymap.overrides.keys() == stored
    said = " ".join(sentence for _, sentence in keymap.problems)
    assert all(words in said for words in messages)
    for action in keymap.actions:
        assert action.id in stored or action.keys == USUAL[action.id]


WRITTEN = st.one_of(
    st.sampled_from([key for keys in USUAL.values() for key in keys]),
    st.sampled_from(["Esc", "return", "Ctrl+N", "PgUp", "comma", " ", "F12", "tab", "ctrl+m", "Z"]),
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["", "ctrl+", "Alt+", "shift+", "Ctrl+Shift+"]),
            st.characters() | st.sampled_from(["left", "f1", "delete", "space", "home"]),
        ),
    ),
    st.text(max_size=6),
)
OVERRIDES = st.dictionaries(
    st.sampled_from([*USUAL]) | st.text(max_size=5),
    st.lists(WRITTEN, min_size=1, max_size=3).map(",".join),
    max_size=8,
)


@given(OVERRIDES)
@example({"pause": "x", "mark": "space"})
@example({"save": "e"})
def test_every_accepted_key_runs_its_action(
    overrides: dict[str, str],
) -> None:
    keymap = Keymap(ACTIONS, overrides)
    for action in keymap.actions:  # so no two of a state have a key in common
        for state in action.modes:
            for key in action.keys:
                assert keymap.find(state, *arriving(key)) is action
        assert action.id in keymap.overrides or action.keys == USUAL[action.id]
    said = " ".join(sentence for _, sentence in keymap.problems)
    for action_id in overrides.keys() & USUAL.keys() - keymap.overrides.keys():
        assert action_id in said
    again = Keymap(ACTIONS, keymap.overrides)
    assert (again.problems, again.actions) == ([], keymap.actions)


@given(
    OVERRIDES,
    st.sampled_from([action.id for action in ACTIONS if {*TEXT_STATES} & {*action.modes}]),
    st.characters(categories=["L", "M", "N", "P", "S"]) | st.just(" "),
)
def test_every_letter_can_be_typed_whatever_the_settings_say(
    overrides: dict[str, str], action_id: str, letter: str
) -> None:
    keymap = Keymap(ACTIONS, {**overrides, action_id: letter})
    name, _ = arriving("space" if letter == " " else letter)
    for state in TEXT_STATES:
        assert keymap.find(state, name, None) is keymap.find(state, letter, None) is None


async def test_a_letter_that_was_given_to_saving_is_still_typed(program: StartProgram) -> None:
    async with program(settings=Settings(keys={"save": "e", "mark": "F12"})) as driver:
        await driver.playback()
        assert "save can't have e" in driver.says
        await driver.press("n")
        await driver.type("The levy\r")
        await driver.saved(1)
        await driver.press("f12")
        await driver.saved(2)
        assert {note.text for note in driver.screen.session.note_index.all()} == {"The levy", ""}
