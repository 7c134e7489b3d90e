"""Leads: the seconds that a link goes back from the moment, for the time that a person needs to
react."""

from collections.abc import Mapping

from hearingnotes.model.marks import read_marks
from hearingnotes.model.note import Note

Leads = Mapping[str, float]
"""The lead of a whole hearing under `""`, of a speaker under `@name`, of a tag under `#name`."""


def lead_s(text: str, leads: Leads) -> float:
    """Return the lead of a note with this text: its speaker's, else its tag's, else the
    hearing's."""
    if not leads:
        return 0.0
    marks = read_marks(text)
    signed = (*(f"@{name}" for name in marks.mentions), *(f"#{tag}" for tag in marks.tags))
    named = next((leads[mark] for mark in signed if mark in leads), None)
    return named if named is not None else leads.get("", 0.0)


def lead_of(note: Note, leads: Leads) -> float:
    """Return the lead of the note's link, in seconds.

    A quote that was nudged to where its captions begin has none: nobody had to react.
    """
    return 0.0 if note.from_captions and note.nudge_s else lead_s(note.text, leads)


def changed_leads(leads: Leads, mark: str, seconds: float) -> dict[str, float]:
    """Return the leads with that of a speaker, a tag or (with no mark) the hearing changed.

    Setting the hearing's lead to 0 removes it; a mark's 0 stays, against the hearing's.
    """
    others = {name: lead for name, lead in leads.items() if name != mark}
    return others if seconds == 0 and not mark else {**others, mark: seconds}
