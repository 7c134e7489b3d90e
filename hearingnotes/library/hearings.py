"""Hearings and their recordings, kept."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from hearingnotes.library.codec import utc_from_text, utc_text
from hearingnotes.library.database import transaction
from hearingnotes.model.hearing import Hearing, Recording


@dataclass(frozen=True, slots=True)
class KeptHearing:
    """A hearing with its recordings, as a list of hearings shows it."""

    hearing: Hearing
    recordings: tuple[Recording, ...]
    note_count: int
    removed_utc: datetime | None = None


class Hearings:
    """The hearings of one library."""

    def __init__(self, connection: sqlite3.Connection, who: str) -> None:
        self._connection = connection
        self._who = who

    def all(self) -> list[KeptHearing]:
        """Every hearing that was not removed, the one opened last first."""
        return self._read("removed_utc IS NULL")

    def removed(self) -> list[KeptHearing]:
        """Those that were removed; nothing of them is lost."""
        return self._read("removed_utc IS NOT NULL")

    def _read(self, condition: str) -> list[KeptHearing]:
        recordings: dict[str, list[Recording]] = {}
        for row in self._connection.execute("SELECT * FROM recording ORDER BY id"):
            recordings.setdefault(row["hearing_id"], []).append(_recording(row))
        rows = self._connection.execute(
            "SELECT hearing.*, (SELECT count(*) FROM note WHERE note.hearing_id = hearing.id"
            f" AND deleted_utc IS NULL) AS note_count FROM hearing WHERE {condition}"
            " ORDER BY coalesce(opened_utc, created_utc) DESC, id DESC"
        )
        return [
            KeptHearing(
                _hearing(row),
                tuple(recordings.get(row["id"], ())),
                row["note_count"],
                utc_from_text(row["removed_utc"]) if row["removed_utc"] else None,
            )
            for row in rows
        ]

    def with_recording(self, platform: str, key: str) -> KeptHearing | None:
        """The hearing that has this recording; one that was removed, if no other has."""
        for kept in (*self.all(), *self.removed()):
            if any((r.platform, r.key) == (platform, key) for r in kept.recordings):
                return kept
        return None

    def keep(self, hearing: Hearing, recordings: Iterable[Recording]) -> None:
        """Add the hearing and its recordings, or bring what is known of them up to date.

        One that was removed comes back.
        """
        columns = {**hearing_columns(hearing), "removed_utc": None}
        logged = ("id", "title", "body", "date", "removed_utc")
        with transaction(self._connection):
            row = self._connection.execute(
                f"SELECT {', '.join(logged)} FROM hearing WHERE id = ?", (hearing.id,)
            ).fetchone()
            before = dict(row) if row else None
            after = {name: columns[name] for name in logged}
            if row is not None:
                del columns["resume_s"]  # `remember_position` has the newer one
            upsert(self._connection, "hearing", columns)
            for recording in recordings:
                upsert(self._connection, "recording", recording_columns(recording))
            if before != after:
                self._log(hearing.id, "hearing", before, after)

    def rename(self, hearing_id: str, title: str) -> None:
        """Give the hearing another title."""
        self._change(hearing_id, "rename", "title", title)

    def remove(self, hearing_id: str) -> None:
        """Hide the hearing; all that was noted stays."""
        self._change(hearing_id, "remove", "removed_utc", utc_text(datetime.now(UTC)))

    def restore(self, hearing_id: str) -> None:
        """Bring back a hearing that was removed."""
        self._change(hearing_id, "restore", "removed_utc", None)

    def _change(self, hearing_id: str, action: str, column: str, value: str | None) -> None:
        with transaction(self._connection):
            row = self._connection.execute(
                f"SELECT {column} FROM hearing WHERE id = ?", (hearing_id,)
            ).fetchone()
            self._connection.execute(
                f"UPDATE hearing SET {column} = ? WHERE id = ?", (value, hearing_id)
            )
            self._log(hearing_id, action, dict(row), {column: value})

    def _log(
        self, hearing_id: str, action: str, before: dict[str, Any] | None, after: dict[str, Any]
    ) -> None:
        self._connection.execute(
            "INSERT INTO change (utc, who, hearing_id, action, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                utc_text(datetime.now(UTC)),
                self._who,
                hearing_id,
                action,
                json.dumps(before) if before else None,
                json.dumps(after),
            ),
        )

    def remember_position(self, hearing_id: str, resume_s: float) -> None:
        """Where to go on with this hearing the next time; not a change worth undoing."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE hearing SET resume_s = ? WHERE id = ?", (resume_s, hearing_id)
            )


def upsert(connection: sqlite3.Connection, table: str, columns: dict[str, Any]) -> None:
    """Insert the row, or overwrite the one with the same id."""
    names = ", ".join(columns)
    values = ", ".join(f":{name}" for name in columns)
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {changes}",
        columns,
    )


def hearing_columns(hearing: Hearing) -> dict[str, Any]:
    """A hearing as the values of its row."""
    return {
        "id": hearing.id,
        "title": hearing.title,
        "body": hearing.body,
        "date": hearing.date.isoformat() if hearing.date else None,
        "created_utc": utc_text(hearing.created_utc),
        "opened_utc": utc_text(hearing.opened_utc) if hearing.opened_utc else None,
        "resume_s": hearing.resume_s,
    }


def recording_columns(recording: Recording) -> dict[str, Any]:
    """A recording as the values of its row."""
    return {
        "id": recording.id,
        "hearing_id": recording.hearing_id,
        "platform": recording.platform,
        "key": recording.key,
        "url": recording.url,
        "title": recording.title,
        "duration_s": recording.duration_s,
    }


def _hearing(row: sqlite3.Row) -> Hearing:
    return Hearing(
        id=row["id"],
        title=row["title"],
        created_utc=utc_from_text(row["created_utc"]),
        body=row["body"],
        date=date.fromisoformat(row["date"]) if row["date"] else None,
        opened_utc=utc_from_text(row["opened_utc"]) if row["opened_utc"] else None,
        resume_s=row["resume_s"],
    )


def _recording(row: sqlite3.Row) -> Recording:
    return Recording(
        id=row["id"],
        hearing_id=row["hearing_id"],
        platform=row["platform"],
        key=row["key"],
        url=row["url"],
        title=row["title"],
        duration_s=row["duration_s"],
    )
