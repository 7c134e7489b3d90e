"""What is gathered of a live stream while it plays, and what becomes of it at a break."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.evidence import Reading, Rung, read_evidence
from hearingnotes.model.live import WRAP_S, LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.player.live_rejoin import on_rejoined
from hearingnotes.player.live_stream import (
    PositionSample,
    Stream,
    on_joined,
    on_position,
    on_seek,
    on_segment,
    within_epoch,
)
from hearingnotes.player.live_tracker import LiveTracker
from hearingnotes.player.protocol import LiveStart
from hearingnotes.player.segments import Segment, read_opening

UTC_0 = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
LENGTH_S = 5.0
TICK_S = 0.25


class Follower:
    """Follows a stream from 2820 s on, always a quarter of a minute behind what is opened."""

    def __init__(
        self,
        *,
        with_sq: bool = True,
        release_s: float | None = None,
        first_s: float = 2820.0,
        first_sq: int = 564,
    ) -> None:
        """`release_s` is how long ago it began, by the clock."""
        release_utc = UTC_0 - timedelta(seconds=release_s) if release_s is not None else None
        self.stream = Stream(release_utc)
        self._with_sq = with_sq
        self._at_s = self.wall_off_s = 0.0
        self.cached_to_s: float | None = None
        self.position_s = first_s
        self.open(first_sq, first_sq + 1, first_sq + 2)
        self.stream = on_joined(self.stream, self.position_s, UTC_0)
        self.hear(1)

    def open(self, *numbers: int, manifest: int = 1) -> None:
        """Segments are opened, while what came before them plays."""
        for sq in numbers:
            segment = Segment(sq if self._with_sq else None, manifest, LENGTH_S)
            self.stream = on_segment(self.stream, segment, self._at_s)

    def hear(self, seconds: float) -> None:
        """So much is played, as it comes."""
        for _ in range(round(seconds / TICK_S)):
            self._at_s += TICK_S
            self.position_s += TICK_S
            self._beat()

    def hold(self, seconds: float) -> None:
        """It is paused for so long."""
        self._at_s += seconds
        self._beat(speed=0.0)

    def jump(self, position_s: float) -> None:
        """The timestamps go on from another number."""
        self.tell(position_s)
        self.hear(TICK_S)

    def tell(self, position_s: float) -> None:
        """The player says that it is there."""
        self._at_s += TICK_S
        self.position_s = position_s
        self._beat()

    def seek(self, position_s: float) -> None:
        """The person goes elsewhere."""
        self.stream = on_seek(self.stream)
        self.jump(position_s)

    def _beat(self, speed: float = 1.0) -> None:
        heard = PositionSample(self.position_s, self._at_s, speed, self.cached_to_s)
        utc = UTC_0 + timedelta(seconds=self._at_s + self.wall_off_s)
        self.stream = on_position(self.stream, heard, utc)

    @property
    def evidence(self) -> LiveEvidence:
        """That of what is heard now."""
        evidence = self.stream.evidence(self.position_s)
        assert evidence is not None
        return evidence


def test_as_long_as_it_goes_on_the_evidence_is_that_of_joining() -> None:
    one = Follower()
    before = one.evidence
    one.open(567, 568, 569)
    one.hear(30)
    assert one.evidence == before
    assert (before.first_s, before.first_sq, before.epoch) == (2820, 564, 0)


def test_numbers_that_begin_again_with_the_timestamps_are_those_of_the_new_epoch() -> None:
    one = Follower()
    one.open(0, 1, 2, manifest=2)
    one.hear(14)
    assert one.evidence.epoch == 0
    one.jump(0.2)
    evidence = one.evidence
    assert (evidence.epoch, evidence.restarted) == (1, True)
    assert (evidence.first_sq, evidence.manifest, evidence.first_s) == (0, 2, 0.2)


def test_a_reset_alone_leaves_the_numbers_as_they_were() -> None:
    one = Follower()
    one.hear(13.75)
    assert one.position_s == 2834.75
    one.jump(0.0)
    evidence = one.evidence
    assert (evidence.epoch, evidence.restarted) == (1, False)
    assert (evidence.first_sq, evidence.first_s) == (564, -15)


def test_a_reset_long_after_the_numbers_began_again_is_none_of_theirs() -> None:
    """The timestamps had run on over the new numbering: what was counted before still holds."""
    one = Follower()
    one.open(*range(200), manifest=2)
    one.hear(600)
    assert one.evidence.epoch == 0
    one.jump(0.0)
    evidence = one.evidence
    assert (evidence.epoch, evidence.restarted) == (1, False)
    assert (evidence.first_sq, evidence.manifest) == (564, 1)
    assert 0.0 - evidence.first_s == pytest.approx(601.25)


def test_a_reset_long_before_numbers_that_have_begun_again_is_none_of_theirs_either() -> None:
    """Somebody who is far behind has all of it before them."""
    one = Follower()
    one.open(*range(567, 700))
    one.open(*range(9), manifest=2)
    one.hear(60)
    one.jump(0.0)
    assert (one.evidence.epoch, one.evidence.restarted) == (1, False)
    one.hear(136 * LENGTH_S - 61)
    one.jump(0.0 - 100.0)
    assert (one.evidence.epoch, one.evidence.restarted) == (2, True)
    assert (one.evidence.first_sq, one.evidence.manifest) == (0, 2)


def test_numbers_may_begin_again_twice_before_that_is_heard() -> None:
    one = Follower()
    one.open(*range(80), manifest=2)
    one.open(0, 1, 2, manifest=3)
    one.hear(14)
    one.jump(0.0)
    assert one.evidence.manifest == 2
    one.hear(80 * LENGTH_S)
    one.jump(0.0)
    assert (one.evidence.manifest, one.evidence.epoch) == (3, 2)


def test_a_wrap_is_no_break_and_numbers_begin_again_behind_it_as_before_it() -> None:
    one = Follower()
    one.open(*range(567, 600))
    one.open(0, 1, 2, manifest=2)
    one.hear(60)
    one.jump(one.position_s - WRAP_S + TICK_S)
    assert (one.evidence.epoch, one.evidence.first_sq) == (0, 564)
    one.hear(36 * LENGTH_S - 62)
    one.jump(3000.0)
    assert (one.evidence.epoch, one.evidence.manifest) == (1, 2)


def test_what_is_heard_once_more_has_the_evidence_that_it_had() -> None:
    one = Follower()
    before = one.evidence
    one.open(0, 1, 2, manifest=2)
    one.hear(14)
    one.jump(0.2)
    one.hear(9)
    after = one.evidence
    one.seek(2830.0)
    assert one.evidence == before
    one.hear(4)
    one.jump(0.25)
    assert one.evidence == after


@pytest.mark.parametrize("goes_on_s", [2834.5, 2870.0])
def test_a_position_that_means_nothing_is_not_believed(goes_on_s: float) -> None:
    """mpv tells some when it begins to play again, after a lost network or a seek."""
    one = Follower()
    before = one.evidence
    one.hear(13)
    for _ in range(2):
        one.tell(0.0)
        assert one.stream.evidence(0.0) is None
    if goes_on_s > 2840:
        one.open(574, 575)
    one.jump(goes_on_s)
    assert one.evidence == before
    one.seek(0.0)
    one.tell(0.0)
    one.jump(goes_on_s)
    assert one.evidence == before


def test_the_edge_may_be_far_on_from_all_that_was_heard() -> None:
    one = Follower()
    before = one.evidence
    one.open(*range(567, 930))
    one.seek(2820.0 + 1800)
    assert one.evidence == before
    one.hear(10)
    assert one.evidence == before


def test_without_numbers_a_reset_begins_an_epoch_of_its_own() -> None:
    one = Follower(with_sq=False)
    one.open(0, 1, 2, manifest=2)
    one.hear(14)
    one.jump(0.2)
    assert (one.evidence.epoch, one.evidence.first_sq) == (1, None)


# --- seeks over a break that was not heard ---


def place(one: Follower) -> Reading:
    """What the evidence of this instant says."""
    reading = read_evidence(Moment(UTC_0, "R", one.position_s, live=one.evidence))
    assert reading is not None
    return reading


def held_for_75_s(*, with_sq: bool = True) -> Follower:
    """It is paused; 75 s more of the stream have come."""
    one = Follower(with_sq=with_sq, release_s=2840.0)
    one.hear(5)
    one.hold(75)
    return one


def test_a_seek_over_a_reset_is_clock_only() -> None:
    """The encoder began again at 2825 s; 2886 s are heard."""
    one = held_for_75_s()
    one.open(*range(567, 582))
    one.cached_to_s = WRAP_S + 75.0
    one.seek(WRAP_S + 61.0)
    found = place(one)
    assert (found.rung, found.is_placed, found.epoch) == (Rung.CLOCK, True, 1)
    assert found.margin_s >= 60
    assert abs(found.second_s - 2886) <= found.margin_s
    one.hear(30)
    assert place(one).second_s == pytest.approx(found.second_s + 30, abs=0.5)


def test_a_short_seek_over_a_reset_is_clock_only_too() -> None:
    one = Follower(release_s=2840.0)
    one.open(567, 568)
    one.cached_to_s = WRAP_S + 20.0
    one.hear(1)
    one.seek(WRAP_S + 2.0)
    assert (place(one).rung, place(one).epoch) == (Rung.CLOCK, 1)


def test_a_seek_over_timestamps_that_jump_on_is_clock_only() -> None:
    one = held_for_75_s()
    one.open(*range(567, 582))
    one.cached_to_s = 2910.0 + 200.0
    one.seek(2895.0 + 200.0)
    assert (place(one).rung, place(one).epoch) == (Rung.CLOCK, 1)
    assert abs(place(one).second_s - 2895) <= place(one).margin_s


def test_a_jump_within_what_was_counted_is_seen_by_how_far_the_cache_goes() -> None:
    """Held for ten minutes; the timestamps jumped by 200 s after three. Then on by six."""
    one = Follower(release_s=2840.0)
    one.hear(5)
    one.hold(600)
    one.open(*range(567, 687))
    one.cached_to_s = 3435.0 + 200.0
    one.seek(2825.0 + 360.0 + 200.0)
    assert (place(one).rung, place(one).epoch) == (Rung.CLOCK, 1)
    assert abs(place(one).second_s - (2825.0 + 360.0)) <= place(one).margin_s


def test_a_jump_that_lies_ahead_of_where_a_seek_leads_changes_nothing() -> None:
    one = Follower()
    one.hear(5)
    before = one.evidence
    one.hold(600)
    one.open(*range(567, 687))
    one.cached_to_s = 3435.0 + 400.0
    one.seek(2825.0 + 310.0)
    assert one.evidence == before
    one.hear(60)
    assert one.evidence == before


def test_numbers_that_begin_again_in_what_a_seek_passes_over_need_an_anchor() -> None:
    one = held_for_75_s()
    one.open(*range(58), manifest=2)
    one.seek(285.0)
    found = place(one)
    assert (found.is_placed, found.epoch, found.is_later_epoch) == (False, 1, True)


def test_without_numbers_a_stream_cannot_run_ahead_of_the_clock() -> None:
    one = held_for_75_s(with_sq=False)
    one.cached_to_s = WRAP_S + 75.0
    one.seek(WRAP_S + 61.0)
    assert (place(one).rung, place(one).epoch) == (Rung.CLOCK, 1)


@pytest.mark.parametrize("with_sq", [True, False])
def test_a_seek_to_the_edge_after_a_long_pause_is_of_the_same_epoch(with_sq: bool) -> None:
    one = Follower(with_sq=with_sq)
    before = one.evidence
    one.hold(1800)
    one.open(*range(567, 927))
    one.cached_to_s = 2820.0 + 1815
    one.seek(2820.0 + 1801)
    assert one.evidence == before
    one.hear(10)
    assert one.evidence == before


def test_before_it_is_seen_where_a_seek_leads_to_what_does_not_follow_tells_nothing() -> None:
    one = held_for_75_s()
    one.open(*range(567, 582))
    one.hold(1)
    one.stream = on_seek(one.stream)
    assert one.stream.evidence(WRAP_S + 61.0) is None
    assert one.stream.evidence(3095.0) is None
    assert one.stream.evidence(2890.0) is not None


def test_what_was_heard_before_a_passed_over_break_keeps_its_evidence() -> None:
    one = held_for_75_s()
    before = one.evidence
    one.open(*range(567, 582))
    one.cached_to_s = WRAP_S + 75.0
    one.seek(WRAP_S + 61.0)
    after = one.evidence
    one.seek(2822.0)
    assert one.evidence == before
    one.seek(WRAP_S + 70.0)
    assert one.evidence == after


def test_a_seek_to_before_all_that_was_known_begins_no_second_break() -> None:
    """Behind a break that was passed over, back to what was never heard."""
    one = held_for_75_s()
    one.open(*range(567, 582))
    one.cached_to_s = WRAP_S + 75.0
    one.seek(WRAP_S + 61.0)
    one.seek(WRAP_S + 10.0)
    assert (place(one).rung, place(one).epoch) == (Rung.CLOCK, 1)
    assert abs(place(one).second_s - 2835) <= place(one).margin_s


def test_a_position_of_two_epochs_is_of_the_one_that_was_heard_there() -> None:
    one = Follower()
    one.hear(5)
    one.jump(one.position_s + 200.0)
    one.hear(60)
    behind = one.evidence
    assert behind.epoch == 1
    one.seek(2822.0)
    one.seek(2820.0 + 230.0)
    assert one.evidence == behind


def test_a_wrap_that_a_seek_passes_over_is_no_break() -> None:
    one = Follower(first_s=95_415.0, first_sq=19_083)
    one.hold(75)
    one.open(*range(19_086, 19_101))
    one.seek(95_415.0 + 80.0 - WRAP_S)
    assert (one.evidence.epoch, place(one).rung) == (0, Rung.TIMESTAMP_AND_SEGMENT)
    assert place(one).second_s == pytest.approx(95_415.0 + 80.0, abs=1)


def test_held_far_behind_a_passed_over_break_is_as_unsure_as_it_was_far_behind() -> None:
    """How far the player has read ahead is not known; it is half an hour behind."""
    one = Follower(release_s=2840.0)
    one.hear(5)
    one.hold(1800)
    one.open(*range(567, 570))
    one.seek(WRAP_S + 2.0)
    found = place(one)
    assert found.rung is Rung.CLOCK
    assert abs(found.second_s - 2835) <= found.margin_s


@given(st.floats(5, 1800), st.floats(30, 5000), st.floats(0, 1), st.floats(0, 1))
def test_wherever_a_seek_leads_over_a_jump_the_truth_lies_within_the_margin(
    held_s: float, jump_s: float, jumps_at: float, lands_at: float
) -> None:
    """Held, while the timestamps jump somewhere in what comes; then on to any place in that."""
    one = Follower(release_s=2840.0)
    one.hear(5)
    one.hold(held_s)
    edge_s = 2835.0 + held_s // LENGTH_S * LENGTH_S
    one.open(*range(567, round(edge_s / LENGTH_S)))
    breaks_s = 2825.0 + jumps_at * (edge_s - 2825.0)
    lands_s = 2825.5 + lands_at * (edge_s - 2826.5)
    is_behind = lands_s > breaks_s
    one.cached_to_s = edge_s + jump_s
    one.seek(lands_s + (jump_s if is_behind else 0.0))
    heard_s = lands_s + TICK_S
    found = place(one)
    assert abs(found.second_s - heard_s) <= found.margin_s + 0.5


def test_where_the_stream_that_was_counted_is_not_read_any_more_the_clock_counts() -> None:
    """The picture, whose playlist came first, is not wanted any more; the sound goes on."""
    one = Follower()
    before = one.evidence
    one.hold(1800)
    for sq in range(567, 927):
        one.stream = on_segment(one.stream, Segment(sq, 1, LENGTH_S, "sound"), 1800.0)
    one.cached_to_s = 2820.0 + 1815
    one.seek(2820.0 + 1801)
    assert one.evidence == before


def test_how_far_one_can_move_about_is_told_within_an_epoch() -> None:
    one = held_for_75_s()
    one.open(*range(567, 582))
    one.cached_to_s = WRAP_S + 75.0
    stored = (2820.0, one.cached_to_s)
    one.hear(1)
    oldest_s, newest_s = within_epoch(one.stream, one.position_s, stored)
    assert oldest_s == 2820.0
    assert newest_s - one.position_s < 100
    one.seek(WRAP_S + 61.0)
    one.hear(4)
    oldest_s, newest_s = within_epoch(one.stream, one.position_s, stored)
    assert one.position_s - oldest_s == pytest.approx(4, abs=0.5)
    assert newest_s == one.cached_to_s


# --- jumps of the timestamps that are no restart ---


@pytest.mark.parametrize(
    ("jump_s", "epoch", "jumped_s"),
    [
        (0.9, 0, 0),
        (-0.9, 0, 0),
        (12.0, 0, 12),
        (-12.0, 0, 12),
        (-29.0, 0, 29),
        (-31.0, 1, 0),
        (31.0, 1, 0),
        (290.0, 1, 0),
        (-290.0, 1, 0),
    ],
)
def test_timestamps_that_jump_while_segments_are_counted_on_are_believed_no_further(
    jump_s: float, epoch: int, jumped_s: float
) -> None:
    one = Follower()
    one.hear(10)
    one.jump(one.position_s + TICK_S + jump_s)
    evidence = one.evidence
    assert evidence.epoch == epoch
    assert evidence.jumped_s == pytest.approx(jumped_s)
    assert evidence.first_s == pytest.approx(2820 + (jump_s if epoch else 0))
    one.hear(10)
    assert one.evidence == evidence


@given(st.floats(-2000, 2000) | st.floats(-5, 5), st.floats(5, 10), st.booleans())
def test_wherever_the_timestamps_jump_to_the_truth_lies_within_the_margin(
    jump_s: float, until_s: float, segments_are_right: bool
) -> None:
    """Either the segments or the timestamps go on as the broadcast does."""
    one = Follower()
    one.hear(until_s)
    at_s = one.position_s + TICK_S
    one.jump(at_s + jump_s)
    place = read_evidence(Moment(UTC_0, "R", one.position_s, live=one.evidence))
    assert place is not None
    true_s = at_s + TICK_S + (0.0 if segments_are_right else jump_s)
    if segments_are_right or abs(jump_s) <= 30:
        assert abs(place.second_s - true_s) <= place.margin_s + 0.5


def test_what_the_player_skips_is_no_jump_of_the_timestamps() -> None:
    """It was held for longer than the window, or the network was away."""
    one = Follower()
    before = one.evidence
    one.open(573, 574, 580, 581)
    one.hear(14)
    one.jump(one.position_s + TICK_S + 30.0)
    assert one.evidence == before
    one.hear(9)
    one.jump(one.position_s + TICK_S + 25.0)
    assert one.evidence == before
    one.seek(2830.0)
    one.hear(4)
    one.jump(one.position_s + TICK_S + 30.0)
    assert one.evidence == before


def test_a_beat_between_a_seek_and_what_comes_of_it_is_no_jump() -> None:
    one = Follower()
    one.open(*range(567, 600))
    before = one.evidence
    one.hear(60)
    one.stream = on_seek(one.stream)
    one.hear(0.5)
    one.jump(2830.0)
    assert one.evidence == before
    one.hear(20)
    assert one.evidence == before


@pytest.mark.parametrize("wall_off_s", [0.0, 400.0, -400.0])
def test_without_numbers_a_long_pause_is_told_from_a_jump_by_a_clock_that_nobody_puts_right(
    wall_off_s: float,
) -> None:
    def later(position_s: float) -> LiveEvidence:
        one = Follower(with_sq=False)
        one.hear(5)
        one.wall_off_s = wall_off_s
        one.hold(1200.0)
        one.jump(position_s)
        return one.evidence

    assert later(2820.0 + 1190).epoch == 0
    assert later(2820.0 + 1190 + 600).epoch == 1


# --- sound and picture apart ---


def test_sound_and_picture_in_two_playlists_are_one_count() -> None:
    stream = Stream()
    for sq in range(500):
        for itag in (135, 140):
            url = f"https://h/id/V.1/itag/{itag}/sq/{sq - (itag == 140)}/dur/5.0/a.ts"
            segment = read_opening(f"Opening '{url}' for reading")
            assert segment is not None
            stream = on_segment(stream, segment, float(sq))
    assert [(run.first.sq, run.last.sq) for run in stream.runs] == [(0, 499)]
    assert (stream.skips_s, stream.opened_at_s) == ((), 499.0)


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("h/id/V.1/itag/94/sig/a/sq/1/x.ts", "i/id/V.2/itag/94/sig/b/sq/2/x.ts", True),
        ("h/id/V.1/itag/94/sq/1/x.ts", "h/id/V.1/itag/140/sq/1/x.ts", False),
        ("h/id/V.1/hd/sq/1/x.ts", "i/id/V.2/hd/sq/2/x.ts", True),
        ("h/id/V.1/hd/sq/1/x.ts", "h/id/V.1/sound/sq/2/x.ts", False),
        ("h/a/1.ts", "h/b/2.ts", True),
    ],
)
def test_what_tells_two_playlists_apart(one: str, other: str, are_one: bool) -> None:
    streams = [read_opening(f"Opening 'https://{url}' for reading") for url in (one, other)]
    assert streams[0] is not None
    assert streams[1] is not None
    assert (streams[0].stream == streams[1].stream) is are_one


# --- loaded again ---


def loaded(
    first_s: float, sq: int | None, passed_s: float, *, manifest: int = 1, wall_off_s: float = 0.0
) -> Stream:
    """The stream as it is joined when so much has passed."""
    stream = on_segment(
        Stream(), Segment(sq, manifest, LENGTH_S if sq is not None else None), passed_s
    )
    return on_joined(stream, first_s, UTC_0 + timedelta(seconds=passed_s + wall_off_s), passed_s)


@pytest.mark.parametrize("sq", [564, None])
@pytest.mark.parametrize("wall_off_s", [0.0, 400.0, -400.0])
def test_loaded_again_the_same_broadcast_is_counted_on(sq: int | None, wall_off_s: float) -> None:
    """Also when the clock on the wall was put right in between."""
    earlier, passed_s = loaded(2820.0, sq, 0.0), 1800.0
    later = loaded(4620.0, sq + 360 if sq else None, passed_s, wall_off_s=wall_off_s)
    again = on_rejoined(later, earlier, UTC_0 + timedelta(seconds=passed_s + wall_off_s))
    assert again.evidence(4620.0) == earlier.evidence(2820.0)


def test_a_wrap_while_it_is_loaded_again_is_no_break() -> None:
    for sq in (19_084, None):
        earlier = loaded(95_420.0, sq, 0.0)
        later = loaded(95_420.0 + 600 - WRAP_S, sq + 120 if sq else None, 600.0)
        evidence = on_rejoined(later, earlier, UTC_0 + timedelta(seconds=600)).evidence(None)
        assert evidence is not None
        assert evidence.epoch == 0
        assert evidence.first_s == pytest.approx(95_420.0 - WRAP_S)


@pytest.mark.parametrize(
    ("first_s", "sq", "manifest", "epoch", "restarted", "jumped_s"),
    [
        pytest.param(2820.0, 564, 1, 0, False, 0, id="a stall, then all goes straight on"),
        pytest.param(2850.0, 570, 1, 0, False, 0, id="nearly"),
        pytest.param(3120.0, 564, 1, 1, False, 0, id="timestamps jump, numbers do not"),
        pytest.param(5.0, 1, 1, 1, True, 0, id="all begins again"),
        pytest.param(5.0, 1, 2, 1, True, 0, id="under another manifest"),
        pytest.param(3120.0, 1, 2, 0, False, 0, id="another manifest, timestamps go on"),
        pytest.param(3050.0, 1, 2, 0, False, 40, id="nearly, and who knows"),
        pytest.param(3120.0, None, 1, 0, False, 0, id="no numbers, as the clock"),
        pytest.param(2700.0, None, 1, 1, False, 0, id="no numbers, a jump"),
    ],
)
def test_whether_a_new_epoch_began_while_it_was_loaded_again(
    first_s: float, sq: int | None, manifest: int, epoch: int, restarted: bool, jumped_s: float
) -> None:
    """Five minutes later."""
    earlier = loaded(2820.0, None if sq is None else 564, 0.0)
    later = loaded(first_s, sq, 300.0, manifest=manifest)
    evidence = on_rejoined(later, earlier, UTC_0 + timedelta(seconds=300)).evidence(None)
    assert evidence is not None
    assert (evidence.epoch, evidence.restarted) == (epoch, restarted)
    assert evidence.jumped_s == pytest.approx(jumped_s)


def test_what_was_told_before_mpv_begins_with_a_file_is_not_of_it() -> None:
    watch = LiveTracker("R")
    watch.load(LiveStart())
    watch.on_log_line("Opening 'https://h/id/V.1/itag/94/sq/9000/dur/5.0/a.ts' for reading")
    watch.start()
    watch.on_log_line("Opening 'https://h/id/V.2/itag/94/sq/3/dur/5.0/a.ts' for reading")
    watch.join(15.0)
    evidence = watch.evidence(15.0)
    assert evidence is not None
    assert (evidence.first_sq, evidence.manifest) == (3, 2)
