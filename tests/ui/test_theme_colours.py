"""Whatever the screens draw can be read, in every shipped theme."""

import re
from collections.abc import Iterator

import pytest

from hearingnotes import demo
from hearingnotes.config.themes import load_themes
from tests.config.test_themes import contrast, is_high_contrast
from tests.e2e.terminal import ROOT
from tests.ui.conftest import AppDriver, StartProgram
from tests.ui.drawn import drawn_letters, drawn_pairs

THEMES, _ = load_themes(None)
NOTES = (
    "# Item 1: opening hours",
    "@chair: asks why four branches are shut #budget",
    "> A locked library serves no one.",
    "The motion is carried #vote",
)
Faint = tuple[str, str, str, str, float]


def faint(driver: AppDriver, theme: str) -> Iterator[Faint]:
    """What is drawn now and has too little contrast."""
    least = 7 if is_high_contrast(THEMES[theme]) else 4.5
    for (color, behind), words in drawn_pairs(driver.app).items():
        if (found := contrast(color, behind)) < least:
            yield theme, words, color, behind, round(found, 2)


async def faint_in_any(driver: AppDriver) -> list[Faint]:
    """What has too little contrast in any theme, one theme after the other."""
    found: list[Faint] = []
    for theme in THEMES:
        driver.app.theme = theme
        await driver.pilot.pause()
        found += faint(driver, theme)
    return found


def colors(driver: AppDriver, sign: str, line_of: str) -> set[str]:
    """In which colours a sign is drawn in the line of the list that has this text."""
    room = driver.screen.note_list.region
    rows = [row[: room.right] for row in drawn_letters(driver.app)]
    lines = [row for row in rows if line_of in "".join(letter.sign for letter in row)]
    return {letter.look.color for row in lines for letter in row if letter.sign == sign}


async def take_notes(driver: AppDriver) -> None:
    await driver.playback()
    for text in NOTES:
        await driver.note(text)
    await driver.press("*", "v", "up", "*", "n")
    await driver.type("left un")
    await driver.press("escape", "up")


async def test_the_screen_of_a_hearing_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as driver:
        assert await faint_in_any(driver) == []
        await take_notes(driver)
        assert await faint_in_any(driver) == []
        driver.screen.show_message("The recording can't be reached.", error=True)
        assert await faint_in_any(driver) == []
        await driver.press("n")
        await driver.type("@cha")
        assert await faint_in_any(driver) == []
        await driver.press("escape", "slash")
        await driver.type("lib")
        assert await faint_in_any(driver) == []


async def test_secondary_text_recedes_outside_of_the_selected_note(program: StartProgram) -> None:
    async with program(size=(80, 24)) as driver:
        await driver.playback()
        await driver.note("one")
        await driver.note("two")
        for theme in THEMES:
            driver.app.theme = theme
            await driver.pilot.pause()
            (text,) = colors(driver, "n", "one")
            assert colors(driver, "o", "two") == colors(driver, "±", "two") == {text}
            (margin,) = colors(driver, "±", "one")
            assert margin != text


@pytest.mark.parametrize("keys", ["x", "x shift+tab", "?", "I", "f7", "S l i b", "T"])
async def test_pages_over_a_hearing_can_be_read_in_every_theme(
    program: StartProgram, keys: str
) -> None:
    async with program(size=(100, 30)) as driver:
        await take_notes(driver)
        await driver.press(*keys.split())
        assert driver.app.screen is not driver.screen
        assert await faint_in_any(driver) == []


async def test_a_refusal_of_the_export_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as driver:
        await take_notes(driver)
        await driver.press("x")
        await driver.type("/nowhere/at/all.md\r")
        await driver.until(lambda: "! " in driver.text, "a refusal")
        assert await faint_in_any(driver) == []


async def test_the_palette_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as driver:
        for theme in THEMES:
            driver.app.theme = theme
            await driver.press("ctrl+p")
            await driver.type("this moment")
            await driver.until(lambda: "Note this moment" in driver.text, "a command")
            assert [*faint(driver, theme)] == []
            await driver.press("escape")


async def test_the_page_of_an_article_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(size=(100, 30)) as driver:
        await take_notes(driver)
        await driver.press("D")
        await driver.until(lambda: "Notes (4)" in driver.text, "the notes")
        assert await faint_in_any(driver) == []
        await driver.press("enter", "enter", "plus", "t")
        await driver.type("It was cold.\r")
        assert await faint_in_any(driver) == []
        await driver.press("v")
        assert await faint_in_any(driver) == []
        await driver.press("v", "tab")
        assert await faint_in_any(driver) == []
        await driver.press("enter")
        assert await faint_in_any(driver) == []


async def test_captions_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=(120, 40)) as driver:
        await driver.playback()
        await driver.press("space", "g")
        await driver.type("1:16\r")
        await driver.until(lambda: "▸" in driver.text, "what is said")
        assert await faint_in_any(driver) == []
        await driver.press("Q")
        assert await faint_in_any(driver) == []
        await driver.press("enter", "W")
        await driver.type("sunday")
        await driver.until(lambda: "Quill" not in driver.text, "the hits")
        assert await faint_in_any(driver) == []


async def test_the_list_of_hearings_can_be_read_in_every_theme(program: StartProgram) -> None:
    async with program() as driver:
        await driver.note("one")
    async with program(None) as driver:
        await driver.until(lambda: "1 note" in driver.text)
        assert await faint_in_any(driver) == []
        await driver.type("no such")
        assert await faint_in_any(driver) == []


async def test_theme_variables_are_those_of_textual(program: StartProgram) -> None:
    explained = (ROOT / "themes" / "night.toml").read_text(encoding="utf-8")
    listed = explained.partition("that are seen here:")[2].partition("What can't")[0]
    async with program() as driver:
        known = driver.app.theme_variables.keys()
        assert {*re.findall(r"[a-z]+(?:-[a-z]+)+", listed)} <= known
        for theme in THEMES.values():
            assert theme.variables.keys() <= known
