"""The rows of a live stream's segments, and which of them count for a position."""

from bisect import bisect_right
from collections.abc import Sequence

from hearingnotes.model.live import SegmentRow
from hearingnotes.model.row_interval import (
    USUAL_SEGMENT_S,
    follows,
    interval_between,
    is_known,
    may_be_late,
)

NEAR_S = 1.0
"""A position lies so far before a row at most, by its frame."""
NEWEST_S = 60.0
"""Behind the newest row so much may be heard before the next one is known to follow."""
MOST_PAIRS = 8
MOST_LATE = 2
"""So many rows in turn may be read late without a doubt."""
LATE_ROWS = 6
"""So many rows in turn are taken for read late; then the timestamps have jumped."""


class SegmentRows:
    """All rows since the stream was joined, in stretches whose timestamps run on.

    One thread adds, several ask; who asks waits for nobody. A row that follows from none is held
    until the next one confirms it: the log may be read late, and a segment that could not be had is
    logged, too.
    """

    def __init__(self) -> None:
        self._stretches: tuple[list[SegmentRow], ...] = ()
        self._held: tuple[SegmentRow, ...] = ()
        self._current = 0
        self._heard_pts: float | None = None

    def __len__(self) -> int:
        return sum(map(len, self._stretches))

    @property
    def newest(self) -> SegmentRow | None:
        """The row that was added last and is known to follow."""
        return self._stretches[-1][-1] if self._stretches else None

    def add(self, row: SegmentRow) -> None:
        """Take in a segment that was opened."""
        newest, held = self.newest, self._held
        if newest is None:
            self._stretches = ([row],)
        elif follows(newest, row):
            self._stretches[-1].append(row)
            self._held = ()
        elif not is_known(newest, row):
            run = (*held, row) if held and follows(held[-1], row) else (row,)
            is_confirmed = len(run) > _unproved(newest, row)
            if is_confirmed:
                self._stretches = (*self._stretches, [*run])
            self._held = () if is_confirmed else run

    def heard_at(self, position_pts: float) -> None:
        """The player has come to a position: what is heard next is of the same stretch, where it
        could be of several; where it fell back by itself, of a later one."""
        before_pts, self._heard_pts = self._heard_pts, position_pts
        has_fallen = before_pts is not None and position_pts < before_pts - NEAR_S
        later = range(self._current + 1, len(self._with_held())) if has_fallen else ()
        behind = (index for index in later if self._is_within(index, position_pts))
        index = next(behind, self._stretch_of(position_pts))
        if index is not None:
            self._current = index

    def seek(self) -> None:
        """The person moves about: the next position may be anywhere."""
        self._heard_pts = None

    def counting_for(self, position_pts: float | None) -> tuple[SegmentRow, ...]:
        """The rows that count for a position, as `LiveEvidence` has them; none where that is not
        explained by any. Without a position those of what was heard last."""
        stretches = self._with_held()
        index = self._current if position_pts is None else self._stretch_of(position_pts)
        if index is None or index >= len(stretches):
            return ()
        stretch = stretches[index]
        at = 0
        if position_pts is not None:
            at = bisect_right(stretch, position_pts, key=_first_pts) - 1
        pairs = [(stretches[i][-1], stretches[i + 1][0]) for i in range(index)]
        while len(pairs) > MOST_PAIRS:
            pairs[1:3] = [(pairs[1][0], pairs[2][1])]
        between = (row for pair in pairs for row in pair)
        return (stretches[0][0], *between, stretch[max(0, at)])

    def doubt_s(self, position_pts: float) -> float:
        """How far apart the seconds are that a position can stand for, where the timestamps have
        jumped by so little that it may lie on both sides of the jump."""
        stretches = self._with_held()
        pairs = (
            (i, interval_between(stretches[i][-1], stretches[i + 1][0]))
            for i in range(len(stretches) - 1)
        )
        apart_s = sum(
            abs(between.jump_s)
            for i, between in pairs
            if abs(between.jump_s) <= NEWEST_S
            and self._is_within(i, position_pts)
            and self._is_within(i + 1, position_pts)
        )
        return max(apart_s, self._held_doubt_s(position_pts))

    def _held_doubt_s(self, position_pts: float) -> float:
        """How far the timestamps have jumped if what seems read late was not: several rows in turn
        say so."""
        newest, held = self.newest, self._held
        if newest is None or len(held) < MOST_LATE or position_pts < held[0].first_pts - NEAR_S:
            return 0.0
        return abs(interval_between(newest, held[0]).jump_s)

    def epoch_edges(self, position_pts: float) -> tuple[float, float] | None:
        """Return from where to where timestamps around a position are distances, in PTS: over
        stretches between which the broadcast has not broken off. None for an unknown position."""
        stretches, index = self._with_held(), self._stretch_of(position_pts)
        if index is None:
            return None
        first = last = index
        while first > 0 and _is_joined(stretches[first - 1], stretches[first]):
            first -= 1
        while last + 1 < len(stretches) and _is_joined(stretches[last], stretches[last + 1]):
            last += 1
        return stretches[first][0].first_pts, self._end_pts(last)

    def _with_held(self) -> tuple[Sequence[SegmentRow], ...]:
        held = self._held
        return (*self._stretches, held) if held else self._stretches

    def _stretch_of(self, position_pts: float) -> int | None:
        stretches = self._with_held()
        confirmed = len(self._stretches)
        order = [self._current, *reversed(range(confirmed)), *range(confirmed, len(stretches))]
        known = (i for i in order if i < len(stretches))
        return next((i for i in known if self._is_within(i, position_pts)), None)

    def _is_within(self, index: int, position_pts: float) -> bool:
        first = self._with_held()[index][0]
        # Behind a jump, the segment that it begins with may have been read as the end of the old.
        before_s = (first.segment_s or USUAL_SEGMENT_S) + NEAR_S if index else NEAR_S
        return first.first_pts - before_s <= position_pts <= self._end_pts(index)

    def _end_pts(self, index: int) -> float:
        last = self._with_held()[index][-1]
        is_newest = index >= len(self._stretches) - 1
        length_s = NEWEST_S if is_newest else (last.segment_s or USUAL_SEGMENT_S) + NEAR_S
        return last.first_pts + length_s


def _first_pts(row: SegmentRow) -> float:
    return row.first_pts


def _unproved(newest: SegmentRow, row: SegmentRow) -> int:
    """How many rows prove nothing yet that do not follow from the newest one."""
    if row.sq is None:
        return 0  # it was read from the cache, not from the log
    return LATE_ROWS if may_be_late(newest, row) else 1


def _is_joined(before: Sequence[SegmentRow], after: Sequence[SegmentRow]) -> bool:
    """Whether one can seek from the one stretch to the other by what their timestamps differ."""
    between = interval_between(before[-1], after[0])
    return not between.is_break and before[-1].first_pts <= after[0].first_pts
