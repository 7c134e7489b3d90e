"""All that is kept of one hearing, and what follows from it together."""

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
    """A hearing, its notes (in any order, tombstones where they are known), what places them.

    `shared` is the roster of all hearings. `changed_utc` is when each note and each anchor, by its
    id, was last changed, where that is known.
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
        """The hearing's own roster over the shared one."""
        return combined(self.hearing.roster, self.shared)

    @property
    def leads(self) -> Leads:
        """How far links go back."""
        return leads_in_force(self.hearing, self.roster)


def leads_in_force(hearing: Hearing, roster: Roster) -> Leads:
    """How far links go back: what is set for the hearing holds over its roster."""
    return {**roster.leads, **hearing.leads}
