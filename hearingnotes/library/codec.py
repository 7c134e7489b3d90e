"""Notes and anchors as the values that SQLite holds."""

import json
from typing import Any

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.note import Note
from hearingnotes.model.plain import (
    Plain,
    anchor_from_plain,
    anchor_plain,
    note_from_plain,
    note_plain,
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

Columns = dict[str, Any]


def note_columns(note: Note) -> Columns:
    """A note as the values of its row, by column."""
    return _row(note.hearing_id, note_plain(note))


def note_from_columns(columns: Columns) -> Note:
    """The inverse of `note_columns`; also takes a row of SQLite."""
    plain = {**columns, "moment": json.loads(columns["moment"])}
    return note_from_plain(plain, columns["hearing_id"])


def anchor_columns(anchor: Anchor) -> Columns:
    """An anchor as the values of its row, by column."""
    return _row(anchor.hearing_id, anchor_plain(anchor))


def anchor_from_columns(columns: Columns) -> Anchor:
    """The inverse of `anchor_columns`; also takes a row of SQLite."""
    plain = {**columns, "moment": json.loads(columns["moment"])}
    return anchor_from_plain(plain, columns["hearing_id"])


def _row(hearing_id: str, plain: Plain) -> Columns:
    """SQLite knows no truth values and no dictionaries."""
    columns = {
        name: int(value) if isinstance(value, bool) else value for name, value in plain.items()
    }
    return {**columns, "hearing_id": hearing_id, "moment": json.dumps(plain["moment"])}
