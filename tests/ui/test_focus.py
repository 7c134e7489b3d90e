"""Where keys go can be seen, and not by its colour alone."""

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from hearingnotes.ui.draft.screen import DraftScreen
from tests.ui.conftest import AppDriver, StartProgram

Signs = list[list[tuple[str, bool, bool, bool]]]


def signs(app: App[None]) -> Signs:
    """What is drawn, without its colours."""
    return [
        [
            (cell, bool(style and style.bold), bool(style and style.reverse), _is_lined(style))
            for text, style, _ in strip
            for cell in text
        ]
        for strip in app.screen._compositor.render_strips(app.size)
    ]


def _is_lined(style: object) -> bool:
    return bool(getattr(style, "underline", False))


async def unseen(driver: AppDriver) -> list[Widget]:
    """Those of the screen's widgets that are drawn the same with the focus and without."""
    screen = driver.app.screen
    assert screen.focus_chain
    found = []
    for widget in screen.focus_chain:
        assert isinstance(widget, Widget)
        await focus(driver, screen, widget)
        focused = signs(driver.app)
        await focus(driver, screen, None)
        if signs(driver.app) == focused:
            found.append(widget)
        await focus(driver, screen, widget)
    return found


async def focus(driver: AppDriver, screen: Screen[object], widget: Widget | None) -> None:
    screen.set_focus(widget)
    await driver.pilot.pause()


async def tabbed(driver: AppDriver, key: str) -> set[Widget | None]:
    """Where Tab leads, until it is where it was."""
    found: set[Widget | None] = set()
    while driver.app.focused not in found:
        found.add(driver.app.focused)
        await driver.press(key)
    return found


OVER = {
    "x": "Export: ",
    "?": "All keys",
    "T": "Theme",
    "I": "Which item",
    "f7": "Anchors of",
    "S": "Search all hearings",
}


@pytest.mark.parametrize(("key", "title"), OVER.items())
async def test_the_focus_is_visible_on_every_page_over_a_hearing(
    program: StartProgram, key: str, title: str
) -> None:
    async with program() as driver:
        await driver.playback()
        driver.screen.session.player.set_paused(True)
        await driver.until(lambda: driver.screen.session.player.state.paused, "a pause")
        await driver.press(key)
        await driver.until(lambda: title in driver.text, title)
        assert await unseen(driver) == []
        chain = {*driver.app.screen.focus_chain}
        assert await tabbed(driver, "tab") == chain
        assert await tabbed(driver, "shift+tab") == chain


async def test_the_focus_is_visible_on_the_list_of_hearings(program: StartProgram) -> None:
    async with program() as driver:
        await driver.note("one")
    async with program(None) as driver:
        await driver.until(lambda: "1 note" in driver.text)
        assert await unseen(driver) == []
        await driver.press("tab", "shift+tab")
        await driver.type("hear")
        assert "▌" in driver.text


@pytest.mark.parametrize("keys", ["n", "g", "slash"])
async def test_the_focus_is_visible_where_a_note_or_an_answer_is_typed(
    program: StartProgram, keys: str
) -> None:
    async with program() as driver:
        await driver.playback()
        driver.screen.session.player.set_paused(True)
        await driver.until(lambda: driver.screen.session.player.state.paused, "a pause")
        await driver.press(keys)
        assert await unseen(driver) == []
        before = driver.app.focused
        await driver.press("tab", "shift+tab")
        assert driver.app.focused is before


async def test_the_focus_is_visible_on_either_side_of_an_article(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("a note")
        await driver.press("D")
        await driver.until(lambda: "Notes (1)" in driver.text, "the notes")
        await driver.press("enter")
        screen = driver.app.screen
        assert isinstance(screen, DraftScreen)
        of_notes = driver.text
        await driver.press("tab")
        of_article = driver.text
        assert marked(of_notes) == ["0:00¶ a note"]
        assert marked(of_article)[0] == "1 a note"
        await driver.press("e")
        assert await unseen(driver) == []


def marked(text: str) -> list[str]:
    """What stands behind the sign of what is chosen."""
    behind = (line.partition("▌")[2] for line in text.splitlines() if "▌" in line)
    return [" ".join(words.partition("│")[0].split()) for words in behind]
