"""What a file brings, whatever its format."""

import datetime as dt
from dataclasses import dataclass

from hearingnotes.model.draft import Draft
from hearingnotes.model.links import Link
from hearingnotes.model.roster import Roster
from hearingnotes.model.snapshot import HearingSnapshot

USUAL_MARGIN_S = 1.0


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """A text, and where or when it was: at second `second_s` ± `margin_s` of the recording that
    `link` leads to (of the file's only one without it), at an instant, or both.

    `known_as` is the id that it has where the file was written; a note here may have it, too.
    """

    text: str
    second_s: float | None = None
    margin_s: float = USUAL_MARGIN_S
    utc: dt.datetime | None = None
    link: Link | None = None
    starred: bool = False
    verified: bool = False
    from_captions: bool = False
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class ImportedHearing:
    """A hearing, as far as the file knows it.

    `recording` is what the seconds are of that have no link of their own. `whole` is there when the
    file has all that was kept elsewhere, and then it is all that counts; `draft` when the file is
    an article.
    """

    title: str = ""
    body: str = ""
    date: dt.date | None = None
    recording: Link | None = None
    notes: tuple[ImportedNote, ...] = ()
    roster: Roster = Roster()
    whole: HearingSnapshot | None = None
    draft: Draft | None = None
