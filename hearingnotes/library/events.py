"""What the thread that writes tells the screens."""

from dataclasses import dataclass

from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.tracked import UndoStep
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.note import Note


@dataclass(frozen=True, slots=True)
class NotesChanged:
    """These notes are on the disk as they stand here, by this program or another.

    `saved` is the id of the note that this program asked to have written, once for each asking.
    """

    notes: tuple[Note, ...]
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class AnchorsChanged:
    """The hearing has these anchors now, by this program or another; all that hold."""

    hearing_id: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class DraftsChanged:
    """These drafts are on the disk as they stand here, by this program or another."""

    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """A change of this draft that this program asked for is on the disk; once for each asking."""

    draft_id: str


@dataclass(frozen=True, slots=True)
class HearingUpdated:
    """Another program has described the hearing and its recordings so."""

    hearing: Hearing
    recordings: tuple[Recording, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoApplied:
    """An undo or redo was asked for in the hearing or draft `of`; `step` is None when there was
    nothing to turn, or when it could not be turned: `why` says so in a sentence then."""

    action: str
    step: UndoStep | None
    of: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class HearingMerged:
    """The recording of the new hearing `gone_id` was in the library already: it goes on in that
    hearing, which has these notes and anchors."""

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
