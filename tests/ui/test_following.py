"""When a broadcast is asked for again, and when it is joined again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.player.protocol import Reach
from hearingnotes.player.state import PlayerState
from hearingnotes.ui.following import Duty, Following, Standing

UTC_0 = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
LIVE = Medium("https://x/id/KEY.1/a", live_status=LiveStatus.LIVE)
RENEWED = replace(LIVE, url="https://x/id/KEY.1/b")
RESTARTED = replace(LIVE, url="https://x/id/KEY.2/a")
OVER = Medium("", live_status=LiveStatus.POST_LIVE)
FINISHED = Medium("https://x/a.mp4", live_status=LiveStatus.WAS_LIVE)
PLAYS = PlayerState(loaded=True)
FLOWS = Reach(back_s=60, behind_s=8, quiet_s=2, segment_s=5)
SILENT = replace(FLOWS, behind_s=1, quiet_s=20)


def asked_when_silent() -> Following:
    """It has fallen silent at 100 s, and the platform has been asked."""
    following = Following(LIVE, 0)
    assert following.tick(50, UTC_0, PLAYS, FLOWS) is Duty.NOTHING
    assert following.tick(100, UTC_0, PLAYS, SILENT) is Duty.ASK
    return following


def standing(following: Following) -> Standing:
    return following.standing


def test_nothing_is_asked_while_segments_come() -> None:
    following = Following(LIVE, 0)
    duties = {following.tick(second_s, UTC_0, PLAYS, FLOWS) for second_s in range(3600)}
    assert duties == {Duty.NOTHING}


@pytest.mark.parametrize("segment_s", [1.0, 2.0, 5.0])
def test_the_end_is_asked_about_well_within_30_s(segment_s: float) -> None:
    following = Following(LIVE, 0)
    quiet = (replace(FLOWS, quiet_s=float(s), segment_s=segment_s) for s in range(30))
    duties = [following.tick(100 + s, UTC_0, PLAYS, reach) for s, reach in enumerate(quiet)]
    assert 5 <= duties.index(Duty.ASK) <= 15


def test_a_broadcast_that_is_over_has_ended_and_is_then_an_archive() -> None:
    following = asked_when_silent()
    assert following.took(OVER, 102) is Duty.NOTHING
    assert standing(following) is Standing.ENDED
    assert following.tick(130, UTC_0, PLAYS, SILENT) is Duty.NOTHING
    assert following.tick(163, UTC_0, PLAYS, SILENT) is Duty.ASK
    assert following.took(FINISHED, 165) is Duty.NOTHING
    assert standing(following) is Standing.ARCHIVE
    assert following.tick(9999, UTC_0, PLAYS, SILENT) is Duty.NOTHING


def test_a_lost_network_is_tried_with_growing_pauses_for_ever() -> None:
    following = asked_when_silent()
    asked = [100]
    for second_s in range(101, 1000):
        if following._is_asking:
            following.failed()
        if following.tick(second_s, UTC_0, PLAYS, SILENT) is Duty.ASK:
            asked.append(second_s)
    pauses = [later - sooner for sooner, later in pairwise(asked)]
    assert standing(following) is Standing.LOST
    assert pauses == sorted(pauses)
    assert (pauses[0] <= 5, pauses[-1]) == (True, 20)


def test_a_stream_that_flows_again_by_itself_is_on_air() -> None:
    following = asked_when_silent()
    following.failed()
    assert standing(following) is Standing.LOST
    assert following.tick(110, UTC_0, PLAYS, FLOWS) is Duty.NOTHING
    assert standing(following) is Standing.ON_AIR
    assert not following.is_quiet


def test_a_new_manifest_is_joined_when_the_old_one_has_been_heard() -> None:
    following = asked_when_silent()
    following.took(RESTARTED, 101)
    behind = replace(SILENT, behind_s=40)
    assert following.tick(102, UTC_0, PLAYS, behind) is not Duty.JOIN
    assert following.tick(103, UTC_0, PLAYS, SILENT) is Duty.JOIN
    assert following.medium == RESTARTED


def test_the_same_stream_is_not_loaded_anew_while_the_player_waits_for_it() -> None:
    following = asked_when_silent()
    following.took(RENEWED, 101)
    assert following.tick(102, UTC_0, PLAYS, SILENT) is not Duty.JOIN
    assert following.tick(150, UTC_0, PLAYS, replace(SILENT, quiet_s=70)) is Duty.JOIN


def test_a_player_that_gave_up_joins_again() -> None:
    following = asked_when_silent()
    following.took(RENEWED, 101)
    assert following.tick(102, UTC_0, replace(PLAYS, ended=True), SILENT) is Duty.JOIN


@pytest.mark.parametrize(("behind_s", "minutes_left", "duty"), [
    (8, 9, Duty.JOIN), (300, 9, Duty.NOTHING), (300, 0.5, Duty.JOIN),
])  # fmt: skip
def test_an_address_is_renewed_before_it_expires(
    behind_s: float, minutes_left: float, duty: Duty
) -> None:
    expiring = replace(LIVE, expires_utc=UTC_0 + timedelta(hours=6))
    following = Following(expiring, 0)
    reach = replace(FLOWS, behind_s=behind_s)
    assert following.tick(50, UTC_0, PLAYS, reach) is Duty.NOTHING
    late = UTC_0 + timedelta(hours=6) - timedelta(minutes=minutes_left)
    assert following.tick(100, late, PLAYS, reach) is Duty.ASK
    following.took(RENEWED, 101)
    assert following.tick(102, late, PLAYS, reach) is duty


def test_an_upcoming_broadcast_is_asked_for_more_often_as_it_nears() -> None:
    begins_utc = UTC_0 + timedelta(hours=1)
    upcoming = Medium("", live_status=LiveStatus.UPCOMING, release_utc=begins_utc)
    following = Following(upcoming, 0)
    asked = []
    for second_s in range(3700):
        utc = UTC_0 + timedelta(seconds=second_s)
        if following.tick(second_s, utc, PlayerState(), None) is Duty.ASK:
            asked.append(second_s)
            following.took(upcoming, second_s)
    assert standing(following) is Standing.WAITING
    assert sum(second_s < 2400 for second_s in asked) <= 6
    assert [second_s for second_s in asked if second_s > 3610] != []
    assert following.took(LIVE, 3700) is Duty.JOIN
