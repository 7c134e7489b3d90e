"""Notes, moments and anchors as the values that SQLite and JSON hold."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import (
    Draft,
    Kind,
    LinkSource,
    NoteSource,
    Paragraph,
    Passage,
    Source,
)
from hearingnotes.model.ladder import read
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker

NOTE_COLUMNS = (
    "id",
    "hearing_id",
    "moment",
    "text",
    "nudge_s",
    "starred",
    "verified",
    "unsent",
    "deleted_utc",
)
ANCHOR_COLUMNS = (
    "id",
    "hearing_id",
    "note_id",
    "moment",
    "recording_id",
    "second_s",
    "removed_utc",
)

DRAFT_COLUMNS = (
    "id",
    "created_utc",
    "headline",
    "standfirst",
    "hearing_ids",
    "paragraphs",
    "removed_utc",
)

Columns = dict[str, Any]


def utc_text(instant: datetime) -> str:
    """ISO 8601 in UTC; texts of two instants sort as the instants do."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def utc_from_text(text: str) -> datetime:
    """The inverse of `utc_text`."""
    return datetime.fromisoformat(text)


def moment_text(moment: Moment) -> str:
    """A moment as JSON; what is not known is left out.

    Beside the evidence stand the rung and the ± that it had when it was taken. They are for the
    record: what is shown is always worked out anew.
    """
    reading = read(moment)
    return json.dumps(
        _known(
            {
                "utc": utc_text(moment.utc),
                "recording_id": moment.recording_id,
                "position_s": moment.position_s,
                "start_s": moment.start_s,
                "frame_s": moment.frame_s,
                "stale_s": moment.stale_s or None,
                "live": _live_columns(moment.live) if moment.live is not None else None,
                "rung": reading.rung.name.lower() if reading is not None else None,
                "margin_s": reading.margin_s if reading is not None else None,
            }
        )
    )


def moment_from_text(text: str) -> Moment:
    """The inverse of `moment_text`."""
    evidence = json.loads(text)
    return Moment(
        utc=utc_from_text(evidence["utc"]),
        recording_id=evidence.get("recording_id"),
        position_s=evidence.get("position_s"),
        start_s=evidence.get("start_s"),
        frame_s=evidence.get("frame_s"),
        stale_s=evidence.get("stale_s", 0.0),
        live=_live_from_columns(evidence["live"]) if "live" in evidence else None,
    )


def _live_columns(live: LiveEvidence) -> Columns:
    columns = {name: getattr(live, name) for name in LiveEvidence.__dataclass_fields__}
    return _known(
        {
            name: utc_text(value) if isinstance(value, datetime) else value
            for name, value in columns.items()
        }
    )


def _live_from_columns(columns: Columns) -> LiveEvidence:
    known = LiveEvidence.__dataclass_fields__
    fields: dict[str, Any] = {
        name: utc_from_text(value) if name.endswith("_utc") else value
        for name, value in columns.items()
        if name in known
    }
    return LiveEvidence(**fields)


def _known(columns: Columns) -> Columns:
    return {name: value for name, value in columns.items() if value is not None}


def roster_text(roster: Roster) -> str:
    """A roster as JSON."""
    speakers = [
        _known(
            {
                "mark": speaker.mark,
                "name": speaker.name or None,
                "role": speaker.role or None,
                "key": speaker.key,
                "lead_s": speaker.lead_s,
            }
        )
        for speaker in roster.speakers
    ]
    return json.dumps({"speakers": speakers, "abbreviations": dict(roster.abbreviations)})


def roster_from_text(text: str) -> Roster:
    """The inverse of `roster_text`; an empty roster from `{}`."""
    entries = json.loads(text)
    speakers = tuple(Speaker(**speaker) for speaker in entries.get("speakers", ()))
    return Roster(speakers, entries.get("abbreviations", {}))


def note_columns(note: Note) -> Columns:
    """A note as the values of its row, by column."""
    return {
        "id": note.id,
        "hearing_id": note.hearing_id,
        "moment": moment_text(note.moment),
        "text": note.text,
        "nudge_s": note.nudge_s,
        "starred": int(note.starred),
        "verified": int(note.verified),
        "unsent": int(note.unsent),
        "deleted_utc": utc_text(note.deleted_utc) if note.deleted_utc else None,
    }


def note_from_columns(columns: Columns) -> Note:
    """The inverse of `note_columns`; also takes a row of SQLite."""
    deleted_utc = columns["deleted_utc"]
    return Note(
        id=columns["id"],
        hearing_id=columns["hearing_id"],
        moment=moment_from_text(columns["moment"]),
        text=columns["text"],
        nudge_s=columns["nudge_s"],
        starred=bool(columns["starred"]),
        verified=bool(columns["verified"]),
        unsent=bool(columns["unsent"]),
        deleted_utc=utc_from_text(deleted_utc) if deleted_utc else None,
    )


def anchor_columns(anchor: Anchor) -> Columns:
    """An anchor as the values of its row, by column."""
    return {
        "id": anchor.id,
        "hearing_id": anchor.hearing_id,
        "note_id": anchor.note_id,
        "moment": moment_text(anchor.moment),
        "recording_id": anchor.recording_id,
        "second_s": anchor.second_s,
        "removed_utc": utc_text(anchor.removed_utc) if anchor.removed_utc else None,
    }


def anchor_from_columns(columns: Columns) -> Anchor:
    """The inverse of `anchor_columns`; also takes a row of SQLite."""
    removed_utc = columns["removed_utc"]
    return Anchor(
        id=columns["id"],
        hearing_id=columns["hearing_id"],
        note_id=columns["note_id"],
        moment=moment_from_text(columns["moment"]),
        recording_id=columns["recording_id"],
        second_s=columns["second_s"],
        removed_utc=utc_from_text(removed_utc) if removed_utc else None,
    )


def draft_columns(draft: Draft) -> Columns:
    """A draft as the values of its row, by column."""
    return {
        "id": draft.id,
        "created_utc": utc_text(draft.created_utc),
        "headline": draft.headline,
        "standfirst": draft.standfirst,
        "hearing_ids": json.dumps(draft.hearing_ids),
        "paragraphs": json.dumps([_paragraph_entry(p) for p in draft.paragraphs]),
        "removed_utc": utc_text(draft.removed_utc) if draft.removed_utc else None,
    }


def draft_from_columns(columns: Columns) -> Draft:
    """The inverse of `draft_columns`; also takes a row of SQLite."""
    removed_utc = columns["removed_utc"]
    return Draft(
        id=columns["id"],
        created_utc=utc_from_text(columns["created_utc"]),
        headline=columns["headline"],
        standfirst=columns["standfirst"],
        hearing_ids=tuple(json.loads(columns["hearing_ids"])),
        paragraphs=tuple(_paragraph(entry) for entry in json.loads(columns["paragraphs"])),
        removed_utc=utc_from_text(removed_utc) if removed_utc else None,
    )


def _paragraph_entry(paragraph: Paragraph) -> Columns:
    passages = [
        {"text": passage.text, "sources": [asdict(source) for source in passage.sources]}
        for passage in paragraph.passages
    ]
    return {"id": paragraph.id, "kind": paragraph.kind.value, "passages": passages}


def _paragraph(entry: Columns) -> Paragraph:
    passages = (
        Passage(passage["text"], tuple(_source(source) for source in passage["sources"]))
        for passage in entry["passages"]
    )
    return Paragraph(entry["id"], tuple(passages), Kind(entry["kind"]))


def _source(entry: Columns) -> Source:
    return NoteSource(**entry) if "note_id" in entry else LinkSource(**entry)
