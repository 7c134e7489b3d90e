"""Every command can be found, and whatever names a key names the one that works now."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import hearingnotes.ui
from hearingnotes.config.settings import Settings
from hearingnotes.ui.action import Mode
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.dialogs.keys import KeyPage
from hearingnotes.ui.draft.screen import DraftScreen
from hearingnotes.ui.hearing.screen import HearingScreen
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.keymap import Keymap
from tests.ui.conftest import AppDriver, StartProgram

TYPING = Settings(capture="type")
REMAPPED = {
    "undo": "z",
    "draft_undo": "z",
    "capture": "Ctrl+T",
    "retry": "f11",
    "anchor": "ctrl+l",
    "anchor_now": "f12",
    "help": "ctrl+s",
    "quit_writing": "ctrl+o",
    "draft_hearings": "ctrl+l",
    "stop": "backspace",
}


def palette(driver: AppDriver) -> dict[str, str]:
    """The titles of its commands, each with its keys."""
    return {each.title: each.help for each in driver.app.get_system_commands(driver.app.screen)}


async def bring_about(driver: AppDriver, state: Mode) -> HearingScreen | DraftScreen:
    """Have the program in this state."""
    await driver.playback()
    keys = {
        Mode.WATCHING: (),
        Mode.WRITING: ("n",),
        Mode.CHOOSING: ("D",),
        Mode.ARRANGING: ("D", "tab"),
        Mode.REWORDING: ("D", "t"),
    }
    for key in keys[state]:
        await driver.press(key)
        if key == "D":
            await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the page")
    screen = driver.app.screen
    assert isinstance(screen, HearingScreen | DraftScreen)
    assert screen.mode is state
    return screen


def page_of(keymap: Keymap, state: Mode) -> str:
    """The page of all keys, while the program is in this state."""
    return "\n".join(row.plain for row in KeyPage(keymap, state)._rows(160))


def test_actions_have_different_ids_a_title_and_a_key() -> None:
    assert [
        id_ for id_, times in Counter(action.id for action in ACTIONS).items() if times > 1
    ] == []
    assert all(action.title and action.keys and action.modes for action in ACTIONS)
    assert Keymap(ACTIONS, {}).problems == []


@pytest.mark.parametrize("state", Mode)
async def test_the_palette_and_the_page_of_keys_know_every_action(
    program: StartProgram, state: Mode
) -> None:
    async with program() as driver:
        screen = await bring_about(driver, state)
        known, page = palette(driver), page_of(screen.keymap, state)
        for action in screen.keymap.actions_for(state):
            assert known[action.title] == " or ".join(map(shown_key, action.keys))
            assert action.id.startswith("speaker_") or action.title in page
            assert action.id.startswith("speaker_") or action.id[:15] in page


async def test_own_keys_are_named_everywhere(program: StartProgram) -> None:
    async with program(settings=Settings(keys=REMAPPED), size=(100, 24)) as driver:
        await driver.playback()
        assert "Ctrl+T notes what you hear" in driver.text
        assert " Ctrl+T note " in driver.text.splitlines()[-1]
        assert palette(driver)["Undo"] == "z"
        await driver.press("ctrl+t")
        await driver.type("said\r")
        await driver.saved(1)
        await driver.press("d")
        await driver.saved(0)
        assert driver.says.endswith("z brings it back.")
        await driver.press("z")
        await driver.saved(1)
        await driver.press("f7")
        await driver.until(lambda: "Ctrl+L sets one for the chosen note, F12 for" in driver.text)
        await driver.press("escape", "slash")
        await driver.type("said\r")
        await driver.until(lambda: "(Backspace shows all)" in driver.text)
        await driver.press("backspace", "ctrl+c")
        assert driver.says.startswith("Ctrl+O leaves the program")
        await driver.press("ctrl+s")
        await driver.until(lambda: "All keys" in driver.text)
        assert "Ctrl+T" in driver.text
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.app.screen is driver.screen, "the page's end")
        await driver.press("D")
        await driver.until(lambda: "Notes (1)" in driver.text)
        await driver.press("enter")
        await driver.until(lambda: "z takes that back." in driver.text)


async def test_sentences_name_no_letter_key_where_letters_are_text(program: StartProgram) -> None:
    async with program(settings=TYPING, size=(100, 24)) as driver:
        await driver.playback()
        assert "Any letter begins a note: its second" in driver.text
        await driver.type("asaid\r")
        await driver.saved(1)
        await driver.press("delete")
        await driver.until(lambda: "“Undo” (Ctrl+P) brings it back." in driver.says)


def test_values_in_a_sentence_are_never_taken_for_a_key() -> None:
    keymap = Keymap(ACTIONS, {})
    said = keymap.format_keys("Deleted: {which}. {undo} brings it back.", which="{undo} {0} {")
    assert said == "Deleted: {undo} {0} {. u brings it back."


# --- the sentences in the code ---

OF_DIALOGUES = {
    ". Enter does it, Esc leaves all as it is",
    "; Esc does not",
    "Show notes with these words (Enter keeps them, Esc shows all)",
    "Find in the captions: ↑ ↓ choose, Enter plays from there",
    "No hearing has these words; Enter opens them as a link or a file.",
    "Writing …  Esc stops that",
    " …  Esc stops that",
}
"""Sentences with keys of dialogues, which are the same always."""
ON_THE_PAGE_OF_KEYS = "keys.py"
PARTS = {"which", "words", "item", "done", "origin", "key"}
NAMES_A_KEY = re.compile(
    r"\bF\d{1,2}\b|\bCtrl\+|\b[Pp]ress [A-Za-z]\b"
    r"|(?:^|[.;,(:] ?)(?:[A-Za-z?/*+<>=]|Enter|Esc|[←→↑↓]) [a-z]+s\b|\([A-Z]\)"
)


def sentences() -> Iterator[tuple[str, str]]:
    """The texts in the code of the screen that are no docstrings, each with its file."""
    for path in sorted(Path(hearingnotes.ui.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in said and " " in text.strip():
                yield path.name, text


def test_sentences_name_keys_by_their_action_only() -> None:
    named = [
        (name, text)
        for name, text in sentences()
        if NAMES_A_KEY.search(text) and text not in OF_DIALOGUES and name != ON_THE_PAGE_OF_KEYS
    ]
    assert named == []


def test_sentences_name_existing_actions_only() -> None:
    known = {action.id for action in ACTIONS} | PARTS
    for _, text in sentences():
        if re.search(r"\{[a-z_]+\}", text):
            names = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert names <= known, text
