"""Where keys go can be seen, and not by its colour alone."""

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from hearingnotes.ui.draft.screen import DraftScreen
from tests.ui.conftest import Hands, StartProgram

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


async def unseen(hands: Hands) -> list[Widget]:
    """Those of the screen's widgets that are drawn the same with the focus and without."""
    screen = hands.app.screen
    assert screen.focus_chain
    found = []
    for widget in screen.focus_chain:
        assert isinstance(widget, Widget)
        await focus(hands, screen, widget)
        focused = signs(hands.app)
        await focus(hands, screen, None)
        if signs(hands.app) == focused:
            found.append(widget)
        await focus(hands, screen, widget)
    return found


async def focus(hands: Hands, screen: Screen[object], widget: Widget | None) -> None:
    screen.set_focus(widget)
    await hands.pilot.pause()


async def tabbed(hands: Hands, key: str) -> set[Widget | None]:
    """Where Tab leads, until it is where it was."""
    found: set[Widget | None] = set()
    while hands.app.focused not in found:
        found.add(hands.app.focused)
        await hands.press(key)
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
    async with program() as hands:
        await hands.playback()
        hands.screen.session.player.set_paused(True)
        await hands.until(lambda: hands.screen.session.player.state.paused, "a pause")
        await hands.press(key)
        await hands.until(lambda: title in hands.text, title)
        assert await unseen(hands) == []
        chain = {*hands.app.screen.focus_chain}
        assert await tabbed(hands, "tab") == chain
        assert await tabbed(hands, "shift+tab") == chain


async def test_the_focus_is_visible_on_the_list_of_hearings(program: StartProgram) -> None:
    async with program() as hands:
        await hands.note("one")
    async with program(None) as hands:
        await hands.until(lambda: "1 note" in hands.text)
        assert await unseen(hands) == []
        await hands.press("tab", "shift+tab")
        await hands.type("hear")
        assert "▌" in hands.text


@pytest.mark.parametrize("keys", ["n", "g", "slash"])
async def test_the_focus_is_visible_where_a_note_or_an_answer_is_typed(
    program: StartProgram, keys: str
) -> None:
    async with program() as hands:
        await hands.playback()
        hands.screen.session.player.set_paused(True)
        await hands.until(lambda: hands.screen.session.player.state.paused, "a pause")
        await hands.press(keys)
        assert await unseen(hands) == []
        before = hands.app.focused
        await hands.press("tab", "shift+tab")
        assert hands.app.focused is before


async def test_the_focus_is_visible_on_either_side_of_an_article(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("a note")
        await hands.press("D")
        await hands.until(lambda: "Notes (1)" in hands.text, "the notes")
        await hands.press("enter")
        screen = hands.app.screen
        assert isinstance(screen, DraftScreen)
        of_notes = hands.text
        await hands.press("tab")
        of_article = hands.text
        assert marked(of_notes) == ["0:00¶ a note"]
        assert marked(of_article)[0] == "1 a note"
        await hands.press("e")
        assert await unseen(hands) == []


def marked(text: str) -> list[str]:
    """What stands behind the sign of what is chosen."""
    behind = (line.partition("▌")[2] for line in text.splitlines() if "▌" in line)
    return [" ".join(words.partition("│")[0].split()) for words in behind]
