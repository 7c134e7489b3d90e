"""The notes as the screen lists them: in order, filtered, one of them selected."""

from bisect import bisect_left, insort
from collections.abc import Collection, Container, Iterable

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.lead import Leads
from hearingnotes.model.note import Note
from hearingnotes.model.query import Filter, Query, filter_of, query_of
from hearingnotes.model.timeline import OrderKey, Span, Timeline, in_order

_Keyed = tuple[OrderKey, str]


class NoteIndex:
    """One hearing's notes. `selected` is the id of the note that commands act on."""

    def __init__(
        self,
        notes: Iterable[Note] = (),
        recordings: Iterable[Recording] = (),
        anchors: Iterable[Anchor] = (),
    ) -> None:
        self._notes: dict[str, Note] = {}
        self._recordings = tuple(recordings)
        self._anchors = tuple(anchors)
        self._ids: list[str] = []
        self._keys: dict[str, OrderKey] = {}
        self._order: list[_Keyed] = []
        self._query = Query()
        self._filter = Filter()
        self.leads: Leads = {}
        self.pending: set[str] = set()
        self.put_aside: Container[str] = ()
        self.pictured: set[str] = set()
        self.selected: str | None = None
        self.shown: list[Note] = []
        self._notes = {note.id: note for note in notes}
        self._ids = sorted(self._notes)
        self._clocked = {id_ for id_, note in self._notes.items() if note.moment.has_clock_only}
        self.timeline = self._timeline()
        self._sort()

    def update_sources(self, recordings: Iterable[Recording], anchors: Iterable[Anchor]) -> None:
        """Place the notes anew by these recordings and anchors, where they differ."""
        known = self._recordings, self._anchors
        self._recordings, self._anchors = tuple(recordings), tuple(anchors)
        if known != (self._recordings, self._anchors):
            self.timeline = self._timeline()
            self._sort()

    def _timeline(self) -> Timeline:
        moments = (note.moment for note in self._notes.values())
        return Timeline(self._recordings, self._anchors, moments)

    def __len__(self) -> int:
        return len(self._notes)

    def get(self, note_id: str | None) -> Note | None:
        """Return the note with this id."""
        return self._notes.get(note_id) if note_id else None

    def all(self) -> list[Note]:
        """Return all notes in order, regardless of the filter."""
        return [self._notes[note_id] for _, note_id in self._order]

    def latest_first(self) -> list[Note]:
        """Return all notes, the one captured last first."""
        return [self._notes[note_id] for note_id in reversed(self._ids)]

    def placed_on(self, recording_id: str) -> list[tuple[float, Note]]:
        """Return the notes that lie in this recording, each with its second."""
        return [
            (key[1], self._notes[note_id])
            for key, note_id in self._order
            if key[0] == recording_id and recording_id
        ]

    @property
    def selected_note(self) -> Note | None:
        """The note that commands act on; None while a filter hides it."""
        return self.get(self.selected) if self.index_of(self.selected) is not None else None

    def put(self, note: Note) -> int:
        """Add the note or replace it. Return the first index of `shown` that may have changed."""
        known = self._notes.get(note.id)
        self._notes[note.id] = note
        if known is None:
            insort(self._ids, note.id)
            return self._reorder({note.id, *self._add_moment(note)})
        if known.moment != note.moment:
            placed = self._clock_only(self.timeline.remove_moment(known.moment))
            return self._reorder({note.id, *placed, *self._add_moment(note)})
        if known.nudge_s != note.nudge_s:
            return self._reorder({note.id})
        index = self.index_of(note.id)
        # The first or last note with a mark may change which marks the query matches.
        asks_for_marks = self._query.speakers or self._query.tags
        if index is not None and not asks_for_marks and self._filter.fits(note.text):
            self.shown[index] = note
            return index
        return self._show()

    def _add_moment(self, note: Note) -> list[str]:
        """Add a note's moment to the timeline. Return the ids of the notes whose place depends on
        it."""
        if note.moment.has_clock_only:
            self._clocked.add(note.id)
        else:
            self._clocked.discard(note.id)
        return self._clock_only(self.timeline.add_moment(note.moment))

    def _clock_only(self, span: Span | None) -> list[str]:
        """Return the notes of that time which have only the time of the clock."""
        if span is None:
            return []
        return [id_ for id_ in self._clocked if span[0] <= self._notes[id_].moment.utc <= span[1]]

    def drop(self, note_id: str) -> int:
        """Remove a note. Return the first index of `shown` that has changed."""
        index = self.index_of(note_id)
        if note_id not in self._notes:
            return len(self.shown)
        if self.selected == note_id:
            self._select_neighbour(index)
        key = self._keys.pop(note_id)
        self._order.pop(bisect_left(self._order, (key, note_id)))
        at = bisect_left(self._ids, note_id)
        del self._ids[at]
        self._clocked.discard(note_id)
        moment = self._notes.pop(note_id).moment
        if index is not None:
            self.shown.pop(index)
        first = len(self.shown) if index is None else index
        # A note without a place follows the one captured before it.
        placed = {*self._ids[at : at + 1], *self._clock_only(self.timeline.remove_moment(moment))}
        return min(first, self._reorder(placed))

    def filter(self, words: str) -> None:
        """Show only the notes that contain every word, in any case, and every mark; select one of
        them."""
        self._query = query_of(words.split())
        self._show()
        if self.index_of(self.selected) is None and self.shown:
            self.selected = self.shown[-1].id

    @property
    def filtered(self) -> bool:
        """Whether a filter hides notes."""
        return bool(self._query)

    def index_of(self, note_id: str | None) -> int | None:
        """Return the index of the note in `shown`; None where it is not shown."""
        key = self._keys.get(note_id) if note_id else None
        if key is None or note_id is None:
            return None
        if not self.filtered:
            return bisect_left(self._order, (key, note_id))
        return next((i for i, note in enumerate(self.shown) if note.id == note_id), None)

    def select_by(self, steps: int) -> None:
        """Move the selection by this many shown notes, up where negative."""
        if not self.shown:
            self.selected = None
            return
        index = self.index_of(self.selected)
        if index is None:
            index = len(self.shown) if steps < 0 else -1
        self.selected = self.shown[max(0, min(len(self.shown) - 1, index + steps))].id

    @property
    def follows(self) -> bool:
        """Whether the newest or the last note is selected, so that a newer one may be instead."""
        ends = {self.shown[-1].id} if self.shown else set()
        return self.selected is None or self.selected in {*self._ids[-1:], *ends}

    def _reorder(self, note_ids: Collection[str]) -> int:
        """Move these notes to where they lie. Return the first index of `shown` that has changed.

        A note without a place stays behind the one captured before it, and moves along with it.
        """
        first = len(self.shown)
        for note_id in sorted(note_ids):
            index = bisect_left(self._ids, note_id)
            before = self._keys[self._ids[index - 1]] if index else ("", 0.0, "")
            for next_id in (self._ids[i] for i in range(index, len(self._ids))):
                place = self.timeline.place_note(self._notes[next_id])
                if next_id != note_id and place is not None:
                    break
                position = (place.recording_id, place.second_s) if place else before[:2]
                before = (*position, next_id)
                if next_id != note_id and before == self._keys.get(next_id):
                    break
                first = min(first, self._move(next_id, before))
        return self._show() if self.filtered else first

    def _move(self, note_id: str, key: OrderKey) -> int:
        """Move a note, new or known, to this key in the order. Return the first changed index."""
        first = len(self._order)
        if note_id in self._keys:
            first = bisect_left(self._order, (self._keys[note_id], note_id))
            del self._order[first]
            if not self.filtered:
                del self.shown[first]
        self._keys[note_id] = key
        index = bisect_left(self._order, (key, note_id))
        self._order.insert(index, (key, note_id))
        if not self.filtered:
            self.shown.insert(index, self._notes[note_id])
        return min(first, index)

    def _sort(self) -> None:
        ordered = in_order(self._notes.values(), self.timeline)
        self._order = [(key, note.id) for key, note in ordered]
        self._keys = {note.id: key for key, note in ordered}
        self._show()

    def _show(self) -> int:
        notes = (self._notes[note_id] for _, note_id in self._order)
        self._filter = filter_of(self._query, (note.text for note in self._notes.values()))
        self.shown = [note for note in notes if self._filter.fits(note.text)]
        return 0

    def _select_neighbour(self, index: int | None) -> None:
        at = -1 if index is None else index
        others = [i for i in (at + 1, at - 1) if 0 <= i < len(self.shown)]
        self.selected = self.shown[others[0]].id if others else None
