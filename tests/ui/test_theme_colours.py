"""Whatever the screens draw can be read, in every shipped theme."""

import re
from collections.abc import Iterator

import pytest

from hearingnotes import demo
from hearingnotes.config.themes import load_themes
from tests.config.test_themes import contrast, is_high_contrast
from tests.e2e.terminal import ROOT
from tests.ui.conftest import Hands, StartProgram
from tests.ui.drawn import drawn_letters, drawn_pairs

THEMES, _ = load_themes(None)
NOTES = (
    "# Item 1: opening hours",
    "@chair: asks why four branches are shut #budget",
    "> A locked library serves no one.",
    "The motion is carried #vote",
)
Faint = tuple[str, str, str, str, float]


def faint(hands: Hands, theme: str) -> Iterator[Faint]:
    """What is drawn now and has too little contrast."""
    least = 7 if is_high_contrast(THEMES[theme]) else 4.5
    for (color, behind), words in drawn_pairs(hands.app).items():
        if (found := contrast(color, behind)) < least:
            yield theme, words, color, behind, round(found, 2)


async def faint_in_any(hands: Hands) -> list[Faint]:
    """The same in each theme, one after the other."""
    found: list[Faint] = []
    for theme in THEMES:
        hands.app.theme = theme
        await hands.pilot.pause()
        found += faint(hands, theme)
    return found


def colors(hands: Hands, sign: str, line_of: str) -> set[str]:
    """In which colours a sign is drawn in the line of the list that has this text."""
    room = hands.screen.note_list.region
    rows = [row[: room.right] for row in drawn_letters(hands.app)]
    lines = [row for row in rows if line_of in "".join(letter.sign for letter in row)]
    return {letter.look.color for row in lines for letter in row if letter.sign == sign}


async def take_notes(hands: Hands) -> None:
    await hands.playback()
    for text in NOTES:
        await hands.note(text)
    await hands.press("*", "v", "up", "*", "n")
    await hands.type("left un")
    await hands.press("escape", "up")


async def test_the_screen_of_a_hearing_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as hands:
        assert await faint_in_any(hands) == []
        await take_notes(hands)
        assert await faint_in_any(hands) == []
        hands.screen.show_message("The recording can't be reached.", error=True)
        assert await faint_in_any(hands) == []
        await hands.press("n")
        await hands.type("@cha")
        assert await faint_in_any(hands) == []
        await hands.press("escape", "slash")
        await hands.type("lib")
        assert await faint_in_any(hands) == []


async def test_secondary_text_recedes_outside_of_the_selected_note(program: StartProgram) -> None:
    async with program(size=(80, 24)) as hands:
        await hands.playback()
        await hands.note("one")
        await hands.note("two")
        for theme in THEMES:
            hands.app.theme = theme
            await hands.pilot.pause()
            (text,) = colors(hands, "n", "one")
            assert colors(hands, "o", "two") == colors(hands, "±", "two") == {text}
            (margin,) = colors(hands, "±", "one")
            assert margin != text


@pytest.mark.parametrize("keys", ["x", "x shift+tab", "?", "I", "f7", "S l i b", "T"])
async def test_pages_over_a_hearing_can_be_read_in_every_theme(
    program: StartProgram, keys: str
) -> None:
    async with program(size=(100, 30)) as hands:
        await take_notes(hands)
        await hands.press(*keys.split())
        assert hands.app.screen is not hands.screen
        assert await faint_in_any(hands) == []


async def test_a_refusal_of_the_export_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as hands:
        await take_notes(hands)
        await hands.press("x")
        await hands.type("/nowhere/at/all.md\r")
        await hands.until(lambda: "! " in hands.text, "a refusal")
        assert await faint_in_any(hands) == []


async def test_the_palette_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as hands:
        for theme in THEMES:
            hands.app.theme = theme
            await hands.press("ctrl+p")
            await hands.type("this moment")
            await hands.until(lambda: "Note this moment" in hands.text, "a command")
            assert [*faint(hands, theme)] == []
            await hands.press("escape")


async def test_the_page_of_an_article_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as hands:
        await take_notes(hands)
        await hands.press("D")
        await hands.until(lambda: "Notes (4)" in hands.text, "the notes")
        assert await faint_in_any(hands) == []
        await hands.press("enter", "enter", "plus", "t")
        await hands.type("It was cold.\r")
        assert await faint_in_any(hands) == []
        await hands.press("v")
        assert await faint_in_any(hands) == []
        await hands.press("v", "tab")
        assert await faint_in_any(hands) == []
        await hands.press("enter")
        assert await faint_in_any(hands) == []


async def test_captions_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=(120, 40)) as hands:
        await hands.playback()
        await hands.press("space", "g")
        await hands.type("1:16\r")
        await hands.until(lambda: "▸" in hands.text, "what is said")
        assert await faint_in_any(hands) == []
        await hands.press("Q")
        assert await faint_in_any(hands) == []
        await hands.press("enter", "W")
        await hands.type("sunday")
        await hands.until(lambda: "Quill" not in hands.text, "the hits")
        assert await faint_in_any(hands) == []


async def test_the_list_of_hearings_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program() as hands:
        await hands.note("one")
    async with program(None) as hands:
        await hands.until(lambda: "1 note" in hands.text)
        assert await faint_in_any(hands) == []
        await hands.type("no such")
        assert await faint_in_any(hands) == []


async def test_theme_variables_are_those_of_textual(program: StartProgram) -> None:
    explained = (ROOT / "themes" / "night.toml").read_text(encoding="utf-8")
    listed = explained.partition("that are seen here:")[2].partition("What can't")[0]
    async with program() as hands:
        known = hands.app.theme_variables.keys()
        assert {*re.findall(r"[a-z]+(?:-[a-z]+)+", listed)} <= known
        for theme in THEMES.values():
            assert theme.variables.keys() <= known
