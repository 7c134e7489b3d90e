"""A draft as it is told: every citation worked out to its link."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hearingnotes.export.addresses import file_name, shown_name
from hearingnotes.export.document import RenderOptions, note_link, time_of_day
from hearingnotes.export.markdown import target
from hearingnotes.model.draft import Draft, LinkSource, Paragraph, Passage, Source
from hearingnotes.model.labels import count, describe_unverified_quotes, margin
from hearingnotes.model.links import write_link
from hearingnotes.model.note import Note
from hearingnotes.model.quoted import in_quotes
from hearingnotes.model.sanitize import one_line, printable
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place

SURE_WITHIN_S = 5.0
# What a sentence ends in so that its source follows it; a full stop follows the source instead.
_ENDS_ITSELF = re.compile(r"\.\.\.$|[!?…:;,]$|[.!?…][\"'”’»)\]]+$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as it is told: its address, and in short the second and how sure that is.

    Without a place in a recording there is no `link`; `stamp` is the time of day then. A source
    `is_gone` that is a note which was deleted since, or is not known at all. `name` is what the
    recording is called. `is_unverified` says that the note quotes captions, and nobody has verified
    it.
    """

    link: str
    stamp: str
    doubt: str = ""
    is_gone: bool = False
    name: str = ""
    is_unverified: bool = False

    @property
    def words(self) -> str:
        """What stands for it in plain text, where a way to a file leads nowhere."""
        is_address = "://" in self.link or not self.name
        return self._format(self.link if is_address else f"{self.name} at {self.stamp}")

    @property
    def markdown(self) -> str:
        """The same in markdown, where it is a link."""
        is_address = "://" in self.link
        return self._format(self.link if is_address else f"[{self.stamp}]({target(self.link)})")

    def _format(self, link: str) -> str:
        if not self.link:
            return f"noted at {self.stamp}, not placed in a recording"
        return f"{link}, {self.doubt}" if self.doubt else link


@dataclass(frozen=True, slots=True)
class DocumentPassage:
    """The words of a passage and its citations. `body` is the words up to where these stand,
    `end` what follows them."""

    text: str
    citations: tuple[Citation, ...]

    @property
    def body(self) -> str:
        """Without the full stop that follows the sources."""
        return self.text.removesuffix(".") if self.end else self.text

    @property
    def quoted(self) -> "DocumentPassage":
        """The same in quotes, where it has none yet: plain text has no other sign for them."""
        return replace(self, text=in_quotes(self.text))

    @property
    def end(self) -> str:
        """The full stop behind the sources; a sentence that ends in another sign needs none."""
        wants_one = self.text and not _ENDS_ITSELF.search(self.text)
        return "." if self.citations and wants_one else ""

    @property
    def source(self) -> str:
        """`Source: …`, `Sources: …, …`; empty without any."""
        return _sources(citation.words for citation in self.citations)

    @property
    def source_markdown(self) -> str:
        """The same in markdown."""
        return _sources(citation.markdown for citation in self.citations)


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph: `kind` is `text`, `heading` or `quote`."""

    id: str
    kind: str
    passages: tuple[DocumentPassage, ...]
    wants_source: bool


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """A draft as it is told. `unsourced` counts the paragraphs that want a source."""

    headline: str
    standfirst: str
    paragraphs: tuple[DocumentParagraph, ...]
    unsourced: int = 0

    @property
    def written(self) -> "DraftDocument":
        """What is written of it: without the passages that have no words, and the paragraphs that
        have no others."""
        worded = (
            replace(paragraph, passages=tuple(p for p in paragraph.passages if p.text))
            for paragraph in self.paragraphs
        )
        return replace(self, paragraphs=tuple(p for p in worded if p.passages))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All of them, in order."""
        passages = (passage for paragraph in self.paragraphs for passage in paragraph.passages)
        return tuple(citation for passage in passages for citation in passage.citations)

    @property
    def unverified_sources(self) -> tuple[str, ...]:
        """Those of its sources, in markdown, that point to such quotes."""
        citations = self.written.citations
        links = (c.markdown for c in citations if c.is_unverified and c.link)
        return tuple(dict.fromkeys(links))

    @property
    def unverified(self) -> int:
        """How many of them point to a quote out of captions that nobody has verified."""
        return sum(citation.is_unverified for citation in self.citations)


def render_draft(draft: Draft, citing: "CitationResolver") -> DraftDocument:
    """The article that a draft is."""
    return DraftDocument(
        _line(draft.headline),
        printable(draft.standfirst).strip(),
        tuple(_paragraph(paragraph, citing) for paragraph in draft.paragraphs),
        draft.unsourced,
    )


def draft_warnings(article: DraftDocument) -> list[str]:
    """Sentences on what the text itself does not tell."""
    sentences = describe_left_out(article)
    article = article.written
    if article.unsourced:
        verb = "has" if article.unsourced == 1 else "have"
        sentences.append(f"{count(article.unsourced, 'paragraph')} {verb} no source.")
    citations = article.citations
    sentences += filter(None, [describe_unverified(article)])
    if gone := sum(citation.is_gone for citation in citations):
        verb = "cites" if gone == 1 else "cite"
        sentences.append(f"{count(gone, 'citation')} {verb} a note that was deleted.")
    if placeless := sum(not citation.link for citation in citations):
        verb = "points" if placeless == 1 else "point"
        sentences.append(
            f"{count(placeless, 'citation')} {verb} to a note without a place in a recording; an "
            "anchor gives one."
        )
    return sentences


def describe_left_out(article: DraftDocument) -> list[str]:
    """What has no words yet, and so is left out of what is written."""
    written = article.written
    passages = {paragraph.id: len(paragraph.passages) for paragraph in article.paragraphs}
    within = sum(passages[p.id] - len(p.passages) for p in written.paragraphs)
    paragraphs = len(article.paragraphs) - len(written.paragraphs)
    return [
        f"{count(number, what)} {'has' if number == 1 else 'have'} no words yet, and "
        f"{'is' if number == 1 else 'are'} left out."
        for number, what in ((paragraphs, "paragraph"), (within, "passage"))
        if number
    ]


def describe_unverified(article: DraftDocument) -> str:
    """That so many cited quotes are a machine's words so far; empty where none is."""
    return describe_unverified_quotes(article.unverified, "cited quote")


class CitationResolver:
    """Works citations out; the notes of each hearing are looked up once."""

    def __init__(
        self,
        hearings: Mapping[str, HearingSnapshot],
        options: RenderOptions,
        recordings: Mapping[str, str] | None = None,
    ) -> None:
        """`hearings` are those of the notes that are cited, by their ids, with tombstones: a note
        that was deleted can still be cited. `recordings` are the ids of those that the links of a
        hearing's notes lead into; of any other, each into its own."""
        self._hearings = hearings
        self._options = options
        self._recordings = recordings or {}
        self._notes: dict[str, dict[str, Note]] = {}

    def citation(self, source: Source) -> Citation:
        """A source as it is told."""
        if isinstance(source, LinkSource):
            return self._of_link(source)
        snapshot = self._hearings.get(source.hearing_id)
        note = self._note(source.hearing_id, source.note_id)
        if snapshot is None or note is None:
            return Citation("", "a time that is not known any more", is_gone=True)
        return self._of_note(note, snapshot)

    def _note(self, hearing_id: str, note_id: str) -> Note | None:
        snapshot = self._hearings.get(hearing_id)
        if hearing_id not in self._notes and snapshot is not None:
            self._notes[hearing_id] = {note.id: note for note in snapshot.notes}
        return self._notes.get(hearing_id, {}).get(note_id)

    def _is_unverified(self, source: LinkSource) -> bool:
        """As the note says that has the quote; where there is none here, as it was said."""
        found = (self._note(id_, source.quote_id) for id_ in self._hearings if source.quote_id)
        quote = next(filter(None, found), None)
        return quote.is_unverified_quote if quote is not None else source.is_unverified

    def _of_link(self, source: LinkSource) -> Citation:
        options = self._options
        link = write_link(
            source.platform, source.key, source.second_s, options.link_style, options.beside
        )
        name = file_name(source.key) if source.platform == "local_file" else source.url
        stamp, is_unverified = format_time(source.second_s), self._is_unverified(source)
        return Citation(link, stamp, name=name, is_unverified=is_unverified)

    def _of_note(self, note: Note, snapshot: HearingSnapshot) -> Citation:
        is_gone = note.deleted_utc is not None
        on = self._recordings.get(note.hearing_id, self._options.recording_id)
        options = replace(self._options, recording_id=on)
        place = snapshot.timeline.place_note(note, on)
        link = note_link(note, snapshot.timeline, snapshot.leads, options)
        if place is None or not link:
            at = time_of_day(note.moment.utc, self._options.zone)
            return Citation("", at, is_gone=is_gone, is_unverified=note.is_unverified_quote)
        name = shown_name(snapshot.timeline.recordings[place.recording_id])
        stamp, is_unverified = format_time(place.second_s), note.is_unverified_quote
        return Citation(link, stamp, _doubt(place), is_gone, name, is_unverified)


def _sources(sources: Iterable[str]) -> str:
    all_sources = tuple(sources)
    word = "Source" if len(all_sources) == 1 else "Sources"
    return f"{word}: {', '.join(all_sources)}" if all_sources else ""


def _doubt(place: Place) -> str:
    return margin(place) if place.margin_s > SURE_WITHIN_S else ""


def _paragraph(paragraph: Paragraph, citing: CitationResolver) -> DocumentParagraph:
    passages = (_passage(passage, citing) for passage in paragraph.passages)
    return DocumentParagraph(
        paragraph.id, paragraph.kind.value, tuple(passages), paragraph.needs_source
    )


def _passage(passage: Passage, citing: CitationResolver) -> DocumentPassage:
    text = printable(passage.text).strip()
    return DocumentPassage(text, tuple(citing.citation(source) for source in passage.sources))


def _line(text: str) -> str:
    return one_line(text, len(text))
