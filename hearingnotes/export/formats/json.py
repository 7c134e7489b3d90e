"""JSON that loses nothing: all that is kept of a hearing, and beside it what follows from it.

`schemas/hearing-1.json` says what the parts mean. `hearingnotes import` reads it.
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


def write(proceedings: HearingSnapshot, telling: RenderOptions) -> str:
    """The hearing, its recordings, anchors and notes; also those unsent, deleted or removed."""
    whole = {
        "format": NAME,
        "version": VERSION,
        "written_by": f"hearingnotes {__version__}",
        "written_utc": utc_text(datetime.now(UTC)),
        "hearing": hearing_plain(proceedings.hearing),
        "recordings": [recording_plain(r) for r in proceedings.timeline.recordings.values()],
        "anchors": [
            anchor_plain(anchor) | {"changed_utc": _changed_utc(proceedings, anchor.id)}
            for anchor in proceedings.anchors
        ],
        "notes": list(_notes(proceedings, telling)),
    }
    return json_text(whole) + "\n"


def _notes(proceedings: HearingSnapshot, telling: RenderOptions) -> Iterator[dict[str, Any]]:
    """In the order of the recordings: what is kept of each, then what is worked out."""
    timeline, leads = proceedings.timeline, proceedings.leads
    names = proceedings.roster.names
    section = ""
    for _, note in in_order(proceedings.notes, timeline):
        marks = read_marks(printable(note.text))
        title = in_words(marks.section, names)
        section = title if title and _is_told(note) else section
        kept = note_plain(note) | {"changed_utc": _changed_utc(proceedings, note.id)}
        told = note_record(note, timeline, leads, telling) | {
            "kind": marks.kind,
            "speaker": ", ".join(names.get(mark, mark) for mark in marks.speakers),
            "section": title or section,
            "tags": list(marks.tags),
        }
        yield {**kept, **{name: value for name, value in told.items() if name not in kept}}


def _is_told(note: Note) -> bool:
    return not note.unsent and note.deleted_utc is None


def _changed_utc(proceedings: HearingSnapshot, row_id: str) -> str | None:
    changed_utc = proceedings.changed_utc.get(row_id)
    return utc_text(changed_utc) if changed_utc is not None else None


FORMS = (ExportFormat("json", "all that is kept, to be imported", (".json",), write),)
