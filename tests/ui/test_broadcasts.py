"""A broadcast that begins or goes on elsewhere while the program is open; and the room."""

from pathlib import Path
from typing import Any

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.player.protocol import Player
from hearingnotes.services.open_hearing import open_in_person
from hearingnotes.session import live_follower as follower
from hearingnotes.session.live_follower import BroadcastPhase, Pace
from tests.live.broadcast import Broadcast, channel
from tests.live.plan import Break, Cut, Plan
from tests.media.origin import Origin
from tests.ui.conftest import Hands, StartProgram

KEY, OTHER_KEY = "dQw4w9WgXcQ", "oHg5SJYRHA0"


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Platforms are asked more often than is polite."""
    monkeypatch.setattr(follower, "OVERDUE_PACE", Pace(1 / 20, 1.0, 600.0))
    monkeypatch.setattr(follower, "ENDED_PACE", Pace(1 / 20, 1.0, 600.0))
    monkeypatch.setattr(follower, "QUIET_AT_LEAST_S", 3.0)


async def test_a_broadcast_that_has_yet_to_begin_is_joined_when_it_does(
    origin: Origin, program: StartProgram
) -> None:
    with Broadcast(origin, KEY, Plan(joined_s=-8, lasts_s=60, segment_s=1)) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.until(lambda: "begins in 0:0" in hands.text, "the countdown")
            assert "Budget hearing" in hands.text
            await hands.note("waiting")
            asked = origin.asked
            await hands.until(lambda: sum("/videos/" in path for path in asked) > 2, "more asked")
            assert "reached again" not in hands.says
            await hands.until(lambda: "The broadcast has begun." in hands.says, "the beginning")
            await hands.playback()
            await hands.note("the chair opens")
            places = [hands.screen.session.timeline.place_note(note) for note in hands.on_disk()]
    before, place = places
    assert before is None
    assert place is not None
    assert (place.second_s < 30, place.margin_s) == (True, 1)


async def test_a_broadcast_on_a_page_that_does_not_say_so_is_followed(
    origin: Origin, program: StartProgram
) -> None:
    with Broadcast(origin, KEY, Plan(segment_s=1, lasts_s=60)) as broadcast:
        page = f'<title>City meeting</title><video src="{broadcast.variants_url()}"></video>'
        async with program(origin.page("/council", page)) as hands:
            await hands.playback()
            await hands.until(lambda: "● live" in hands.text, "word that it is live")
            await hands.note("the chair opens")
            (note,) = hands.on_disk()
            place = hands.screen.session.timeline.place_note(note)
            (recording,) = hands.screen.session.recordings
    assert note.moment.live is not None
    assert place is not None
    assert place.second_s > 2800
    assert (recording.live_status, recording.duration_s) == (LiveStatus.LIVE, None)


async def test_a_player_that_ends_amid_a_broadcast_is_brought_anew(
    origin: Origin, program: StartProgram
) -> None:
    """As its window's close button ends it."""
    with Broadcast(origin, KEY, Plan(segment_s=1, lasts_s=90)) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.playback()
            await hands.note("before")
            first = hands.screen.session.player
            end_core(first)
            await hands.until(lambda: first.state.gone, "the player's end")
            await hands.press("L", "space", "left", "m")
            assert hands.text
            await hands.until(lambda: hands.screen.session.player is not first, "another player")
            await hands.playback()
            assert "opened again at the live edge" in hands.says
            await hands.note("behind")
            notes = hands.on_disk()
            places = [hands.screen.session.timeline.place_note(note) for note in notes]
    before, *_, behind = [place for place in places if place is not None]
    assert 2800 < before.second_s < behind.second_s
    assert behind.margin_s <= 1


async def test_a_player_that_ends_within_a_recording_is_brought_anew_by_one_key(
    program: StartProgram, halves: Path
) -> None:
    async with program(str(halves)) as hands:
        await hands.playback()
        first = hands.screen.session.player
        end_core(first)
        await hands.until(lambda: "The player has ended." in hands.says, "word of its end")
        await hands.press("space", "left", "p", "f5")
        await hands.until(lambda: hands.screen.session.player is not first, "another player")
        await hands.playback()


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
        async with program(channel(origin, "@council", one, other)) as hands:
            await hands.playback()
            await hands.note("in part one")
            await hands.until(lambda: "another video" in hands.says, "the other video")
            await hands.playback()
            await hands.note("in part two")
            await hands.press("Y")
            await hands.until(lambda: OTHER_KEY in hands.app.clipboard, "the new link")
            await hands.press("up", "Y")
            await hands.until(lambda: f"/{KEY}&t=28" in hands.app.clipboard, "the old link")
            await hands.press("p")
            assert "another recording" in hands.says
            assert [r.title for r in hands.screen.session.recordings] == ["Part 2", "Part 1"]
            assert "Part 1" in hands.text


async def test_how_far_a_broadcast_went_is_kept_and_that_it_ended_there(
    origin: Origin, program: StartProgram, library_path: Path
) -> None:
    ending = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0)
    with Broadcast(origin, KEY, ending) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.playback()
            await hands.until(lambda: hands.screen.session.recordings[0].reached_end, "the end")
            hands.screen.session.remember_position()
    with Library(library_path) as library:
        ((recording,),) = (stored.recordings for stored in library.hearings.all())
    assert recording.reached_end
    assert recording.reach_s == pytest.approx(2827, abs=2)


def loads(hands: Hands) -> list[str]:
    """What the player is told to load from now on."""
    player, told = hands.screen.session.player, list[str]()
    load = player.load

    def listened(url: str, *args: Any, **about: Any) -> None:
        told.append(url)
        load(url, *args, **about)

    player.load = listened  # type: ignore[method-assign]
    return told


async def test_a_recess_takes_nothing_of_what_can_be_gone_back_to(
    origin: Origin, program: StartProgram
) -> None:
    recess = Break(2828, gap_s=14, pts_restarts=False)
    plan = Plan(segment_s=1, lasts_s=60, window_s=5, breaks=(recess,))
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.playback()
            loaded = loads(hands)
            await hands.until(lambda: "no new sound" in hands.text, "the recess")
            await hands.until(lambda: broadcast.clock.now_s > recess.resumes_s + 4, "its end")
            await hands.until(lambda: "● live" in hands.text, "the session again")
            reach = hands.screen.session.player.reach()
    assert loaded == []
    assert reach is not None
    assert reach.back_s > 8


async def test_a_pause_outlives_the_address_and_what_was_kept_is_heard_first(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(segment_s=1, lasts_s=90, window_s=10, url_lifetime_s=12)
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.playback()
            loaded = loads(hands)
            await hands.press("space")
            held_s = hands.screen.session.second_s() or 0.0
            await hands.until(lambda: broadcast.clock.now_s > 2820 + 16, "the expiry")
            assert hands.screen.session.player.state.paused
            assert loaded == []
            assert hands.screen.session.second_s() == pytest.approx(held_s, abs=0.5)
            await hands.press("space")
            await hands.until(lambda: "opened again at the live edge" in hands.says, "the edge")
            await hands.playback()
            await hands.until(lambda: (hands.screen.session.second_s() or 0) > 2830, "the edge")
    assert len(loaded) == 1


@pytest.mark.parametrize("presses_f5", [False, True])
async def test_what_is_opened_without_the_network_is_joined_when_that_is_back(
    origin: Origin, program: StartProgram, presses_f5: bool
) -> None:
    plan = Plan(segment_s=1, lasts_s=60, cut=Cut(2820, 8, "503"))
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.until(lambda: "asked for again by itself" in hands.says, "the failure")
            assert "✗" in hands.text
            await hands.note("by the clock")
            if presses_f5:
                await hands.press("f5")
            await hands.playback()
            await hands.until(lambda: "● live" in hands.text, "the broadcast")
            await hands.note("heard")
            assert hands.screen.playback.follower is not None


async def test_f5_without_the_network_does_not_end_the_following(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(segment_s=1, lasts_s=60, cut=Cut(2826, 10))
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.playback()
            await hands.until(lambda: "✗ lost" in hands.text, "the cut")
            await hands.press("f5")
            await hands.until(lambda: "could not be reached" in hands.says, "the failure")
            await hands.until(lambda: "● live" in hands.text, "the broadcast")
            await hands.playback()


async def test_opened_by_its_channel_the_end_is_noticed(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0)
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(channel(origin, "@council", broadcast)) as hands:
            await hands.playback()
            await hands.until(lambda: "the broadcast has ended" in hands.text, "the end")
            asked = len(origin.asked)
            await hands.until(
                lambda: "/channels/@council.json" in "".join(origin.asked[asked:]), "the channel"
            )
            assert "has ended" in hands.text


async def test_a_finished_video_that_is_shorter_than_the_notes_is_told(
    origin: Origin, program: StartProgram
) -> None:
    plan = Plan(
        segment_s=1, ends_s=2829, post_live_after_s=0, archive_after_s=1, archive=((2815, 2825),)
    )
    with Broadcast(origin, KEY, plan) as broadcast:
        async with program(broadcast.url, size=(120, 24)) as hands:
            await hands.playback()
            await hands.note("far on")
            await hands.until(lambda: "probably been trimmed. F5 opens it." in hands.says, "a word")
            assert "F5 opens the finished video" in hands.text
            assert " / 0:" not in hands.text
            await hands.press("f5")
            await hands.until(lambda: " / 0:10" in hands.text, "the video")


async def test_a_broadcast_that_was_made_private_is_told_once_and_not_asked_for_again(
    origin: Origin, program: StartProgram
) -> None:
    url = origin.video(KEY, live_status="is_upcoming", title="Budget hearing")
    async with program(url) as hands:
        await hands.until(lambda: "not said" in hands.text, "the waiting")
        origin.video(KEY, state="private")
        hands.screen.reopen()
        await hands.until(lambda: "can't be had any more" in hands.says, "a word")
        assert "it can't be had any more" in hands.text
        follower = hands.screen.playback.follower
        assert follower is not None
        assert follower.phase is BroadcastPhase.GONE


async def test_a_break_is_told_where_it_is_heard_and_shown_with_what_lies_behind_it(
    origin: Origin, program: StartProgram
) -> None:
    broken = Plan(segment_s=1, lasts_s=60, breaks=(Break(2824),))
    with Broadcast(origin, KEY, broken) as broadcast:
        async with program(broadcast.url, size=(120, 24)) as hands:
            await hands.playback()
            assert "break" not in hands.text
            await hands.until(lambda: "broke off and began anew here" in hands.says, "the break")
            await hands.until(lambda: "counted segments, after a break" in hands.text, "its sign")
            await hands.press("up")
            await hands.note("behind it")
            assert hands.says == ""


async def test_in_the_room_nothing_is_waited_for(program: StartProgram, library_path: Path) -> None:
    with Library(library_path) as library:
        library.hearings.save(open_in_person(library, "Council in the chamber").hearing, [])
    async with program("chamber") as hands:
        await hands.until(lambda: "○ the room" in hands.text, "the room")
        assert "loading" not in hands.text
        await hands.note("the chair opens")
        assert "clock       the chair opens" in hands.text
        await hands.press("f5")
        assert "recording add" in hands.says
