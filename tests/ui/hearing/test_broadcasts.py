"""A broadcast that begins or goes on elsewhere while the program is open; and the room."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.player.protocol import Player
from hearingnotes.services.open_hearing import open_in_person
from hearingnotes.session import live_follower
from hearingnotes.session.live_follower import BroadcastPhase, Pace
from tests.live.broadcast import Broadcast, channel
from tests.live.plan import Break, Cut, Plan
from tests.media.origin import Origin
from tests.ui.conftest import AppDriver, StartProgram

KEY, OTHER_KEY = "dQw4w9WgXcQ", "oHg5SJYRHA0"


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Platforms are asked more often than is polite."""
    monkeypatch.setattr(live_follower, "OVERDUE_PACE", Pace(1 / 20, 1.0, 600.0))
    monkeypatch.setattr(live_follower, "ENDED_PACE", Pace(1 / 20, 1.0, 600.0))
    monkeypatch.setattr(live_follower, "CONFIRM_GONE_S", 1.0)
    monkeypatch.setattr(live_follower, "QUIET_AT_LEAST_S", 3.0)


async def test_a_broadcast_that_has_yet_to_begin_is_joined_when_it_does(
    origin: Origin, program: StartProgram
) -> None:
    with Broadcast(origin, KEY, Plan(joined_s=-8, lasts_s=60, segment_s=1)) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.until(lambda: "begins in 0:0" in driver.text, "the countdown")
            assert "Budget hearing" in driver.text
            await driver.note("waiting")
            asked = origin.asked
            await driver.until(lambda: sum("/videos/" in path for path in asked) > 2, "more asked")
            assert "reached again" not in driver.says
            await driver.until(lambda: "The broadcast has begun." in driver.says, "the beginning")
            await driver.playback()
            await driver.note("the chair opens")
            places = [driver.screen.session.timeline.place_note(note) for note in driver.on_disk()]
    before, place = places
    assert before is None
    assert place is not None
    assert (place.second_s < 30, place.margin_s) == (True, 1)


async def test_a_broadcast_on_a_page_that_does_not_say_so_is_followed(
    origin: Origin, program: StartProgram
) -> None:
    with Broadcast(origin, KEY, Plan(segment_s=1, lasts_s=60)) as broadcast:
        page = f'<title>City meeting</title><video src="{broadcast.variants_url()}"></video>'
        async with program(origin.page("/council", page)) as driver:
            await driver.playback()
            await driver.until(lambda: "● live" in driver.text, "word that it is live")
            await driver.note("the chair opens")
            (note,) = driver.on_disk()
            place = driver.screen.session.timeline.place_note(note)
            (recording,) = driver.screen.session.recordings
    assert note.moment.live is not None
    assert place is not None
    assert place.second_s > 2800
    assert (recording.live_status, recording.duration_s) == (LiveStatus.LIVE, None)


async def test_a_player_that_ends_amid_a_broadcast_is_started_again(
    origin: Origin, program: StartProgram
) -> None:
    """As its window's close button ends it."""
    with Broadcast(origin, KEY, Plan(segment_s=1, lasts_s=90)) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.playback()
            await driver.note("before")
            first = driver.screen.session.player
            end_core(first)
            await driver.until(lambda: first.state.gone, "the player's end")
            await driver.press("L", "space", "left", "m")
            assert driver.text
            await driver.until(lambda: driver.screen.session.player is not first, "another player")
            await driver.playback()
            assert "opened again at the live edge" in driver.says
            await driver.note("behind")
            notes = driver.on_disk()
            places = [driver.screen.session.timeline.place_note(note) for note in notes]
    before, *_, behind = [place for place in places if place is not None]
    assert 2800 < before.second_s < behind.second_s
    assert behind.margin_s <= 1


async def test_a_player_that_ends_amid_a_recording_is_started_again_by_one_key(
    program: StartProgram, halves: Path
) -> None:
    async with program(str(halves)) as driver:
        await driver.playback()
        first = driver.screen.session.player
        end_core(first)
        await driver.until(lambda: "The player has ended." in driver.says, "word of its end")
        await driver.press("space", "left", "p", "f5")
        await driver.until(lambda: driver.screen.session.player is not first, "another player")
        await driver.playback()


def end_core(player: Player) -> None:
    """End libmpv as its window does."""
    assert isinstance(player, MpvPlayer)
    player._mpv.command_async("quit")


async def test_a_broadcast_that_goes_on_under_another_video_is_followed_there(
    origin: Origin, program: StartProgram
) -> None:
    first = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0, title="Part 1")
    then = Plan(joined_s=-8, lasts_s=60, segment_s=1, title="Part 2")
    with Broadcast(origin, KEY, first) as one, Broadcast(origin, OTHER_KEY, then) as other:
        async with program(channel(origin, "@council", one, other)) as driver:
            await driver.playback()
            await driver.note("in part one")
            await driver.until(lambda: "another video" in driver.says, "the other video")
            await driver.playback()
            await driver.note("in part two")
            await driver.press("Y")
            await driver.until(lambda: OTHER_KEY in driver.app.clipboard, "the new link")
            await driver.press("up", "Y")
            await driver.until(lambda: f"/{KEY}&t=28" in driver.app.clipboard, "the old link")
            await driver.press("p")
            assert "another recording" in driver.says
            assert [r.title for r in driver.screen.session.recordings] == ["Part 2", "Part 1"]
            assert "Part 1" in driver.text


async def test_the_reach_and_the_end_of_a_broadcast_are_saved(
    origin: Origin, program: StartProgram, library_path: Path
) -> None:
    ending = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0)
    with Broadcast(origin, KEY, ending) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.playback()
            await driver.until(lambda: driver.screen.session.recordings[0].reached_end, "the end")
            driver.screen.session.remember_position()
    with Library(library_path) as library:
        ((recording,),) = (stored.recordings for stored in library.hearings.all())
    assert recording.reached_end
    assert recording.reach_s == pytest.approx(2827, abs=2)


def loads(driver: AppDriver) -> list[str]:
    """What the player is told to load from now on."""
    player, loaded = driver.screen.session.player, list[str]()
    load = player.load

    def listened(url: str, *args: Any, **about: Any) -> None:
        loaded.append(url)
        load(url, *args, **about)

    player.load = listened  # type: ignore[method-assign]
    return loaded


async def test_a_recess_leaves_everything_that_one_can_seek_back_to(
    origin: Origin, program: StartProgram
) -> None:
    recess = Break(2828, gap_s=14, pts_restarts=False)
    plan = Plan(segment_s=1, lasts_s=60, window_s=5, breaks=(recess,))
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.playback()
            loaded = loads(driver)
            await driver.until(lambda: "no new sound" in driver.text, "the recess")
            await driver.until(lambda: broadcast.clock.now_s > recess.resumes_s + 4, "its end")
            await driver.until(lambda: "● live" in driver.text, "the session again")
            reach = driver.screen.session.player.reach()
    assert loaded == []
    assert reach is not None
    assert reach.back_s > 8


async def test_a_pause_outlives_the_address_and_the_cache_is_played_first(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(segment_s=1, lasts_s=90, window_s=10, url_lifetime_s=12)
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.playback()
            loaded = loads(driver)
            await driver.press("space")
            held_s = driver.screen.session.second_s() or 0.0
            await driver.until(lambda: broadcast.clock.now_s > 2820 + 16, "the expiry")
            assert driver.screen.session.player.state.paused
            assert loaded == []
            assert driver.screen.session.second_s() == pytest.approx(held_s, abs=0.5)
            await driver.press("space")
            await driver.until(lambda: "opened again at the live edge" in driver.says, "the edge")
            await driver.playback()
            await driver.until(lambda: (driver.screen.session.second_s() or 0) > 2830, "the edge")
    assert len(loaded) == 1


@pytest.mark.parametrize("presses_f5", [False, True])
async def test_a_broadcast_opened_without_the_network_is_joined_when_that_is_back(
    origin: Origin, program: StartProgram, presses_f5: bool
) -> None:
    plan = Plan(segment_s=1, lasts_s=60, cut=Cut(2820, 8, "503"))
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.until(lambda: "asked for again by itself" in driver.says, "the failure")
            assert "✗" in driver.text
            await driver.note("by the clock")
            if presses_f5:
                await driver.press("f5")
            await driver.playback()
            await driver.until(lambda: "● live" in driver.text, "the broadcast")
            await driver.note("heard")
            assert driver.screen.playback.follower is not None


async def test_f5_without_the_network_does_not_end_the_follower(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(segment_s=1, lasts_s=60, cut=Cut(2826, 10))
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.playback()
            await driver.until(lambda: "✗ lost" in driver.text, "the cut")
            await driver.press("f5")
            await driver.until(lambda: "could not be reached" in driver.says, "the failure")
            await driver.until(lambda: "● live" in driver.text, "the broadcast")
            await driver.playback()


async def test_the_end_of_a_broadcast_opened_by_its_channel_is_noticed(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0)
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(channel(origin, "@council", broadcast)) as driver:
            await driver.playback()
            await driver.until(lambda: "the broadcast has ended" in driver.text, "the end")
            asked = len(origin.asked)
            await driver.until(
                lambda: "/channels/@council.json" in "".join(origin.asked[asked:]), "the channel"
            )
            assert "has ended" in driver.text


async def test_f5_while_the_finished_video_is_being_made_keeps_what_plays(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0)
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.playback()
            await driver.until(lambda: "the broadcast has ended" in driver.text, "the end")
            loaded = loads(driver)
            await driver.press("f5")
            await driver.until(lambda: "is still being made" in driver.says, "the answer")
            await driver.press("left", "space")
            await driver.note("heard again")
            (note,) = driver.on_disk()
            place = driver.screen.session.timeline.place_note(note)
    assert loaded == []
    assert place is not None
    assert 2800 < place.second_s < 2830


async def test_a_broadcast_whose_video_is_being_made_is_not_played_as_a_recording(
    origin: Origin, program: StartProgram
) -> None:
    with Broadcast(origin, KEY, Plan(ends_s=2800, post_live_after_s=0)) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.until(lambda: "is still being made" in driver.says, "the answer")
            assert not driver.screen.session.player.state.loaded
            follower = driver.screen.playback.follower
            assert follower is not None
            assert follower.phase is BroadcastPhase.ENDED


async def test_a_finished_video_that_is_shorter_than_the_notes_is_reported(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(
        segment_s=1, ends_s=2829, post_live_after_s=0, archive_after_s=1, archive=((2815, 2825),)
    )
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url, size=(120, 24)) as driver:
            await driver.playback()
            await driver.note("far on")
            await driver.until(
                lambda: "probably been trimmed. F5 opens it." in driver.says, "a word"
            )
            assert "F5 opens the finished video" in driver.text
            assert " / 0:" not in driver.text
            await driver.press("f5")
            await driver.until(lambda: " / 0:10" in driver.text, "the video")


async def test_a_broadcast_that_was_made_private_is_reported_once_and_not_asked_for_again(
    origin: Origin, program: StartProgram
) -> None:
    url = origin.video(KEY, live_status="is_upcoming", title="Budget hearing")
    async with program(url) as driver:
        await driver.until(lambda: "not said" in driver.text, "the waiting")
        origin.video(KEY, state="private")
        driver.screen.reopen()
        await driver.until(lambda: "can't be had any more" in driver.says, "a word")
        assert "it can't be had any more" in driver.text
        follower = driver.screen.playback.follower
        assert follower is not None
        assert follower.phase is BroadcastPhase.GONE


async def test_one_odd_answer_ends_nothing(origin: Origin, program: StartProgram) -> None:
    """Segments come, and the platform forgets for once that it is live."""
    sorry = {"format_id": "18", "ext": "mp4", "url": "/media/sorry.mp4"}
    odd = {"live_status": "not_live", "title": "Sorry", "duration": 60, "formats": [sorry]}
    with Broadcast(origin, KEY, Plan(segment_s=1, lasts_s=90, url_lifetime_s=900)) as broadcast:
        async with program(broadcast.url) as driver:
            await driver.playback()
            broadcast.odd_answers.append(odd)
            follower = driver.screen.playback.follower
            assert follower is not None
            follower.medium = replace(follower.medium, expires_utc=datetime.now(UTC))
            await driver.until(lambda: not broadcast.odd_answers, "the odd answer")
            await driver.until(lambda: "● live" in driver.text, "the broadcast")
            await driver.until(lambda: not follower._is_asking, "the answer's end")
            (recording,) = driver.screen.session.recordings
    assert follower.phase is BroadcastPhase.ON_AIR
    assert (recording.live_status, recording.title) == (LiveStatus.LIVE, "Budget hearing")


async def test_a_break_is_reported_where_it_plays_and_marks_the_notes_behind_it(
    origin: Origin, program: StartProgram
) -> None:
    broken = Plan(segment_s=1, lasts_s=60, breaks=(Break(2824),))
    with Broadcast(origin, KEY, broken) as broadcast:
        async with program(broadcast.url, size=(120, 24)) as driver:
            await driver.playback()
            assert "break" not in driver.text
            await driver.until(lambda: "broke off and began anew here" in driver.says, "the break")
            await driver.until(lambda: "stream time, after a break" in driver.text, "its sign")
            await driver.press("up")
            await driver.note("behind it")
            assert driver.says == ""


async def test_a_hearing_in_the_room_loads_nothing(
    program: StartProgram, library_path: Path
) -> None:
    with Library(library_path) as library:
        library.hearings.save(open_in_person(library, "Council in the chamber").hearing, [])
    async with program("chamber") as driver:
        await driver.until(lambda: "○ the room" in driver.text, "the room")
        assert "loading" not in driver.text
        await driver.note("the chair opens")
        assert "clock       the chair opens" in driver.text
        await driver.press("f5")
        assert "recording add" in driver.says
