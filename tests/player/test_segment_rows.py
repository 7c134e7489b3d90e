"""The rows of segments that count for a position, and the second that is read from them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from hearingnotes.model.live import WRAP_S, LiveEvidence, SegmentRow
from hearingnotes.model.reading import Reading, Rung
from hearingnotes.model.row_evidence import read_rows
from hearingnotes.player.segment_rows import SegmentRows
from tests.player.days import BEGAN, Day, Fault, Listener, days, played


@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
@given(days(), st.data())
def test_a_placed_second_is_never_outside_its_margin(day: Day, data: st.DataObject) -> None:
    heard = data.draw(st.sampled_from(played(day).heard))
    if heard.evidence is None:
        return
    reading = read_rows(heard.evidence, heard.position_pts, 0.0)
    event(f"{reading.rung.name} placed={reading.is_placed}")
    if reading.is_placed:
        note(f"{reading}\ntruth {heard.second_s}\n{heard.evidence.rows}")
        assert abs(reading.second_s - heard.second_s) <= reading.margin_s + 0.05


SEGMENT_S = 5.0
JOINED_SQ = 564
RESET_PTS = 95_000.0


def row(sq: int | None, first_pts: float, *, manifest: int = 1, at_s: float = 0.0) -> SegmentRow:
    """The row of a segment that was opened so long after the stream was joined."""
    length_s = SEGMENT_S if sq is not None else None
    utc = BEGAN + timedelta(seconds=JOINED_SQ * SEGMENT_S + 20 + at_s)
    return SegmentRow(first_pts, utc, 1000 + at_s, sq, manifest, length_s)


def joined(*faults: Fault, **day: Any) -> Listener:
    """What was made of a broadcast that was joined at 47 minutes."""
    return played(Day(faults=faults, **day))


def reading_at(listener: Listener, second_s: float) -> tuple[float, Reading]:
    """The true second nearest to this one that was heard, and what is read of it."""
    heard = min(listener.heard, key=lambda each: abs(each.second_s - second_s))
    assert heard.evidence is not None
    return heard.second_s, read_rows(heard.evidence, heard.position_pts, 0.0)


def test_a_reset_that_a_seek_passes_over_costs_no_second() -> None:
    listener = joined(Fault("reset", 10, RESET_PTS))
    listener.rows.seek()
    for behind_s in (0.5, 7.0, 60.0):
        evidence = listener.evidence(RESET_PTS + behind_s)
        assert evidence is not None
        reading = read_rows(evidence, RESET_PTS + behind_s, 0.0)
        assert reading.second_s == pytest.approx(2870 + behind_s, abs=0.01)
        assert (reading.rung, reading.is_placed, reading.epoch) == (
            Rung.TIMESTAMP_AND_SEGMENT, True, 1,
        )  # fmt: skip
        assert reading.margin_s <= 12.1


def test_time_slept_over_a_reset_is_counted() -> None:
    listener = joined(Fault("reset", 9, 12.0), Fault("asleep", 9, many=15))
    second_s, reading = reading_at(listener, 2965.0)
    assert reading.second_s == pytest.approx(second_s, abs=0.01)
    assert reading.margin_s <= 12.2


def test_lost_segments_leave_no_doubt_once_others_come() -> None:
    listener = joined(Fault("lost", 4, many=1), Fault("lost", 10, many=4))
    second_s, reading = reading_at(listener, 2980.0)
    assert reading.second_s == pytest.approx(second_s, abs=0.01)
    assert (reading.margin_s, reading.epoch) == (1.0, 0)


def test_losses_of_the_morning_explain_no_later_jump() -> None:
    losses = (Fault("asleep", at, many=4) for at in range(2, 12, 2))
    listener = joined(*losses, Fault("reset", 20, 3180.0))
    second_s, reading = reading_at(listener, 3160.0)
    assert abs(reading.second_s - second_s) <= reading.margin_s
    assert reading.margin_s >= 1.9
    assert reading.epoch == 1


def test_a_log_that_is_read_late_is_no_jump() -> None:
    late = (Fault("late", at, lasts_s=5.0) for at in (3, 4, 9, 10, 11))
    second_s, reading = reading_at(joined(*late), 2880.0)
    assert reading.second_s == pytest.approx(second_s, abs=0.01)
    assert (reading.margin_s, reading.epoch) == (1.0, 0)


def test_numbers_and_timestamps_anew_wait_for_an_anchor() -> None:
    listener = joined(Fault("anew", 10, 0.2))
    _, reading = reading_at(listener, 2900.0)
    assert (reading.is_placed, reading.count, reading.is_later_epoch) == (False, "manifest 2", True)
    assert reading.second_s == pytest.approx(30.15, abs=0.3)


def test_a_wrap_is_no_break() -> None:
    listener = joined(first=round(WRAP_S / SEGMENT_S) - 8)
    for heard in listener.heard:
        assert heard.evidence is not None
        reading = read_rows(heard.evidence, heard.position_pts, 0.0)
        assert reading.second_s == pytest.approx(heard.second_s, abs=0.01)
        assert (reading.margin_s, reading.epoch) == (1.0, 0)


def test_a_stream_that_is_loaded_again_counts_on() -> None:
    rows = SegmentRows()
    for sq in range(564, 575):
        rows.add(row(sq, sq * SEGMENT_S, at_s=(sq - 564) * SEGMENT_S))
    for sq in (572, 573, 574, 575, 600):
        rows.add(row(sq, sq * SEGMENT_S, at_s=(sq - 564) * SEGMENT_S))
    assert len(rows.counting_for(3001.0)) == 2
    assert rows.counting_for(3001.0)[-1].sq == 600
    assert rows.counting_for(2871.0)[-1].sq == 574


@pytest.mark.parametrize(
    ("first", "off_pts", "wide"),
    [
        pytest.param(4320, 105.0, 90.0, id="a gap of 105 s before it was joined"),
        pytest.param(4320, 3.0, 1.0, id="as far as numbers drift"),
        pytest.param(564, 14.0, 12.0, id="14 s apart at 47 minutes"),
    ],
)
def test_the_margin_is_how_far_number_and_timestamp_are_apart(
    first: int, off_pts: float, wide: float
) -> None:
    rows = SegmentRows()
    rows.add(row(first, first * SEGMENT_S + off_pts))
    at_pts = first * SEGMENT_S + off_pts + 2
    reading = read_rows(evidence_of(rows, at_pts, released=False), at_pts, 0.0)
    assert reading.rung is Rung.TIMESTAMP_AND_SEGMENT
    assert reading.margin_s == pytest.approx(wide, abs=6.0)
    assert reading.margin_s >= 1.0


def test_a_count_ahead_of_the_clock_is_doubted() -> None:
    rows = SegmentRows()
    rows.add(row(924, 4620.0))
    reading = read_rows(evidence_of(rows, 4622.0), 4622.0, 0.0)
    assert reading.margin_s == pytest.approx(4620 - 2840, abs=1)


def test_a_timestamp_never_agrees_after_months() -> None:
    rows = SegmentRows()
    sq = 120 * 86_400 // 5
    rows.add(row(sq, 50_000.0))
    reading = read_rows(evidence_of(rows, 50_002.0, released=False), 50_002.0, 0.0)
    assert reading.rung is Rung.SEGMENT
    assert reading.margin_s >= 0.006 * sq * SEGMENT_S


@pytest.mark.parametrize(("is_zero_known", "wide"), [(True, 5.0), (False, 40.0)])
def test_a_timestamp_alone_is_as_sure_as_its_platform_s_zero(
    is_zero_known: bool, wide: float
) -> None:
    rows = SegmentRows()
    rows.add(row(None, 2820.0))
    live = replace(evidence_of(rows, 2822.0), is_zero_known=is_zero_known)
    reading = read_rows(live, 2822.0, 0.0)
    assert (reading.rung, reading.second_s, reading.margin_s) == (Rung.TIMESTAMP, 2822.0, wide)


def evidence_of(rows: SegmentRows, at_pts: float, *, released: bool = True) -> LiveEvidence:
    """The evidence of a position in these rows."""
    counting = rows.counting_for(at_pts)
    first = counting[0]
    utc = BEGAN if released else None
    return LiveEvidence(first.first_pts, first.opened_utc, release_utc=utc, rows=counting)


def test_rows_of_nine_hours_are_few_where_nothing_breaks() -> None:
    rows = SegmentRows()
    for sq in range(6500):
        rows.add(row(sq, sq * SEGMENT_S, at_s=sq * SEGMENT_S))
    assert (len(rows), len(rows.counting_for(20_001.0))) == (6500, 2)


def test_many_breaks_leave_few_rows_with_a_moment() -> None:
    rows, pts = SegmentRows(), 0.0
    for sq in range(200):
        pts = (sq // 10) * 1000.0 + (sq % 10) * SEGMENT_S
        rows.add(row(564 + sq, pts, at_s=sq * SEGMENT_S))
    counting = rows.counting_for(pts + 1)
    assert len(counting) == 2 + 2 * 8
