"""Choosing a theme: each is seen before one is kept."""

from pathlib import Path

import pytest

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.config.themes import load_themes
from hearingnotes.ui.dialogs.themes import ThemesScreen
from tests.ui.conftest import Hands, StartProgram

THEMES, _ = load_themes(None)
AFTER_NIGHT = "phosphor"


def chosen(folder: Path) -> str | None:
    """What is remembered for the next start."""
    theme: str | None = SavedState.read(folder / "remembered.toml").chosen.get("theme")
    return theme


def is_seen_behind(hands: Hands, theme: str) -> bool:
    """Whether the first line of the hearing's screen is drawn in the theme's colours."""
    title = hands.app.screen._compositor.render_strips(hands.app.size)[0]
    style = next(iter(title)).style
    color = style.color if style is not None else None
    wanted = THEMES[theme].colors["foreground"]
    return color is not None and _near(color.get_truecolor().hex, wanted)


def _near(one: str, other: str) -> bool:
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return all(abs(a - b) <= 2 for a, b in parts)


async def open_list(hands: Hands) -> None:
    await hands.press("T")
    await hands.until(lambda: isinstance(hands.app.screen, ThemesScreen), "the list")
    await hands.until(lambda: THEMES["night"].title[:12] in hands.text, "what is said of it")


async def test_a_theme_is_seen_while_the_list_moves_and_saved_by_enter(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program() as hands:
        await open_list(hands)
        assert "▌night " in hands.text
        await hands.press("down")
        await hands.until(lambda: is_seen_behind(hands, AFTER_NIGHT), "its colours")
        assert f"▌{AFTER_NIGHT} " in hands.text
        assert "▌night " not in hands.text
        assert chosen(tmp_path) is None
        await hands.press("enter")
        assert hands.app.screen is hands.screen
        assert hands.app.theme == AFTER_NIGHT
        assert chosen(tmp_path) == AFTER_NIGHT


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_theme_before_is_back_without_a_choice(
    program: StartProgram, tmp_path: Path, key: str
) -> None:
    async with program(settings=Settings(theme="night")) as hands:
        await open_list(hands)
        await hands.press("down", "down")
        assert hands.app.theme != "night"
        await hands.press(key)
        await hands.until(lambda: is_seen_behind(hands, "night"), "the colours before")
        assert hands.app.screen is hands.screen
        assert chosen(tmp_path) is None


@pytest.mark.parametrize("key", ["n", "1"])
async def test_a_moment_is_not_missed_while_the_list_of_themes_is_open(
    program: StartProgram, key: str
) -> None:
    async with program() as hands:
        await hands.playback()
        await open_list(hands)
        await hands.press("down", key)
        assert hands.app.screen is hands.screen
        assert hands.app.theme == "night"
        assert hands.heading.startswith(" Writing")
        await hands.type("heard\r")
        await hands.saved(1)


async def test_the_palette_opens_the_themes_also_while_writing(program: StartProgram) -> None:
    async with program() as hands:
        await hands.press("n")
        await hands.type("half")
        await hands.press("ctrl+p")
        await hands.type("theme")
        await hands.until(lambda: "Theme: other colours" in hands.text, "the command")
        await hands.press("enter")
        await hands.until(lambda: isinstance(hands.app.screen, ThemesScreen), "the list")
        await hands.press("down", "n")  # keys are no commands here: a note is being written
        assert isinstance(hands.app.screen, ThemesScreen)
        await hands.press("enter")
        await hands.type("way\r")
        await hands.saved(1)
        assert hands.app.theme == AFTER_NIGHT
        assert hands.on_disk()[0].text == "halfway"


async def test_a_theme_is_selected_from_the_list_of_hearings(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(None) as hands:
        await hands.press("ctrl+p")
        await hands.type("theme")
        await hands.until(lambda: "Theme: other colours" in hands.text, "the command")
        await hands.press("enter")
        await hands.until(lambda: isinstance(hands.app.screen, ThemesScreen), "the list")
        await hands.press("end", "enter")
        assert chosen(tmp_path) == hands.app.theme == [*THEMES][-1]


async def test_every_theme_is_listed_on_a_small_screen(program: StartProgram) -> None:
    async with program(size=(80, 24)) as hands:
        await open_list(hands)
        for name, theme in THEMES.items():
            assert f"{name} · {'dark' if theme.dark else 'light'}" in hands.text
