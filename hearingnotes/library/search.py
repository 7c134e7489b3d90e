"""Finding notes in all hearings, by their words, their marks, and the hearings' bodies and days."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from hearingnotes.library.codec import note_from_columns
from hearingnotes.library.hearings import Hearings, KeptHearing
from hearingnotes.model.note import Note
from hearingnotes.model.query import Query

_STANDING = "note.deleted_utc IS NULL AND hearing.removed_utc IS NULL"
_ORDER = "coalesce(hearing.opened_utc, hearing.created_utc) DESC, hearing.id DESC, note.id"


class Search:
    """The full-text index of one library."""

    def __init__(self, connection: sqlite3.Connection, hearings: Hearings) -> None:
        self._connection = connection
        self._hearings = hearings

    def find(self, query: Query, most: int | None = None) -> list[tuple[KeptHearing, list[Note]]]:
        """The hearings with notes that fit, the one opened last first; their notes in the order
        captured, and of all together the first so many. A query that asks for nothing finds
        nothing."""
        if not query:
            return []
        kept = {k.hearing.id: k for k in self._hearings.all() if query.fits_hearing(k.hearing)}
        rows = self._rows(query.indexed, most if query.is_for_words_alone else None)
        fitting = (
            row for row in rows if row["hearing_id"] in kept and query.fits_note(row["text"])
        )
        found: dict[str, list[Note]] = {}
        for note in map(note_from_columns, islice(fitting, most)):
            found.setdefault(note.hearing_id, []).append(note)
        return [(kept[hearing_id], notes) for hearing_id, notes in found.items()]

    def _rows(self, words: Iterable[str], most: int | None) -> Iterator[Any]:
        """The notes that hold every word, or a word that begins with it; all, without words."""
        # Each word goes in quotes, so that nothing in it is taken as an operator of FTS5.
        quoted = ['"' + word.replace('"', '""').replace("\0", " ") + '"*' for word in words]
        held = " AND note.row IN (SELECT rowid FROM note_text WHERE note_text MATCH ?)"
        yield from self._connection.execute(
            "SELECT note.* FROM note JOIN hearing ON hearing.id = note.hearing_id"
            f" WHERE {_STANDING}{held if quoted else ''} ORDER BY {_ORDER} LIMIT ?",
            (*([" ".join(quoted)] if quoted else []), -1 if most is None else most),
        )
