"""A search in all hearings: words, marks, and which hearings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hearingnotes.model.hearing import Hearing
from hearingnotes.model.marks import MARK, read_marks


@dataclass(frozen=True, slots=True)
class Query:
    """A search for notes.

    A note fits when it has all `words`, whole or as the beginnings of its words. `speakers` and
    `tags` are without their sign, as written, for the index does not fold letters as marks do; a
    note has to have them all. `body` is a part of the name of the hearing's body; `since` and
    `until` are its days, both included.
    """

    words: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    body: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Return whether the query has any criterion."""
        return bool(self.words or self.speakers or self.tags or self.body) or (
            self.since is not None or self.until is not None
        )

    @property
    def is_for_words_alone(self) -> bool:
        """Whether words are the only criterion."""
        return self == Query(self.words)

    def fits_note(self, text: str) -> bool:
        """Return whether a note with this text has the marks; the index finds the words."""
        if not self.speakers and not self.tags:
            return True
        marks = read_marks(text)
        speakers, tags = map(str.casefold, self.speakers), map(str.casefold, self.tags)
        return {*speakers} <= {*marks.mentions} and {*tags} <= {*marks.tags}

    def fits_hearing(self, hearing: Hearing) -> bool:
        """Return whether the hearing fits the body and the days."""
        day = hearing.date or hearing.created_utc.astimezone().date()
        is_late = self.since is None or day >= self.since
        is_early = self.until is None or day <= self.until
        return is_late and is_early and self.body.casefold() in hearing.body.casefold()


def query_of(words: Iterable[str]) -> Query:
    """Return the query for typed words: `@chair` asks for a speaker, `#vote` for a tag."""
    plain, speakers, tags = [], [], []
    for word in words:
        match = MARK.fullmatch(word)
        if match is None:
            plain.append(word)
        elif match["speaker"]:
            speakers.append(match["speaker"])
        else:
            tags.append(match["tag"])
    return Query(tuple(plain), tuple(speakers), tuple(tags))


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter for the notes of one hearing.

    `words` are parts of a note's text, in lower case. Of each set of marks, a note needs one.
    """

    words: tuple[str, ...] = ()
    speakers: tuple[frozenset[str], ...] = ()
    tags: tuple[frozenset[str], ...] = ()

    def fits(self, text: str) -> bool:
        """Return whether a note with this text passes the filter."""
        folded = text.casefold() if self.words else ""
        if not all(word in folded for word in self.words):
            return False
        if not self.speakers and not self.tags:
            return True
        marks = read_marks(text)
        return _has_each(self.speakers, marks.mentions) and _has_each(self.tags, marks.tags)


def filter_of(query: Query, texts: Iterable[str]) -> Filter:
    """Return the filter for notes with these texts.

    A mark means itself where one of the texts has it; otherwise, as it may still be typed, each
    mark that begins with it.
    """
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
