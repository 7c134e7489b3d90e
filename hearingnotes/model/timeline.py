"""From a moment's evidence, and what is known beside it, to a second of a recording."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.ladder import CLOCK_MARGIN_S, Reading, Rung, is_later_epoch, read
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note

ANCHOR_MARGIN_S = 1.0
ALIGNED_BY_CLOCK_MARGIN_S = 10.0
CLOCK_COUNT = "clock"

OrderKey = tuple[str, float, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A second of a recording, how sure it is (± `margin_s`), and how it was found.

    `by_anchor` says that a person has placed it, `is_later_epoch` that the broadcast had broken
    off before.
    """

    recording_id: str
    second_s: float
    margin_s: float
    rung: Rung
    by_anchor: bool = False
    is_later_epoch: bool = False


class Timeline:
    """Places the moments of one hearing.

    `moments` are those that the hearing's notes were taken at: where a note has no more than the
    clock, they tell what was heard around that time.
    """

    def __init__(
        self,
        recordings: Iterable[Recording] = (),
        anchors: Iterable[Anchor] = (),
        moments: Iterable[Moment] = (),
    ) -> None:
        self._recordings = {recording.id: recording for recording in recordings}
        self._anchors = tuple(anchor for anchor in anchors if anchor.removed_utc is None)
        self._shifts = _shifts(self._anchors)
        heard = (moment for moment in moments if moment.live is not None)
        self._heard = sorted(heard, key=lambda moment: moment.utc)

    @property
    def recordings(self) -> Mapping[str, Recording]:
        """The recordings, by their ids."""
        return self._recordings

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The anchors that hold."""
        return self._anchors

    def place_note(self, note: Note, on: str | None = None) -> Place | None:
        """Where the note's link points: its moment's place, and what the person nudged it by."""
        place = self.place(note.moment, on)
        if place is None or note.nudge_s == 0:
            return place
        return replace(place, second_s=max(0.0, place.second_s + note.nudge_s))

    def place(self, moment: Moment, on: str | None = None) -> Place | None:
        """Where the moment lies: in its own recording, else in the first that can be told.

        With `on`, in the recording of this id. None when it has no place there.
        """
        reading = read(moment)
        if reading is not None and reading.rung is Rung.FILE and not self._shifts and on is None:
            return _own(moment, reading)  # ten thousand notes of a file take this way
        if on is not None:
            return self._on(moment, reading, on)
        wanted = [moment.recording_id] if moment.recording_id is not None else []
        for recording_id in dict.fromkeys([*wanted, *self._recordings, *self._anchored()]):
            place = self._on(moment, reading, recording_id)
            if place is not None:
                return place
        return None

    def _anchored(self) -> Iterator[str]:
        return (anchor.recording_id for anchor in self._anchors)

    def _on(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        """By an anchor, by its own evidence, by another recording, by the clock: what holds."""
        return (
            self._by_anchor(moment, reading, on)
            or (_own(moment, reading) if moment.recording_id == on else None)
            or self._by_anchored_clock(moment, on)
            or self._by_alignment(moment, reading, on)
            or self._by_neighbours(moment, reading, on)
            or self._by_start(moment, reading, on)
        )

    def _by_anchor(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        if reading is None:
            return None
        shifts = self._shifts.get((on, moment.recording_id, reading.count), [])
        is_native = moment.recording_id == on and reading.is_placed
        shift_s = _shift_at(reading.second_s, shifts, backwards=not is_native)
        if shift_s is None:
            return None
        margin_s = max(ANCHOR_MARGIN_S, reading.margin_s if reading.rung <= Rung.TIMESTAMP else 0.0)
        return _anchored(moment, on, reading.second_s + shift_s, margin_s, reading.rung)

    def _by_anchored_clock(self, moment: Moment, on: str) -> Place | None:
        """Anchors on moments that had no more than the clock; they place only their like."""
        shifts = self._shifts.get((on, None, CLOCK_COUNT), [])
        if moment.recording_id is not None:
            return None
        at_s = moment.utc.timestamp()
        shift_s = _shift_at(at_s, shifts, backwards=True)
        if shift_s is None:
            return None
        return _anchored(moment, on, at_s + shift_s, ANCHOR_MARGIN_S, Rung.CLOCK)

    def _by_alignment(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        """A second of one recording is a second of another, when it is known how they lie."""
        wanted = self._recordings.get(on)
        if wanted is None:
            return None
        for other in self._recordings.values():
            zero = _zero_within(wanted, other)
            if other.id == on or zero is None:
                continue
            place = self._by_anchor(moment, reading, other.id) or (
                _own(moment, reading) if moment.recording_id == other.id else None
            )
            if place is not None:
                zero_s, margin_s = zero
                second_s = place.second_s - zero_s
                if second_s >= 0:
                    return replace(
                        place,
                        recording_id=on,
                        second_s=second_s,
                        margin_s=place.margin_s + margin_s,
                    )
        return None

    def _by_neighbours(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        """The player was down, the stream ran on: what was heard before and after tells."""
        if reading is not None or not self._heard:
            return None
        index = bisect_right(self._heard, moment.utc, key=lambda heard: heard.utc)
        places = [
            (place, (moment.utc - heard.utc).total_seconds())
            for heard in self._heard[max(0, index - 1) : index + 1]
            if (place := self._by_own_evidence(heard, on)) is not None
        ]
        if not places:
            return None
        seconds = [place.second_s + since_s for place, since_s in places]
        nearest, since_s = min(places, key=lambda pair: abs(pair[1]))
        spread_s = max(seconds) - min(seconds) if len(seconds) > 1 else CLOCK_MARGIN_S
        second_s = max(0.0, nearest.second_s + since_s)
        margin_s = nearest.margin_s + max(1.0, spread_s)
        return Place(on, second_s, margin_s, Rung.CLOCK, is_later_epoch=nearest.is_later_epoch)

    def _by_own_evidence(self, moment: Moment, on: str) -> Place | None:
        reading = read(moment)
        anchored = self._by_anchor(moment, reading, on)
        return anchored or (_own(moment, reading) if moment.recording_id == on else None)

    def _by_start(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        recording = self._recordings.get(on)
        if reading is not None or recording is None or recording.starts_utc is None:
            return None
        second_s = (moment.utc - recording.starts_utc).total_seconds()
        is_within = recording.duration_s is None or second_s <= recording.duration_s
        if second_s < 0 or not is_within:
            return None
        return Place(on, second_s, CLOCK_MARGIN_S, Rung.CLOCK)


def _own(moment: Moment, reading: Reading | None) -> Place | None:
    if reading is None or not reading.is_placed or moment.recording_id is None:
        return None
    second_s = max(0.0, reading.second_s)
    later = moment.live is not None and is_later_epoch(moment)
    return Place(
        moment.recording_id, second_s, reading.margin_s, reading.rung, is_later_epoch=later
    )


def _anchored(moment: Moment, on: str, second_s: float, margin_s: float, rung: Rung) -> Place:
    later = is_later_epoch(moment)
    return Place(on, max(0.0, second_s), margin_s, rung, by_anchor=True, is_later_epoch=later)


_Shifts = dict[tuple[str, str | None, str], list[tuple[float, float]]]


def _shifts(anchors: Sequence[Anchor]) -> _Shifts:
    """For each recording placed on, and each count, from which second on to add how much."""
    shifts: _Shifts = {}
    for anchor in sorted(anchors, key=lambda anchor: anchor.id):
        reading = read(anchor.moment)
        at_s = reading.second_s if reading is not None else anchor.moment.utc.timestamp()
        count = reading.count if reading is not None else CLOCK_COUNT
        from_id = anchor.moment.recording_id if reading is not None else None
        found = shifts.setdefault((anchor.recording_id, from_id, count), [])
        found[:] = [shift for shift in found if shift[0] != at_s]  # said anew of the same moment
        found.append((at_s, anchor.second_s - at_s))
        found.sort()
    return shifts


def _shift_at(at_s: float, shifts: list[tuple[float, float]], *, backwards: bool) -> float | None:
    """What to add at this second: by the last anchor before it, or by the first of all."""
    index = bisect_right(shifts, at_s, key=lambda shift: shift[0]) - 1
    if index >= 0:
        return shifts[index][1]
    return shifts[0][1] if shifts and backwards else None


def _zero_within(wanted: Recording, other: Recording) -> tuple[float, float] | None:
    """Second 0 of `wanted` as a second of `other`, and the ± of that."""
    if wanted.aligned_to == other.id:
        return wanted.aligned_s, 0.0
    if other.aligned_to == wanted.id:
        return -other.aligned_s, 0.0
    if wanted.starts_utc is not None and other.starts_utc is not None:
        between_s = (wanted.starts_utc - other.starts_utc).total_seconds()
        return between_s, ALIGNED_BY_CLOCK_MARGIN_S
    return None


def in_order(notes: Iterable[Note], timeline: Timeline) -> list[tuple[OrderKey, Note]]:
    """The notes as they lie in the recordings, each with the key that it was sorted by.

    A note without a place stands behind the one that was captured before it.
    """
    keyed: list[tuple[OrderKey, Note]] = []
    before: OrderKey = ("", 0.0, "")
    for note in sorted(notes, key=lambda note: note.id):
        place = timeline.place_note(note)
        if place is not None:
            before = (place.recording_id, place.second_s, note.id)
        keyed.append(((before[0], before[1], note.id), note))
    keyed.sort(key=lambda pair: pair[0])
    return keyed
