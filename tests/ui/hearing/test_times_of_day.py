"""A time of day that is typed on the screen, where it is known when a recording began."""

from dataclasses import replace
from datetime import datetime

import pytest

from hearingnotes.library.library import Library
from tests.ui.conftest import AppDriver, StartProgram


async def began(driver: AppDriver) -> None:
    """Another program says when the recording began, and the screen knows it."""
    await driver.note("They spoke")
    began_utc = datetime(2026, 1, 20, 18, 2).astimezone()
    with Library(driver._library_path) as library:
        (stored,) = library.hearings.all()
        changed = replace(stored.recordings[0], starts_utc=began_utc)
        library.hearings.save(stored.hearing, [changed])
    await driver.until(
        lambda: driver.screen.session.recordings[0].starts_utc == began_utc, "when it began"
    )


async def test_the_player_goes_to_a_typed_time_of_day(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("space")
        await began(driver)
        await driver.press("g")
        await driver.type("6:02:08 PM\r")
        await driver.until(lambda: 7.5 <= (driver.screen.session.second_s() or 0.0) <= 9.0, "0:08")
        await driver.press("g")
        await driver.type("5:00 PM\r")
        outside = "the recording runs from 6:02 to 6:12 PM on 2026-01-20"
        await driver.until(lambda: outside in driver.text)


@pytest.mark.parametrize("key", ["a", "A"])
async def test_a_time_of_day_typed_for_an_anchor_is_refused(
    program: StartProgram, key: str
) -> None:
    async with program() as driver:
        await driver.playback()
        await began(driver)
        await driver.press(key)
        await driver.type("6:02:09 PM\r")
        refused = "Type 1:23:45 or paste a link; a time of day can't say where the video was"
        await driver.until(lambda: refused in driver.text, "why not")
        assert not driver.screen.session.anchors
