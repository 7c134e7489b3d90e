"""Finding notes by their words, in all hearings."""

import sqlite3

from hearingnotes.library.codec import note_from_columns
from hearingnotes.model.note import Note


class Search:
    """The full-text index of one library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def notes(self, words: str) -> list[Note]:
        """The notes that hold every word, or a word that begins with it; in the order captured.

        Those of hearings that were removed are left out.
        """
        # Each word goes in quotes, so that nothing in it is taken as an operator of FTS5.
        quoted = ('"' + word.replace('"', '""') + '"*' for word in words.replace("\0", " ").split())
        query = " ".join(quoted)
        if not query:
            return []
        rows = self._connection.execute(
            "SELECT note.* FROM note_text JOIN note ON note.row = note_text.rowid"
            " JOIN hearing ON hearing.id = note.hearing_id WHERE note_text MATCH ?"
            " AND note.deleted_utc IS NULL AND hearing.removed_utc IS NULL ORDER BY note.id",
            (query,),
        )
        return [note_from_columns(row) for row in rows]
