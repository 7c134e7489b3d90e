"""From the rows of segments that count for a moment to a second.

Each row has a timestamp and a number, which are two ways to one second. Where they agree, nothing
else is asked. Where they don't, as behind an encoder's reset, it is counted on from a row where
they do: within a stretch by timestamps, over a break by numbers, else by the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from hearingnotes.model.live import WRAP_S, LiveEvidence, SegmentRow, unwrapped
from hearingnotes.model.reading import Reading, Rung
from hearingnotes.model.row_interval import DRIFT, RowInterval, are_numbered_on, interval_between

TIMESTAMP_MARGIN_S = 1.0
UNCHECKED_MARGIN_S = 5.0
SEGMENT_MARGIN_S = 3.0
SEGMENT_DRIFT = 0.006
AGREE_S, AGREE_SHARE = 15.0, 0.005
LATENCY_S, MOST_LATENCY_S = 20.0, 60.0
"""How long after it was said a segment is opened: usually, and at the most."""
CLOCK_MARGIN_S = 60.0


@dataclass(frozen=True)
class Stretch:
    """Rows whose timestamps run on: the first and the last of them that count, and the interval
    from the stretch before."""

    first: SegmentRow
    last: SegmentRow
    before: RowInterval | None = None

    @property
    def long_s(self) -> float:
        """How much was broadcast between its two rows."""
        return self.last.first_pts - self.first.first_pts


@dataclass(frozen=True)
class Rows:
    """The rows that count for one moment, in stretches."""

    live: LiveEvidence

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """From the one that was joined to the one that was heard."""
        rows = self.live.rows
        begins, ends = rows[0:1] + rows[2:-1:2], rows[1:-1:2] + rows[-1:]
        breaks = zip(ends, begins[1:], strict=False)
        before = [None, *(interval_between(end, begin) for end, begin in breaks)]
        return tuple(map(Stretch, begins, ends, before))

    @property
    def joined(self) -> SegmentRow:
        """The row where the stream was joined."""
        return self.live.rows[0]

    @property
    def heard(self) -> SegmentRow:
        """The row that was heard."""
        return self.live.rows[-1]

    def intervals(self, behind: int = 0) -> Iterator[RowInterval]:
        """The intervals between stretches, those behind the stretch of this index."""
        return (each.before for each in self.stretches[behind + 1 :] if each.before is not None)

    @property
    def epoch(self) -> int:
        """How many breaks lie before the row that was heard."""
        return sum(each.is_break for each in self.intervals())

    @property
    def doubt_s(self) -> float:
        """How far the count may have slipped since the stream was joined."""
        return sum(each.slack_s for each in self.intervals())

    def passed_s(self, index: int) -> float:
        """From the last row of this stretch to the row that was heard, in seconds of broadcast."""
        behind = self.stretches[index + 1 :]
        return sum(each.long_s + (each.before.passed_s if each.before else 0.0) for each in behind)

    def slack_s(self, index: int) -> float:
        """The ± of that."""
        return sum(each.slack_s for each in self.intervals(index))

    @cached_property
    def since_joining_s(self) -> float:
        """From the row that was joined to the row that was heard."""
        return self.stretches[0].long_s + self.passed_s(0)

    def has_restarted(self, index: int) -> bool:
        """Whether numbers began again at a break that was seen before the stretch of this index."""
        return any(
            a.last.sq is not None
            and b.first.sq is not None
            and not are_numbered_on(a.last, b.first)
            for a, b in pairwise(self.stretches[: index + 1])
        )


def read_rows(live: LiveEvidence, position_pts: float, stale_s: float) -> Reading:
    """The second of a position, by the first rung that holds; `stale_s` is how old that was."""
    rows = Rows(live)
    heard_s = position_pts - rows.heard.first_pts
    reading = next(filter(None, (rung(rows) for rung in _RUNGS)), None) or _by_joining(rows)
    return replace(
        reading,
        second_s=reading.second_s + heard_s,
        margin_s=reading.margin_s + live.jumped_s + stale_s,
        is_later_epoch=reading.is_later_epoch or rows.epoch > 0,
        epoch=rows.epoch,
        doubt_s=reading.doubt_s + rows.doubt_s,
    )


def _by_timestamp_and_segment(rows: Rows) -> Reading | None:
    """From the latest row where both agree; the one that was heard, as a rule."""
    for index in reversed(range(len(rows.stretches))):
        stretch = rows.stretches[index]
        for row, on_s in ((stretch.last, 0.0), (stretch.first, stretch.long_s)):
            agreed = _agreed(row)
            if agreed is not None:
                second_s, apart_s = agreed
                doubt_s = max(0.0, apart_s - DRIFT * second_s, _drifted_apart_s(rows, row))
                margin_s = max(TIMESTAMP_MARGIN_S, doubt_s) + rows.slack_s(index)
                found_s = second_s + on_s + rows.passed_s(index)
                rung = Rung.TIMESTAMP_AND_SEGMENT
                return replace(_on_air(rung, rows, index, found_s, margin_s), doubt_s=doubt_s)
    return None


def _agreed(row: SegmentRow) -> tuple[float, float] | None:
    """The second of a row, and how far its number is apart from it; None where they are at odds."""
    if row.sq is None or not row.segment_s:
        return None
    numbered_s = row.sq * row.segment_s
    second_s = unwrapped(row.first_pts, numbered_s)
    limit_s = max(AGREE_S, AGREE_SHARE * numbered_s)
    apart_s = abs(second_s - numbered_s)
    # Beyond that, any timestamp would be near some wrap of it.
    return (second_s, apart_s) if apart_s <= limit_s < WRAP_S / 4 else None


def _drifted_apart_s(rows: Rows, row: SegmentRow) -> float:
    """How much more timestamp and number are apart there than where the stream was joined."""
    joined = rows.joined
    if not are_numbered_on(joined, row):
        return 0.0
    between = interval_between(joined, row)
    apart_s = abs(between.jump_s)
    return apart_s if apart_s > DRIFT * abs(between.passed_s) else 0.0


def _by_timestamp(rows: Rows) -> Reading | None:
    """The clock agrees within 120 s and 1 %, where the stream was joined."""
    first = rows.stretches[0]
    elapsed_s = _elapsed_s(rows, first.last)
    if elapsed_s is None:
        return None
    second_s = unwrapped(first.last.first_pts, elapsed_s)
    ahead_s = second_s - elapsed_s
    if abs(ahead_s) > _plausible_s(elapsed_s):
        return None
    if rows.live.is_zero_known:
        margin_s = max(UNCHECKED_MARGIN_S, abs(ahead_s) - MOST_LATENCY_S, ahead_s)
    else:  # timestamps may count from when the encoder was started
        margin_s = max(UNCHECKED_MARGIN_S, abs(ahead_s), abs(ahead_s + MOST_LATENCY_S))
    if first.last.sq is None:  # it may have fallen behind, or have begun anew meanwhile
        margin_s = max(margin_s, _seconds(first.first, first.last) - first.long_s)
    numbered_s = _numbered_s(first.last)
    if numbered_s is not None and abs(numbered_s - elapsed_s) <= _plausible_s(elapsed_s):
        margin_s = max(margin_s, abs(numbered_s - second_s))  # either may be the right one
    found_s = second_s + rows.passed_s(0)
    return _on_air(Rung.TIMESTAMP, rows, 0, found_s, margin_s + rows.slack_s(0))


def _by_segment(rows: Rows) -> Reading | None:
    numbered_s = _numbered_s(rows.heard)
    if numbered_s is None:
        return None
    index = len(rows.stretches) - 1
    reading = _on_air(Rung.SEGMENT, rows, index, numbered_s, _drift_s(numbered_s))
    return replace(reading, counted_s=numbered_s)


def _by_programme_date(rows: Rows) -> Reading | None:
    live = rows.live
    if live.programme_utc is None or live.release_utc is None:
        return None
    second_s = (live.programme_utc - live.release_utc).total_seconds() + rows.since_joining_s
    margin_s = 10.0 + 0.005 * abs(second_s) + rows.slack_s(0)
    return _since_joining(Rung.PROGRAMME_DATE, rows, second_s, margin_s)


def _by_clock(rows: Rows) -> Reading | None:
    """From where it was joined, so that pausing and going back are counted."""
    elapsed_s = _elapsed_s(rows, rows.joined)
    if elapsed_s is None:
        return None
    second_s = elapsed_s - LATENCY_S + rows.since_joining_s
    return _since_joining(Rung.CLOCK, rows, second_s, CLOCK_MARGIN_S + rows.slack_s(0))


def _by_joining(rows: Rows) -> Reading:
    reading = _since_joining(Rung.JOINING, rows, rows.since_joining_s, rows.slack_s(0))
    return replace(reading, is_placed=False)


_RUNGS = (_by_timestamp_and_segment, _by_timestamp, _by_segment, _by_programme_date, _by_clock)


def _on_air(rung: Rung, rows: Rows, index: int, second_s: float, margin_s: float) -> Reading:
    """A second on the count of the stream's own manifest, found from the stretch of this index.

    A new manifest may count from 0 again, and whether the time between the two is in the finished
    video can't be known.
    """
    elapsed_s = _elapsed_s(rows, rows.heard)
    restarted = rows.has_restarted(index) or _has_restarted(rows, second_s, elapsed_s)
    if elapsed_s is not None and not restarted:
        margin_s = max(margin_s, second_s - elapsed_s)  # nothing is heard before it is said
        if _is_later_manifest(rows.heard):
            margin_s = max(margin_s, elapsed_s - second_s)
    count = _manifest(rows) if restarted else "broadcast"
    return Reading(rung, second_s, margin_s, count, not restarted, restarted)


def _since_joining(rung: Rung, rows: Rows, second_s: float, margin_s: float) -> Reading:
    """A second on the count of this joining."""
    count = f"{rung.name.lower()} {_joining(rows)}"
    return Reading(rung, second_s, margin_s, count, True, rows.epoch > 0)


def _manifest(rows: Rows) -> str:
    """The count of a manifest that counts from 0 again."""
    return f"manifest {rows.heard.manifest}" if _is_later_manifest(rows.heard) else _joining(rows)


def _joining(rows: Rows) -> str:
    return f"joined {rows.joined.opened_utc.isoformat()}"


def _seconds(before: SegmentRow, after: SegmentRow) -> float:
    """How long after the one row the other was opened, by the clock."""
    return (after.opened_utc - before.opened_utc).total_seconds()


def _numbered_s(row: SegmentRow) -> float | None:
    return row.sq * row.segment_s if row.sq is not None and row.segment_s else None


def _elapsed_s(rows: Rows, row: SegmentRow) -> float | None:
    """How long the broadcast had been going on when the row was opened, by the clock."""
    live = rows.live
    if live.release_utc is None:
        return None
    return (row.opened_utc - live.release_utc).total_seconds() - live.clock_ahead_s


def _has_restarted(rows: Rows, second_s: float, elapsed_s: float | None) -> bool:
    """Whether numbers began again before the stream was joined, as the clock says."""
    if elapsed_s is None:
        return _is_later_manifest(rows.heard)
    return elapsed_s - second_s > _plausible_s(elapsed_s)


def _is_later_manifest(row: SegmentRow) -> bool:
    return row.manifest is not None and row.manifest > 1


def _plausible_s(elapsed_s: float) -> float:
    return 120.0 + 0.01 * abs(elapsed_s)


def _drift_s(counted_s: float) -> float:
    return max(SEGMENT_MARGIN_S, SEGMENT_DRIFT * abs(counted_s))
