"""The effect of an anchor on a hearing's notes: which move, from where to where."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.labels import count
from hearingnotes.model.note import Note
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place, Timeline, in_order


@dataclass(frozen=True, slots=True)
class Move:
    """A note whose place changes; None stands for no place."""

    note: Note
    before: Place | None
    after: Place | None

    @property
    def by_s(self) -> float | None:
        """The seconds that the note moves within its recording; None when it has no place before or
        after, or goes to another recording."""
        if self.before is None or self.after is None:
            return None
        if self.before.recording_id != self.after.recording_id:
            return None
        return self.after.second_s - self.before.second_s


def anchor_of(note: Note, anchor_id: str, recording_id: str, second_s: float) -> Anchor:
    """Return the anchor that puts the note at this second of the recording, its nudge included."""
    moment_s = second_s - note.nudge_s
    return Anchor(anchor_id, note.hearing_id, note.moment, recording_id, moment_s, note.id)


def moves(notes: Iterable[Note], before: Timeline, after: Timeline) -> list[Move]:
    """Return the notes whose place differs between two timelines, in their order on the second
    one."""
    found = (
        Move(note, before.place_note(note), after.place_note(note))
        for _, note in in_order(notes, after)
    )
    return [move for move in found if _where(move.before) != _where(move.after)]


def describe_moves(found: Sequence[Move]) -> str:
    """Describe moves: `3 notes move by +12:03`, or the range from least to most where they
    differ."""
    if not found:
        return "no note moves"
    verb = "moves" if len(found) == 1 else "move"
    shifts = sorted(move.by_s for move in found if move.by_s is not None)
    notes = f"{count(len(found), 'note')} {verb}"
    if not shifts:
        return notes
    low, high = _signed(shifts[0]), _signed(shifts[-1])
    return f"{notes} by {low}" if low == high else f"{notes} by {low} to {high}"


def _signed(seconds: float) -> str:
    """Format seconds to a tenth, which fits stamps that are rounded down: `+0:03`, `−1:02:03.4`."""
    tenths = math.floor(round(abs(seconds) * 10, 6) + 0.5)
    whole, tenth = divmod(tenths, 10)
    sign = "−" if seconds < 0 and tenths else "+"
    return f"{sign}{format_time(whole)}{f'.{tenth}' if tenth else ''}"


def _where(place: Place | None) -> tuple[str, float] | None:
    return (place.recording_id, place.second_s) if place is not None else None


STILL_S = 0.5


def describe_effect(notes: Iterable[Note], before: Timeline, after: Timeline) -> str:
    """Describe in a sentence what an anchor changes for these notes."""
    pairs = [(before.place_note(note), after.place_note(note)) for note in notes]
    placed = [new for old, new in pairs if old is None and new is not None]
    moved = [(old, new) for old, new in pairs if old and new and not _same(old, new)]
    if moved and placed:
        notes_placed = f"places {len(placed)}, the first at {_time(placed[0])}"
        return f"moves {count(len(moved), 'note')} and {notes_placed}"
    if placed:
        return f"places {count(len(placed), 'note')}, the first at {_time(placed[0])}"
    if moved:
        old, new = moved[0]
        first = "the first " if len(moved) > 1 else ""
        return f"moves {count(len(moved), 'note')}, {first}from {_time(old)} to {_time(new)}"
    return "changes no note, only those taken from now on"


def with_anchor(timeline: Timeline, notes: Iterable[Note], anchor: Anchor) -> Timeline:
    """Return the timeline with this anchor added."""
    moments = [note.moment for note in notes]
    return Timeline(timeline.recordings.values(), (*timeline.anchors, anchor), moments)


def for_note(anchor: Anchor, note: Note) -> Anchor:
    """Return the anchor for this note, its second less the note's nudge."""
    return replace(anchor, note_id=note.id, second_s=anchor.second_s - note.nudge_s)


def _same(one: Place, other: Place) -> bool:
    is_still = abs(one.second_s - other.second_s) < STILL_S
    return one.recording_id == other.recording_id and is_still


def _time(place: Place) -> str:
    return format_time(place.second_s)
