"""Notes, kept with a log of every change; undo and redo work on the log."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from hearingnotes.library.codec import (
    NOTE_COLUMNS,
    Columns,
    note_columns,
    note_from_columns,
    utc_text,
)
from hearingnotes.library.database import transaction
from hearingnotes.library.journal import Journal
from hearingnotes.model.note import Note

_INSERT = (
    f"INSERT INTO note ({', '.join(NOTE_COLUMNS)})"
    f" VALUES ({', '.join(':' + name for name in NOTE_COLUMNS)})"
)


@dataclass(frozen=True, slots=True)
class Step:
    """A change that was taken back or made again: what it was, and the note it was made to."""

    action: str
    note: Note


class Notes:
    """The notes of one library. Every method that writes returns when it is on the disk."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, who: str) -> None:
        self._connection = connection
        self._journal = journal
        self._who = who

    def of_hearing(self, hearing_id: str) -> list[Note]:
        """The hearing's notes in the order they were captured; tombstones left out."""
        rows = self._connection.execute(
            "SELECT * FROM note WHERE hearing_id = ? AND deleted_utc IS NULL ORDER BY id",
            (hearing_id,),
        )
        return [note_from_columns(row) for row in rows]

    def add(self, note: Note) -> None:
        """Keep a new note, and drop its journal. Adding the same note again changes nothing.

        Where it is a tombstone by now, its text was typed all the same, so it comes back.
        """
        columns = note_columns(note)
        with transaction(self._connection):
            row = self._row(note.id)
            if row is None:
                self._connection.execute(_INSERT, columns)
                self._log(note.hearing_id, note.id, "add", None, columns)
            else:
                self._change("edit", row, columns)
            self._journal.drop(note.id)

    def change(self, action: str, before: Note, after: Note) -> None:
        """Make a change as one step named `action`: only the fields that it changes.

        What another program has changed in other fields stays. An edited text drops its journal,
        and brings a note back that was deleted meanwhile.
        """
        known, wanted = note_columns(before), note_columns(after)
        fields = {name: value for name, value in wanted.items() if known[name] != value}
        if action == "edit":
            fields["deleted_utc"] = None
        with transaction(self._connection):
            row = self._row(after.id)
            if row is None:
                self._connection.execute(_INSERT, wanted)
                self._log(after.hearing_id, after.id, "add", None, wanted)
            else:
                self._change(action, row, fields)
            if action == "edit":
                self._journal.drop(after.id)

    def delete(self, note: Note) -> None:
        """Leave a tombstone."""
        self.change("delete", note, replace(note, deleted_utc=datetime.now(UTC)))

    def _change(self, action: str, row: Any, fields: Columns) -> None:
        after = {name: value for name, value in fields.items() if row[name] != value}
        if after:
            self._update(row["id"], after)
            before = {name: row[name] for name in after}
            self._log(row["hearing_id"], row["id"], action, before, after)

    def undo(self, hearing_id: str) -> Step | None:
        """Take back this person's latest step in the hearing; None when there is none."""
        step = self._connection.execute(
            "SELECT * FROM change WHERE hearing_id = ? AND who = ? AND undone = 0"
            " AND note_id IS NOT NULL AND action NOT IN ('undo', 'redo')"
            " ORDER BY seq DESC LIMIT 1",
            (hearing_id, self._who),
        ).fetchone()
        if step is None:
            return None
        if step["before"] is None:
            fields = {"deleted_utc": utc_text(datetime.now(UTC))}
        else:
            fields = json.loads(step["before"])
        return self._turn(step, "undo", fields)

    def redo(self, hearing_id: str) -> Step | None:
        """Make again the step that was undone last; a new step in between ends that."""
        step = self._connection.execute(
            "SELECT * FROM change WHERE hearing_id = ? AND who = ? AND undone = 1"
            " ORDER BY seq LIMIT 1",
            (hearing_id, self._who),
        ).fetchone()
        if step is None:
            return None
        fields = {"deleted_utc": None} if step["before"] is None else json.loads(step["after"])
        return self._turn(step, "redo", fields)

    def changed_since(self, seq: int) -> tuple[int, list[Note]]:
        """The log's newest number, and the notes changed after `seq`, tombstones included."""
        newest = self._connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]
        rows = self._connection.execute(
            "SELECT * FROM note WHERE id IN (SELECT note_id FROM change WHERE seq > ?)", (seq,)
        )
        return newest, [note_from_columns(row) for row in rows]

    def _turn(self, step: sqlite3.Row, action: str, fields: Columns) -> Step:
        with transaction(self._connection):
            row = self._row(step["note_id"])
            before = {name: row[name] for name in fields}
            self._update(step["note_id"], fields)
            self._connection.execute(
                "UPDATE change SET undone = ? WHERE seq = ?", (action == "undo", step["seq"])
            )
            self._log(step["hearing_id"], step["note_id"], action, before, fields)
        return Step(step["action"], note_from_columns(self._row(step["note_id"])))

    def _row(self, note_id: str) -> Any:
        return self._connection.execute("SELECT * FROM note WHERE id = ?", (note_id,)).fetchone()

    def _update(self, note_id: str, fields: Columns) -> None:
        changes = ", ".join(f"{name} = :{name}" for name in NOTE_COLUMNS if name in fields)
        self._connection.execute(
            f"UPDATE note SET {changes} WHERE id = :note_id", {**fields, "note_id": note_id}
        )

    def _log(
        self,
        hearing_id: str,
        note_id: str,
        action: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
    ) -> None:
        if action not in {"undo", "redo"}:
            # What was undone before a new step can't be made again: it would act on other notes.
            self._connection.execute(
                "UPDATE change SET undone = 2 WHERE hearing_id = ? AND who = ? AND undone = 1",
                (hearing_id, self._who),
            )
        self._connection.execute(
            "INSERT INTO change (utc, who, hearing_id, note_id, action, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                utc_text(datetime.now(UTC)),
                self._who,
                hearing_id,
                note_id,
                action,
                json.dumps(before) if before is not None else None,
                json.dumps(after),
            ),
        )
