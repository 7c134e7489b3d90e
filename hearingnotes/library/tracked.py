"""What the change log is about: kinds of rows, steps of them, and what has changed since."""

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
    """A kind of row whose changes can be taken back.

    `logged_as` is the log's column for its id, `tombstone` the one that says when it was let go,
    `scope` the one that says whose undo it belongs to: that of a hearing, or of a draft.
    """

    table: str
    columns: tuple[str, ...]
    logged_as: str
    tombstone: str
    scope: str = "hearing_id"
    rebase: Mapping[str, Rebase] = field(default_factory=dict, hash=False)
    """For columns that several people write at once: what was changed between two values of it,
    made in a third."""


NOTE = TrackedTable("note", NOTE_COLUMNS, "note_id", "deleted_utc")
ANCHOR = TrackedTable("anchor", ANCHOR_COLUMNS, "anchor_id", "removed_utc")
DRAFT = TrackedTable(
    *("draft", DRAFT_COLUMNS, "draft_id", "removed_utc"),
    scope="id",
    rebase={"paragraphs": rebased_text},
)


@dataclass(frozen=True, slots=True)
class UndoStep:
    """A change that was taken back or made again, and what it was made to, as it is now."""

    action: str
    note: Note | None = None
    anchor: Anchor | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What has changed: the log's newest number, the notes and drafts, tombstones included, the
    ids of the hearings whose anchors are others than before, and of those described anew."""

    seq: int
    notes: tuple[Note, ...] = ()
    anchored: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    described: tuple[str, ...] = ()
