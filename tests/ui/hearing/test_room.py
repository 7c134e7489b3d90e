"""Sitting in the hearing: the clock on the wall, and what becomes of its notes at home."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.player.state import Phase
from hearingnotes.services.open_hearing import open_in_person, open_reference
from tests.ui.conftest import StartProgram


@pytest.fixture
async def anchored(program: StartProgram, library_path: Path, tmp_path: Path) -> Recording:
    """Two notes of the room, and a recording that an anchor places at 1:00 for the first."""
    async with program("Council", opens=open_in_person) as driver:
        await driver.note("called to order")
        await driver.note("minutes approved")
    with Library(library_path) as library:
        (stored,) = library.hearings.all()
        first, _ = library.notes.of_hearing(stored.hearing.id)
        gone = str(tmp_path / "gone.mp4")
        recording = Recording("R", stored.hearing.id, "local_file", gone, gone)
        library.hearings.save(stored.hearing, [recording])
        library.anchors.add(Anchor("A", stored.hearing.id, first.moment, "R", 60.0))
    return recording


async def test_the_clock_at_home_is_not_that_of_the_room(
    program: StartProgram, anchored: Recording
) -> None:
    async with program("Council", opens=open_reference) as driver:
        await driver.until(lambda: driver.screen.session.player.state.phase is Phase.FAILED)
        await driver.note("noted at home")
        timeline = driver.screen.session.timeline
        *_, at_home = driver.on_disk()
        assert at_home.text == "noted at home"
        assert (at_home.moment.recording_id, at_home.moment.position_s) == ("R", None)
        assert timeline.place(at_home.moment) is None


async def test_a_hearing_in_the_room_continues_after_its_recording_was_added(
    program: StartProgram, anchored: Recording
) -> None:
    async with program("Council", opens=open_in_person) as driver:
        await driver.note("after the break")
        *earlier, after = driver.on_disk()
        assert len(earlier) == 2
        assert after.moment.recording_id is None
        place = driver.screen.session.timeline.place(after.moment)
        assert place is not None
        since = after.moment.utc - earlier[0].moment.utc
        assert timedelta(seconds=place.second_s - 60) == pytest.approx(since, abs=timedelta(0, 1))


async def test_a_recording_that_is_added_elsewhere_can_be_pointed_into_at_once(
    program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    async with program("Council", opens=open_in_person) as driver:
        await driver.note("called to order")
        with Library(library_path) as library:
            (stored,) = library.hearings.all()
            path = str(tmp_path / "new.mp4")
            recording = Recording("R", stored.hearing.id, "local_file", path, path)
            library.hearings.save(stored.hearing, [recording])
        await driver.until(lambda: driver.screen.session.recordings, "the recording")
        await driver.press("a")
        await driver.type("1:00\r\r")
        await driver.until(lambda: driver.screen.session.anchors, "the anchor")
        (note,) = driver.on_disk()
        place = driver.screen.session.timeline.place_note(note)
        assert place is not None
        assert place.recording_id == "R"
        assert place.second_s == pytest.approx(60)
        with Library(library_path) as library:
            library.hearings.save(stored.hearing, [replace(recording, starts_utc=note.moment.utc)])
        await driver.until(lambda: driver.screen.session.recordings[0].starts_utc, "when it began")


async def test_a_time_that_may_be_of_several_recordings_is_asked_for_as_a_link(
    program: StartProgram, anchored: Recording, library_path: Path
) -> None:
    with Library(library_path) as library:
        (stored,) = library.hearings.all()
        (anchor,) = library.anchors.of_hearing(stored.hearing.id)
        library.anchors.remove(anchor)
        other = Recording("S", stored.hearing.id, "vimeo", "76979871", "https://vimeo.com/76979871")
        library.hearings.save(stored.hearing, [anchored, other])
    async with program("Council", opens=open_in_person) as driver:
        await driver.press("up", "a", *"1:10", "enter")
        await driver.until(lambda: "2 recordings; paste a link" in driver.text, "the refusal")
        assert driver.screen.session.anchors == ()


async def test_the_room_says_that_nothing_plays(program: StartProgram) -> None:
    async with program("Council", opens=open_in_person) as driver:
        await driver.until(lambda: "○ the room" in driver.text)
        for key in ("space", "left", "shift+right", "g", "L"):
            await driver.press(key)
            assert driver.says == "In the room nothing plays; notes get the time of day."
            await driver.press("up")
            assert driver.says == ""


async def test_a_file_that_is_gone_is_reported_as_not_playing(
    program: StartProgram, anchored: Recording
) -> None:
    async with program("Council") as driver:
        await driver.until(lambda: "✗ not playing" in driver.text)
        await driver.press("space")
        assert driver.says == "Nothing plays; F5 tries again, and notes get the time of day."
        await driver.press("f5")
        await driver.until(lambda: "There is no file" in driver.says)


async def test_the_end_of_a_recording_is_reported_and_again_at_space(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        driver.screen.session.go_to(599.9)
        await driver.until(lambda: driver.says.startswith("This is the end"))
        await driver.press("up")
        assert driver.says == ""
        await driver.press("space")
        assert driver.says.startswith("This is the end")
