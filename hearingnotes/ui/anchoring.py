"""Setting an anchor: what was meant, and what it would move."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hearingnotes.errors import Trouble
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.labels import count
from hearingnotes.model.links import read_link
from hearingnotes.model.note import Note
from hearingnotes.model.timecode import format_time, parse_time
from hearingnotes.model.timeline import Place, Timeline
from hearingnotes.model.wall_clock import is_time_of_day
from hearingnotes.services.open_hearing import named_file
from hearingnotes.services.references import ends_before

STILL_S = 0.5


def read_second(
    text: str, recordings: Sequence[Recording], usual: Recording | None
) -> tuple[Recording, float]:
    """The recording and the second that a typed time or a pasted link means.

    Raises Trouble when it means none of this hearing, or might mean one of several.
    """
    recording, second_s = _pointed(text, recordings, usual)
    if ends_before(recording, second_s):
        length = format_time(recording.duration_s or 0.0)
        raise Trouble(f"The recording lasts only {length}; check the time, or paste a link")
    return recording, second_s


def _pointed(
    text: str, recordings: Sequence[Recording], usual: Recording | None
) -> tuple[Recording, float]:
    second_s = parse_time(text)
    if second_s is not None and usual is not None:
        return usual, second_s
    if second_s is not None:
        raise Trouble(f"There are {len(recordings)} recordings; paste a link with the time in one")
    if is_time_of_day(text):
        raise Trouble("Type 1:23:45 or paste a link; a time of day can't say where the video was")
    link = named_file(text) or read_link(text)
    if link is None:
        raise Trouble("That is not a time; type it as 1:23:45, 90s, or paste a link with a time")
    if link.second_s is None:
        raise Trouble("That link has no time in it; copy it at the moment itself")
    for recording in recordings:
        if (recording.platform, recording.key) == (link.platform, link.key):
            return recording, link.second_s
    raise Trouble("That link is not of this hearing; hearingnotes recording add puts it there")


def effect(notes: Iterable[Note], before: Timeline, after: Timeline) -> str:
    """What an anchor changes, in a sentence."""
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
    """The timeline, should the anchor be set."""
    moments = [note.moment for note in notes]
    return Timeline(timeline.recordings.values(), (*timeline.anchors, anchor), moments)


def for_note(anchor: Anchor, note: Note) -> Anchor:
    """The anchor as it must be so that the note, with its nudge, comes to that second."""
    return replace(anchor, note_id=note.id, second_s=anchor.second_s - note.nudge_s)


def _same(one: Place, other: Place) -> bool:
    is_still = abs(one.second_s - other.second_s) < STILL_S
    return one.recording_id == other.recording_id and is_still


def _time(place: Place) -> str:
    return format_time(place.second_s)
