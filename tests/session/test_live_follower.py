"""When a broadcast is asked for again, and when it is joined again."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.player.protocol import SeekWindow
from hearingnotes.player.state import PlayerState
from hearingnotes.session.live_follower import BroadcastPhase, FollowAction, LiveFollower

UTC_0 = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
HOUR_S = 3600
LIVE = Medium("https://x/id/KEY.1/a", live_status=LiveStatus.LIVE)
RENEWED = replace(LIVE, url="https://x/id/KEY.1/b")
GROWN, STILL = replace(RENEWED, goes_on=True), replace(RENEWED, goes_on=False)
RESTARTED = replace(LIVE, url="https://x/id/KEY.2/a")
EXPIRING = replace(LIVE, expires_utc=UTC_0 + timedelta(hours=6))
UPCOMING = Medium("", live_status=LiveStatus.UPCOMING, release_utc=UTC_0)
OVER = Medium("", live_status=LiveStatus.POST_LIVE)
FINISHED = Medium("https://x/a.mp4", live_status=LiveStatus.WAS_LIVE)
ODD = Medium("https://x/a.m3u8")
"""Neither live nor over, and of no length."""
PLAYS = PlayerState(loaded=True)
HELD = PlayerState(loaded=True, paused=True)
BROKEN = PlayerState(failure="It can't be opened.")
FLOWS = SeekWindow(back_s=60, behind_s=8, quiet_s=2, segment_s=5)
SILENT = replace(FLOWS, behind_s=1, quiet_s=20)


def asked_when_silent(medium: Medium = LIVE, *, elsewhere: bool = False) -> LiveFollower:
    """It has fallen silent at 100 s, and the platform has been asked."""
    follower = LiveFollower(medium, 0, elsewhere=elsewhere)
    assert follower.tick(50, UTC_0, PLAYS, FLOWS) is FollowAction.NOTHING
    assert follower.tick(100, UTC_0, PLAYS, SILENT) is FollowAction.ASK
    return follower


def standing(follower: LiveFollower) -> BroadcastPhase:
    return follower.phase


def test_the_follower_asks_nothing_while_segments_come() -> None:
    follower = LiveFollower(LIVE, 0)
    duties = {follower.tick(second_s, UTC_0, PLAYS, FLOWS) for second_s in range(3600)}
    assert duties == {FollowAction.NOTHING}


@pytest.mark.parametrize("segment_s", [1.0, 2.0, 5.0])
def test_the_follower_asks_about_the_end_well_within_30_s(segment_s: float) -> None:
    follower = LiveFollower(LIVE, 0)
    quiet = (replace(FLOWS, quiet_s=float(s), segment_s=segment_s) for s in range(30))
    duties = [follower.tick(100 + s, UTC_0, PLAYS, reach) for s, reach in enumerate(quiet)]
    assert 5 <= duties.index(FollowAction.ASK) <= 15


def test_a_broadcast_that_is_over_has_ended_and_is_then_an_archive() -> None:
    follower = asked_when_silent()
    assert follower.on_medium_found(OVER, 102) is FollowAction.NOTHING
    assert standing(follower) is BroadcastPhase.ENDED
    assert follower.tick(130, UTC_0, PLAYS, SILENT) is FollowAction.NOTHING
    assert follower.tick(163, UTC_0, PLAYS, SILENT) is FollowAction.ASK
    assert follower.on_medium_found(FINISHED, 165) is FollowAction.NOTHING
    assert standing(follower) is BroadcastPhase.ARCHIVE
    assert follower.tick(9999, UTC_0, PLAYS, SILENT) is FollowAction.NOTHING


def test_the_end_of_a_broadcast_is_noticed_while_paused_and_the_place_is_kept() -> None:
    follower = LiveFollower(LIVE, 0)
    follower.tick(50, UTC_0, PLAYS, FLOWS)
    assert follower.tick(100, UTC_0, HELD, SILENT) is FollowAction.ASK
    assert follower.on_medium_found(RESTARTED, 101) is FollowAction.NOTHING
    assert follower.tick(102, UTC_0, HELD, SILENT) is FollowAction.NOTHING
    assert follower.tick(103, UTC_0, PLAYS, SILENT) is FollowAction.JOIN
    follower.on_medium_found(OVER, 110)
    assert standing(follower) is BroadcastPhase.ENDED


def test_the_follower_asks_again_for_an_answer_that_was_not_waited_for() -> None:
    follower = asked_when_silent()
    follower.on_lookup_stopped(101)
    assert follower.tick(102, UTC_0, PLAYS, SILENT) is FollowAction.NOTHING
    assert follower.tick(105, UTC_0, PLAYS, SILENT) is FollowAction.ASK


def test_a_broadcast_opened_by_its_channel_is_looked_for_there_after_its_end() -> None:
    follower = asked_when_silent(elsewhere=True)
    follower.on_medium_found(OVER, 102)
    assert follower.tick(102, UTC_0, PLAYS, SILENT) is FollowAction.ASK
    follower.on_medium_gone(104)  # the video itself; the channel is asked all the same
    assert standing(follower) is BroadcastPhase.ENDED
    assert follower.tick(115, UTC_0, PLAYS, SILENT) is FollowAction.ASK
    assert follower.on_medium_found(RESTARTED, 117) is FollowAction.JOIN


def test_a_lost_network_is_tried_with_growing_pauses_for_ever() -> None:
    follower = asked_when_silent()
    asked = [100]
    for second_s in range(101, 8000):
        if follower._is_asking:
            follower.on_lookup_failed()
        if follower.tick(second_s, UTC_0, PLAYS, SILENT) is FollowAction.ASK:
            asked.append(second_s)
    pauses = [later - sooner for sooner, later in pairwise(asked)]
    assert standing(follower) is BroadcastPhase.LOST
    assert pauses == sorted(pauses)
    assert (pauses[0] <= 5, pauses[-1]) == (True, 300)


def test_a_platform_that_does_not_answer_at_first_is_asked_until_it_does() -> None:
    follower = LiveFollower(None, 0)
    assert standing(follower) is BroadcastPhase.LOST
    duties = [follower.tick(second_s, UTC_0, BROKEN, None) for second_s in range(10)]
    assert duties.count(FollowAction.ASK) == 1
    follower.on_lookup_failed()
    assert standing(follower) is BroadcastPhase.LOST
    assert follower.tick(60, UTC_0, BROKEN, None) is FollowAction.ASK


def test_a_stream_that_flows_again_by_itself_is_on_air() -> None:
    follower = asked_when_silent()
    follower.on_lookup_failed()
    assert standing(follower) is BroadcastPhase.LOST
    assert follower.tick(110, UTC_0, PLAYS, FLOWS) is FollowAction.NOTHING
    assert standing(follower) is BroadcastPhase.ON_AIR
    assert not follower.is_quiet


def test_a_new_manifest_is_joined_when_the_old_one_has_been_played() -> None:
    follower = asked_when_silent()
    follower.on_medium_found(RESTARTED, 101)
    behind = replace(SILENT, behind_s=40)
    assert follower.tick(102, UTC_0, PLAYS, behind) is not FollowAction.JOIN
    assert follower.tick(103, UTC_0, PLAYS, SILENT) is FollowAction.JOIN
    assert follower.medium == RESTARTED


@pytest.mark.parametrize(
    ("answer", "state", "reach", "at_s", "joins"),
    [
        (STILL, PLAYS, SILENT, 4000, False),
        (RENEWED, PLAYS, SILENT, 4000, False),
        (GROWN, PLAYS, SILENT, 102, False),  # the player is about to find that, too
        (GROWN, PLAYS, SILENT, 120, True),
        (GROWN, PLAYS, replace(SILENT, behind_s=40), 4000, False),
        (GROWN, HELD, SILENT, 4000, False),
        (STILL, replace(PLAYS, ended=True), SILENT, 4000, False),
        (RENEWED, replace(PLAYS, ended=True), SILENT, 102, True),
        (GROWN, replace(PLAYS, ended=True), SILENT, 102, True),
        (STILL, BROKEN, None, 102, True),
    ],
)
def test_a_stream_is_loaded_anew_only_for_what_the_player_cannot_get(
    answer: Medium, state: PlayerState, reach: SeekWindow | None, at_s: float, joins: bool
) -> None:
    follower = asked_when_silent()
    follower.on_medium_found(answer, 101)
    assert (follower.tick(at_s, UTC_0, state, reach) is FollowAction.JOIN) is joins


@pytest.mark.parametrize(
    ("answer", "minutes_left", "state", "joins"),
    [
        (STILL, 60, PLAYS, False),
        (GROWN, 60, PLAYS, True),
        (RESTARTED, 60, PLAYS, True),
        (RENEWED, 60, replace(PLAYS, ended=True), True),
        (RENEWED, 5, PLAYS, True),
    ],
)
def test_a_seek_to_the_edge_loads_anew_where_that_leads_further_on(
    answer: Medium, minutes_left: float, state: PlayerState, joins: bool
) -> None:
    follower = asked_when_silent(EXPIRING)
    follower.on_medium_found(answer, 101)
    utc = UTC_0 + timedelta(hours=6, minutes=-minutes_left)
    assert (follower.join(102, utc, state) is FollowAction.JOIN) is joins


@pytest.mark.parametrize(
    ("minutes_left", "state", "reach", "duties"),
    [
        (11, PLAYS, FLOWS, (FollowAction.NOTHING, FollowAction.NOTHING)),
        (9, PLAYS, FLOWS, (FollowAction.ASK, FollowAction.JOIN)),
        (9, HELD, FLOWS, (FollowAction.NOTHING, FollowAction.NOTHING)),
        (9, PLAYS, replace(FLOWS, behind_s=300), (FollowAction.NOTHING, FollowAction.NOTHING)),
        (-1, HELD, SILENT, (FollowAction.ASK, FollowAction.NOTHING)),
        (-1, PLAYS, replace(SILENT, behind_s=300), (FollowAction.ASK, FollowAction.NOTHING)),
        (-1, PLAYS, SILENT, (FollowAction.ASK, FollowAction.JOIN)),
    ],
)
def test_an_address_is_renewed_when_that_takes_nothing_from_the_person(
    minutes_left: float,
    state: PlayerState,
    reach: SeekWindow,
    duties: tuple[FollowAction, FollowAction],
) -> None:
    follower = LiveFollower(EXPIRING, 0)
    assert follower.tick(50, UTC_0, PLAYS, FLOWS) is FollowAction.NOTHING
    late = UTC_0 + timedelta(hours=6) - timedelta(minutes=minutes_left)
    asked = follower.tick(100, late, state, reach)
    if asked is FollowAction.ASK:
        follower.on_medium_found(RENEWED, 101)
    assert (asked, follower.tick(102, late, state, reach)) == duties


def test_an_upcoming_broadcast_is_asked_for_more_often_as_it_nears() -> None:
    upcoming = replace(UPCOMING, release_utc=UTC_0 + timedelta(hours=1))
    follower = LiveFollower(upcoming, 0)
    asked = []
    for second_s in range(3700):
        utc = UTC_0 + timedelta(seconds=second_s)
        if follower.tick(second_s, utc, PlayerState(), None) is FollowAction.ASK:
            asked.append(second_s)
            follower.on_medium_found(upcoming, second_s)
    assert standing(follower) is BroadcastPhase.WAITING
    assert sum(second_s < 2400 for second_s in asked) <= 6
    assert [second_s for second_s in asked if second_s > 3610] != []
    assert follower.on_medium_found(LIVE, 3700) is FollowAction.JOIN


@dataclass
class Day:
    """Nine hours with a broadcast, told what the platform and the player say at each second."""

    medium: Medium | None
    answer: Callable[[int], Medium | None]
    state: PlayerState = PLAYS
    reach: Callable[[int], SeekWindow | None] = lambda _at_s: FLOWS
    clock_ahead_s: float = 0.0
    asked: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)

    def go(self) -> LiveFollower:
        """Live through it; the platform takes three seconds to answer."""
        follower = LiveFollower(self.medium, 0)
        answers_s: int | None = None
        for at_s in range(9 * HOUR_S):
            duty = FollowAction.NOTHING
            if at_s == answers_s:
                answer = self.answer(at_s)
                if answer is None:
                    follower.on_lookup_failed()
                else:
                    duty = follower.on_medium_found(answer, at_s)
            utc = UTC_0 + timedelta(seconds=at_s + self.clock_ahead_s)
            if duty is FollowAction.NOTHING:
                duty = follower.tick(at_s, utc, self.state, self.reach(at_s))
            if duty is FollowAction.ASK:
                self.asked.append(at_s)
                answers_s = at_s + 3
            elif duty is FollowAction.JOIN:
                self.joined.append(at_s)
        return follower


def quiet_from(
    begins_s: int, *, behind_s: float = 1, is_full: bool = False
) -> Callable[[int], SeekWindow]:
    """A stream of which nothing comes any more after a while."""
    stalls = SeekWindow(60, behind_s, None, 5, is_full=is_full)
    return lambda at_s: FLOWS if at_s < begins_s else replace(stalls, quiet_s=at_s - begins_s)


def expires_in_6_h(at_s: int) -> Medium:
    """What the platform gives, whose clock is right; ours is six hours ahead."""
    expires_utc = UTC_0 + timedelta(hours=6, seconds=at_s)
    return replace(LIVE, url=f"https://x/id/KEY.1/{at_s}", expires_utc=expires_utc)


def ahead(at_s: int) -> Medium:
    return replace(expires_in_6_h(at_s), clock_ahead_s=6 * HOUR_S)


NOTHING = PlayerState()
DAYS = {
    "a recess": (Day(LIVE, lambda _: STILL, reach=quiet_from(600)), 130, 0),
    "a network that never comes back": (Day(LIVE, lambda _: None, reach=quiet_from(600)), 130, 0),
    "no libmpv": (Day(LIVE, lambda _: RENEWED, BROKEN, lambda _: None), 130, 130),
    "offline from the first": (Day(None, lambda _: None, BROKEN, lambda _: None), 130, 0),
    "announced and late": (Day(UPCOMING, lambda _: UPCOMING, NOTHING, lambda _: None), 150, 0),
    "announced, unreachable": (Day(UPCOMING, lambda _: None, NOTHING, lambda _: None), 150, 0),
    "announced for no time": (
        Day(replace(UPCOMING, release_utc=None), lambda _: UPCOMING, NOTHING, lambda _: None),
        150,
        0,
    ),
    "ended, never a video": (Day(OVER, lambda _: OVER), 90, 0),
    "held, the cache full": (
        Day(LIVE, lambda _: RENEWED, HELD, quiet_from(1800, behind_s=1800, is_full=True)),
        0,
        0,
    ),
    "held in a recess": (Day(LIVE, lambda _: STILL, HELD, quiet_from(600, behind_s=600)), 130, 0),
    "the cache full": (
        Day(LIVE, lambda _: RENEWED, reach=quiet_from(1800, behind_s=9999, is_full=True)),
        0,
        0,
    ),
    "no cache": (
        Day(LIVE, lambda _: RENEWED, reach=lambda _: SeekWindow(0.0, 0.0, 2.0, 5.0)),
        0,
        0,
    ),
    "nothing ever comes": (
        Day(LIVE, lambda _: RENEWED, reach=lambda _: SeekWindow(0.0, 0.0, None, None)),
        130,
        130,
    ),
    "a clock 6 h ahead": (Day(ahead(0), ahead, clock_ahead_s=6 * HOUR_S), 1, 1),
    "a clock that is right": (Day(expires_in_6_h(0), expires_in_6_h), 1, 1),
}


@pytest.mark.parametrize("name", DAYS)
def test_nine_hours_ask_little_of_the_platform(name: str) -> None:
    day, most_asked, most_joined = DAYS[name]
    day.go()
    assert len(day.asked) <= most_asked
    assert len(day.joined) <= most_joined


def test_what_is_gone_twice_in_a_row_is_not_asked_for_again() -> None:
    follower = LiveFollower(UPCOMING, 0)
    assert not follower.on_medium_gone(100)
    assert standing(follower) is BroadcastPhase.WAITING
    assert follower.tick(115, UTC_0, NOTHING, None) is FollowAction.ASK
    assert follower.on_medium_gone(116)
    assert not follower.on_medium_gone(117)  # it is said once
    assert standing(follower) is BroadcastPhase.GONE
    assert follower.tick(9999, UTC_0, NOTHING, None) is FollowAction.NOTHING


@pytest.mark.parametrize(
    "answer",
    [
        lambda follower: follower.on_medium_found(UPCOMING, 110),
        lambda follower: follower.on_lookup_failed(),
    ],
    ids=["found", "not asked"],
)
def test_what_is_gone_only_now_and_then_is_asked_for_again(
    answer: Callable[[LiveFollower], object],
) -> None:
    follower = LiveFollower(UPCOMING, 0)
    for second_s in (100, 120, 140):
        assert not follower.on_medium_gone(second_s)
        answer(follower)
    assert standing(follower) is BroadcastPhase.WAITING


def renewing() -> LiveFollower:
    """Segments come, and the platform is asked for another address, since this one is old."""
    follower = LiveFollower(EXPIRING, 0)
    follower.tick(50, UTC_0, PLAYS, FLOWS)
    late = UTC_0 + timedelta(hours=6, minutes=-9)
    assert follower.tick(100, late, PLAYS, FLOWS) is FollowAction.ASK
    return follower


@pytest.mark.parametrize("answer", [ODD, OVER, FINISHED, UPCOMING])
def test_no_answer_ends_a_broadcast_of_which_segments_still_come(answer: Medium) -> None:
    follower = renewing()
    late = UTC_0 + timedelta(hours=6, minutes=-8)
    assert not follower.can_believe(answer)
    assert follower.on_medium_found(answer, 101) is FollowAction.NOTHING
    assert standing(follower) is BroadcastPhase.ON_AIR
    assert follower.medium == EXPIRING
    assert follower.tick(161, late, PLAYS, FLOWS) is FollowAction.ASK
    follower.on_medium_found(RENEWED, 162)
    assert follower.tick(163, late, PLAYS, FLOWS) is FollowAction.JOIN


def test_a_broadcast_of_which_segments_still_come_is_not_gone() -> None:
    follower = renewing()
    for second_s in (101, 161, 221):
        assert not follower.on_medium_gone(second_s)
    assert standing(follower) is BroadcastPhase.ON_AIR


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        (ODD, BroadcastPhase.ON_AIR),
        (replace(ODD, duration_s=5400.0), BroadcastPhase.ARCHIVE),
        (FINISHED, BroadcastPhase.ARCHIVE),
        (OVER, BroadcastPhase.ENDED),
    ],
)
def test_a_silent_broadcast_is_a_recording_only_with_a_length_or_where_that_is_said(
    answer: Medium, becomes: BroadcastPhase
) -> None:
    follower = asked_when_silent()
    assert follower.on_medium_found(answer, 101) is FollowAction.NOTHING
    assert standing(follower) is becomes
    is_asked = follower.tick(9999, UTC_0, PLAYS, SILENT) is FollowAction.ASK
    assert is_asked is (becomes is not BroadcastPhase.ARCHIVE)


def test_a_broadcast_that_fell_silent_while_paused_is_asked_for_again() -> None:
    follower = LiveFollower(LIVE, 0)
    follower.tick(50, UTC_0, PLAYS, FLOWS)
    long_quiet = replace(SILENT, behind_s=3000, quiet_s=3000)
    full = replace(long_quiet, is_full=True)
    assert follower.tick(4000, UTC_0, HELD, full) is FollowAction.NOTHING
    assert follower.tick(4001, UTC_0, PLAYS, long_quiet) is FollowAction.NOTHING
    assert not follower.is_quiet
    assert follower.tick(4014, UTC_0, PLAYS, long_quiet) is FollowAction.ASK
