"""Events of the thread that writes, for the screens."""

from dataclasses import dataclass

from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.tracked import UndoStep
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.note import Note


@dataclass(frozen=True, slots=True)
class NotesChanged:
    """Notes as they are on the disk, changed by this program or another.

    `saved` is the id of the note that this program asked to save, once for each request.
    """

    notes: tuple[Note, ...]
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class AnchorsChanged:
    """All anchors of a hearing that are not removed, changed by this program or another."""

    hearing_id: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class DraftsChanged:
    """Drafts as they are on the disk, changed by this program or another."""

    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """A change of a draft that this program asked for is on the disk; once for each request."""

    draft_id: str


@dataclass(frozen=True, slots=True)
class HearingUpdated:
    """Another program has changed the description of a hearing or its recordings."""

    hearing: Hearing
    recordings: tuple[Recording, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoApplied:
    """An undo or redo in the hearing or draft `of` is done.

    `step` is None when there was nothing to undo or redo, or when that failed: then `why` is a
    sentence.
    """

    action: str
    step: UndoStep | None
    of: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class HearingMerged:
    """The new hearing `gone_id` was merged into a stored one, which has its recording already.

    `stored`, `notes` and `anchors` are those of that hearing.
    """

    gone_id: str
    stored: StoredHearing
    notes: tuple[Note, ...]
    anchors: tuple[Anchor, ...]


LibraryEvent = (
    NotesChanged
    | AnchorsChanged
    | DraftsChanged
    | DraftSaved
    | HearingUpdated
    | UndoApplied
    | HearingMerged
)
