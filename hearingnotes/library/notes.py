"""Stored notes; each change of one is a step that can be undone."""

import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from hearingnotes.library.autosave import AutosaveStore
from hearingnotes.library.changes import ChangeLog
from hearingnotes.library.codec import note_columns, note_from_columns
from hearingnotes.library.database import transaction
from hearingnotes.library.tracked import NOTE
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.serialization import moment_from_plain


class NoteStore:
    """The notes of one library. Methods that write return when the change is on the disk."""

    def __init__(
        self, connection: sqlite3.Connection, autosaves: AutosaveStore, changes: ChangeLog
    ) -> None:
        self._connection = connection
        self._autosaves = autosaves
        self._changes = changes

    def of_hearing(self, hearing_id: str, *, with_tombstones: bool = False) -> list[Note]:
        """Return the hearing's notes in the order they were captured, with tombstones only on
        request."""
        standing = "" if with_tombstones else " AND deleted_utc IS NULL"
        rows = self._connection.execute(
            f"SELECT * FROM note WHERE hearing_id = ?{standing} ORDER BY id", (hearing_id,)
        )
        return [note_from_columns(row) for row in rows]

    def moments(self, hearing_id: str) -> list[Moment]:
        """Return the moments of the hearing's notes."""
        rows = self._connection.execute(
            "SELECT moment FROM note WHERE hearing_id = ? AND deleted_utc IS NULL", (hearing_id,)
        )
        return [moment_from_plain(json.loads(row["moment"])) for row in rows]

    def add(self, note: Note, put_aside: Note | None = None) -> None:
        """Store a new note and drop its autosave. Adding the same note again changes nothing.

        A note that was deleted meanwhile comes back, since its text was typed. What the text lacks
        of `put_aside` goes to the change log.
        """
        columns = note_columns(note)
        with transaction(self._connection):
            row = self._changes.row(NOTE, note.id)
            if row is None:
                self._changes.add(NOTE, "add", columns)
            else:
                self._changes.change(NOTE, "edit", row, columns)
            self._drop_typed(note, put_aside)

    def change(self, action: str, before: Note, after: Note, put_aside: Note | None = None) -> None:
        """Store a change as one step named `action`: only the fields that it changes.

        Changes by other programs of other fields stay. An edited text drops its autosave, and
        restores a note that was deleted meanwhile. What the text lacks of `put_aside` goes to the
        change log.
        """
        known, wanted = note_columns(before), note_columns(after)
        fields = {name: value for name, value in wanted.items() if known[name] != value}
        if action == "edit":
            fields["deleted_utc"] = None
        with transaction(self._connection):
            row = self._changes.row(NOTE, after.id)
            if row is None:
                self._changes.add(NOTE, "add", wanted)
            else:
                self._changes.change(NOTE, action, row, fields)
            if action == "edit":
                self._drop_typed(after, put_aside)

    def delete(self, note: Note) -> None:
        """Leave a tombstone."""
        self.change("delete", note, replace(note, deleted_utc=datetime.now(UTC)))

    def discard_autosave(self, note: Note, put_aside: Note | None = None) -> None:
        """Drop the autosave of a note that stays as it is.

        What was put aside or orphaned of it goes to the change log.
        """
        with transaction(self._connection):
            self._drop_typed(note, put_aside)

    def _drop_typed(self, note: Note, put_aside: Note | None) -> None:
        dropped = [*self._autosaves.drop(note.id), *filter(None, [put_aside])]
        row = self._changes.row(NOTE, note.id)
        stands = row["text"] if row is not None else ""
        texts = dict.fromkeys(typed.text.strip() for typed in dropped)
        for text in texts:
            if text and not re.search(rf"(?<!\w){re.escape(text)}(?!\w)", stands):
                self._changes.log_dropped(note.hearing_id, note.id, text, stands)
