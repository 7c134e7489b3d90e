"""Stored drafts; each change of one is a step that can be undone."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from hearingnotes.library.changes import ChangeLog, rebased_fields
from hearingnotes.library.codec import Columns, draft_columns, draft_from_columns
from hearingnotes.library.database import transaction
from hearingnotes.library.tracked import DRAFT
from hearingnotes.model.draft import Draft


class DraftStore:
    """The drafts of one library. Methods that write return when the change is on the disk."""

    def __init__(self, connection: sqlite3.Connection, changes: ChangeLog) -> None:
        self._connection = connection
        self._changes = changes
        self._typing = ("", 0)

    def all(self) -> list[Draft]:
        """Return all drafts that are not removed, the newest first."""
        return self._read("removed_utc IS NULL")

    def removed(self) -> list[Draft]:
        """Return all drafts that are removed, the newest first."""
        return self._read("removed_utc IS NOT NULL")

    def _read(self, condition: str) -> list[Draft]:
        rows = self._connection.execute(f"SELECT * FROM draft WHERE {condition} ORDER BY id DESC")
        return [draft_from_columns(row) for row in rows]

    def add(self, draft: Draft) -> None:
        """Store a new draft. Adding the same draft again changes nothing."""
        with transaction(self._connection):
            if self._changes.row(DRAFT, draft.id) is None:
                self._changes.add(DRAFT, "new article", draft_columns(draft))

    def change(self, action: str, before: Draft, after: Draft, typing: str = "") -> None:
        """Store a change as one step named `action`: only the fields that it changes.

        Consecutive changes with the same value of `typing` are one step: a text that is saved while
        it is typed. Changes by others of other paragraphs stay. A removed article comes back, as
        somebody writes on it.
        """
        known, wanted = draft_columns(before), draft_columns(after)
        fields = {name: value for name, value in wanted.items() if known[name] != value}
        with transaction(self._connection):
            row = self._changes.row(DRAFT, after.id)
            if row is None:
                self._changes.add(DRAFT, action, wanted)
            else:
                self._change(action, row, {"removed_utc": None, **fields}, known, typing)
            self._typing = (typing, self._changes.newest())

    def _change(
        self, action: str, row: sqlite3.Row, wanted: Columns, known: Columns, typing: str
    ) -> None:
        fields = rebased_fields(DRAFT, known, wanted, row)
        if not self._extends_step(typing, row, fields):
            self._changes.change(DRAFT, action, row, fields)

    def remove(self, draft: Draft) -> None:
        """Leave a tombstone."""
        self.change("remove", draft, replace(draft, removed_utc=datetime.now(UTC)))

    def _extends_step(self, typing: str, row: sqlite3.Row, fields: Columns) -> bool:
        before, seq = self._typing
        is_same = bool(typing) and typing == before
        return is_same and bool(fields) and self._changes.extend_step(DRAFT, seq, row, fields)
