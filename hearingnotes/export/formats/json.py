"""JSON that loses nothing: all that is stored of a hearing, with the values computed from it.

`schemas/hearing-1.json` describes the parts. `hearingnotes import` reads it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hearingnotes import __version__
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.records import json_text, note_record
from hearingnotes.model.marks import in_words, read_marks
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import printable
from hearingnotes.model.serialization import (
    anchor_plain,
    hearing_plain,
    note_plain,
    recording_plain,
    utc_text,
)
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import in_order

NAME = "hearingnotes"
VERSION = 1


def write(snapshot: HearingSnapshot, options: RenderOptions) -> str:
    """Return the hearing, its recordings, anchors and notes, also those unsent, deleted or
    removed."""
    whole = {
        "format": NAME,
        "version": VERSION,
        "written_by": f"hearingnotes {__version__}",
        "written_utc": utc_text(datetime.now(UTC)),
        "hearing": hearing_plain(snapshot.hearing),
        "recordings": [recording_plain(r) for r in snapshot.timeline.recordings.values()],
        "anchors": [
            anchor_plain(anchor) | {"changed_utc": _changed_utc(snapshot, anchor.id)}
            for anchor in snapshot.anchors
        ],
        "notes": list(_notes(snapshot, options)),
    }
    return json_text(whole) + "\n"


def _notes(snapshot: HearingSnapshot, options: RenderOptions) -> Iterator[dict[str, Any]]:
    """Yield the notes in the order of the recordings: the stored values, then the computed ones."""
    timeline, leads = snapshot.timeline, snapshot.leads
    names = snapshot.roster.names
    section = ""
    for _, note in in_order(snapshot.notes, timeline):
        marks = read_marks(printable(note.text))
        title = in_words(marks.section, names)
        section = title if title and _has_content(note) else section
        stored = note_plain(note) | {"changed_utc": _changed_utc(snapshot, note.id)}
        computed = note_record(note, timeline, leads, options) | {
            "kind": marks.kind,
            "speaker": ", ".join(names.get(mark, mark) for mark in marks.speakers),
            "section": title or section,
            "tags": list(marks.tags),
        }
        yield {**stored, **{name: value for name, value in computed.items() if name not in stored}}


def _has_content(note: Note) -> bool:
    return not note.unsent and note.deleted_utc is None


def _changed_utc(snapshot: HearingSnapshot, row_id: str) -> str | None:
    changed_utc = snapshot.changed_utc.get(row_id)
    return utc_text(changed_utc) if changed_utc is not None else None


FORMATS = (ExportFormat("json", "all that is kept, to be imported", (".json",), write),)
