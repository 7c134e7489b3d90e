"""Hearings and notes as JSON for programs."""

import json
import re
from datetime import datetime
from typing import Any

from hearingnotes.export.document import RenderOptions, note_link
from hearingnotes.model.evidence import epoch_of
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.lead import Leads, lead_of
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.serialization import recording_plain, utc_text
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Timeline

# JSON itself escapes the other control characters; a terminal may obey these.
_LEFT_RAW = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: Any) -> str:
    """Format a value as JSON to print."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _LEFT_RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def hearing_record(
    hearing: Hearing, recordings: tuple[Recording, ...], handle: str
) -> dict[str, Any]:
    """Return a hearing and its recordings; the caller adds its notes."""
    return {
        "id": hearing.id,
        "handle": handle,
        "title": hearing.title,
        "body": hearing.body,
        "date": hearing.date.isoformat() if hearing.date else None,
        "created_utc": _utc(hearing.created_utc),
        "opened_utc": _utc(hearing.opened_utc),
        "resume_s": hearing.resume_s,
        "recordings": [recording_plain(recording) for recording in recordings],
    }


def note_record(
    note: Note, timeline: Timeline, leads: Leads, options: RenderOptions
) -> dict[str, Any]:
    """Return a note; one without a place has null for its recording, second and link."""
    place = timeline.place_note(note, options.recording_id)
    return {
        "id": note.id,
        "text": note.text,
        "utc": _utc(note.moment.utc),
        "recording_id": place.recording_id if place else None,
        "second_s": round(place.second_s, 3) if place else None,
        "stamp": format_time(place.second_s) if place else None,
        "margin_s": round(place.margin_s, 3) if place else None,
        "rung": Rung(place.rung).name.lower() if place else None,
        "by_anchor": place.by_anchor if place else False,
        "epoch": epoch_of(note.moment),
        "nudge_s": note.nudge_s,
        "lead_s": lead_of(note, leads),
        "link": note_link(note, timeline, leads, options) or None,
        "starred": note.starred,
        "verified": note.verified,
        "unsent": note.unsent,
        "from_captions": note.from_captions,
    }


def _utc(instant: datetime | None) -> str | None:
    return utc_text(instant) if instant else None
