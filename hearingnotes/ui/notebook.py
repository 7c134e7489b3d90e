"""The notes as the screen shows them: in order, filtered, one of them chosen."""

from bisect import bisect_left, insort
from collections.abc import Container, Iterable

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.lead import Leads
from hearingnotes.model.note import Note
from hearingnotes.model.timeline import OrderKey, Timeline, in_order

_Keyed = tuple[OrderKey, str]


class Notebook:
    """One hearing's notes. `chosen` is the id of the note that commands act on."""

    def __init__(
        self,
        notes: Iterable[Note] = (),
        recordings: Iterable[Recording] = (),
        anchors: Iterable[Anchor] = (),
    ) -> None:
        self._notes: dict[str, Note] = {}
        self._recordings = tuple(recordings)
        self._anchors = tuple(anchors)
        self._keys: dict[str, OrderKey] = {}
        self._order: list[_Keyed] = []
        self._words: tuple[str, ...] = ()
        self.leads: Leads = {}
        self.pending: set[str] = set()
        self.put_aside: Container[str] = ()
        self.chosen: str | None = None
        self.shown: list[Note] = []
        self._notes = {note.id: note for note in notes}
        self._clocked = {note.id for note in self._notes.values() if _has_clock_only(note)}
        self.timeline = self._timeline()
        self._sort()

    def place_by(self, recordings: Iterable[Recording], anchors: Iterable[Anchor]) -> None:
        """Other recordings and anchors may place the notes elsewhere."""
        known = self._recordings, self._anchors
        self._recordings, self._anchors = tuple(recordings), tuple(anchors)
        if known != (self._recordings, self._anchors):
            self.timeline = self._timeline()
            self._sort()

    def _timeline(self) -> Timeline:
        moments = (note.moment for note in self._notes.values()) if self._clocked else ()
        return Timeline(self._recordings, self._anchors, moments)

    def __len__(self) -> int:
        return len(self._notes)

    def get(self, note_id: str | None) -> Note | None:
        """The note with this id."""
        return self._notes.get(note_id) if note_id else None

    def all(self) -> list[Note]:
        """Every note, in order, filtered or not."""
        return [self._notes[note_id] for _, note_id in self._order]

    def latest_first(self) -> list[Note]:
        """Every note, the one captured last first."""
        return sorted(self._notes.values(), key=lambda note: note.id, reverse=True)

    @property
    def chosen_note(self) -> Note | None:
        """The note that commands act on; None when a filter hides it."""
        return self.get(self.chosen) if self.index_of(self.chosen) is not None else None

    def put(self, note: Note) -> int:
        """Add the note or replace it; the place in `shown` from which on things may differ."""
        known = self._notes.get(note.id)
        self._notes[note.id] = note
        if _has_clock_only(note):
            self._clocked.add(note.id)
        if self._clocked and (known is None or known.moment != note.moment):
            # What is heard around a moment that has only the clock tells where it lies.
            self.timeline = self._timeline()
            self._sort()
            return 0
        if known is not None and _same_place(known, note):
            index = self.index_of(note.id)
            if index is not None and self._fits(note):
                self.shown[index] = note
                return index
            return self._show()
        place = self.timeline.place_note(note)
        if known is not None or (place is None and note.id < max(self._notes)):
            self._sort()
            return 0
        newest = max(self._keys, default=None)
        before = self._keys[newest] if newest is not None else ("", 0.0, "")
        return self._insert(note, (place.recording_id, place.second_s) if place else before[:2])

    def drop(self, note_id: str) -> int:
        """Take a note away; the place in `shown` from which on things differ."""
        index = self.index_of(note_id)
        if note_id not in self._notes:
            return len(self.shown)
        if self.chosen == note_id:
            self._choose_neighbour(index)
        key = self._keys.pop(note_id)
        self._order.pop(bisect_left(self._order, (key, note_id)))
        del self._notes[note_id]
        self._clocked.discard(note_id)
        if index is None:
            return len(self.shown)
        self.shown.pop(index)
        return index

    def filter(self, words: str) -> None:
        """Show only the notes that hold every word, in any case; one of them is chosen."""
        self._words = tuple(words.casefold().split())
        self._show()
        if self.index_of(self.chosen) is None and self.shown:
            self.chosen = self.shown[-1].id

    @property
    def filtered(self) -> bool:
        """Whether a filter hides notes."""
        return bool(self._words)

    def index_of(self, note_id: str | None) -> int | None:
        """Where in `shown` the note stands."""
        key = self._keys.get(note_id) if note_id else None
        if key is None or note_id is None:
            return None
        if not self._words:
            return bisect_left(self._order, (key, note_id))
        return next((i for i, note in enumerate(self.shown) if note.id == note_id), None)

    def choose_by(self, steps: int) -> None:
        """Move the choice up or down the shown notes."""
        if not self.shown:
            self.chosen = None
            return
        index = self.index_of(self.chosen)
        if index is None:
            index = len(self.shown) if steps < 0 else -1
        self.chosen = self.shown[max(0, min(len(self.shown) - 1, index + steps))].id

    @property
    def follows(self) -> bool:
        """Whether the choice rests on the newest note, so that it may move on to a newer one."""
        return self.chosen is None or self.chosen == max(self._notes, default=None)

    def _insert(self, note: Note, position: tuple[str, float]) -> int:
        key = (*position, note.id)
        keyed = (key, note.id)
        self._keys[note.id] = key
        insort(self._order, keyed)
        if self._words:
            return self._show()
        index = bisect_left(self._order, keyed)
        self.shown.insert(index, note)
        return index

    def _sort(self) -> None:
        ordered = in_order(self._notes.values(), self.timeline)
        self._order = [(key, note.id) for key, note in ordered]
        self._keys = {note.id: key for key, note in ordered}
        self._show()

    def _show(self) -> int:
        notes = (self._notes[note_id] for _, note_id in self._order)
        self.shown = [note for note in notes if self._fits(note)]
        return 0

    def _fits(self, note: Note) -> bool:
        return all(word in note.text.casefold() for word in self._words)

    def _choose_neighbour(self, index: int | None) -> None:
        at = -1 if index is None else index
        others = [i for i in (at + 1, at - 1) if 0 <= i < len(self.shown)]
        self.chosen = self.shown[others[0]].id if others else None


def _has_clock_only(note: Note) -> bool:
    return note.moment.recording_id is None


def _same_place(one: Note, other: Note) -> bool:
    return (one.moment, one.nudge_s) == (other.moment, other.nudge_s)
