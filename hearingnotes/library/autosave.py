"""The text being typed, kept a moment behind the keys."""

import json
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from hearingnotes.library.codec import note_columns, note_from_columns
from hearingnotes.library.database import transaction
from hearingnotes.library.process_lock import ProcessLock
from hearingnotes.model.note import Note
from hearingnotes.model.serialization import utc_text


class AutosaveStore:
    """Notes in the composers of all the programs that have this library open."""

    def __init__(self, connection: sqlite3.Connection, holder: ProcessLock) -> None:
        self._connection = connection
        self._holder = holder
        self._shown: set[tuple[str, int]] = set()
        """The entries of programs that have ended which a person has before them here."""

    def write(self, note: Note) -> None:
        """Keep the note as it stands in the composer; what was left behind of it, and is typed on
        here, is a part of that from now on."""
        with transaction(self._connection):
            self._delete(note.id, self._left_behind_and_shown(note.id))
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

    def drop(self, note_id: str) -> list[Note]:
        """Drop the entry as a part of a transaction; what another program is typing stays, and so
        does what one has left behind that nobody has seen here. The texts that were put aside or
        left behind, and are nowhere else from now on."""
        holders = [self._holder.token, *self._left_behind_and_shown(note_id)]
        rows = self._connection.execute(
            f"SELECT * FROM journal WHERE note_id = ? AND holder IN ({_marks(holders)})",
            (note_id, *holders),
        ).fetchall()
        self._delete(note_id, holders)
        stored = [(row["holder"], _note(row)) for row in rows]
        return [note for holder, note in stored if note.unsent or holder != self._holder.token]

    def still_typed(self) -> Counter[str]:
        """For each hearing, how many notes programs that have ended were typing; for who only reads
        the library. Nothing where that can't be told.
        """
        rows = self._connection.execute("SELECT DISTINCT hearing_id FROM journal").fetchall()
        try:
            with self._holder.open_for_reading():
                left = [
                    note
                    for (hearing_id,) in rows
                    for holder, note in self._unfinished(hearing_id)
                    if holder != self._holder.token
                ]
        except OSError:
            return Counter()
        return Counter(note.hearing_id for note in left if not note.unsent)

    def orphaned(self, hearing_id: str) -> list[Note]:
        """What was being typed in programs that ended without saving it, and in this one when it
        left the hearing; the latest first. The caller shows it to the person.

        A note that was put aside with Esc is `unsent` here.
        """
        found = self._unfinished(hearing_id)
        self._shown.update((note.id, holder) for holder, note in found)
        return [note for _, note in found]

    def _unfinished(self, hearing_id: str) -> list[tuple[int, Note]]:
        """The latest text of each note that no running program but this one has, the holder with
        it. Later is what was written later: a clock may have gone back in between."""
        rows = self._connection.execute(
            "SELECT * FROM journal WHERE hearing_id = ? ORDER BY rowid DESC", (hearing_id,)
        )
        latest: dict[str, tuple[int, Note]] = {}
        for row in rows.fetchall():
            is_own = row["holder"] == self._holder.token
            if is_own or not self._holder.is_alive(row["holder"]):
                latest.setdefault(row["note_id"], (row["holder"], _note(row)))
        return list(latest.values())

    def _left_behind_and_shown(self, note_id: str) -> list[int]:
        return [holder for shown_id, holder in self._shown if shown_id == note_id]

    def _delete(self, note_id: str, holders: list[int]) -> None:
        self._connection.execute(
            f"DELETE FROM journal WHERE note_id = ? AND holder IN ({_marks(holders)})",
            (note_id, *holders),
        )


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))


def _note(row: sqlite3.Row) -> Note:
    """The note in the hearing that it is of by now: its hearing may have joined another."""
    return replace(note_from_columns(json.loads(row["note"])), hearing_id=row["hearing_id"])
