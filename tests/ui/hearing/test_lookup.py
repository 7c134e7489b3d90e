"""Links are asked about in a process of their own; what comes of it is on the screen."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from hearingnotes.ids import new_id
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.services.open_hearing import open_reference
from tests.media.origin import Origin
from tests.media_files import make_tone
from tests.ui.conftest import AppDriver, StartProgram

KEY = "4LBmWqYuuDY"
NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)


@pytest.fixture
def sound_url(origin: Origin) -> str:
    assert origin.media is not None
    make_tone(origin.media / "sound.flac", 120)
    return f"{origin.url}/media/sound.flac"


def finished(origin: Origin, sound_url: str) -> str:
    """A finished video of YouTube."""
    sound = {
        "format_id": "140",
        "url": sound_url,
        "ext": "flac",
        "vcodec": "none",
        "acodec": "flac",
    }
    return origin.video(
        KEY, formats=[sound], title="Committee on Immigration", channel="NYC Council",
        upload_date="20260116", duration=120, live_status="was_live",
    )  # fmt: skip


async def test_a_finished_video_opens_at_the_time_of_its_link(
    origin: Origin, sound_url: str, program: StartProgram
) -> None:
    finished(origin, sound_url)
    async with program(f"https://youtu.be/{KEY}&t=60") as driver:
        await driver.playback()
        assert "Committee on Immigration" in driver.text
        await driver.note("Concerns were raised")
        place = driver.screen.session.timeline.place_note(driver.on_disk()[0])
        assert place is not None
        assert 60 <= place.second_s < 70
        await driver.press("Y")
        await driver.until(lambda: driver.app.clipboard.startswith("https://"))
        assert driver.app.clipboard == f"https://youtu.be/{KEY}&t={int(place.second_s)}"
        assert driver.screen.session.hearing.body == "NYC Council"
        assert str(driver.screen.session.hearing.date) == "2026-01-16"


async def test_a_hearing_resumes_where_it_was_left(
    origin: Origin, sound_url: str, program: StartProgram
) -> None:
    url = finished(origin, sound_url)
    async with program(url) as driver:
        await driver.playback()
        driver.screen.session.player.seek_to(90)
        await driver.until(lambda: (driver.screen.session.second_s() or 0) > 90)
        await driver.press("ctrl+q")
    async with program("immigration") as driver:
        await driver.playback()
        assert 89 < (driver.screen.session.player.moment().position_s or 0) < 100


async def test_a_private_video_is_reported_and_notes_can_be_taken(
    origin: Origin, program: StartProgram
) -> None:
    url = origin.video(KEY, state="private")
    async with program(url) as driver:
        await driver.until(lambda: "private" in driver.says)
        await driver.note("by the clock")
        assert driver.screen.session.timeline.place_note(driver.on_disk()[0]) is None


async def test_capture_does_not_wait_for_a_site_that_hangs(
    origin: Origin, program: StartProgram
) -> None:
    hold = origin.hold(f"/videos/{KEY}.json")
    async with program(f"https://youtu.be/{KEY}") as driver:
        await asyncio.to_thread(hold.asked.wait, 30)
        await driver.note("still loading")
        assert "loading" in driver.text
        assert [note.text for note in driver.on_disk()] == ["still loading"]
        await driver.press("ctrl+q")
    assert await asyncio.to_thread(hold.hung_up.wait, 30)


async def test_a_channels_page_is_resolved_to_its_video(
    origin: Origin, sound_url: str, program: StartProgram
) -> None:
    finished(origin, sound_url)
    async with program(origin.channel("@NYCCouncil", [KEY])) as driver:
        await driver.playback()
        await driver.note("the link names the video")
        await driver.press("Y")
        await driver.until(lambda: driver.app.clipboard.startswith("https://youtu.be/" + KEY))


async def test_a_channels_page_opens_the_hearing_of_its_video(
    origin: Origin, sound_url: str, program: StartProgram, library_path: Path
) -> None:
    async with program(finished(origin, sound_url)) as driver:
        await driver.playback()
        await driver.note("by the link")
        hearing_id = driver.screen.session.hearing.id
    async with program(origin.channel("@NYCCouncil", [KEY])) as driver:
        await driver.press("n")
        await driver.type("before anything is known\r")
        await driver.saved(2)
        assert all(text in driver.text for text in ("before anything", "by the link"))
        await driver.playback()
        await driver.note("by the channel")
        assert driver.screen.session.hearing.id == hearing_id
        assert len(driver.on_disk()) == 3
        await driver.press("Y")
        await driver.until(lambda: driver.app.clipboard.startswith(f"https://youtu.be/{KEY}&t="))
        with Library(library_path) as library:
            assert len(library.hearings.all()) == 1


async def test_a_direct_address_plays_and_links_with_a_fragment(
    sound_url: str, program: StartProgram
) -> None:
    async with program(sound_url + "#t=30") as driver:
        await driver.playback()
        await driver.note("from a web server")
        await driver.press("Y")
        await driver.until(lambda: driver.app.clipboard.startswith(sound_url + "#t=3"))


async def test_a_title_with_escapes_is_shown_as_text(
    origin: Origin, sound_url: str, program: StartProgram
) -> None:
    sound = {
        "format_id": "140",
        "url": sound_url,
        "ext": "flac",
        "vcodec": "none",
        "acodec": "flac",
    }
    url = origin.video(KEY, formats=[sound], title="\x1b[31m[red]Hearing[/]\n--help")
    async with program(url) as driver:
        await driver.playback()
        assert "\x1b" not in driver.text
        assert "[red]Hearing[/] --help" in driver.text


async def test_a_lost_recording_can_be_opened_again(
    origin: Origin, sound_url: str, program: StartProgram
) -> None:
    url = finished(origin, sound_url)
    assert origin.media is not None
    stored = (origin.media / "sound.flac").read_bytes()
    (origin.media / "sound.flac").unlink()
    async with program(url) as driver:
        await driver.until(lambda: "F5 opens the recording again" in driver.says)
        Path(origin.media / "sound.flac").write_bytes(stored)
        await driver.press("f5")
        await driver.playback()


async def test_a_broadcast_that_has_become_a_shorter_video_is_reported(
    origin: Origin, sound_url: str, program: StartProgram, library_path: Path
) -> None:
    url = finished(origin, sound_url)
    with Library(library_path) as library:
        opening = open_reference(library, url)
        (recording,) = opening.recordings
        live = replace(recording, live_status=LiveStatus.LIVE)
        library.hearings.save(opening.hearing, [live])
        evidence = LiveEvidence(first_s=400.0, first_utc=NOW, first_sq=80, segment_s=5.0)
        moment = Moment(NOW, recording.id, 430.0, 400.0, live=evidence)
        library.notes.add(Note(new_id(), opening.hearing.id, moment, "Far on"))
    async with program(url) as driver:
        await driver.playback()
        assert "the last note lies at 7:10, 5:10 beyond" in driver.says
        await driver.press("a", *"3:00", "enter")
        await driver.until(lambda: "lasts only 2:00" in driver.text, "the refusal")
        await driver.press("escape")
        await driver.press("a", *"1:10", "enter", "enter")
        await driver.until(lambda: "1:10" in driver.text)
        await driver.until(lambda: driver.screen.session.anchors, "the anchor")
        await driver.press("u")
        await driver.until(lambda: "7:10" in driver.text, "the place before")


def plays(driver: AppDriver, from_s: float, to_s: float) -> bool:
    second_s = driver.screen.session.second_s()
    return second_s is not None and from_s <= second_s < to_s


async def test_the_archive_pass_goes_from_note_to_note(
    origin: Origin, sound_url: str, program: StartProgram
) -> None:
    async with program(finished(origin, sound_url)) as driver:
        await driver.playback()
        for second_s in (30, 60, 90):
            driver.screen.session.go_to(second_s)
            await driver.until(partial(plays, driver, second_s, second_s + 5))
            await driver.note(f"at {second_s}")
        await driver.press("r")
        assert "3 left" in driver.text
        await driver.until(partial(plays, driver, 26, 31), "the first loop")
        await driver.press("v")
        assert "2 left" in driver.text
        await driver.until(partial(plays, driver, 56, 61), "the second loop")
        await driver.press("v", "v", "r")
        assert "Watching" in driver.text
        await driver.until(lambda: all(note.verified for note in driver.on_disk()), "the ticks")


async def test_a_problem_of_the_settings_stays_shown_while_a_link_is_looked_up(
    origin: Origin, sound_url: str, program: StartProgram
) -> None:
    finished(origin, sound_url)
    async with program(f"https://youtu.be/{KEY}", mpv={"ao": "null", "nonsense": "1"}) as driver:
        await driver.playback()
        assert "mpv does not take nonsense = 1" in driver.says
