"""Autosaves of the text that is being typed, a moment behind the keys."""

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
    """The autosaved notes of all programs that have this library open."""

    def __init__(self, connection: sqlite3.Connection, lock: ProcessLock) -> None:
        self._connection = connection
        self._lock = lock
        self._shown: set[tuple[str, int]] = set()
        """The note and token of entries of ended programs that are shown to the person here."""

    def write(self, note: Note) -> None:
        """Store the note as it stands in the editor.

        An orphaned entry of the note that was shown here is replaced by it.
        """
        with transaction(self._connection):
            self._delete(note.id, self._shown_orphans(note.id))
            self._connection.execute(
                "INSERT OR REPLACE INTO journal (note_id, hearing_id, note, utc, holder)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    note.id,
                    note.hearing_id,
                    json.dumps(note_columns(note)),
                    utc_text(datetime.now(UTC)),
                    self._lock.token,
                ),
            )

    def drop(self, note_id: str) -> list[Note]:
        """Delete the note's entries as a part of the caller's transaction.

        Return the texts that were put aside or orphaned and are stored nowhere else from now on.
        The entries of running programs stay, and so do orphaned ones that were not shown here.
        """
        holders = [self._lock.token, *self._shown_orphans(note_id)]
        rows = self._connection.execute(
            f"SELECT * FROM journal WHERE note_id = ? AND holder IN ({_marks(holders)})",
            (note_id, *holders),
        ).fetchall()
        self._delete(note_id, holders)
        stored = [(row["holder"], _note(row)) for row in rows]
        return [note for holder, note in stored if note.unsent or holder != self._lock.token]

    def still_typed(self) -> Counter[str]:
        """Return for each hearing how many notes ended programs were typing; for readers of the
        library.

        Empty where that is unknown.
        """
        rows = self._connection.execute("SELECT DISTINCT hearing_id FROM journal").fetchall()
        try:
            with self._lock.open_for_reading():
                unsaved = [
                    note
                    for (hearing_id,) in rows
                    for holder, note in self._unfinished(hearing_id)
                    if holder != self._lock.token
                ]
        except OSError:
            return Counter()
        return Counter(note.hearing_id for note in unsaved if not note.unsent)

    def orphaned(self, hearing_id: str) -> list[Note]:
        """Return the notes that ended programs did not save, and those of this one when it left the
        hearing.

        The latest comes first. A note that was put aside with Esc is `unsent`. The caller shows
        them to the person.
        """
        found = self._unfinished(hearing_id)
        self._shown.update((note.id, holder) for holder, note in found)
        return [note for _, note in found]

    def _unfinished(self, hearing_id: str) -> list[tuple[int, Note]]:
        """Return the latest entry of each note that no other running program has, behind its token.

        The latest is the one written last: a clock may have gone back in between.
        """
        rows = self._connection.execute(
            "SELECT * FROM journal WHERE hearing_id = ? ORDER BY rowid DESC", (hearing_id,)
        )
        latest: dict[str, tuple[int, Note]] = {}
        for row in rows.fetchall():
            is_own = row["holder"] == self._lock.token
            if is_own or not self._lock.is_alive(row["holder"]):
                latest.setdefault(row["note_id"], (row["holder"], _note(row)))
        return list(latest.values())

    def _shown_orphans(self, note_id: str) -> list[int]:
        return [holder for shown_id, holder in self._shown if shown_id == note_id]

    def _delete(self, note_id: str, holders: list[int]) -> None:
        self._connection.execute(
            f"DELETE FROM journal WHERE note_id = ? AND holder IN ({_marks(holders)})",
            (note_id, *holders),
        )


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))


def _note(row: sqlite3.Row) -> Note:
    """Return the note with the hearing of its row: its hearing may have been merged into
    another."""
    return replace(note_from_columns(json.loads(row["note"])), hearing_id=row["hearing_id"])
