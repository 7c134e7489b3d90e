"""The text being typed, kept a moment behind the keys."""

import json
import sqlite3
from collections import Counter
from datetime import UTC, datetime

from hearingnotes.library.codec import note_columns, note_from_columns
from hearingnotes.library.database import transaction
from hearingnotes.library.holder import Holder
from hearingnotes.model.note import Note
from hearingnotes.model.plain import utc_text


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
            self.drop(note_id)

    def drop(self, note_id: str) -> None:
        """Drop the entry as a part of a transaction; what another program is typing stays."""
        rows = self._connection.execute(
            "SELECT holder FROM journal WHERE note_id = ?", (note_id,)
        ).fetchall()
        for (holder,) in rows:
            if holder == self._holder.token or not self._holder.is_alive(holder):
                self._connection.execute(
                    "DELETE FROM journal WHERE note_id = ? AND holder = ?", (note_id, holder)
                )

    def still_typed(self) -> Counter[str]:
        """For each hearing, how many notes programs that have ended were typing; for who only reads
        the library. Nothing where that can't be told.
        """
        rows = self._connection.execute("SELECT DISTINCT hearing_id FROM journal").fetchall()
        try:
            with self._holder.looking():
                left = [note for (hearing_id,) in rows for note in self.left_behind(hearing_id)]
        except OSError:
            return Counter()
        return Counter(note.hearing_id for note in left if not note.unsent)

    def left_behind(self, hearing_id: str) -> list[Note]:
        """What was being typed in programs that ended without saving it; the latest first.

        A note that was put aside with Esc is `unsent` here.
        """
        rows = self._connection.execute(
            "SELECT note, holder FROM journal WHERE hearing_id = ? ORDER BY utc DESC",
            (hearing_id,),
        )
        latest: dict[str, Note] = {}
        for row in rows.fetchall():
            if not self._holder.is_alive(row["holder"]):
                note = note_from_columns(json.loads(row["note"]))
                latest.setdefault(note.id, note)
        return list(latest.values())
