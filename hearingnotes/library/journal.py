"""The text being typed, kept a moment behind the keys."""

import json
import sqlite3
from datetime import UTC, datetime

from hearingnotes.library.codec import note_columns, note_from_columns, utc_text
from hearingnotes.library.database import transaction
from hearingnotes.library.holder import Holder
from hearingnotes.model.note import Note


class Journal:
    """Notes in the composers of all the programs that have this library open."""

    def __init__(self, connection: sqlite3.Connection, holder: Holder) -> None:
        self._connection = connection
        self._holder = holder

    def write(self, note: Note) -> None:
        """Keep the note as it stands in the composer."""
        with transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO journal (note_id, hearing_id, note, utc, holder)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    note.id,
                    note.hearing_id,
                    json.dumps(note_columns(note)),
                    utc_text(datetime.now(UTC)),
                    self._holder.token,
                ),
            )

    def forget(self, note_id: str) -> None:
        """Drop the entry: the person let the change go."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM journal WHERE note_id = ?", (note_id,))

    def left_behind(self, hearing_id: str) -> list[Note]:
        """What was being typed in programs that ended without saving it; the latest first."""
        rows = self._connection.execute(
            "SELECT note, holder FROM journal WHERE hearing_id = ? ORDER BY utc DESC",
            (hearing_id,),
        )
        return [
            note_from_columns(json.loads(row["note"]))
            for row in rows.fetchall()
            if not self._holder.is_alive(row["holder"])
        ]
