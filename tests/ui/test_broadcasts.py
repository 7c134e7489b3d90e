"""A broadcast that begins or goes on elsewhere while the program is open; and the room."""

from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.opening import open_room
from hearingnotes.ui import following
from tests.live.broadcast import Broadcast, channel
from tests.live.plan import Break, Plan
from tests.media.origin import Origin
from tests.ui.conftest import StartProgram

KEY, OTHER_KEY = "dQw4w9WgXcQ", "oHg5SJYRHA0"


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Platforms are asked more often than is polite."""
    monkeypatch.setattr(following, "OVERDUE_EVERY_S", 1.0)
    monkeypatch.setattr(following, "QUIET_AT_LEAST_S", 3.0)


async def test_a_broadcast_that_has_yet_to_begin_is_joined_when_it_does(
    origin: Origin, program: StartProgram
) -> None:
    with Broadcast(origin, KEY, Plan(joined_s=-5, lasts_s=60, segment_s=1)) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.until(lambda: "begins in 0:0" in hands.text, "the countdown")
            assert "Budget hearing" in hands.text
            await hands.note("waiting")
            await hands.until(lambda: "The broadcast has begun." in hands.says, "the beginning")
            await hands.playing()
            await hands.note("the chair opens")
            places = [hands.screen.desk.timeline.place_note(note) for note in hands.on_disk()]
    before, place = places
    assert before is None
    assert place is not None
    assert (place.second_s < 30, place.margin_s) == (True, 1)


async def test_a_broadcast_that_goes_on_under_another_video_is_followed_there(
    origin: Origin, program: StartProgram
) -> None:
    first = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0, title="Part 1")
    then = Plan(joined_s=-8, lasts_s=60, segment_s=1, title="Part 2")
    with Broadcast(origin, KEY, first) as one, Broadcast(origin, OTHER_KEY, then) as other:
        async with program(channel(origin, "@council", one, other)) as hands:
            await hands.playing()
            await hands.note("in part one")
            await hands.until(lambda: "another video" in hands.says, "the other video")
            await hands.playing()
            await hands.note("in part two")
            await hands.press("Y")
            await hands.until(lambda: OTHER_KEY in hands.app.clipboard, "the new link")
            await hands.press("up", "Y")
            await hands.until(lambda: f"/{KEY}&t=28" in hands.app.clipboard, "the old link")
            await hands.press("p")
            assert "another recording" in hands.says
            assert [r.title for r in hands.screen.desk.recordings] == ["Part 2", "Part 1"]
            assert "Part 1" in hands.text


async def test_how_far_a_broadcast_went_is_kept_and_that_it_ended_there(
    origin: Origin, program: StartProgram, library_path: Path
) -> None:
    ending = Plan(segment_s=1, lasts_s=9, ends_s=2829, post_live_after_s=0)
    with Broadcast(origin, KEY, ending) as broadcast:
        async with program(broadcast.url) as hands:
            await hands.playing()
            await hands.until(lambda: hands.screen.desk.recordings[0].reached_end, "the end")
            hands.screen.desk.remember_position()
    with Library(library_path) as library:
        ((recording,),) = (kept.recordings for kept in library.hearings.all())
    assert recording.reached_end
    assert recording.reach_s == pytest.approx(2827, abs=2)


async def test_a_break_is_told_where_it_is_heard_and_shown_with_what_lies_behind_it(
    origin: Origin, program: StartProgram
) -> None:
    broken = Plan(segment_s=1, lasts_s=60, breaks=(Break(2824),))
    with Broadcast(origin, KEY, broken) as broadcast:
        async with program(broadcast.url, size=(120, 24)) as hands:
            await hands.playing()
            assert "break" not in hands.text
            await hands.until(lambda: "broke off and began anew here" in hands.says, "the break")
            await hands.until(lambda: "counted segments, after a break" in hands.text, "its sign")
            await hands.press("up")
            await hands.note("behind it")
            assert hands.says == ""


async def test_in_the_room_nothing_is_waited_for(program: StartProgram, library_path: Path) -> None:
    with Library(library_path) as library:
        library.hearings.keep(open_room(library, "Council in the chamber").hearing, [])
    async with program("chamber") as hands:
        await hands.until(lambda: "○ the room" in hands.text, "the room")
        assert "loading" not in hands.text
        await hands.note("the chair opens")
        assert "clock       the chair opens" in hands.text
        await hands.press("f5")
        assert "recording add" in hands.says
