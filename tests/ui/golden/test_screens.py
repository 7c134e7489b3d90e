"""What each screen looks like: its letters at four sizes, its colours in three themes and none.

`HEARINGNOTES_WRITE_GOLDEN=1 pytest tests/ui/golden` writes all of it anew.
"""

from functools import partial
from pathlib import Path

import pytest

from hearingnotes import demo
from hearingnotes.config.settings import Settings
from tests.live.broadcast import Broadcast
from tests.live.plan import Plan
from tests.media.origin import Origin
from tests.media_files import make_halves
from tests.ui.conftest import StartProgram
from tests.ui.golden import tours
from tests.ui.golden.looking import HOME, Look, look_in_colours, look_without_colours

ON_AIR = Plan(lasts_s=180, segment_s=1)


@pytest.fixture(params=["colours", "NO_COLOR"])
def look(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Look:
    """How the screens are looked at."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if request.param == "colours":
        return look_in_colours
    monkeypatch.setenv("NO_COLOR", "1")
    return look_without_colours


@pytest.fixture
def kept_hearing(tone: Path, library_path: Path) -> None:
    """A hearing with notes."""
    tours.fill(library_path, tone)


@pytest.mark.parametrize("tour", [tours.hearing, tours.what_lies_over_it, tours.article])
async def test_the_screen_of_a_hearing_with_notes_is_as_drawn(
    program: StartProgram,
    kept_hearing: None,
    look: Look,
    tour: tours.Tour,
) -> None:
    async with program(size=HOME) as driver:
        await tour(driver, partial(look, driver))


async def test_the_screen_of_a_hearing_without_notes_is_as_drawn(
    program: StartProgram, look: Look
) -> None:
    async with program(size=HOME) as driver:
        await tours.without_notes(driver, partial(look, driver))


async def test_the_screen_with_captions_is_as_drawn(program: StartProgram, look: Look) -> None:
    async with program(str(demo.audio_path()), size=HOME) as driver:
        await tours.captions(driver, partial(look, driver))


async def test_the_screen_of_a_broadcast_is_as_drawn(
    program: StartProgram, look: Look, origin: Origin
) -> None:
    with Broadcast(origin, "dQw4w9WgXcQ", ON_AIR) as broadcast:
        async with program(broadcast.url, size=HOME) as driver:
            await tours.live(driver, partial(look, driver))


async def test_the_screen_with_a_picture_is_as_drawn(
    program: StartProgram, look: Look, tmp_path: Path
) -> None:
    video = make_halves(tmp_path / "hearing.mp4", 30)
    async with program(str(video), size=HOME, settings=Settings(picture="on")) as driver:
        await tours.picture(driver, partial(look, driver))


async def test_the_screen_with_an_error_is_as_drawn(
    program: StartProgram, look: Look, tmp_path: Path
) -> None:
    torn = tmp_path / "hearing.mp4"
    torn.write_bytes(b"no video at all" * 99)
    async with program(str(torn), size=HOME) as driver:
        await tours.error(driver, partial(look, driver))


async def test_the_list_of_hearings_is_as_drawn(
    program: StartProgram, kept_hearing: None, look: Look
) -> None:
    async with program(None, size=HOME) as driver:
        await tours.hearings(driver, partial(look, driver))


async def test_the_list_without_hearings_is_as_drawn(program: StartProgram, look: Look) -> None:
    async with program(None, size=HOME) as driver:
        await tours.no_hearings(driver, partial(look, driver))
