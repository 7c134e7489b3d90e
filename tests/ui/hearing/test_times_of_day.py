"""A time of day that is typed on the screen, where it is known when a recording began."""

from dataclasses import replace
from datetime import datetime

import pytest

from hearingnotes.library.library import Library
from tests.ui.conftest import Hands, StartProgram


async def began(hands: Hands) -> None:
    """Another program says when the recording began, and the screen knows it."""
    await hands.note("They spoke")
    began_utc = datetime(2026, 1, 20, 18, 2).astimezone()
    with Library(hands._library_path) as library:
        (stored,) = library.hearings.all()
        told = replace(stored.recordings[0], starts_utc=began_utc)
        library.hearings.save(stored.hearing, [told])
    await hands.until(
        lambda: hands.screen.session.recordings[0].starts_utc == began_utc, "when it began"
    )


async def test_the_player_goes_to_a_typed_time_of_day(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("space")
        await began(hands)
        await hands.press("g")
        await hands.type("6:02:08 PM\r")
        await hands.until(lambda: 7.5 <= (hands.screen.session.second_s() or 0.0) <= 9.0, "0:08")
        await hands.press("g")
        await hands.type("5:00 PM\r")
        outside = "the recording runs from 6:02 to 6:12 PM on 2026-01-20"
        await hands.until(lambda: outside in hands.text)


@pytest.mark.parametrize("key", ["a", "A"])
async def test_a_time_of_day_typed_for_an_anchor_is_refused(
    program: StartProgram, key: str
) -> None:
    async with program() as hands:
        await hands.playback()
        await began(hands)
        await hands.press(key)
        await hands.type("6:02:09 PM\r")
        refused = "Type 1:23:45 or paste a link; a time of day can't say where the video was"
        await hands.until(lambda: refused in hands.text, "why not")
        assert not hands.screen.session.anchors
