"""Choosing a theme: each is seen before one is kept."""

from pathlib import Path

import pytest

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.config.themes import load_themes
from hearingnotes.ui.dialogs.themes import ThemesScreen
from tests.ui.conftest import AppDriver, StartProgram

THEMES, _ = load_themes(None)
AFTER_NIGHT = "phosphor"


def saved_theme(folder: Path) -> str | None:
    """What is remembered for the next start."""
    theme: str | None = SavedState.read(folder / "remembered.toml").chosen.get("theme")
    return theme


def is_seen_behind(driver: AppDriver, theme: str) -> bool:
    """Whether the first line of the hearing's screen is drawn in the theme's colours."""
    title = driver.app.screen._compositor.render_strips(driver.app.size)[0]
    style = next(iter(title)).style
    color = style.color if style is not None else None
    wanted = THEMES[theme].colors["foreground"]
    return color is not None and _near(color.get_truecolor().hex, wanted)


def _near(one: str, other: str) -> bool:
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return all(abs(a - b) <= 2 for a, b in parts)


async def open_list(driver: AppDriver) -> None:
    await driver.press("T")
    await driver.until(lambda: isinstance(driver.app.screen, ThemesScreen), "the list")
    await driver.until(lambda: THEMES["night"].title[:12] in driver.text, "what is said of it")


async def test_a_theme_is_seen_while_the_list_moves_and_saved_by_enter(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program() as driver:
        await open_list(driver)
        assert "▌night " in driver.text
        await driver.press("down")
        await driver.until(lambda: is_seen_behind(driver, AFTER_NIGHT), "its colours")
        assert f"▌{AFTER_NIGHT} " in driver.text
        assert "▌night " not in driver.text
        assert saved_theme(tmp_path) is None
        await driver.press("enter")
        assert driver.app.screen is driver.screen
        assert driver.app.theme == AFTER_NIGHT
        assert saved_theme(tmp_path) == AFTER_NIGHT


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_theme_before_is_back_without_a_choice(
    program: StartProgram, tmp_path: Path, key: str
) -> None:
    async with program(settings=Settings(theme="night")) as driver:
        await open_list(driver)
        await driver.press("down", "down")
        assert driver.app.theme != "night"
        await driver.press(key)
        await driver.until(lambda: is_seen_behind(driver, "night"), "the colours before")
        assert driver.app.screen is driver.screen
        assert saved_theme(tmp_path) is None


@pytest.mark.parametrize("key", ["n", "1"])
async def test_a_moment_is_not_missed_while_the_list_of_themes_is_open(
    program: StartProgram, key: str
) -> None:
    async with program() as driver:
        await driver.playback()
        await open_list(driver)
        await driver.press("down", key)
        assert driver.app.screen is driver.screen
        assert driver.app.theme == "night"
        assert driver.heading.startswith(" Writing")
        await driver.type("heard\r")
        await driver.saved(1)


async def test_the_palette_opens_the_themes_also_while_writing(program: StartProgram) -> None:
    async with program() as driver:
        await driver.press("n")
        await driver.type("half")
        await driver.press("ctrl+p")
        await driver.type("theme")
        await driver.until(lambda: "Theme: other colours" in driver.text, "the command")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, ThemesScreen), "the list")
        await driver.press("down", "n")  # keys are no commands here: a note is being written
        assert isinstance(driver.app.screen, ThemesScreen)
        await driver.press("enter")
        await driver.type("way\r")
        await driver.saved(1)
        assert driver.app.theme == AFTER_NIGHT
        assert driver.on_disk()[0].text == "halfway"


async def test_a_theme_is_selected_from_the_list_of_hearings(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(None) as driver:
        await driver.press("ctrl+p")
        await driver.type("theme")
        await driver.until(lambda: "Theme: other colours" in driver.text, "the command")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, ThemesScreen), "the list")
        await driver.press("end", "enter")
        assert saved_theme(tmp_path) == driver.app.theme == [*THEMES][-1]


async def test_every_theme_is_listed_on_a_small_screen(program: StartProgram) -> None:
    async with program(size=(80, 24)) as driver:
        await open_list(driver)
        for name, theme in THEMES.items():
            assert f"{name} · {'dark' if theme.dark else 'light'}" in driver.text
