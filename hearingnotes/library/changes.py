"""The change log: who changed what, and each person's steps back and forth through it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hearingnotes.library.codec import (
    ANCHOR_COLUMNS,
    DRAFT_COLUMNS,
    NOTE_COLUMNS,
    Columns,
    anchor_from_columns,
    draft_from_columns,
    note_from_columns,
    utc_from_text,
    utc_text,
)
from hearingnotes.library.database import transaction
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft
from hearingnotes.model.note import Note


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row whose changes can be taken back.

    `logged_as` is the log's column for its id, `tombstone` the one that says when it was let go,
    `scope` the one that says whose undo it belongs to: that of a hearing, or of a draft.
    """

    table: str
    columns: tuple[str, ...]
    logged_as: str
    tombstone: str
    scope: str = "hearing_id"


NOTE = Kind("note", NOTE_COLUMNS, "note_id", "deleted_utc")
ANCHOR = Kind("anchor", ANCHOR_COLUMNS, "anchor_id", "removed_utc")
DRAFT = Kind("draft", DRAFT_COLUMNS, "draft_id", "removed_utc", scope="id")


@dataclass(frozen=True, slots=True)
class Step:
    """A change that was taken back or made again, and what it was made to, as it is now."""

    action: str
    note: Note | None = None
    anchor: Anchor | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed: the log's newest number, the notes and drafts, tombstones included, the
    ids of the hearings whose anchors are others than before, and of those described anew."""

    seq: int
    notes: tuple[Note, ...] = ()
    anchored: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    described: tuple[str, ...] = ()


class Changes:
    """The log of one library, written by one person.

    `add`, `change` and `log` are parts of the caller's transaction.
    """

    def __init__(self, connection: sqlite3.Connection, who: str) -> None:
        self._connection = connection
        self._who = who

    def row(self, kind: Kind, row_id: str) -> Any:
        """The row as it is now; None when there is none."""
        return self._connection.execute(
            f"SELECT * FROM {kind.table} WHERE id = ?", (row_id,)
        ).fetchone()

    def add(self, kind: Kind, action: str, columns: Columns) -> None:
        """Insert a row, as a step."""
        names, values = ", ".join(kind.columns), ", ".join(f":{name}" for name in kind.columns)
        self._connection.execute(f"INSERT INTO {kind.table} ({names}) VALUES ({values})", columns)
        self._log_step(kind, columns[kind.scope], columns["id"], action, None, columns)

    def change(self, kind: Kind, action: str, row: Any, fields: Columns) -> None:
        """Bring fields of a row to other values, as a step; what is so already is none."""
        after = {name: value for name, value in fields.items() if row[name] != value}
        if after:
            self._update(kind, row["id"], after)
            before = {name: row[name] for name in after}
            self._log_step(kind, row[kind.scope], row["id"], action, before, after)

    def go_on_with(self, kind: Kind, seq: int, row: Any, fields: Columns) -> bool:
        """Bring fields to other values as a part of this person's step `seq`; False when that is
        not their latest any more."""
        step = self._latest(row[kind.scope])
        if step is None or step["seq"] != seq or step["before"] is None:
            return False
        before, after = json.loads(step["before"]), json.loads(step["after"])
        before = {**{name: row[name] for name in fields}, **before}
        self._update(kind, row["id"], fields)
        # Anew, with a number that other programs have not seen.
        self._connection.execute("DELETE FROM change WHERE seq = ?", (seq,))
        whole = {**after, **fields}
        self._log_step(kind, row[kind.scope], row["id"], step["action"], before, whole)
        return True

    def newest(self) -> int:
        """The log's newest number."""
        row = self._connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()
        return int(row[0])

    def undo(self, hearing_id: str) -> Step | None:
        """Take back this person's latest step in the hearing or draft; None when there is none."""
        step = self._latest(hearing_id)
        if step is None:
            return None
        if step["before"] is None:
            fields = {_kind(step).tombstone: utc_text(datetime.now(UTC))}
        else:
            fields = json.loads(step["before"])
        return self._turn(step, "undo", fields)

    def redo(self, hearing_id: str) -> Step | None:
        """Make again the step that was undone last; a new step in between ends that."""
        step = self._connection.execute(
            "SELECT * FROM change WHERE hearing_id = ? AND who = ? AND undone = 1"
            " ORDER BY seq LIMIT 1",
            (hearing_id, self._who),
        ).fetchone()
        if step is None:
            return None
        is_new = step["before"] is None
        fields = {_kind(step).tombstone: None} if is_new else json.loads(step["after"])
        return self._turn(step, "redo", fields)

    def since(self, seq: int) -> Since:
        """What has changed after the log's number `seq`, by whomever."""
        newest = self.newest()
        notes = self._connection.execute(
            "SELECT * FROM note WHERE id IN (SELECT note_id FROM change WHERE seq > ?)", (seq,)
        )
        anchored = self._connection.execute(
            "SELECT DISTINCT hearing_id FROM change WHERE seq > ? AND anchor_id IS NOT NULL", (seq,)
        )
        drafts = self._connection.execute(
            "SELECT * FROM draft WHERE id IN (SELECT draft_id FROM change WHERE seq > ?)", (seq,)
        )
        described = self._connection.execute(
            "SELECT DISTINCT hearing_id FROM change WHERE seq > ? AND action IN"
            " ('hearing', 'rename')",
            (seq,),
        )
        return Since(
            newest,
            tuple(note_from_columns(row) for row in notes),
            tuple(row["hearing_id"] for row in anchored),
            tuple(draft_from_columns(row) for row in drafts),
            tuple(row["hearing_id"] for row in described),
        )

    def _latest(self, hearing_id: str) -> Any:
        return self._connection.execute(
            "SELECT * FROM change WHERE hearing_id = ? AND who = ? AND undone = 0"
            " AND coalesce(note_id, anchor_id, draft_id) IS NOT NULL"
            " AND action NOT IN ('undo', 'redo') ORDER BY seq DESC LIMIT 1",
            (hearing_id, self._who),
        ).fetchone()

    def times_of_notes(self, hearing_id: str) -> dict[str, datetime]:
        """When each note of the hearing, by its id, was last changed."""
        rows = self._connection.execute(
            "SELECT note_id, max(utc) AS utc FROM change WHERE hearing_id = ?"
            " AND note_id IS NOT NULL GROUP BY note_id",
            (hearing_id,),
        )
        return {row["note_id"]: utc_from_text(row["utc"]) for row in rows}

    def log(
        self,
        hearing_id: str,
        action: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
        **logged_as: str,
    ) -> None:
        """A row of the log; without the id of a note or an anchor it can't be taken back."""
        row = {
            "utc": utc_text(datetime.now(UTC)),
            "who": self._who,
            "hearing_id": hearing_id,
            "action": action,
            "before": json.dumps(before) if before is not None else None,
            "after": json.dumps(after),
            **logged_as,
        }
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        self._connection.execute(f"INSERT INTO change ({names}) VALUES ({values})", row)

    def _log_step(
        self,
        kind: Kind,
        hearing_id: str,
        row_id: str,
        action: str,
        before: Columns | None,
        after: Columns,
    ) -> None:
        # What was undone before a new step can't be made again: it would act on other rows.
        self._connection.execute(
            "UPDATE change SET undone = 2 WHERE hearing_id = ? AND who = ? AND undone = 1",
            (hearing_id, self._who),
        )
        self.log(hearing_id, action, before, after, **{kind.logged_as: row_id})

    def _turn(self, step: sqlite3.Row, action: str, fields: Columns) -> Step:
        kind = _kind(step)
        row_id = step[kind.logged_as]
        with transaction(self._connection):
            row = self.row(kind, row_id)
            before = {name: row[name] for name in fields}
            self._update(kind, row_id, fields)
            self._connection.execute(
                "UPDATE change SET undone = ? WHERE seq = ?", (action == "undo", step["seq"])
            )
            self.log(step["hearing_id"], action, before, fields, **{kind.logged_as: row_id})
        row = self.row(kind, row_id)
        if kind is NOTE:
            return Step(step["action"], note=note_from_columns(row))
        if kind is DRAFT:
            return Step(step["action"], draft=draft_from_columns(row))
        return Step(step["action"], anchor=anchor_from_columns(row))

    def _update(self, kind: Kind, row_id: str, fields: Columns) -> None:
        changes = ", ".join(f"{name} = :{name}" for name in kind.columns if name in fields)
        self._connection.execute(
            f"UPDATE {kind.table} SET {changes} WHERE id = :row_id", {**fields, "row_id": row_id}
        )


def _kind(step: sqlite3.Row) -> Kind:
    return next(kind for kind in (NOTE, ANCHOR, DRAFT) if step[kind.logged_as] is not None)
