"""Where to go on the next time is on the disk, however the program ends."""

from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.session import hearing_session as resuming
from tests.ui.conftest import Hands, StartProgram


def kept_s(library_path: Path) -> float:
    with Library(library_path) as library:
        (stored,) = library.hearings.all()
        return stored.hearing.resume_s or 0.0


async def go_to(hands: Hands, second_s: float) -> None:
    hands.screen.session.go_to(second_s)
    await hands.until(lambda: abs((hands.screen.session.second_s() or 0) - second_s) < 2)


async def test_the_second_is_kept_at_a_seek_a_pause_and_a_capture(
    program: StartProgram, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resuming, "SAVE_POSITION_S", 1e9)
    async with program() as hands:
        await hands.playback()
        await go_to(hands, 100)
        await hands.until(lambda: kept_s(library_path) >= 99, "the seek")
        await hands.until(lambda: (hands.screen.session.second_s() or 0) > 100.5)
        await hands.press("n")
        await hands.until(lambda: kept_s(library_path) >= 100.5, "the capture")
        await hands.press("x", "enter")
        await hands.until(lambda: (hands.screen.session.second_s() or 0) > 101.5)
        await hands.press("space")
        await hands.until(lambda: kept_s(library_path) >= 101.5, "the pause")


async def test_the_archive_pass_ends_where_it_began(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await go_to(hands, 20)
        await hands.note("to be checked")
        await go_to(hands, 300)
        await hands.press("space", "r")
        await hands.until(lambda: (hands.screen.session.second_s() or 0) < 40, "the loop")
        await hands.press("r")
        await hands.until(lambda: (hands.screen.session.second_s() or 0) > 290, "where it began")
        await hands.until(lambda: hands.screen.session.player.state.paused)
