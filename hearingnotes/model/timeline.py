"""The timeline: from a moment's evidence, and what is known beside it, to a second of a
recording."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hearingnotes.model.alignment import zero_within
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.anchor_shifts import CLOCK_HOLDS_S, Shifts, by_clock_alone, is_by_clock
from hearingnotes.model.evidence import CLOCK_MARGIN_S, read_evidence
from hearingnotes.model.hearing import Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Reading, Rung

OrderKey = tuple[str, float, str]

Span = tuple[datetime, datetime]

_ALWAYS = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """A second of a recording, its certainty (± `margin_s`), and how it was found.

    `by_anchor` says that a person placed it, `is_later_epoch` that the broadcast had broken off
    before.
    """

    recording_id: str
    second_s: float
    margin_s: float
    rung: Rung
    by_anchor: bool = False
    is_later_epoch: bool = False


class Timeline:
    """The places of one hearing's moments.

    `moments` are those of the hearing's notes: where a note has only the clock, they tell what was
    on the air around that time.
    """

    def __init__(
        self,
        recordings: Iterable[Recording] = (),
        anchors: Iterable[Anchor] = (),
        moments: Iterable[Moment] = (),
    ) -> None:
        self._recordings = {recording.id: recording for recording in recordings}
        self._anchors = tuple(anchor for anchor in anchors if anchor.removed_utc is None)
        self._shifts = Shifts(self._anchors)
        self._live_moments = sorted(filter(_is_on_air, moments), key=_utc)

    def copy(self) -> "Timeline":
        """Return a copy that later moments do not change; for other threads."""
        copied = Timeline(self._recordings.values(), self._anchors)
        copied._live_moments = [*self._live_moments]
        return copied

    @property
    def recordings(self) -> Mapping[str, Recording]:
        """The recordings by id."""
        return self._recordings

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The anchors that are not removed."""
        return self._anchors

    def add_moment(self, moment: Moment) -> Span | None:
        """Add the moment of another note.

        Return the span of time in which moments that have only the clock may now have another
        place; None when this moment tells nothing of those.
        """
        if not _is_on_air(moment):
            return None
        index = bisect_right(self._live_moments, moment.utc, key=_utc)
        self._live_moments.insert(index, moment)
        return self._around(index - 1, index + 1)

    def remove_moment(self, moment: Moment) -> Span | None:
        """Remove a moment; return the span in which places may change, as `add_moment` does."""
        index = bisect_left(self._live_moments, moment.utc, key=_utc)
        while index < len(self._live_moments) and self._live_moments[index].utc == moment.utc:
            if self._live_moments[index] == moment:
                del self._live_moments[index]
                return self._around(index - 1, index)
            index += 1
        return None

    def _around(self, before: int, after: int) -> Span:
        return (
            self._live_moments[before].utc if before >= 0 else _ALWAYS[0],
            self._live_moments[after].utc if after < len(self._live_moments) else _ALWAYS[1],
        )

    def place_note(self, note: Note, on: str | None = None) -> Place | None:
        """Return the place that the note's link points to: its moment's place and the nudge."""
        place = self.place(note.moment, on)
        if place is None or note.nudge_s == 0:
            return place
        # Without rounding, an exact second could be shown as the one before.
        return replace(place, second_s=max(0.0, round(place.second_s + note.nudge_s, 6)))

    def place(self, moment: Moment, on: str | None = None) -> Place | None:
        """Return the place of the moment; None where it has none.

        It is in the moment's own recording if possible, else in the first that gives one;
        recordings with anchors come before others. With `on`, it is in the recording with this id.
        """
        reading = read_evidence(moment)
        if on is not None:
            return self._on(moment, reading, on)
        if not self._shifts and reading is not None and (own := _own(moment, reading)):
            return own  # the fast path of ten thousand notes of a file
        anchored = (anchor.recording_id for anchor in self._anchors)
        wanted = dict.fromkeys((moment.recording_id, *anchored, *self._recordings))
        places = (self._on(moment, reading, id_) for id_ in wanted if id_ is not None)
        return next(filter(None, places), None)

    def _on(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        return (
            self._directly(moment, reading, on)
            or self._by_alignment(moment, reading, on)
            or (self._by_start(moment, on) if _is_of_the_room(moment) else None)
        )

    def _directly(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        """Place by an anchor, by the moment's own evidence, by its neighbours: the first that
        holds."""
        place = None
        if reading is not None:
            place = _own(moment, reading) if moment.recording_id == on else None
        elif _is_of_the_room(moment):
            place = self._by_neighbours(moment, on)
        # Without a place of its own, the first anchor serves backwards, too.
        counted = reading or by_clock_alone(moment)
        return self._by_anchor(moment, counted, on, backwards=place is None) or place

    def _by_anchor(
        self, moment: Moment, reading: Reading, on: str, *, backwards: bool
    ) -> Place | None:
        shift = self._shifts.of(moment, reading, on, backwards=backwards)
        if shift is None:
            return None
        second_s, margin_s = reading.second_s + shift.by_s, shift.margin_s(reading, moment.stale_s)
        if second_s < -margin_s:
            return None  # before the recording begins
        if is_by_clock(reading) and not _is_within(self._recordings.get(on), max(0.0, second_s)):
            return None
        return Place(
            on,
            max(0.0, second_s),
            margin_s,
            reading.rung,
            by_anchor=True,
            is_later_epoch=reading.is_later_epoch,
        )

    def _by_alignment(self, moment: Moment, reading: Reading | None, on: str) -> Place | None:
        """Place through another recording that this one is aligned with."""
        wanted = self._recordings.get(on)
        if wanted is None:
            return None
        places: list[Place] = []
        for other in self._recordings.values():
            zero = zero_within(wanted, other, self._recordings) if other.id != on else None
            place = self._directly(moment, reading, other.id) if zero is not None else None
            if zero is None or place is None:
                continue
            second_s, margin_s = place.second_s - zero[0], place.margin_s + zero[1]
            if _is_within(wanted, second_s):
                places.append(replace(place, recording_id=on, second_s=second_s, margin_s=margin_s))
        return min(places, key=lambda place: place.margin_s, default=None)

    def _by_neighbours(self, moment: Moment, on: str) -> Place | None:
        """Place by the moments before and after: the player was down, the stream ran on."""
        index = bisect_right(self._live_moments, moment.utc, key=_utc)
        places = [
            (place, (moment.utc - neighbour.utc).total_seconds(), _behind_s(neighbour))
            for neighbour in self._live_moments[max(0, index - 1) : index + 1]
            if abs((moment.utc - neighbour.utc).total_seconds()) <= CLOCK_HOLDS_S
            and (place := self._directly(neighbour, read_evidence(neighbour), on)) is not None
        ]
        if not places:
            return None
        nearest, since_s, behind_s = min(places, key=lambda known: abs(known[1]))
        seconds = [place.second_s + since_s for place, since_s, _ in places]
        if len(seconds) > 1:
            behind_s, spread_s = 0.0, max(seconds) - min(seconds)
        else:  # the neighbour was at the live edge, or played on from behind it
            spread_s = CLOCK_MARGIN_S + behind_s
        second_s = nearest.second_s + since_s + behind_s
        if not _is_within(self._recordings.get(on), second_s):
            return None
        margin_s = nearest.margin_s + max(1.0, spread_s)
        return Place(on, second_s, margin_s, Rung.CLOCK, is_later_epoch=nearest.is_later_epoch)

    def _by_start(self, moment: Moment, on: str) -> Place | None:
        recording = self._recordings.get(on)
        if recording is None or recording.starts_utc is None:
            return None
        second_s = (moment.utc - recording.starts_utc).total_seconds() - moment.clock_ahead_s
        if not _is_within(recording, second_s) or second_s > _reach_by_clock_s(recording):
            return None
        return Place(on, second_s, CLOCK_MARGIN_S, Rung.CLOCK)


def _is_on_air(moment: Moment) -> bool:
    """Return whether the moment tells what was on the air at that time."""
    return moment.live is not None and not moment.has_clock_only


def _behind_s(moment: Moment) -> float:
    """Return the seconds that playback was behind the live edge: what the clock advanced more."""
    if moment.live is None or moment.position_s is None:
        return 0.0
    passed_s = (moment.utc - moment.live.first_utc).total_seconds()
    behind_s = passed_s - (moment.position_s - moment.live.first_s)
    return behind_s if behind_s >= CLOCK_MARGIN_S else 0.0


def _reach_by_clock_s(recording: Recording) -> float:
    """Return the last second that the clock may place, where the length is unknown."""
    if recording.duration_s is not None:
        return recording.duration_s
    if recording.reached_end and recording.reach_s is not None:
        return recording.reach_s + CLOCK_MARGIN_S
    return CLOCK_HOLDS_S


def _utc(moment: Moment) -> datetime:
    return moment.utc


def _own(moment: Moment, reading: Reading) -> Place | None:
    if not reading.is_placed or moment.recording_id is None:
        return None
    return Place(
        moment.recording_id,
        max(0.0, reading.second_s),
        reading.margin_s,
        reading.rung,
        is_later_epoch=reading.is_later_epoch,
    )


def _is_of_the_room(moment: Moment) -> bool:
    """Return whether the wall clock dates the moment: it was taken in the room, or on the air."""
    return moment.recording_id is None


def _is_within(recording: Recording | None, second_s: float) -> bool:
    is_past = recording is not None and second_s > (recording.duration_s or float("inf"))
    return second_s >= 0 and not is_past


def in_order(notes: Iterable[Note], timeline: Timeline) -> list[tuple[OrderKey, Note]]:
    """Return the notes in their order in the recordings, each with its sort key.

    A note without a place follows the note that was captured before it.
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
