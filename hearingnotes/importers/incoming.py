"""The content of an imported file, whatever its format."""

import datetime as dt
from dataclasses import dataclass

from hearingnotes.model.draft import Draft
from hearingnotes.model.links import Link
from hearingnotes.model.roster import Roster
from hearingnotes.model.snapshot import HearingSnapshot

USUAL_MARGIN_S = 1.0


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """A text with its place, its instant, or both.

    The place is second `second_s` ± `margin_s` of the recording of `link`; without a link, of the
    file's only recording. `known_as` is its id in the program that wrote the file; a stored note
    may have the same.
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
    """A hearing, as far as the file has it.

    `recording` is the recording of seconds without a link. `whole` is present when the file has all
    that was stored elsewhere, and then nothing else counts; `draft` when the file is an article.
    """

    title: str = ""
    body: str = ""
    date: dt.date | None = None
    recording: Link | None = None
    notes: tuple[ImportedNote, ...] = ()
    roster: Roster = Roster()
    whole: HearingSnapshot | None = None
    draft: Draft | None = None
