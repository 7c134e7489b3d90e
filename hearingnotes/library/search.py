"""Search for notes in all hearings, by words, marks, names in rosters, bodies and days."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from hearingnotes.library.codec import note_from_columns
from hearingnotes.library.hearings import HearingStore, StoredHearing
from hearingnotes.model.marks import read_marks
from hearingnotes.model.note import Note
from hearingnotes.model.query import Query
from hearingnotes.model.roster import Roster, Speaker, combined

NOBODY = Roster()
_STANDING = "note.deleted_utc IS NULL AND NOT note.unsent AND hearing.removed_utc IS NULL"
_WORD = re.compile(r"[\w'’-]+")
_ORDER = "coalesce(hearing.opened_utc, hearing.created_utc) DESC, hearing.id DESC, note.id"


class NoteSearch:
    """The full-text index of one library."""

    def __init__(self, connection: sqlite3.Connection, hearings: HearingStore) -> None:
        self._connection = connection
        self._hearings = hearings

    def find(
        self, query: Query, most: int | None = None, shared: Roster = NOBODY
    ) -> list[tuple[StoredHearing, list[Note]]]:
        """Return the hearings with notes that fit the query, at most `most` notes.

        The hearing opened last comes first, and notes come in the order captured. An empty query
        finds nothing. A word also finds notes that mention a speaker whose name in the hearing's
        roster, or in `shared`, has it. Notes that were never sent are not found.
        """
        if not query:
            return []
        stored = {k.hearing.id: k for k in self._hearings.all() if query.fits_hearing(k.hearing)}
        people = {word: _people(word, stored.values(), shared) for word in query.words}
        named = [_Named(self._holding(word), marks) for word, marks in people.items() if marks]
        conditions = [_either(word, marks.values()) for word, marks in people.items()]
        conditions += [_beginning(mark) for mark in (*query.speakers, *query.tags)]
        rows = self._rows(conditions, most if query.is_for_words_alone and not named else None)
        fitting = (
            row
            for row in rows
            if row["hearing_id"] in stored
            and query.fits_note(row["text"])
            and all(each.fits(row) for each in named)
        )
        found: dict[str, list[Note]] = {}
        for note in map(note_from_columns, islice(fitting, most)):
            found.setdefault(note.hearing_id, []).append(note)
        return [(stored[hearing_id], notes) for hearing_id, notes in found.items()]

    def _holding(self, word: str) -> set[int]:
        """Return the rows of the notes that have the word itself."""
        sql = "SELECT rowid FROM note_text WHERE note_text MATCH ?"
        return {rowid for (rowid,) in self._connection.execute(sql, (_beginning(word),))}

    def _rows(self, conditions: Sequence[str], most: int | None) -> Iterator[Any]:
        """Yield the notes that fit all conditions of FTS5; all notes, where there are none."""
        held = " AND note.row IN (SELECT rowid FROM note_text WHERE note_text MATCH ?)"
        yield from self._connection.execute(
            "SELECT note.* FROM note JOIN hearing ON hearing.id = note.hearing_id"
            f" WHERE {_STANDING}{held if conditions else ''} ORDER BY {_ORDER} LIMIT ?",
            (*([" AND ".join(conditions)] if conditions else []), -1 if most is None else most),
        )


@dataclass(frozen=True, slots=True)
class _Named:
    """A word of somebody's name: the rows that have it, and the marks of its speakers by
    hearing."""

    held: set[int]
    marks: Mapping[str, set[str]]

    def fits(self, row: Any) -> bool:
        """Return whether the note has the word, or mentions one of its speakers."""
        marks = self.marks.get(row["hearing_id"], set())
        return row["row"] in self.held or not marks.isdisjoint(read_marks(row["text"]).mentions)


def _people(word: str, stored: Iterable[StoredHearing], shared: Roster) -> dict[str, set[str]]:
    """Return for each hearing the marks of speakers whose names have the word, where there are
    any."""
    found = {}
    for each in stored:
        speakers = combined(each.hearing.roster, shared).speakers
        marks = {speaker.mark for speaker in speakers if _is_called(speaker, word)}
        if marks:
            found[each.hearing.id] = marks
    return found


def _is_called(speaker: Speaker, word: str) -> bool:
    wanted = word.casefold()
    return any(part.startswith(wanted) for part in _WORD.findall(speaker.name.casefold()))


def _either(word: str, marks: Iterable[set[str]]) -> str:
    """Return a condition of FTS5: the word, or one of these marks."""
    every = sorted(set().union(*marks))
    return f"({' OR '.join([_beginning(word), *map(_quoted, every)])})"


def _beginning(word: str) -> str:
    """Return a condition of FTS5: a word with this beginning."""
    return f"{_quoted(word)}*"


def _quoted(word: str) -> str:
    """Quote the word, so that nothing in it is read as an operator."""
    return '"' + word.replace('"', '""').replace("\0", " ") + '"'
