"""Stored hearings and their recordings."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from hearingnotes.library.changes import ChangeLog
from hearingnotes.library.codec import Columns
from hearingnotes.library.database import transaction
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.recordings import find_same
from hearingnotes.model.serialization import (
    hearing_from_plain,
    hearing_plain,
    recording_from_plain,
    recording_plain,
    utc_from_text,
    utc_text,
)

_UNLOGGED = ("opened_utc", "resume_s", "reach_s", "captions")
_AS_JSON = ("leads", "roster", "agenda")


@dataclass(frozen=True, slots=True)
class StoredHearing:
    """A hearing with its recordings and the number of its notes, for lists of hearings."""

    hearing: Hearing
    recordings: tuple[Recording, ...]
    note_count: int
    removed_utc: datetime | None = None

    @property
    def address(self) -> str:
        """The address of the first recording, which distinguishes hearings of the same title."""
        return next((recording.url for recording in self.recordings), "")


class HearingStore:
    """The hearings of one library."""

    def __init__(self, connection: sqlite3.Connection, changes: ChangeLog) -> None:
        self._connection = connection
        self._changes = changes
        self._known: dict[str, Columns] = {}

    def all(self) -> list[StoredHearing]:
        """Return all hearings that are not removed, the one opened last first."""
        return self._read("removed_utc IS NULL")

    def removed(self) -> list[StoredHearing]:
        """Return all hearings that are removed; none of their notes are lost."""
        return self._read("removed_utc IS NOT NULL")

    def _read(self, condition: str) -> list[StoredHearing]:
        recordings: dict[str, list[Recording]] = {}
        for row in self._connection.execute(
            "SELECT * FROM recording WHERE removed_utc IS NULL ORDER BY id"
        ):
            self._known[row["id"]] = dict(row)
            recordings.setdefault(row["hearing_id"], []).append(_recording(row))
        note_counts = dict(
            self._connection.execute(
                "SELECT hearing_id, count(*) FROM note WHERE deleted_utc IS NULL"
                " GROUP BY hearing_id"
            ).fetchall()
        )
        rows = self._connection.execute(
            f"SELECT * FROM hearing WHERE {condition}"
            " ORDER BY coalesce(opened_utc, created_utc) DESC, id DESC"
        ).fetchall()
        self._known.update((row["id"], dict(row)) for row in rows)
        return [
            StoredHearing(
                _hearing(row),
                tuple(recordings.get(row["id"], ())),
                note_counts.get(row["id"], 0),
                utc_from_text(row["removed_utc"]) if row["removed_utc"] else None,
            )
            for row in rows
        ]

    def external_update(self, hearing_id: str) -> tuple[Hearing, tuple[Recording, ...]] | None:
        """Return the hearing and its recordings, if another program has changed or added any of
        them.

        None where they are as this program read or saved them last.
        """
        row = self._connection.execute(
            "SELECT * FROM hearing WHERE id = ?", (hearing_id,)
        ).fetchone()
        recordings = self._connection.execute(
            "SELECT * FROM recording WHERE hearing_id = ? AND removed_utc IS NULL ORDER BY id",
            (hearing_id,),
        ).fetchall()
        if row is None or not any(map(self._is_news, (row, *recordings))):
            return None
        return _hearing(row), tuple(map(_recording, recordings))

    def _is_news(self, row: sqlite3.Row) -> bool:
        known = self._known.get(row["id"])
        return known is None or any(
            row[name] != value for name, value in known.items() if name not in _UNLOGGED
        )

    def with_recording(self, platform: str, key: str) -> StoredHearing | None:
        """Return the hearing that has this recording, a removed one if no other has; None without
        one."""
        everything = (*self.all(), *self.removed())
        of_all = {r.id: stored for stored in everything for r in stored.recordings}
        recordings = (recording for stored in everything for recording in stored.recordings)
        found = find_same(recordings, platform, key)
        return of_all[found.id] if found is not None else None

    def save(self, hearing: Hearing, recordings: Iterable[Recording]) -> None:
        """Insert or update the hearing and its recordings.

        Of stored rows, only the values that this program has changed since it read or saved them
        last are written: another program may have newer ones. A removed hearing comes back.
        """
        with transaction(self._connection):
            stored = self.upsert(hearing, recordings)
        self._known.update(stored)

    def save_or_merge(
        self, hearing: Hearing, recordings: Sequence[Recording]
    ) -> StoredHearing | None:
        """Save the hearing as `save` does, or merge it into the one that has its recording.

        A hearing without a stored recording is merged into another that has one of `recordings`;
        that one is returned, None otherwise. So two programs that open the same new link at once
        create one hearing, and so does a channel's page, whose video is known only later.
        """
        with transaction(self._connection):
            other = self._merge_target(hearing.id, recordings)
            if other is None:
                stored = self.upsert(hearing, recordings)
            else:
                for table in ("note", "anchor", "journal", "change"):
                    self._connection.execute(
                        f"UPDATE {table} SET hearing_id = ? WHERE hearing_id = ?",
                        (other.hearing.id, hearing.id),
                    )
                self._rename_in_drafts(hearing.id, other.hearing.id)
                self._connection.execute("DELETE FROM hearing WHERE id = ?", (hearing.id,))
                stored = self.upsert(replace(other.hearing, opened_utc=hearing.opened_utc), ())
        self._known.update(stored)
        return other

    def _rename_in_drafts(self, old_id: str, new_id: str) -> None:
        """Replace the hearing's id in articles and their log. An id is unique in these texts."""
        for table, columns, condition in (
            ("draft", ("hearing_ids", "paragraphs"), "1"),
            ("change", ("before", "after"), "draft_id IS NOT NULL"),
        ):
            for column in columns:
                self._connection.execute(
                    f"UPDATE {table} SET {column} = replace({column}, ?, ?) WHERE {condition}",
                    (old_id, new_id),
                )

    def _merge_target(
        self, hearing_id: str, recordings: Iterable[Recording]
    ) -> StoredHearing | None:
        own = self._connection.execute(
            "SELECT 1 FROM recording WHERE hearing_id = ?", (hearing_id,)
        ).fetchone()
        if own is not None:
            return None
        others = (self.with_recording(r.platform, r.key) for r in recordings)
        return next((other for other in others if other is not None), None)

    def upsert(self, hearing: Hearing, recordings: Iterable[Recording]) -> dict[str, Columns]:
        """Insert or update as a part of the caller's transaction; return the values by id."""
        columns = {**hearing_columns(hearing), "removed_utc": None}
        of_recordings = [recording_columns(recording) for recording in recordings]
        self._upsert("hearing", hearing.id, columns)
        for of_recording in of_recordings:
            self._upsert("recording", hearing.id, of_recording)
        return {stored["id"]: stored for stored in (columns, *of_recordings)}

    def remove_recording(self, recording: Recording) -> None:
        """Leave a tombstone: its notes and anchors still refer to the recording."""
        after = {"id": recording.id, "removed_utc": utc_text(datetime.now(UTC))}
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE recording SET removed_utc = :removed_utc WHERE id = :id", after
            )
            self._changes.log(recording.hearing_id, "recording", {"id": recording.id}, after)

    def rename(self, hearing_id: str, title: str) -> None:
        """Give the hearing another title."""
        self._change(hearing_id, "rename", "title", title)

    def remove(self, hearing_id: str) -> None:
        """Hide the hearing; all its notes stay."""
        self._change(hearing_id, "remove", "removed_utc", utc_text(datetime.now(UTC)))

    def restore(self, hearing_id: str) -> None:
        """Restore a removed hearing."""
        self._change(hearing_id, "restore", "removed_utc", None)

    def _change(self, hearing_id: str, action: str, column: str, value: str | None) -> None:
        with transaction(self._connection):
            row = self._connection.execute(
                f"SELECT {column} FROM hearing WHERE id = ?", (hearing_id,)
            ).fetchone()
            self._connection.execute(
                f"UPDATE hearing SET {column} = ? WHERE id = ?", (value, hearing_id)
            )
            self._changes.log(hearing_id, action, dict(row), {column: value})

    def remember_position(self, hearing_id: str, resume_s: float) -> None:
        """Store the second at which playback resumes; it is not logged."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE hearing SET resume_s = ? WHERE id = ?", (resume_s, hearing_id)
            )

    def remember_reach(self, recording_id: str, reach_s: float) -> None:
        """Store the last known second of a broadcast; it never decreases."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE recording SET reach_s = max(coalesce(reach_s, 0), ?) WHERE id = ?",
                (reach_s, recording_id),
            )

    def _upsert(self, table: str, hearing_id: str, columns: Columns) -> None:
        row = self._connection.execute(f"SELECT * FROM {table} WHERE id = :id", columns).fetchone()
        if row is None:
            names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
            self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", columns)
            self._changes.log(hearing_id, table, None, _worth_logging(columns))
            return
        known = self._known.get(row["id"], {})
        fields = {
            name: value
            for name, value in columns.items()
            if value != row[name]
            and not _is_known(known, name, value)
            and not _is_older(name, value, row[name])
        }
        if not fields:
            return
        changes = ", ".join(f"{name} = :{name}" for name in fields)
        self._connection.execute(
            f"UPDATE {table} SET {changes} WHERE id = :id", {**fields, "id": row["id"]}
        )
        after = _worth_logging(fields)
        if after:
            before = {name: row[name] for name in after}
            self._changes.log(
                hearing_id, table, {"id": row["id"], **before}, {"id": row["id"], **after}
            )


def _is_known(known: Columns, name: str, value: object) -> bool:
    return name in known and known[name] == value


def _is_older(name: str, value: Any, stored: Any) -> bool:
    """Return whether the stored value is newer: it comes from `remember_position` or
    `remember_reach`."""
    return name == "resume_s" or (name == "reach_s" and (value or 0.0) <= (stored or 0.0))


def _worth_logging(columns: Columns) -> Columns:
    return {name: value for name, value in columns.items() if name not in _UNLOGGED}


def hearing_columns(hearing: Hearing) -> Columns:
    """Return the values of a hearing's row by column."""
    plain = hearing_plain(hearing)
    as_text = {name: json.dumps(plain[name]) for name in _AS_JSON}
    opened_utc = utc_text(hearing.opened_utc) if hearing.opened_utc else None
    return {**plain, **as_text, "opened_utc": opened_utc, "resume_s": hearing.resume_s}


def recording_columns(recording: Recording) -> Columns:
    """Return the values of a recording's row by column."""
    opened_utc = utc_text(recording.opened_utc) if recording.opened_utc else None
    plain = recording_plain(recording)
    own = {"opened_utc": opened_utc, "captions": recording.captions}
    return {**plain, "hearing_id": recording.hearing_id, **own}


def _hearing(row: sqlite3.Row) -> Hearing:
    plain = {**row, **{name: json.loads(row[name]) for name in _AS_JSON}}
    return replace(
        hearing_from_plain(plain),
        opened_utc=utc_from_text(row["opened_utc"]) if row["opened_utc"] else None,
        resume_s=row["resume_s"],
    )


def _recording(row: sqlite3.Row) -> Recording:
    return replace(
        recording_from_plain({**row}, row["hearing_id"]),
        captions=row["captions"],
        opened_utc=utc_from_text(row["opened_utc"]) if row["opened_utc"] else None,
    )
