"""Stored anchors; each change of one is a step that can be undone."""

import sqlite3
from datetime import UTC, datetime

from hearingnotes.library.changes import ChangeLog
from hearingnotes.library.codec import anchor_columns, anchor_from_columns
from hearingnotes.library.database import transaction
from hearingnotes.library.tracked import ANCHOR
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.serialization import utc_text


class AnchorStore:
    """The anchors of one library. Methods that write return when the change is on the disk."""

    def __init__(self, connection: sqlite3.Connection, changes: ChangeLog) -> None:
        self._connection = connection
        self._changes = changes

    def of_hearing(self, hearing_id: str, *, with_tombstones: bool = False) -> list[Anchor]:
        """Return the hearing's anchors in the order they were set, with tombstones only on
        request."""
        standing = "" if with_tombstones else " AND removed_utc IS NULL"
        rows = self._connection.execute(
            f"SELECT * FROM anchor WHERE hearing_id = ?{standing} ORDER BY id", (hearing_id,)
        )
        return [anchor_from_columns(row) for row in rows]

    def add(self, anchor: Anchor) -> None:
        """Store a new anchor. Adding the same anchor again changes nothing."""
        with transaction(self._connection):
            if self._changes.row(ANCHOR, anchor.id) is None:
                self._changes.add(ANCHOR, "anchor", anchor_columns(anchor))

    def remove(self, anchor: Anchor) -> None:
        """Leave a tombstone; nothing happens where there is one already, or no such anchor."""
        with transaction(self._connection):
            row = self._changes.row(ANCHOR, anchor.id)
            if row is not None and row["removed_utc"] is None:
                removed = {"removed_utc": utc_text(datetime.now(UTC))}
                self._changes.change(ANCHOR, "remove anchor", row, removed)
