"""Where to go on the next time is on the disk, however the program ends."""

from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.session import hearing_session
from tests.ui.conftest import AppDriver, StartProgram


def saved_s(library_path: Path) -> float:
    with Library(library_path) as library:
        (stored,) = library.hearings.all()
        return stored.hearing.resume_s or 0.0


async def go_to(driver: AppDriver, second_s: float) -> None:
    driver.screen.session.go_to(second_s)
    await driver.until(lambda: abs((driver.screen.session.second_s() or 0) - second_s) < 2)


async def test_the_position_is_saved_at_a_seek_a_pause_and_a_capture(
    program: StartProgram, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing_session, "SAVE_POSITION_S", 1e9)
    async with program() as driver:
        await driver.playback()
        await go_to(driver, 100)
        await driver.until(lambda: saved_s(library_path) >= 99, "the seek")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) > 100.5)
        await driver.press("n")
        await driver.until(lambda: saved_s(library_path) >= 100.5, "the capture")
        await driver.press("x", "enter")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) > 101.5)
        await driver.press("space")
        await driver.until(lambda: saved_s(library_path) >= 101.5, "the pause")


async def test_the_archive_pass_ends_where_it_began(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await go_to(driver, 20)
        await driver.note("to be checked")
        await go_to(driver, 300)
        await driver.press("space", "r")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) < 40, "the loop")
        await driver.press("r")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) > 290, "where it began")
        await driver.until(lambda: driver.screen.session.player.state.paused)
