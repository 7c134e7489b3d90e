"""The shifts that anchors cause: from which second of a count on, how much is added."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.evidence import margin_between, read_evidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.reading import Reading, Rung

ANCHOR_MARGIN_S = 1.0
CLOCK_HOLDS_S = 12 * 3600.0
"""The longest time over which the wall clock places a moment from one whose place is known: one
sitting."""
_CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Shift:
    """The seconds `by_s` that are added from one reading on.

    `stale_s` is the age of the anchor's position. `cut_s` is what was cut out or inserted somewhere
    between this anchor and the next.
    """

    reading: Reading
    by_s: float
    stale_s: float
    cut_s: float = 0.0

    def margin_s(self, reading: Reading, stale_s: float) -> float:
        """Return the ± of another reading of this count after the shift, in seconds."""
        cut_s = self.cut_s if reading.second_s > self.reading.second_s else 0.0
        return self._apart_s(reading) + self.stale_s + stale_s + cut_s

    def until(self, other: "Shift") -> "Shift":
        """Return this shift with its cut set, given the shift that follows."""
        apart_s = abs(other.by_s - self.by_s)
        explained_s = self._apart_s(other.reading) + ANCHOR_MARGIN_S + self.stale_s + other.stale_s
        return replace(self, cut_s=apart_s if apart_s > explained_s else 0.0)

    def _apart_s(self, reading: Reading) -> float:
        return ANCHOR_MARGIN_S + margin_between(self.reading, reading)


class Shifts:
    """The shifts of a hearing's anchors, by the recording placed on, the one played, and its
    count."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self._shifts: dict[tuple[str, str | None, str], list[Shift]] = {}
        for anchor in sorted(anchors, key=lambda anchor: anchor.id):
            reading = read_evidence(anchor.moment) or by_clock_alone(anchor.moment)
            shift = Shift(reading, anchor.second_s - reading.second_s, anchor.moment.stale_s)
            shifts = self._shifts.setdefault(_key(anchor.recording_id, anchor.moment, reading), [])
            before = _at(reading.second_s, shifts)
            if before is not None and before.reading.second_s == reading.second_s:
                shifts.remove(before)  # a newer anchor of the same moment wins
            insort(shifts, shift, key=lambda shift: shift.reading.second_s)
        for shifts in self._shifts.values():
            shifts[:-1] = [shift.until(following) for shift, following in pairwise(shifts)]

    def __bool__(self) -> bool:
        """Return whether there are any shifts."""
        return bool(self._shifts)

    def of(self, moment: Moment, reading: Reading, on: str, *, backwards: bool) -> Shift | None:
        """Return the shift of the last anchor at or before the reading, for a place in recording
        `on`.

        Where there is none, return the first one after the reading if `backwards`, else None.
        """
        shifts = self._shifts.get(_key(on, moment, reading))
        if shifts and is_by_clock(reading):
            shifts = [shift for shift in shifts if _is_of_one_sitting(shift.reading, reading)]
        if not shifts:
            return None
        return _at(reading.second_s, shifts) or (shifts[0] if backwards else None)


def by_clock_alone(moment: Moment) -> Reading:
    """Return the moment as a reading on the count of the wall clock, which only an anchor can
    place."""
    return Reading(Rung.CLOCK, moment.utc.timestamp(), 0.0, _CLOCK, is_placed=False)


def is_by_clock(reading: Reading) -> bool:
    """Return whether the reading is on the count of the wall clock."""
    return reading.count == _CLOCK


def _is_of_one_sitting(one: Reading, other: Reading) -> bool:
    return abs(one.second_s - other.second_s) <= CLOCK_HOLDS_S


def _key(on: str, moment: Moment, reading: Reading) -> tuple[str, str | None, str]:
    # Also by the clock: beside a recording that does not play, it is not the clock of the room.
    return on, moment.recording_id, reading.count


def _at(second_s: float, shifts: list[Shift]) -> Shift | None:
    index = bisect_right(shifts, second_s, key=lambda shift: shift.reading.second_s) - 1
    return shifts[index] if index >= 0 else None
