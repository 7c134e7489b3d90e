"""An article being written: its paragraphs in order, each citing notes of one or several hearings.

All functions return another draft; none is changed in place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hearingnotes.model.marks import Marks
from hearingnotes.model.quoted import within_prose


class ParagraphKind(StrEnum):
    """The kinds of paragraph."""

    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A note that is cited; its place is computed when it is shown."""

    hearing_id: str
    note_id: str


@dataclass(frozen=True, slots=True)
class LinkSource:
    """A second of a recording that is cited without a note, as in an imported article.

    `is_unverified` says that the article cited a quote of captions there that nobody had verified.
    `quote_id` is the stored note with that quote, if there is one: its state is the current one.
    """

    platform: str
    key: str
    url: str
    second_s: float
    is_unverified: bool = False
    quote_id: str = ""


Source = NoteSource | LinkSource


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with their sources: one, several or none."""

    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive passages."""

    id: str
    passages: tuple[Passage, ...]
    kind: ParagraphKind = ParagraphKind.TEXT

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return " ".join(passage.text for passage in self.passages)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources of the paragraph's passages."""
        return tuple(source for passage in self.passages for source in passage.sources)

    @property
    def needs_source(self) -> bool:
        """Whether some words of the paragraph lack a source; a heading needs none."""
        worded = (passage for passage in self.passages if passage.text.strip())
        return self.kind is not ParagraphKind.HEADING and not all(
            passage.sources for passage in worded
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An article, and the hearings whose notes are shown beside it in the editor."""

    id: str
    created_utc: datetime
    headline: str = ""
    standfirst: str = ""
    hearing_ids: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    removed_utc: datetime | None = None

    @property
    def unsourced(self) -> int:
        """The number of paragraphs that need a source."""
        return sum(paragraph.needs_source for paragraph in self.paragraphs)

    @property
    def cited_hearing_ids(self) -> tuple[str, ...]:
        """The hearings of the notes that are cited, each once."""
        sources = (source for paragraph in self.paragraphs for source in paragraph.sources)
        ids = (source.hearing_id for source in sources if isinstance(source, NoteSource))
        return tuple(dict.fromkeys(ids))

    def index_of(self, paragraph_id: str | None) -> int | None:
        """Return the index of a paragraph; None where the draft does not have it."""
        ids = [paragraph.id for paragraph in self.paragraphs]
        return ids.index(paragraph_id) if paragraph_id in ids else None


def with_inserted(draft: Draft, after_id: str | None, *new: Paragraph) -> Draft:
    """Return the draft with these paragraphs behind another; with None, in front of all."""
    at = draft.index_of(after_id)
    place = 0 if at is None else at + 1
    return _with(draft, (*draft.paragraphs[:place], *new, *draft.paragraphs[place:]))


def without(draft: Draft, paragraph_id: str) -> Draft:
    """Return the draft without a paragraph."""
    return _with(draft, (p for p in draft.paragraphs if p.id != paragraph_id))


def with_moved(draft: Draft, paragraph_id: str, steps: int) -> Draft:
    """Return the draft with a paragraph moved down by `steps`, or up where they are negative."""
    at = draft.index_of(paragraph_id)
    if at is None:
        return draft
    others = [p for p in draft.paragraphs if p.id != paragraph_id]
    others.insert(max(0, min(len(others), at + steps)), draft.paragraphs[at])
    return _with(draft, others)


def with_passages(draft: Draft, paragraph_id: str, passages: Sequence[Passage]) -> Draft:
    """Return the draft with other passages in a paragraph; without passages, the paragraph is
    removed."""
    if not passages:
        return without(draft, paragraph_id)
    return _changed(draft, paragraph_id, lambda p: replace(p, passages=tuple(passages)))


def with_joined(
    draft: Draft, paragraph_id: str, *passages: Passage, kind: ParagraphKind = ParagraphKind.TEXT
) -> Draft:
    """Return the draft with passages from a paragraph of this kind appended to another.

    A quote joined with another kind becomes prose, its spoken words in quotation marks.
    """

    def joined(first: Paragraph) -> Paragraph:
        if first.kind is kind:
            return replace(first, passages=(*first.passages, *passages))
        both = (*_as_prose(first.passages, first.kind), *_as_prose(passages, kind))
        return replace(first, passages=both, kind=_in_prose(first.kind))

    return _changed(draft, paragraph_id, joined)


def with_kind(draft: Draft, paragraph_id: str, kind: ParagraphKind) -> Draft:
    """Return the draft with a paragraph of another kind."""
    return _changed(draft, paragraph_id, lambda p: replace(p, kind=kind))


def with_merged(draft: Draft, paragraph_id: str) -> Draft:
    """Return the draft with a paragraph appended to the one before it."""
    at = draft.index_of(paragraph_id)
    if not at:
        return draft
    before, moved = draft.paragraphs[at - 1], draft.paragraphs[at]
    return with_joined(without(draft, moved.id), before.id, *moved.passages, kind=moved.kind)


def with_split(draft: Draft, paragraph_id: str, passage: int, new_id: str) -> Draft:
    """Return the draft with a paragraph split in two in front of this passage."""
    at = draft.index_of(paragraph_id)
    if at is None or not 0 < passage < len(draft.paragraphs[at].passages):
        return draft
    whole = draft.paragraphs[at]
    first = replace(whole, passages=whole.passages[:passage])
    second = replace(whole, id=new_id, passages=whole.passages[passage:])
    return _with(draft, (*draft.paragraphs[:at], first, second, *draft.paragraphs[at + 1 :]))


def with_hearing(draft: Draft, old_id: str, new_id: str) -> Draft:
    """Return the draft with one hearing replaced by the one that it was merged into."""

    def source(cited: Source) -> Source:
        if isinstance(cited, NoteSource) and cited.hearing_id == old_id:
            return NoteSource(new_id, cited.note_id)
        return cited

    ids = (new_id if id_ == old_id else id_ for id_ in draft.hearing_ids)
    return replace(with_sources(draft, source), hearing_ids=tuple(dict.fromkeys(ids)))


def with_sources(draft: Draft, change: Callable[[Source], Source]) -> Draft:
    """Return the draft with `change` applied to each source."""

    def passage(old: Passage) -> Passage:
        return replace(old, sources=tuple(map(change, old.sources)))

    paragraphs = (replace(p, passages=tuple(map(passage, p.passages))) for p in draft.paragraphs)
    return _with(draft, paragraphs)


def rebased(
    was: Sequence[Paragraph], wanted: Sequence[Paragraph], now: Sequence[Paragraph]
) -> tuple[Paragraph, ...]:
    """Apply the changes between `was` and `wanted` to `now`: two people write one article.

    Paragraphs that others added stay where they are. A paragraph that others removed comes back if
    it was changed here, so that no typed word is lost.
    """
    before, after = ({p.id: p for p in paragraphs} for paragraphs in (was, wanted))
    touched = {id_ for id_, p in after.items() if before.get(id_) != p}
    moved = touched - {p.id for p in now} | _moved(was, wanted)
    removed = before.keys() - after.keys()
    stored = [after.get(p.id, p) if p.id in touched else p for p in now if p.id not in removed]
    result = [p for p in stored if p.id not in moved]
    for at, paragraph in enumerate(wanted):
        if paragraph.id in moved and (paragraph.id in touched or paragraph in stored):
            ahead = [p.id for p in wanted[:at]]
            result.insert(_behind(result, ahead), paragraph)
    return tuple(result)


def _moved(was: Sequence[Paragraph], wanted: Sequence[Paragraph]) -> set[str]:
    """Return the ids of the paragraphs in both that are outside the longest run in unchanged
    order."""
    places = {p.id: at for at, p in enumerate(was)}
    order = [(places[p.id], p.id) for p in wanted if p.id in places]
    runs: list[list[tuple[int, str]]] = []
    for entry in order:
        best = max((run for run in runs if run[-1] < entry), key=len, default=[])
        runs.append([*best, entry])
    stored = {id_ for _, id_ in max(runs, key=len, default=[])}
    return {id_ for _, id_ in order} - stored


def _behind(paragraphs: Sequence[Paragraph], ahead: Sequence[str]) -> int:
    """Return the index right behind the last of the paragraphs that are to stand ahead."""
    return max((at + 1 for at, p in enumerate(paragraphs) if p.id in ahead), default=0)


def _as_prose(passages: Sequence[Passage], kind: ParagraphKind) -> Sequence[Passage]:
    if kind is not ParagraphKind.QUOTE:
        return passages
    return [replace(passage, text=within_prose(passage.text)) for passage in passages]


def _in_prose(kind: ParagraphKind) -> ParagraphKind:
    return ParagraphKind.TEXT if kind is ParagraphKind.QUOTE else kind


def _changed(draft: Draft, paragraph_id: str, change: Callable[[Paragraph], Paragraph]) -> Draft:
    return _with(draft, (change(p) if p.id == paragraph_id else p for p in draft.paragraphs))


def _with(draft: Draft, paragraphs: Iterable[Paragraph]) -> Draft:
    return replace(draft, paragraphs=tuple(paragraphs))


def words_of_note(marks: Marks) -> tuple[ParagraphKind, str]:
    """Return the words of a note, with marks of speakers, and their kind: prose or quote.

    A text is a quote when all of it is spoken word for word. Otherwise, also with a speaker's name
    in it, it is prose with the spoken words in quotation marks.
    """
    if not marks.is_quote:
        return ParagraphKind.TEXT, marks.prose or marks.section
    if marks.speakers or any(block.speakers or not block.is_quote for block in marks.blocks):
        return ParagraphKind.TEXT, _prose(marks)
    return ParagraphKind.QUOTE, "\n".join(block.text for block in marks.blocks)


def _prose(marks: Marks) -> str:
    speakers = marks.speakers
    words = [_named(speakers)] if speakers else []
    for block in marks.blocks:
        if block.is_quote and block.speakers != speakers:
            speakers = block.speakers
            # Else these words would seem to be those of the speaker named before.
            words.append(_named(speakers) if speakers else "–")
        words.append(within_prose(block.text) if block.is_quote else block.text)
    return " ".join(words)


def _named(speakers: tuple[str, ...]) -> str:
    return f"{', '.join(f'@{speaker}' for speaker in speakers)}:"
