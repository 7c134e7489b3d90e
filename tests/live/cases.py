"""What can happen to somebody who follows a broadcast, case by case."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.session.live_follower import BroadcastPhase
from tests.live.broadcast import Broadcast
from tests.live.listener import Listener
from tests.live.plan import Break, Cut, Plan
from tests.live.segments import WRAP_S

MINUTES_47, HOURS_3 = 47 * 60, 3 * 3600
SERVERS_AHEAD_S = 300.0

ANEW: dict[str, Any] = {"pts_offset_s": -2400.0, "sq_offset": -480}
"""Timestamps and segments began again at 40 minutes, under the same manifest."""

Script = Callable[[Listener, Broadcast], Awaitable[None]]
Address = Callable[[Broadcast], str]


def page(broadcast: Broadcast) -> str:
    """The video's page, as one copies it from the browser."""
    return broadcast.url


@dataclass(frozen=True)
class Case:
    """A broadcast, what the person does, and the address that they open.

    `is_short`: also run among the tests.
    """

    name: str
    plan: Plan
    script: Script
    is_short: bool = False
    address: Address = page


async def listen(who: Listener, _broadcast: Broadcast) -> None:
    """Three notes, some seconds apart."""
    await who.hearing_it()
    for number in range(3):
        await who.listen(2.5)
        await who.note(f"note{number}")


async def pause(who: Listener, _broadcast: Broadcast) -> None:
    """Hold for longer than the window, note, go on, note, to the edge, note."""
    await who.hearing_it()
    await who.listen(3)
    await who.press("space")
    await who.listen(75)
    await who.note("held")
    await who.press("space")
    await who.listen(5)
    await who.note("goes on")
    await who.press("L")
    await who.listen(5)
    await who.note("edge")


async def rewind(who: Listener, _broadcast: Broadcast) -> None:
    """Back into what was heard, a note, to the edge, a note."""
    await who.hearing_it()
    await who.listen(20)
    await who.press("left", "left")
    await who.listen(2)
    await who.note("back")
    await who.press("L")
    await who.listen(3)
    await who.note("edge")


async def told_of_a_break(who: Listener) -> None:
    """The screen says that the broadcast broke off."""
    await who.until(lambda: "broke off" in who.screen.note_editor.sentence, "word of the break")


def assert_reach_is_known_no_further(who: Listener) -> None:
    """Nothing is remembered of the broadcast that was not heard of it for sure."""
    (recording,) = who.screen.session.recordings
    assert recording.reach_s is not None
    assert recording.reach_s < HOURS_3


async def pause_over(who: Listener, _broadcast: Broadcast) -> None:
    """A note, hold it while something happens at 25 s, to the edge, two notes behind it."""
    await who.hearing_it()
    await who.listen(3)
    await who.note("before")
    await who.press("space")
    await who.listen(75)
    await who.press("L")
    await told_of_a_break(who)
    await who.listen(5)
    await who.note("edge")
    await who.listen(4)
    await who.note("later")
    assert_reach_is_known_no_further(who)


async def jump_over(who: Listener, _broadcast: Broadcast) -> None:
    """A note, then on over a reset as soon as it has come, before it is heard; two notes behind."""
    await who.hearing_it()
    await who.listen(3)
    await who.note("before")
    await who.until(lambda: _kept_to_s(who) > WRAP_S, "what comes behind it")
    await who.press("right")
    await told_of_a_break(who)
    await who.listen(3)
    await who.note("behind")
    await who.listen(4)
    await who.note("later")
    assert_reach_is_known_no_further(who)


def _kept_to_s(who: Listener) -> float:
    """The timestamp of the newest that has come, past the program."""
    player = who.screen.session.player
    assert isinstance(player, MpvPlayer)
    edges = player._cache.edges
    return edges[1] if edges is not None else 0.0


async def over(who: Listener, broadcast: Broadcast) -> None:
    """A note before something happens at 25 s, two behind it."""
    await who.hearing_it()
    await who.listen(3)
    await who.note("before")
    joined_s, lasts_s = broadcast.plan.joined_s, 110
    await who.until(
        lambda: (who.second_shown() or 0) > joined_s + 32, "what comes behind it", lasts_s
    )
    await who.note("behind")
    await who.listen(4)
    await who.note("later")


async def cut(who: Listener, broadcast: Broadcast) -> None:
    """A note before the network fails, one while it is away, one when it is back."""
    plan = broadcast.plan
    assert plan.cut is not None
    await who.hearing_it()
    await who.listen(3)
    await who.note("before")
    ends_s = plan.cut.at_s + plan.cut.lasts_s
    await who.until(lambda: broadcast.clock.now_s > ends_s - 15, "the cut", 120)
    await who.note("away")
    await who.until(lambda: (who.second_shown() or 0) > ends_s + 5, "its end", 120)
    await who.note("back")


async def expiry(who: Listener, broadcast: Broadcast) -> None:
    """Notes before and after the address has expired."""
    await who.hearing_it()
    await who.listen(3)
    await who.note("before")
    lifetime_s = broadcast.plan.url_lifetime_s
    begins_s = broadcast.plan.joined_s
    await who.until(lambda: broadcast.clock.now_s > begins_s + lifetime_s + 25, "expiry", 120)
    await who.hearing_it()
    await who.note("renewed")


async def end(who: Listener, broadcast: Broadcast, *, is_held: bool = False) -> None:
    """Notes until it ends; the end is noticed, also while it is held; a note then."""
    assert broadcast.plan.ends_s is not None
    await who.hearing_it()
    await who.listen(3)
    await who.note("before")
    if is_held:
        await who.press("space")
    follower = who.playback.follower
    assert follower is not None
    await who.until(lambda: follower.phase is BroadcastPhase.ENDED, "the end noticed", 90)
    who.noticed_s = broadcast.clock.now_s - broadcast.plan.ends_s
    await who.note("after")


CASES = (
    Case("joined at 0", Plan(joined_s=10), listen),
    Case("joined at 47 minutes", Plan(joined_s=MINUTES_47), listen, is_short=True),
    Case("joined at 3 hours", Plan(joined_s=HOURS_3), listen),
    Case("segments of 1 s", Plan(segment_s=1), listen),
    Case("segments of 2 s", Plan(segment_s=2), listen),
    Case("held 75 s, window 30 s", Plan(lasts_s=150), pause),
    Case("back in the cache", Plan(), rewind, is_short=True),
    Case("network cut for 60 s", Plan(lasts_s=200, cut=Cut(MINUTES_47 + 20, 60)), cut),
    Case("network silent for 60 s", Plan(lasts_s=200, cut=Cut(MINUTES_47 + 20, 60, "silent")), cut),
    Case("PTS wrap", Plan(joined_s=int(WRAP_S) // 5 * 5 - 15), over),
    Case("joined behind a wrap", Plan(joined_s=int(WRAP_S) // 5 * 5 + 300), listen),
    Case(
        "PTS reset to 0",
        Plan(breaks=(Break(MINUTES_47 + 25),)),
        over,
        is_short=True,
    ),
    Case(
        "PTS reset, held, to the edge",
        Plan(breaks=(Break(MINUTES_47 + 25),), lasts_s=150),
        pause_over,
        is_short=True,
    ),
    Case("PTS reset, passed over", Plan(breaks=(Break(MINUTES_47 + 25),)), jump_over),
    Case(
        "a new manifest, held, to the edge",
        Plan(breaks=(Break(MINUTES_47 + 25, new_manifest=True),), lasts_s=150),
        pause_over,
    ),
    Case(
        "a new manifest",
        Plan(breaks=(Break(MINUTES_47 + 25, gap_s=30, new_manifest=True),), lasts_s=180),
        over,
    ),
    Case("all numbers anew before", Plan(**ANEW), listen),
    Case("the same, URL expiry", Plan(**ANEW, lasts_s=200, url_lifetime_s=40), expiry),
    Case("no sq in the URLs", Plan(with_sq=False), listen, is_short=True),
    Case("PTS without sense", Plan(pts_offset_s=50_000.0), listen, is_short=True),
    Case("PTS without sense, no sq", Plan(pts_offset_s=50_000.0, with_sq=False), listen),
    Case("clock 5 minutes wrong", Plan(server_ahead_s=SERVERS_AHEAD_S), listen),
    Case(
        "clock 5 minutes wrong, no sq",
        Plan(server_ahead_s=SERVERS_AHEAD_S, with_sq=False),
        listen,
    ),
    Case("start told 20 s late", Plan(release_error_s=20.0, with_sq=False), listen),
    Case("a playlist's address", Plan(), listen, address=Broadcast.media_url),
    Case(
        "a playlist's address, no sq",
        Plan(with_sq=False),
        listen,
        is_short=True,
        address=Broadcast.variants_url,
    ),
    Case(
        "a playlist's address, cut",
        Plan(with_sq=False, lasts_s=200, cut=Cut(MINUTES_47 + 20, 60)),
        cut,
        address=Broadcast.media_url,
    ),
    Case(
        "a playlist's address, the end",
        Plan(with_sq=False, ends_s=MINUTES_47 + 25, endlist=True),
        end,
        address=Broadcast.media_url,
    ),
    Case("URL expiry", Plan(lasts_s=200, url_lifetime_s=40), expiry),
    Case("the end", Plan(ends_s=MINUTES_47 + 25, post_live_after_s=3), end),
    Case(
        "the end, held",
        Plan(ends_s=MINUTES_47 + 25, post_live_after_s=3),
        partial(end, is_held=True),
    ),
    Case(
        "the end, told in the list",
        Plan(ends_s=MINUTES_47 + 25, post_live_after_s=3, endlist=True),
        end,
    ),
)
