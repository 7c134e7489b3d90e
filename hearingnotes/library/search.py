"""Finding notes in all hearings, by their words, their marks, and the hearings' bodies and days."""

import sqlite3
from collections.abc import Iterable

from hearingnotes.library.codec import note_from_columns
from hearingnotes.library.hearings import Hearings, KeptHearing
from hearingnotes.model.note import Note
from hearingnotes.model.query import Query

_STANDING = "note.deleted_utc IS NULL AND hearing.removed_utc IS NULL"


class Search:
    """The full-text index of one library."""

    def __init__(self, connection: sqlite3.Connection, hearings: Hearings) -> None:
        self._connection = connection
        self._hearings = hearings

    def find(self, query: Query) -> list[tuple[KeptHearing, list[Note]]]:
        """The hearings with notes that fit, the one opened last first; their notes in the order
        captured. A query that asks for nothing finds nothing."""
        if not query:
            return []
        kept = {k.hearing.id: k for k in self._hearings.all() if query.fits_hearing(k.hearing)}
        found: dict[str, list[Note]] = {hearing_id: [] for hearing_id in kept}
        for note in self._notes(query.indexed):
            if note.hearing_id in found and query.fits_note(note.text):
                found[note.hearing_id].append(note)
        return [(kept[hearing_id], notes) for hearing_id, notes in found.items() if notes]

    def _notes(self, words: Iterable[str]) -> list[Note]:
        """The notes that hold every word, or a word that begins with it; all, without words."""
        # Each word goes in quotes, so that nothing in it is taken as an operator of FTS5.
        quoted = ['"' + word.replace('"', '""').replace("\0", " ") + '"*' for word in words]
        if quoted:
            rows = self._connection.execute(
                "SELECT note.* FROM note_text JOIN note ON note.row = note_text.rowid"
                " JOIN hearing ON hearing.id = note.hearing_id WHERE note_text MATCH ?"
                f" AND {_STANDING} ORDER BY note.id",
                (" ".join(quoted),),
            )
        else:
            rows = self._connection.execute(
                "SELECT note.* FROM note JOIN hearing ON hearing.id = note.hearing_id"
                f" WHERE {_STANDING} ORDER BY note.id"
            )
        return [note_from_columns(row) for row in rows]
