"""The change log: who changed what, and each person's undo and redo in it."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from hearingnotes.library.codec import (
    Columns,
    anchor_from_columns,
    draft_from_columns,
    note_from_columns,
)
from hearingnotes.library.database import transaction
from hearingnotes.library.tracked import ANCHOR, DRAFT, NOTE, ChangeSet, TrackedTable, UndoStep
from hearingnotes.model.change import Change
from hearingnotes.model.serialization import utc_from_text, utc_text

IMPORT, PASSED_OVER = "import", "passed over"
"""The actions of an import: a row that it inserted or changed, or a version that it rejected."""
DROPPED = "drop typed words"
"""The action for typed words that were put aside or orphaned, and are not in the note's text."""
_NO_STEPS = f"'{IMPORT}', '{PASSED_OVER}', '{DROPPED}'"


class ChangeLog:
    """The log of one library, written by one person.

    `add`, `change` and `log` are parts of the caller's transaction.
    """

    def __init__(self, connection: sqlite3.Connection, who: str) -> None:
        self._connection = connection
        self._who = who

    def row(self, kind: TrackedTable, row_id: str) -> Any:
        """Return the current row; None when there is none."""
        return self._connection.execute(
            f"SELECT * FROM {kind.table} WHERE id = ?", (row_id,)
        ).fetchone()

    def add(
        self, kind: TrackedTable, action: str, columns: Columns, changed_utc: datetime | None = None
    ) -> None:
        """Insert a row, as a step; `changed_utc` is the instant of the change elsewhere."""
        names, values = ", ".join(kind.columns), ", ".join(f":{name}" for name in kind.columns)
        self._connection.execute(f"INSERT INTO {kind.table} ({names}) VALUES ({values})", columns)
        self._log_step(kind, action, columns, None, columns, changed_utc)

    def change(
        self,
        kind: TrackedTable,
        action: str,
        row: Any,
        fields: Columns,
        changed_utc: datetime | None = None,
    ) -> None:
        """Set fields of a row, as a step; values that are set already are no change.

        `changed_utc` is the instant of the change elsewhere.
        """
        after = {name: value for name, value in fields.items() if row[name] != value}
        if after:
            self._update(kind, row["id"], after)
            before = {name: row[name] for name in after}
            self._log_step(kind, action, row, before, after, changed_utc)

    def log_rejected(
        self, kind: TrackedTable, action: str, row: Any, fields: Columns, changed_utc: datetime
    ) -> None:
        """Log once that the row stands against other values; `changed_utc` is when the row was
        changed."""
        before = {name: value for name, value in fields.items() if row[name] != value}
        after = {name: row[name] for name in before}
        known = self._connection.execute(
            f"SELECT 1 FROM change WHERE {kind.logged_as} = ? AND action = ? AND before = ?"
            " AND after = ?",
            (row["id"], action, json.dumps(before), json.dumps(after)),
        ).fetchone()
        if before and known is None:
            self._log_step(kind, action, row, before, after, changed_utc)

    def log_dropped(self, hearing_id: str, note_id: str, text: str, stands: str) -> None:
        """Log the text that was typed for a note whose text `stands` without it.

        The entry is no version of the note, which stays as old as it was.
        """
        changed_utc = self._connection.execute(
            "SELECT max(coalesce(changed_utc, utc)) FROM change WHERE note_id = ?", (note_id,)
        ).fetchone()[0]
        before, after = {"text": text}, {"text": stands}
        elsewhere = {"changed_utc": changed_utc} if changed_utc is not None else {}
        self.log(hearing_id, DROPPED, before, after, note_id=note_id, **elsewhere)

    def extend_step(self, kind: TrackedTable, seq: int, row: Any, fields: Columns) -> bool:
        """Set fields as a part of this person's step `seq`; False when that is not their latest any
        more."""
        step = self._latest(row[kind.scope])
        if step is None or step["seq"] != seq or step["before"] is None:
            return False
        before, after = json.loads(step["before"]), json.loads(step["after"])
        # What others have written since is no part of the step: undoing it keeps that.
        others = {
            name: rebase(after[name], row[name], before[name])
            for name, rebase in kind.rebase.items()
            if name in before
        }
        before = {**{name: row[name] for name in fields}, **before, **others}
        self._update(kind, row["id"], fields)
        # Under a new number, which other programs have not seen.
        self._connection.execute("DELETE FROM change WHERE seq = ?", (seq,))
        whole = {**after, **fields}
        self._log_step(kind, step["action"], row, before, whole)
        return True

    def newest(self) -> int:
        """Return the log's newest number."""
        row = self._connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()
        return int(row[0])

    def undo(self, hearing_id: str) -> UndoStep | None:
        """Undo this person's latest step in the hearing or draft; None when there is none."""
        step = self._latest(hearing_id)
        if step is None:
            return None
        if step["before"] is None:
            fields = {_kind(step).tombstone: utc_text(datetime.now(UTC))}
            return self._turn(step, "undo", {}, fields)
        return self._turn(step, "undo", json.loads(step["after"]), json.loads(step["before"]))

    def redo(self, hearing_id: str) -> UndoStep | None:
        """Redo the step that was undone last; None when there is none, or a new step came in
        between."""
        step = self._connection.execute(
            "SELECT * FROM change WHERE hearing_id = ? AND who = ? AND undone = 1"
            f" AND action NOT IN ({_NO_STEPS}) ORDER BY seq LIMIT 1",
            (hearing_id, self._who),
        ).fetchone()
        if step is None:
            return None
        if step["before"] is None:
            return self._turn(step, "redo", {}, {_kind(step).tombstone: None})
        return self._turn(step, "redo", json.loads(step["before"]), json.loads(step["after"]))

    def since(self, seq: int) -> ChangeSet:
        """Return what anybody has changed after the log's number `seq`."""
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
            " ('hearing', 'rename', 'recording')",
            (seq,),
        )
        return ChangeSet(
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
            " AND action NOT IN ('undo', 'redo')"
            # Creating an article and importing are no steps to undo; nor is a change of a row that
            # an import changed later.
            " AND NOT (before IS NULL AND draft_id IS NOT NULL)"
            f" AND action NOT IN ({_NO_STEPS}) AND NOT EXISTS (SELECT 1 FROM change AS later"
            f" WHERE later.seq > change.seq AND later.action = '{IMPORT}'"
            " AND later.hearing_id = change.hearing_id AND later.before IS NOT NULL"
            " AND coalesce(later.note_id, later.anchor_id)"
            " = coalesce(change.note_id, change.anchor_id))"
            " ORDER BY seq DESC LIMIT 1",
            (hearing_id, self._who),
        ).fetchone()

    def of_hearing(self, hearing_id: str) -> list[Change]:
        """Return all changes of the hearing, its notes and its anchors, the oldest first."""
        rows = self._connection.execute(
            "SELECT * FROM change WHERE hearing_id = ? AND draft_id IS NULL ORDER BY seq",
            (hearing_id,),
        )
        return [_logged(row) for row in rows]

    def times(self, hearing_id: str) -> dict[str, datetime]:
        """Return the instant of the last change of each note and anchor of the hearing, by id.

        For an imported version it is the instant of the change where it was made.
        """
        rows = self._connection.execute(
            "SELECT coalesce(note_id, anchor_id) AS id, max(coalesce(changed_utc, utc)) AS utc"
            " FROM change WHERE hearing_id = ? AND coalesce(note_id, anchor_id) IS NOT NULL"
            " GROUP BY coalesce(note_id, anchor_id)",
            (hearing_id,),
        )
        return {row["id"]: utc_from_text(row["utc"]) for row in rows}

    def log(
        self,
        hearing_id: str,
        action: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
        **logged_as: str,
    ) -> None:
        """Write a row of the log; without the id of a note, an anchor or a draft it can't be
        undone.

        `logged_as` are values of other columns.
        """
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
        kind: TrackedTable,
        action: str,
        row: Any,
        before: Columns | None,
        after: Columns,
        changed_utc: datetime | None = None,
    ) -> None:
        scope, ids = row[kind.scope], {kind.logged_as: row["id"]}
        # What was undone before a new step can't be redone: it would act on other rows.
        self._connection.execute(
            "UPDATE change SET undone = 2 WHERE hearing_id = ? AND who = ? AND undone = 1",
            (scope, self._who),
        )
        elsewhere = {"changed_utc": utc_text(changed_utc)} if changed_utc is not None else {}
        self.log(scope, action, before, after, **ids, **elsewhere)

    def _turn(self, step: sqlite3.Row, action: str, was: Columns, wanted: Columns) -> UndoStep:
        """Set the fields from what they were to the wanted values, as undo or redo."""
        kind = _kind(step)
        row_id = step[kind.logged_as]
        with transaction(self._connection):
            row = self.row(kind, row_id)
            fields = rebased_fields(kind, was, wanted, row)
            before = {name: row[name] for name in fields}
            self._update(kind, row_id, fields)
            self._connection.execute(
                "UPDATE change SET undone = ? WHERE seq = ?", (action == "undo", step["seq"])
            )
            self.log(step["hearing_id"], action, before, fields, **{kind.logged_as: row_id})
        row = self.row(kind, row_id)
        if kind is NOTE:
            return UndoStep(step["action"], note=note_from_columns(row))
        if kind is DRAFT:
            return UndoStep(step["action"], draft=draft_from_columns(row))
        return UndoStep(step["action"], anchor=anchor_from_columns(row))

    def _update(self, kind: TrackedTable, row_id: str, fields: Columns) -> None:
        changes = ", ".join(f"{name} = :{name}" for name in kind.columns if name in fields)
        self._connection.execute(
            f"UPDATE {kind.table} SET {changes} WHERE id = :row_id", {**fields, "row_id": row_id}
        )


def rebased_fields(kind: TrackedTable, was: Columns, wanted: Columns, row: Any) -> Columns:
    """Return the wanted fields, merged with what others wrote in columns that several people
    write."""
    return {
        name: kind.rebase[name](was[name], value, row[name])
        if name in kind.rebase and name in was
        else value
        for name, value in wanted.items()
    }


def _logged(row: sqlite3.Row) -> Change:
    return Change(
        utc_from_text(row["utc"]),
        row["who"],
        row["action"],
        row["note_id"] or "",
        row["anchor_id"] or "",
        json.loads(row["before"]) if row["before"] is not None else None,
        json.loads(row["after"]) if row["after"] is not None else {},
        utc_from_text(row["changed_utc"]) if row["changed_utc"] is not None else None,
    )


def _kind(step: sqlite3.Row) -> TrackedTable:
    return next(kind for kind in (NOTE, ANCHOR, DRAFT) if step[kind.logged_as] is not None)
