"""Help while a note is typed: marks are completed, abbreviations written out. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hearingnotes.model.marks import mark_at, read_marks
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster

_WORD = re.compile(r"(?<![\w@#])\w[\w.-]*$")
_REACH = 60
"""How many characters before the cursor are searched for an abbreviation."""
ENDS_A_WORD = " \t.,;:!?)]}\"'”’»"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mark with its sign, and the person that it stands for where that is known."""

    mark: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Aids:
    """The roster of the hearing, and the marks that its notes have used, latest first."""

    roster: Roster = Roster()
    used: tuple[str, ...] = ()

    def suggestions(self, line: str, cursor: int) -> list[Suggestion]:
        """Return the marks that complete the one ending at the cursor, likeliest first."""
        typed = mark_at(line, cursor)
        if not typed:
            return []
        speakers = self.roster.speakers if typed[0] == "@" else ()
        known = {f"@{s.mark}": Suggestion(f"@{s.mark}", s.in_full) for s in speakers}
        wanted = {mark: None for mark in (*self.used, *known) if _starts_with(mark, typed)}
        by_name = {
            suggestion.mark: None
            for suggestion in known.values()
            if any(
                _starts_with(f"@{word}", typed) for word in suggestion.meaning.casefold().split()
            )
        }
        return [known.get(mark, Suggestion(mark)) for mark in {**wanted, **by_name}]

    def written_out(self, line: str, cursor: int) -> tuple[int, str] | None:
        """Return the start and the meaning of the abbreviation ending at the cursor, else None."""
        start = max(0, cursor - _REACH)
        match = _WORD.search(line, start, cursor) if self.roster.abbreviations else None
        if match is None:
            return None
        meaning = self.roster.abbreviations.get(match[0].casefold())
        return (match.start(), meaning) if meaning is not None else None


def used_marks(notes: Iterable[Note]) -> tuple[str, ...]:
    """Return the marks of these notes, each once, in the order of the notes."""
    marks = (read_marks(note.text) for note in notes)
    signed = (
        mark
        for each in marks
        for mark in (*(f"@{name}" for name in each.mentions), *(f"#{tag}" for tag in each.tags))
    )
    return tuple(dict.fromkeys(signed))


def speaker_before(current: str, notes: Iterable[Note]) -> str | None:
    """Return the speaker who spoke before `current`. `notes` come latest first; None without
    speakers."""
    speakers = (read_marks(note.text).speaker for note in notes)
    spoken: Sequence[str] = [*dict.fromkeys(filter(None, speakers))]
    if not spoken:
        return None
    at = spoken.index(current) + 1 if current in spoken else 0
    return spoken[at % len(spoken)]


def _starts_with(mark: str, typed: str) -> bool:
    return mark != typed and mark.startswith(typed.casefold())
