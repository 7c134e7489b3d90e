"""The tables of the change log, the steps of undo, and the sets of changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hearingnotes.library.codec import (
    ANCHOR_COLUMNS,
    DRAFT_COLUMNS,
    NOTE_COLUMNS,
    rebased_text,
)
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft
from hearingnotes.model.note import Note

Rebase = Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True)
class TrackedTable:
    """A table whose changes can be undone.

    `logged_as` is the log's column for its id, `tombstone` the column with the time of removal,
    `scope` the column with the id of the hearing or draft to whose undo it belongs.
    """

    table: str
    columns: tuple[str, ...]
    logged_as: str
    tombstone: str
    scope: str = "hearing_id"
    rebase: Mapping[str, Rebase] = field(default_factory=dict, hash=False)
    """For columns that several people write at once: applies the change from one value to another
    to a third."""


NOTE = TrackedTable("note", NOTE_COLUMNS, "note_id", "deleted_utc")
ANCHOR = TrackedTable("anchor", ANCHOR_COLUMNS, "anchor_id", "removed_utc")
DRAFT = TrackedTable(
    *("draft", DRAFT_COLUMNS, "draft_id", "removed_utc"),
    scope="id",
    rebase={"paragraphs": rebased_text},
)


@dataclass(frozen=True, slots=True)
class UndoStep:
    """A step that was undone or redone, with the row as it is now."""

    action: str
    note: Note | None = None
    anchor: Anchor | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The changes after some number of the log.

    `seq` is the log's newest number. `notes` and `drafts` include tombstones. `anchored` are the
    ids of hearings with changed anchors, `described` those with changed descriptions.
    """

    seq: int
    notes: tuple[Note, ...] = ()
    anchored: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    described: tuple[str, ...] = ()
