"""Which notes of one hearing are shown while words are typed to filter them."""

from collections.abc import Iterable
from dataclasses import dataclass

from hearingnotes.model.marks import read_marks
from hearingnotes.model.query import Query


@dataclass(frozen=True, slots=True)
class Filter:
    """`words` are parts of a note's text, in lower case; of each set of marks it has one."""

    words: tuple[str, ...] = ()
    speakers: tuple[frozenset[str], ...] = ()
    tags: tuple[frozenset[str], ...] = ()

    def fits(self, text: str) -> bool:
        """Whether a note with this text is shown."""
        folded = text.casefold() if self.words else ""
        if not all(word in folded for word in self.words):
            return False
        if not self.speakers and not self.tags:
            return True
        marks = read_marks(text)
        return _has_each(self.speakers, marks.mentions) and _has_each(self.tags, marks.tags)


def filter_of(query: Query, texts: Iterable[str]) -> Filter:
    """What is asked of notes with these texts: a mark is itself where one of them has it, else, as
    it may still be typed, each that begins so."""
    marks = [*map(read_marks, texts)] if query.speakers or query.tags else []
    speakers = {name for each in marks for name in each.mentions}
    tags = {tag for each in marks for tag in each.tags}
    return Filter(
        tuple(word.casefold() for word in query.words),
        tuple(_meant(name.casefold(), speakers) for name in query.speakers),
        tuple(_meant(tag.casefold(), tags) for tag in query.tags),
    )


def _meant(typed: str, known: set[str]) -> frozenset[str]:
    alike = {typed} if typed in known else {mark for mark in known if mark.startswith(typed)}
    return frozenset(alike)


def _has_each(wanted: Iterable[frozenset[str]], marks: Iterable[str]) -> bool:
    return all(not alike.isdisjoint(marks) for alike in wanted)
