"""The document of a draft: every citation resolved to its link."""

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
# Ends of sentences that stay before the source; a plain full stop moves behind it.
_ENDS_ITSELF = re.compile(r"\.\.\.$|[!?…:;,]$|[.!?…][\"'”’»)\]]+$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A source in a document: its address, and in short the second and its certainty.

    Without a place in a recording there is no `link`, and `stamp` is the time of day. A source
    `is_gone` when its note was deleted, or is unknown. `name` is the name of the recording.
    `is_unverified` says that the note quotes captions that nobody has verified.
    """

    link: str
    stamp: str
    doubt: str = ""
    is_gone: bool = False
    name: str = ""
    is_unverified: bool = False

    @property
    def words(self) -> str:
        """The citation in plain text, where a relative path leads nowhere."""
        is_address = "://" in self.link or not self.name
        return self._format(self.link if is_address else f"{self.name} at {self.stamp}")

    @property
    def markdown(self) -> str:
        """The citation in markdown, a relative path as a link."""
        is_address = "://" in self.link
        return self._format(self.link if is_address else f"[{self.stamp}]({target(self.link)})")

    def _format(self, link: str) -> str:
        if not self.link:
            return f"noted at {self.stamp}, not placed in a recording"
        return f"{link}, {self.doubt}" if self.doubt else link


@dataclass(frozen=True, slots=True)
class DocumentPassage:
    """The words of a passage and its citations.

    `body` is the words up to the citations, `end` what follows them.
    """

    text: str
    citations: tuple[Citation, ...]

    @property
    def body(self) -> str:
        """The words without the full stop that follows the sources."""
        return self.text.removesuffix(".") if self.end else self.text

    @property
    def quoted(self) -> "DocumentPassage":
        """The passage in quotation marks, where it has none yet: plain text has no other sign of a
        quote."""
        return replace(self, text=in_quotes(self.text))

    @property
    def end(self) -> str:
        """The full stop behind the sources; a sentence that ends in another sign has none."""
        wants_one = self.text and not _ENDS_ITSELF.search(self.text)
        return "." if self.citations and wants_one else ""

    @property
    def source(self) -> str:
        """The sources in plain text: `Source: …`, `Sources: …, …`; empty without any."""
        return _sources(citation.words for citation in self.citations)

    @property
    def source_markdown(self) -> str:
        """The sources in markdown; empty without any."""
        return _sources(citation.markdown for citation in self.citations)


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph of a document; `kind` is `text`, `heading` or `quote`."""

    id: str
    kind: str
    passages: tuple[DocumentPassage, ...]
    wants_source: bool


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """A draft as templates see it. `unsourced` counts the paragraphs that need a source."""

    headline: str
    standfirst: str
    paragraphs: tuple[DocumentParagraph, ...]
    unsourced: int = 0

    @property
    def written(self) -> "DraftDocument":
        """The document without passages that have no words, and without paragraphs that have no
        others."""
        worded = (
            replace(paragraph, passages=tuple(p for p in paragraph.passages if p.text))
            for paragraph in self.paragraphs
        )
        return replace(self, paragraphs=tuple(p for p in worded if p.passages))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, in order."""
        passages = (passage for paragraph in self.paragraphs for passage in paragraph.passages)
        return tuple(citation for passage in passages for citation in passage.citations)

    @property
    def unverified_sources(self) -> tuple[str, ...]:
        """The sources of unverified quotes, in markdown."""
        citations = self.written.citations
        links = (c.markdown for c in citations if c.is_unverified and c.link)
        return tuple(dict.fromkeys(links))

    @property
    def unverified(self) -> int:
        """The number of citations of unverified quotes from captions."""
        return sum(citation.is_unverified for citation in self.citations)


def render_draft(draft: Draft, resolver: "CitationResolver") -> DraftDocument:
    """Return the document of a draft."""
    return DraftDocument(
        _line(draft.headline),
        printable(draft.standfirst).strip(),
        tuple(_paragraph(paragraph, resolver) for paragraph in draft.paragraphs),
        draft.unsourced,
    )


def draft_warnings(article: DraftDocument) -> list[str]:
    """Return sentences on what the document itself does not show."""
    sentences = describe_left_out(article)
    article = article.written
    if article.unsourced:
        verb = "has" if article.unsourced == 1 else "have"
        sentences.append(f"{count(article.unsourced, 'paragraph')} {verb} no source.")
    citations = article.citations
    sentences += filter(None, [describe_unverified(article)])
    if deleted := sum(citation.is_gone for citation in citations):
        verb = "cites" if deleted == 1 else "cite"
        sentences.append(f"{count(deleted, 'citation')} {verb} a note that was deleted.")
    if placeless := sum(not citation.link for citation in citations):
        verb = "points" if placeless == 1 else "point"
        sentences.append(
            f"{count(placeless, 'citation')} {verb} to a note without a place in a recording; an "
            "anchor gives one."
        )
    return sentences


def describe_left_out(article: DraftDocument) -> list[str]:
    """Describe the parts that have no words yet, and so are left out of exports."""
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
    """Describe how many cited quotes are unverified; empty for none."""
    return describe_unverified_quotes(article.unverified, "cited quote")


class CitationResolver:
    """Resolves citations; the notes of each hearing are looked up once."""

    def __init__(
        self,
        hearings: Mapping[str, HearingSnapshot],
        options: RenderOptions,
        recordings: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare to cite notes of these hearings.

        `hearings` are the cited hearings by id, with tombstones: a deleted note can still be cited.
        `recordings` are the ids of the recordings to link into, by hearing; notes of any other
        hearing link into their own.
        """
        self._hearings = hearings
        self._options = options
        self._recordings = recordings or {}
        self._notes: dict[str, dict[str, Note]] = {}

    def citation(self, source: Source) -> Citation:
        """Return the citation of a source."""
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
        """Return the state of the stored quote; where there is none, that of the source."""
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


def _paragraph(paragraph: Paragraph, resolver: CitationResolver) -> DocumentParagraph:
    passages = (_passage(passage, resolver) for passage in paragraph.passages)
    return DocumentParagraph(
        paragraph.id, paragraph.kind.value, tuple(passages), paragraph.needs_source
    )


def _passage(passage: Passage, resolver: CitationResolver) -> DocumentPassage:
    text = printable(passage.text).strip()
    return DocumentPassage(text, tuple(resolver.citation(source) for source in passage.sources))


def _line(text: str) -> str:
    return one_line(text, len(text))
