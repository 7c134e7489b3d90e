"""Anchors, kept."""

import sqlite3
from typing import Any

from hearingnotes.library.codec import moment_from_text, moment_text, utc_from_text, utc_text
from hearingnotes.library.database import transaction
from hearingnotes.library.hearings import upsert
from hearingnotes.model.anchor import Anchor


class Anchors:
    """The anchors of one library. Methods that write return when it is on the disk."""

    def __init__(self, connection: sqlite3.Connection, who: str) -> None:
        self._connection = connection
        self._who = who

    def of_hearing(self, hearing_id: str) -> list[Anchor]:
        """The hearing's anchors in the order they were set; removed ones left out."""
        rows = self._connection.execute(
            "SELECT * FROM anchor WHERE hearing_id = ? AND removed_utc IS NULL ORDER BY id",
            (hearing_id,),
        )
        return [anchor_from_columns(dict(row)) for row in rows]

    def add(self, anchor: Anchor) -> None:
        """Keep a new anchor."""
        with transaction(self._connection):
            upsert(self._connection, "anchor", anchor_columns(anchor))


def anchor_columns(anchor: Anchor) -> dict[str, Any]:
    """An anchor as the values of its row."""
    return {
        "id": anchor.id,
        "hearing_id": anchor.hearing_id,
        "note_id": anchor.note_id,
        "moment": moment_text(anchor.moment),
        "recording_id": anchor.recording_id,
        "second_s": anchor.second_s,
        "removed_utc": utc_text(anchor.removed_utc) if anchor.removed_utc else None,
    }


def anchor_from_columns(columns: dict[str, Any]) -> Anchor:
    """The inverse of `anchor_columns`."""
    removed_utc = columns["removed_utc"]
    return Anchor(
        id=columns["id"],
        hearing_id=columns["hearing_id"],
        note_id=columns["note_id"],
        moment=moment_from_text(columns["moment"]),
        recording_id=columns["recording_id"],
        second_s=columns["second_s"],
        removed_utc=utc_from_text(removed_utc) if removed_utc else None,
    )
