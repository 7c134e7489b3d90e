"""The speakers of a hearing, and the abbreviations for longer texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person whom notes call `@mark`.

    `key`, 1 to 9, captures a note with this speaker. `lead_s` is how far the links of their notes
    go back.
    """

    mark: str
    name: str = ""
    role: str = ""
    key: int | None = None
    lead_s: float | None = None

    @property
    def in_full(self) -> str:
        """The name and the role, `Shahana Hanif, Chair`; the mark where no name is known."""
        return ", ".join(filter(None, (self.name or self.mark, self.role)))


@dataclass(frozen=True, slots=True)
class Roster:
    """The speakers, and the abbreviations with their expansions.

    Marks and abbreviations are in lower case, marks without their sign.
    """

    speakers: tuple[Speaker, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        """Return whether the roster has a speaker or an abbreviation."""
        return bool(self.speakers or self.abbreviations)

    def named(self, mark: str) -> Speaker | None:
        """Return the speaker with this mark; None without one."""
        return next((speaker for speaker in self.speakers if speaker.mark == mark), None)

    def at_key(self, key: int) -> Speaker | None:
        """Return the speaker with this key; None without one."""
        return next((speaker for speaker in self.speakers if speaker.key == key), None)

    @property
    def names(self) -> Mapping[str, str]:
        """The names by mark, of the speakers who have one."""
        return {speaker.mark: speaker.name for speaker in self.speakers if speaker.name}

    @property
    def leads(self) -> Mapping[str, float]:
        """The leads of the speakers, as `Leads`."""
        return {f"@{s.mark}": s.lead_s for s in self.speakers if s.lead_s is not None}


def combined(own: Roster, shared: Roster) -> Roster:
    """Return a hearing's own roster with the shared one behind it; marks and keys of its own
    win."""
    marks = {speaker.mark for speaker in own.speakers}
    keys = {speaker.key for speaker in own.speakers}
    others = (
        replace(speaker, key=None if speaker.key in keys else speaker.key)
        for speaker in shared.speakers
        if speaker.mark not in marks
    )
    return Roster((*own.speakers, *others), {**shared.abbreviations, **own.abbreviations})
