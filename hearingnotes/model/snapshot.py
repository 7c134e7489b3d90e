"""The stored state of one hearing, read at one time."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.lead import Leads
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, combined
from hearingnotes.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class HearingSnapshot:
    """A hearing, its notes (in any order, tombstones where they are known), and what places them.

    `shared` is the roster of all hearings. `changed_utc` is the instant of each note's and each
    anchor's last change by its id, where that is known.
    """

    hearing: Hearing
    timeline: Timeline
    notes: tuple[Note, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    shared: Roster = Roster()
    changed_utc: Mapping[str, dt.datetime] = field(default_factory=dict, hash=False)

    @property
    def standing(self) -> list[Note]:
        """The notes without tombstones."""
        return [note for note in self.notes if note.deleted_utc is None]

    @property
    def roster(self) -> Roster:
        """The hearing's own roster combined with the shared one."""
        return combined(self.hearing.roster, self.shared)

    @property
    def leads(self) -> Leads:
        """The leads of links in this hearing."""
        return leads_in_force(self.hearing, self.roster)


def leads_in_force(hearing: Hearing, roster: Roster) -> Leads:
    """Return the leads of links: those set for the hearing win over those of its roster."""
    return {**roster.leads, **hearing.leads}
