"""The first rung that holds, the second it gives, and whether the truth lies within the ±."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hearingnotes.model.evidence import epoch_of, margin_between, read_evidence
from hearingnotes.model.live import WRAP_S
from hearingnotes.model.moment import Moment
from hearingnotes.model.reading import Reading, Rung
from tests.model.broadcasts import BEGAN, Broadcast, clock_only, heard

HOUR_S = 3600.0
DATED = BEGAN + timedelta(seconds=2820)
NO_NUMBERS: dict[str, Any] = {"first_sq": None, "segment_s": None, "manifest": None}
NO_SENSE: dict[str, Any] = {"first_s": 40_000.0}
NO_START: dict[str, Any] = {"release_utc": None}
LATER: dict[str, Any] = {"first_sq": 20, "first_s": 100.0, "manifest": 2}
GOOD, UNCHECKED = Rung.TIMESTAMP_AND_SEGMENT, Rung.TIMESTAMP


def reading(moment: Moment) -> Reading:
    found = read_evidence(moment)
    assert found is not None
    return found


def joined(at_s: float = 2820.0, heard_s: float = 30.0, **known: Any) -> Moment:
    """Of a good broadcast, joined after 47 minutes; `known` replaces what was seen of it."""
    return heard(Broadcast().joined(at_s, **known), heard_s)


PASSED_OVER: dict[str, Any] = {**NO_NUMBERS, "first_s": 95_480.0, "epoch": 1, "by_clock": True}


@pytest.mark.parametrize(
    ("known", "rung", "second_s", "margin_s", "is_placed"),
    [
        ({}, Rung.CLOCK, 2850, 60, True),
        ({"jumped_s": 900.0}, Rung.CLOCK, 2850, 960, True),
        ({"restarted": True}, Rung.CLOCK, 2850, 60, False),
        (NO_START, Rung.JOINING, 30, 0, False),
    ],
)
def test_the_clock_alone_places_a_moment_behind_a_break_that_a_seek_passed(
    known: dict[str, Any], rung: Rung, second_s: float, margin_s: float, is_placed: bool
) -> None:
    found = reading(joined(**{**PASSED_OVER, **known}))
    assert (found.rung, found.is_placed, found.is_later_epoch) == (rung, is_placed, True)
    assert found.second_s == pytest.approx(second_s)
    assert found.margin_s == pytest.approx(margin_s)


@pytest.mark.parametrize(
    ("known", "rung", "second_s", "margin_s"),
    [
        ({}, GOOD, 2850, 1),
        (NO_START, GOOD, 2850, 1),
        ({"first_s": 2834.0}, GOOD, 2864, 1),
        ({"first_s": 2836.0}, UNCHECKED, 2866, 16),
        (NO_NUMBERS, UNCHECKED, 2850, 5),
        ({"segment_s": None}, UNCHECKED, 2850, 5),
        ({**NO_NUMBERS, "first_s": 2820.0 - 120}, UNCHECKED, 2730, 5),
        ({**NO_NUMBERS, "first_s": 2820.0 - 150}, Rung.CLOCK, 2850, 60),
        (NO_SENSE, Rung.SEGMENT, 2850, 17.1),
        ({**NO_SENSE, **NO_START}, Rung.SEGMENT, 2850, 17.1),
        ({**NO_SENSE, **NO_NUMBERS, "programme_utc": DATED}, Rung.PROGRAMME_DATE, 2850, 24.25),
        ({**NO_SENSE, **NO_NUMBERS}, Rung.CLOCK, 2850, 60),
        ({**NO_SENSE, **NO_NUMBERS, **NO_START}, Rung.JOINING, 30, 0),
        ({**NO_NUMBERS, **NO_START, "programme_utc": DATED}, Rung.JOINING, 30, 0),
    ],
)
def test_the_first_rung_that_holds_is_taken(
    known: dict[str, Any], rung: Rung, second_s: float, margin_s: float
) -> None:
    found = reading(joined(**known))
    assert found.rung is rung
    assert found.second_s == pytest.approx(second_s)
    assert found.margin_s == pytest.approx(margin_s)
    assert found.is_placed is (rung is not Rung.JOINING)
    assert not found.is_later_epoch


@pytest.mark.parametrize(
    ("at_s", "apart_s", "agrees"),
    [(100, 14, True), (100, 16, False), (20_000, 99, True), (20_000, 101, False)],
)
def test_timestamp_and_segment_agree_within_15_seconds_or_half_a_percent(
    at_s: float, apart_s: float, agrees: bool
) -> None:
    for sign in (-1, 1):
        found = reading(joined(at_s, first_s=at_s + sign * apart_s))
        assert (found.rung is GOOD) is agrees


@pytest.mark.parametrize(
    "moment",
    [clock_only(5), Moment(BEGAN, "R"), Moment(BEGAN, None, 5.0), joined()],
)
def test_a_moment_with_the_clock_alone_gives_no_reading(moment: Moment) -> None:
    if moment.live is not None:
        moment = replace(moment, position_s=None)
    assert read_evidence(moment) is None


def test_a_position_from_memory_is_less_sure_on_every_rung() -> None:
    for known in ({}, NO_NUMBERS, NO_SENSE, {**NO_SENSE, **NO_NUMBERS}):
        fresh = joined(**known)
        old = replace(fresh, stale_s=3.0)
        assert reading(old).margin_s == pytest.approx(reading(fresh).margin_s + 3.0)


# --- timestamps wrap ---


@given(
    wraps=st.integers(0, 5),
    within_s=st.floats(0, WRAP_S),
    segment_s=st.sampled_from([1.0, 2.0, 5.0]),
    heard_s=st.floats(-3 * HOUR_S, 10 * HOUR_S),
    paused_s=st.floats(0, HOUR_S),
    has_start=st.booleans(),
)
def test_a_good_timestamp_is_the_true_second_however_often_it_wrapped(
    wraps: int, within_s: float, segment_s: float, heard_s: float, paused_s: float, has_start: bool
) -> None:
    at_s = wraps * WRAP_S + within_s
    broadcast = Broadcast(segment_s)
    live = broadcast.joined(at_s, **({} if has_start else NO_START))
    found = reading(heard(live, heard_s, paused_s=paused_s))
    assert found.second_s == pytest.approx(broadcast.true_s(at_s, heard_s), abs=0.001)
    assert (found.rung, found.margin_s, found.count) == (GOOD, 1.0, "broadcast")


@given(st.floats(0, 6 * WRAP_S), st.floats(0, 10 * HOUR_S))
def test_the_clock_counts_wraps_without_segment_numbers(at_s: float, heard_s: float) -> None:
    found = reading(heard(Broadcast().joined(at_s, **NO_NUMBERS), heard_s))
    assert found.rung is UNCHECKED
    assert found.second_s == pytest.approx(Broadcast().true_s(at_s, heard_s), abs=0.001)


def test_a_wrap_that_was_seen_goes_on_below_zero() -> None:
    """The player counts on from 0; where it was joined lies one wrap before that."""
    live = Broadcast().joined(WRAP_S - 100)
    after = heard(replace(live, first_s=live.first_s - WRAP_S), 150.0)
    assert after.position_s == pytest.approx(150 - WRAP_S % 5 - 100, abs=5)
    assert reading(after).second_s == pytest.approx(reading(heard(live, 150.0)).second_s)


def test_the_stream_of_the_field_notes_is_read_right() -> None:
    live = Broadcast().joined(0, first_s=69155.64, first_sq=32923)
    assert reading(heard(live, 0)).second_s == pytest.approx(164599.36, abs=0.01)
    assert reading(heard(live, 0)).rung is GOOD


# --- the truth lies within the ± ---


@given(
    at_s=st.floats(0, 60 * HOUR_S),
    heard_s=st.floats(0, 10 * HOUR_S),
    drift=st.floats(-0.005, 0.005),
)
def test_counted_segments_keep_the_truth_within_the_margin(
    at_s: float, heard_s: float, drift: float
) -> None:
    broadcast = Broadcast(length_s=5.0 * (1 + drift), timestamp_s=30_000.0)
    live = broadcast.joined(at_s, **NO_START)
    found = reading(heard(live, heard_s))
    assume(found.rung is Rung.SEGMENT)
    assert abs(found.second_s - broadcast.true_s(at_s, heard_s)) <= found.margin_s


@given(
    at_s=st.floats(0, 12 * HOUR_S),
    heard_s=st.floats(0, 10 * HOUR_S),
    off_s=st.floats(-120, 120),
    latency_s=st.floats(5, 60),
)
def test_a_wrong_clock_of_known_offset_is_corrected(
    at_s: float, heard_s: float, off_s: float, latency_s: float
) -> None:
    broadcast = Broadcast(clock_off_s=off_s * 10, known_off_s=off_s * 10, latency_s=latency_s)
    for known, rung in (
        ({}, GOOD),
        (NO_NUMBERS, UNCHECKED),
        ({**NO_NUMBERS, "first_s": at_s + 40_000.0}, Rung.CLOCK),
    ):
        found = reading(heard(broadcast.joined(at_s, **known), heard_s))
        assert found.rung is rung
        assert abs(found.second_s - broadcast.true_s(at_s, heard_s)) <= found.margin_s


@pytest.mark.parametrize(("off_s", "known_off_s"), [(-300, 0), (-300, -300), (300, 300), (90, 0)])
@pytest.mark.parametrize(
    ("known", "rung"),
    [
        ({}, GOOD),
        (NO_SENSE, Rung.SEGMENT),
        ({**NO_NUMBERS, "first_s": 40_000.0, "programme_utc": DATED}, Rung.PROGRAMME_DATE),
    ],
)
def test_a_wrong_clock_does_no_harm_beside_other_evidence(
    off_s: float, known_off_s: float, known: dict[str, Any], rung: Rung
) -> None:
    """Behind, known by how much, or no further ahead than may be."""
    broadcast = Broadcast(clock_off_s=off_s, known_off_s=known_off_s)
    found = reading(heard(broadcast.joined(2820, **known), 30))
    assert (found.rung, found.is_placed) == (rung, True)
    assert abs(found.second_s - 2850) <= found.margin_s


@given(st.floats(0, 10 * HOUR_S), st.floats(-60, 60))
def test_the_programme_date_keeps_the_truth_within_the_margin(at_s: float, off: float) -> None:
    """It drifts by tens of seconds over hours, here by up to half a percent and 10 s."""
    true_s = Broadcast().true_s(at_s, 0)
    said = BEGAN + timedelta(seconds=true_s + off / 60 * (10 + 0.0049 * true_s))
    live = Broadcast().joined(at_s, **NO_NUMBERS, first_s=at_s + 40_000.0, programme_utc=said)
    found = reading(heard(live, 0))
    assert found.rung is Rung.PROGRAMME_DATE
    assert abs(found.second_s - true_s) <= found.margin_s


def test_the_margin_holds_timestamp_and_segment_where_either_may_be_right() -> None:
    """The timestamps began anew after 100 s, as one who joins later can't know."""
    found = reading(joined(300.0, 0.0, first_s=200.0))
    assert found.rung is UNCHECKED
    assert abs(found.second_s - 300) <= found.margin_s


# --- a broadcast that breaks in two ---


@pytest.mark.parametrize(
    ("known", "rung", "count"),
    [
        pytest.param(
            {"epoch": 1, "restarted": True, **LATER}, GOOD, "manifest 2", id="new manifest, seen"
        ),
        pytest.param(LATER, GOOD, "manifest 2", id="new manifest, joined later"),
        pytest.param(
            {**LATER, **NO_SENSE}, Rung.SEGMENT, "manifest 2", id="the same, timestamps nonsense"
        ),
        pytest.param({**LATER, **NO_START}, GOOD, "manifest 2", id="no start to compare with"),
    ],
)
def test_a_manifest_that_counts_anew_waits_for_an_anchor(
    known: dict[str, Any], rung: Rung, count: str
) -> None:
    found = reading(joined(6000.0, **known))
    assert (found.rung, found.count) == (rung, count)
    assert (found.is_placed, found.is_later_epoch) == (False, True)


def test_numbers_that_fall_within_a_manifest_are_a_count_of_their_own() -> None:
    fallen = reading(joined(6000.0, first_sq=20, first_s=100.0, epoch=1, restarted=True))
    again = reading(joined(9000.0, first_sq=20, first_s=100.0, epoch=2, restarted=True))
    assert len({fallen.count, again.count, "broadcast", "manifest 1"}) == 4
    assert not fallen.is_placed


@pytest.mark.parametrize(
    ("known", "rung", "margin_s"),
    [
        pytest.param({"manifest": 2}, GOOD, 20, id="all runs on"),
        pytest.param({"manifest": 2, "first_sq": 20}, UNCHECKED, 20, id="timestamps run on"),
        pytest.param({"manifest": 2, **NO_SENSE}, Rung.SEGMENT, 36.18, id="numbers run on"),
    ],
)
def test_a_new_manifest_that_counts_on_keeps_its_place(
    known: dict[str, Any], rung: Rung, margin_s: float
) -> None:
    found = reading(joined(6000.0, **known))
    assert (found.rung, found.second_s, found.count) == (rung, 6030, "broadcast")
    assert (found.is_placed, found.is_later_epoch) == (True, False)
    assert found.margin_s == pytest.approx(margin_s)


@given(
    anew_s=st.floats(0, 100),
    at_s=st.floats(0, 10 * HOUR_S),
    latency_s=st.floats(0, 60),
    known=st.sampled_from([{}, NO_NUMBERS, NO_SENSE]),
)
def test_a_restart_soon_after_the_start_lies_within_the_margin(
    anew_s: float, at_s: float, latency_s: float, known: dict[str, Any]
) -> None:
    """It is joined later, when only the clock, and the number of the manifest, tell of it."""
    broadcast = Broadcast(latency_s=latency_s)
    live = broadcast.joined(at_s, **{**known, "manifest": 2})
    late = replace(live, first_utc=live.first_utc + timedelta(seconds=anew_s))
    found = reading(heard(late, 0.0))
    true_s = broadcast.true_s(at_s, 0.0) + anew_s
    assert not found.is_placed or abs(found.second_s - true_s) <= found.margin_s + 0.001


@given(
    broke_s=st.floats(0, 10 * HOUR_S),
    since_s=st.floats(0, 10 * HOUR_S),
    told_late_s=st.floats(-60, 300),
    manifest=st.sampled_from([1, 2, None]),
    known=st.sampled_from([{}, {"first_s": 90_000.0}]),
)
def test_numbers_that_began_anew_before_joining_are_never_taken_for_the_place(
    broke_s: float, since_s: float, told_late_s: float, manifest: int | None, known: dict[str, Any]
) -> None:
    """Whatever the manifest's number. When the broadcast began may be told wrongly, too."""
    late = {"release_utc": BEGAN + timedelta(seconds=told_late_s), "manifest": manifest}
    anew = Broadcast().joined(since_s, **known, **late)
    live = replace(anew, first_utc=anew.first_utc + timedelta(seconds=broke_s))
    found = reading(heard(live, 30.0))
    passed_s = broke_s + since_s - told_late_s
    assume(broke_s - told_late_s > 120 + 0.01 * passed_s)
    assert (found.is_placed, found.is_later_epoch) == (False, True)


@pytest.mark.parametrize("told_late_s", [-90.0, 20.0, 300.0, 2000.0])
def test_a_wrong_start_of_the_broadcast_does_no_harm(told_late_s: float) -> None:
    said = BEGAN + timedelta(seconds=told_late_s)
    found = reading(joined(2820.0, release_utc=said))
    assert (found.rung, found.second_s, found.margin_s) == (GOOD, 2850, 1)
    assert found.is_placed


@pytest.mark.parametrize(
    ("manifest", "latency_s", "margin_s"), [(1, 40, 1), (2, 0.5, 1), (2, 12, 12), (2, -40, 1)]
)
def test_a_later_manifest_is_less_sure_only_behind_the_clock(
    manifest: int, latency_s: float, margin_s: float
) -> None:
    found = reading(heard(Broadcast(latency_s=latency_s).joined(6000.0, manifest=manifest), 0.0))
    assert (found.rung, found.margin_s) == (GOOD, margin_s)


@pytest.mark.parametrize("off_s", [-300.0, 300.0])
@pytest.mark.parametrize("manifest", [1, 2, None])
def test_a_wrong_clock_is_distinguished_from_a_restart_where_possible(
    off_s: float, manifest: int | None
) -> None:
    """A restart puts the timestamps behind the clock, never ahead of it."""
    found = reading(heard(Broadcast(clock_off_s=off_s).joined(2820, manifest=manifest), 30))
    assert (found.second_s, found.is_placed) == (2850, off_s < 0)


def test_a_reset_to_zero_is_placed_by_continuous_segment_numbers() -> None:
    """The player takes the jump out of where it joined, so that what was heard goes on."""
    live = Broadcast().joined(2820)
    reset = replace(live, first_s=live.first_s - 2900.0, epoch=1)
    found = reading(heard(reset, 120.0))
    assert heard(reset, 120.0).position_s == pytest.approx(40)
    assert (found.rung, found.second_s) == (Rung.SEGMENT, 2940)
    assert (found.count, found.is_placed, found.is_later_epoch) == ("broadcast", True, True)


@given(st.floats(30, 500), st.floats(0, 40 * HOUR_S))
def test_a_small_reset_after_many_hours_is_not_believed_to_the_second(
    back_s: float, at_s: float
) -> None:
    """It is so small that segments and timestamps still agree."""
    live = Broadcast().joined(at_s)
    found = reading(heard(replace(live, first_s=live.first_s - back_s, epoch=1), 0.0))
    assert abs(found.second_s - Broadcast().true_s(at_s, 0)) <= found.margin_s + 0.001


@pytest.mark.parametrize(
    "known", [{}, NO_NUMBERS, NO_SENSE, {**NO_SENSE, **NO_NUMBERS, **NO_START}]
)
def test_small_jumps_of_the_timestamps_widen_the_margin(known: dict[str, Any]) -> None:
    smooth, jumped = reading(joined(**known)), reading(joined(**known, jumped_s=12.0))
    assert jumped == replace(smooth, margin_s=smooth.margin_s + 12, doubt_s=12.0)
    assert margin_between(smooth, jumped) == 12


@pytest.mark.parametrize(
    "known", [NO_NUMBERS, {**NO_NUMBERS, "programme_utc": DATED}, {**NO_NUMBERS, **NO_START}]
)
def test_a_reset_without_numbers_waits_for_an_anchor(known: dict[str, Any]) -> None:
    before, after = (reading(joined(**known, epoch=epoch_of)) for epoch_of in (0, 1))
    assert (after.is_placed, after.is_later_epoch) == (False, True)
    assert before.count != after.count


def test_facts_learnt_later_begin_a_count_of_their_own() -> None:
    known = [{**NO_SENSE, **NO_NUMBERS}, {"programme_utc": DATED}, NO_START]
    counts = {reading(joined(**{**NO_SENSE, **NO_NUMBERS, **more})).count for more in known}
    assert len(counts) == 3


@pytest.mark.parametrize(
    ("moment", "breaks"),
    [
        (joined(), 0),
        (joined(6000.0, **LATER), 1),
        (joined(6000.0, epoch=2, restarted=True), 2),
        (clock_only(5), None),
        (Moment(BEGAN, "R", 5.0, 0.0), None),
    ],
)
def test_the_epoch_of_a_moment_counts_the_breaks_before_it(
    moment: Moment, breaks: int | None
) -> None:
    assert epoch_of(moment) == breaks


# --- distances within one count ---

PLAIN = Reading(GOOD, 100.0, 1.0, "broadcast", is_placed=True)
COUNTED = replace(PLAIN, rung=Rung.SEGMENT, margin_s=9.0, counted_s=50.0)


@pytest.mark.parametrize(
    ("one", "other", "margin_s"),
    [
        (PLAIN, replace(PLAIN, second_s=9e4, margin_s=5.0), 0),
        (COUNTED, replace(COUNTED, second_s=9e4), 0),
        (COUNTED, replace(COUNTED, counted_s=55.0), 3),
        (COUNTED, replace(COUNTED, counted_s=10_050.0), 60),
        (PLAIN, COUNTED, 9),
        (PLAIN, replace(PLAIN, epoch=1), 0),
        (PLAIN, replace(PLAIN, epoch=1, doubt_s=100.0), 100),
        (replace(PLAIN, epoch=1, doubt_s=100.0), replace(PLAIN, epoch=1, doubt_s=100.0), 0),
        (replace(PLAIN, epoch=1, doubt_s=70.0), replace(PLAIN, epoch=2, doubt_s=100.0), 170),
        (replace(PLAIN, doubt_s=5.0), PLAIN, 5),
    ],
)
def test_distances_are_unsure_only_for_counted_segments_and_breaks(
    one: Reading, other: Reading, margin_s: float
) -> None:
    assert margin_between(one, other) == margin_between(other, one) == pytest.approx(margin_s)


@given(
    at_s=st.lists(st.floats(0, 60 * HOUR_S), min_size=2, max_size=2),
    heard_s=st.lists(st.floats(0, 10 * HOUR_S), min_size=2, max_size=2),
    drift=st.floats(-0.005, 0.005),
    timestamps=st.booleans(),
)
def test_distances_between_readings_are_within_their_margin(
    at_s: list[float], heard_s: list[float], drift: float, timestamps: bool
) -> None:
    broadcast = Broadcast(length_s=5.0 * (1 + drift), timestamp_s=0.0 if timestamps else 30_000.0)
    found = [
        reading(heard(broadcast.joined(at, **NO_START), after_s))
        for at, after_s in zip(at_s, heard_s, strict=True)
    ]
    assume(all(one.count == "broadcast" for one in found))
    assume((found[0].rung is GOOD) == (found[1].rung is GOOD) == timestamps)
    true_s = [broadcast.true_s(at, after_s) for at, after_s in zip(at_s, heard_s, strict=True)]
    error_s = abs(found[0].second_s - found[1].second_s - true_s[0] + true_s[1])
    assert error_s <= margin_between(*found) + 0.001
