"""Notes, kept; each change of them is a step that can be taken back."""

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
    """The notes of one library. Every method that writes returns when it is on the disk."""

    def __init__(
        self, connection: sqlite3.Connection, journal: AutosaveStore, changes: ChangeLog
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._changes = changes

    def of_hearing(self, hearing_id: str, *, with_tombstones: bool = False) -> list[Note]:
        """The hearing's notes in the order they were captured; tombstones only if asked for."""
        standing = "" if with_tombstones else " AND deleted_utc IS NULL"
        rows = self._connection.execute(
            f"SELECT * FROM note WHERE hearing_id = ?{standing} ORDER BY id", (hearing_id,)
        )
        return [note_from_columns(row) for row in rows]

    def moments(self, hearing_id: str) -> list[Moment]:
        """The moments of the hearing's notes."""
        rows = self._connection.execute(
            "SELECT moment FROM note WHERE hearing_id = ? AND deleted_utc IS NULL", (hearing_id,)
        )
        return [moment_from_plain(json.loads(row["moment"])) for row in rows]

    def add(self, note: Note, put_aside: Note | None = None) -> None:
        """Keep a new note, and drop its journal. Adding the same note again changes nothing.

        Where it is a tombstone by now, its text was typed all the same, so it comes back. Of what
        was `put_aside`, the change log keeps what has not become the note's text.
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
        """Make a change as one step named `action`: only the fields that it changes.

        What another program has changed in other fields stays. An edited text drops its journal,
        and brings a note back that was deleted meanwhile. Of what was `put_aside`, the change log
        keeps what has not become the note's text.
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
        """Drop the journal of a note that stays as it is; what was put aside or left behind of it
        goes into the change log."""
        with transaction(self._connection):
            self._drop_typed(note, put_aside)

    def _drop_typed(self, note: Note, put_aside: Note | None) -> None:
        dropped = [*self._journal.drop(note.id), *filter(None, [put_aside])]
        row = self._changes.row(NOTE, note.id)
        stands = row["text"] if row is not None else ""
        texts = dict.fromkeys(typed.text.strip() for typed in dropped)
        for text in texts:
            if text and not re.search(rf"(?<!\w){re.escape(text)}(?!\w)", stands):
                self._changes.log_dropped(note.hearing_id, note.id, text, stands)
