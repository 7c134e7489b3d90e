"""Who speaks in a hearing, and the short forms that are typed for long ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person whom notes call `@mark`.

    `key` is the key, 1 to 9, that captures with them. `lead_s` is how far the links of their
    notes go back.
    """

    mark: str
    name: str = ""
    role: str = ""
    key: int | None = None
    lead_s: float | None = None

    @property
    def in_full(self) -> str:
        """`Shahana Hanif, Chair`; the mark where no name is known."""
        return ", ".join(filter(None, (self.name or self.mark, self.role)))


@dataclass(frozen=True, slots=True)
class Roster:
    """The speakers, and the abbreviations: what is typed, and what it stands for.

    Marks and abbreviations are in lower case, marks without their sign.
    """

    speakers: tuple[Speaker, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.speakers or self.abbreviations)

    def named(self, mark: str) -> Speaker | None:
        """Whom a mark means."""
        return next((speaker for speaker in self.speakers if speaker.mark == mark), None)

    def at_key(self, key: int) -> Speaker | None:
        """Whom a key captures with."""
        return next((speaker for speaker in self.speakers if speaker.key == key), None)

    @property
    def names(self) -> Mapping[str, str]:
        """The names by mark, of those who have one."""
        return {speaker.mark: speaker.name for speaker in self.speakers if speaker.name}

    @property
    def leads(self) -> Mapping[str, float]:
        """The leads of its speakers, as `Leads`."""
        return {f"@{s.mark}": s.lead_s for s in self.speakers if s.lead_s is not None}


def combined(own: Roster, shared: Roster) -> Roster:
    """A hearing's own roster, and behind it the shared one: who has a mark or a key in the
    hearing's own has it."""
    marks = {speaker.mark for speaker in own.speakers}
    keys = {speaker.key for speaker in own.speakers}
    others = (
        replace(speaker, key=None if speaker.key in keys else speaker.key)
        for speaker in shared.speakers
        if speaker.mark not in marks
    )
    return Roster((*own.speakers, *others), {**shared.abbreviations, **own.abbreviations})
