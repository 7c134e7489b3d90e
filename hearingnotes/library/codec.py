"""Notes, anchors and drafts as the values of their rows in SQLite."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import (
    Draft,
    LinkSource,
    NoteSource,
    Paragraph,
    ParagraphKind,
    Passage,
    Source,
    rebased,
)
from hearingnotes.model.note import Note
from hearingnotes.model.serialization import (
    Plain,
    anchor_from_plain,
    anchor_plain,
    note_from_plain,
    note_plain,
    utc_from_text,
    utc_text,
)

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
    "from_captions",
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


def note_columns(note: Note) -> Columns:
    """Return the values of a note's row by column."""
    return _row(note.hearing_id, note_plain(note))


def note_from_columns(columns: Columns) -> Note:
    """Read the values of `note_columns`, or a row of SQLite."""
    plain = {**columns, "moment": json.loads(columns["moment"])}
    return note_from_plain(plain, columns["hearing_id"])


def anchor_columns(anchor: Anchor) -> Columns:
    """Return the values of an anchor's row by column."""
    return _row(anchor.hearing_id, anchor_plain(anchor))


def anchor_from_columns(columns: Columns) -> Anchor:
    """Read the values of `anchor_columns`, or a row of SQLite."""
    plain = {**columns, "moment": json.loads(columns["moment"])}
    return anchor_from_plain(plain, columns["hearing_id"])


def draft_columns(draft: Draft) -> Columns:
    """Return the values of a draft's row by column."""
    return {
        "id": draft.id,
        "created_utc": utc_text(draft.created_utc),
        "headline": draft.headline,
        "standfirst": draft.standfirst,
        "hearing_ids": json.dumps(draft.hearing_ids),
        "paragraphs": _paragraphs_text(draft.paragraphs),
        "removed_utc": utc_text(draft.removed_utc) if draft.removed_utc else None,
    }


def draft_from_columns(columns: Columns) -> Draft:
    """Read the values of `draft_columns`, or a row of SQLite."""
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


def _row(hearing_id: str, plain: Plain) -> Columns:
    """Convert booleans and the moment, which SQLite can't store."""
    columns = {
        name: int(value) if isinstance(value, bool) else value for name, value in plain.items()
    }
    return {**columns, "hearing_id": hearing_id, "moment": json.dumps(plain["moment"])}


def rebased_text(was: str, wanted: str, now: str) -> str:
    """Apply the changes between two values of the column `paragraphs` to a third."""
    was_, wanted_, now_ = (
        tuple(_paragraph(entry) for entry in json.loads(text)) for text in (was, wanted, now)
    )
    return _paragraphs_text(rebased(was_, wanted_, now_))


def _paragraphs_text(paragraphs: Iterable[Paragraph]) -> str:
    return json.dumps([_paragraph_entry(paragraph) for paragraph in paragraphs])


def _paragraph_entry(paragraph: Paragraph) -> Columns:
    passages = [
        {"text": passage.text, "sources": [_source_entry(source) for source in passage.sources]}
        for passage in paragraph.passages
    ]
    return {"id": paragraph.id, "kind": paragraph.kind.value, "passages": passages}


def _paragraph(entry: Columns) -> Paragraph:
    passages = (
        Passage(passage["text"], tuple(_source(source) for source in passage["sources"]))
        for passage in entry["passages"]
    )
    return Paragraph(entry["id"], tuple(passages), ParagraphKind(entry["kind"]))


def _source_entry(source: Source) -> Columns:
    # Older programs do not know these fields, and most sources do not need them.
    entry = asdict(source)
    unset = {name for name in ("is_unverified", "quote_id") if not entry.get(name)}
    return {name: value for name, value in entry.items() if name not in unset}


def _source(entry: Columns) -> Source:
    return NoteSource(**entry) if "note_id" in entry else LinkSource(**entry)
