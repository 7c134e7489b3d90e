"""An open draft: its paragraphs, the notes beside it, what is selected in both. No widget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.draft_document import CitationResolver, DraftDocument, render_draft
from hearingnotes.ids import new_id
from hearingnotes.library.writer import LibraryWriter
from hearingnotes.model import draft as drafts
from hearingnotes.model.draft import (
    Draft,
    NoteSource,
    Paragraph,
    ParagraphKind,
    Passage,
    words_of_note,
)
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.marks import in_words, read_marks
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import in_order

KINDS = (ParagraphKind.TEXT, ParagraphKind.QUOTE, ParagraphKind.HEADING)


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage of the draft: the paragraph's id, and the passage's index in it."""

    paragraph_id: str
    passage: int = 0

    @property
    def id(self) -> str:
        """The paragraph's id and the index as one string."""
        return f"{self.paragraph_id} {self.passage}"


class DraftSession:
    """The state of one open draft. Each change is sent to the library writer."""

    def __init__(
        self, draft: Draft, writer: LibraryWriter, link_style: LinkStyle, *, is_new: bool = False
    ) -> None:
        self.draft = draft
        self._is_new = is_new
        self._writer = writer
        self._options = RenderOptions(link_style)
        self._resolver = CitationResolver({}, self._options)
        self._beside: list[tuple[Note, str]] = []
        self._unsaved = 0
        self._rewording: tuple[Spot | None, str] = (None, "")
        self._reported: Draft | None = None
        self.hearings: Mapping[str, HearingSnapshot] = {}
        self.notes: list[Note] = []
        self.words = ""
        self.note_id: str | None = None
        self.spot: Spot | None = self._first()

    # --- the notes ---

    def set_hearings(self, hearings: Mapping[str, HearingSnapshot]) -> None:
        """Set the hearings whose notes are listed beside the draft or cited in it."""
        self.hearings = hearings
        self._resolver = CitationResolver(hearings, self._options)
        beside = [hearings[h] for h in self.draft.hearing_ids if h in hearings]
        self._beside = [
            (note, note.text.casefold())
            for snapshot in beside
            for _, note in in_order(snapshot.standing, snapshot.timeline)
            if not note.unsent
        ]
        self.filter(self.words)

    def filter(self, words: str) -> None:
        """List only the notes that contain every word, in any case."""
        self.words = words
        wanted = words.casefold().split()
        self.notes = [note for note, text in self._beside if all(word in text for word in wanted)]
        if self.note is None:
            self.note_id = self.notes[0].id if self.notes else None

    @property
    def note(self) -> Note | None:
        """The selected note."""
        return next((note for note in self.notes if note.id == self.note_id), None)

    def select_note_by(self, steps: int) -> None:
        """Move the selection of notes by this many, up where negative."""
        ids = [note.id for note in self.notes]
        self.note_id = _moved(ids, self.note_id, steps)

    def cited_ids(self) -> set[str]:
        """Return the ids of the notes that the draft cites."""
        sources = (source for p in self.draft.paragraphs for source in p.sources)
        return {source.note_id for source in sources if isinstance(source, NoteSource)}

    def document(self) -> DraftDocument:
        """Return the draft as it is now, with its citations resolved."""
        return render_draft(self.draft, self._resolver)

    # --- the draft ---

    @property
    def spots(self) -> list[Spot]:
        """The spots of all passages, in order."""
        return [
            Spot(paragraph.id, at)
            for paragraph in self.draft.paragraphs
            for at in range(len(paragraph.passages))
        ]

    @property
    def paragraph(self) -> Paragraph | None:
        """The paragraph of the selected passage."""
        at = self.draft.index_of(self.spot.paragraph_id) if self.spot is not None else None
        return self.draft.paragraphs[at] if at is not None else None

    @property
    def passage(self) -> Passage | None:
        """The selected passage."""
        if self.paragraph is None or self.spot is None:
            return None
        passages = self.paragraph.passages
        return passages[self.spot.passage] if self.spot.passage < len(passages) else None

    def select_spot_by(self, steps: int) -> None:
        """Move the selection of passages by this many, up where negative."""
        spots = self.spots
        selected = _moved([spot.id for spot in spots], self.spot.id if self.spot else None, steps)
        self.spot = next((spot for spot in spots if spot.id == selected), None)

    def add_note(self, note: Note) -> None:
        """Insert the note as a paragraph after the selected one. A section becomes a heading."""
        marks = read_marks(note.text)
        new: list[Paragraph] = []
        if marks.section:
            heading = Passage(in_words(marks.section, self._names(note)))
            new.append(Paragraph(new_id(), (heading,), ParagraphKind.HEADING))
        if marks.blocks or not new:
            kind, passage = self._as_passage(note)
            new.append(Paragraph(new_id(), (passage,), kind))
        self._insert("add", *new)

    def join_note(self, note: Note) -> None:
        """Append the note to the selected paragraph as one more passage."""
        if self.paragraph is None:
            self.add_note(note)
            return
        (kind, passage), paragraph = self._as_passage(note), self.paragraph
        self.change("join", drafts.with_joined(self.draft, paragraph.id, passage, kind=kind))
        self.spot = Spot(paragraph.id, len(paragraph.passages))

    def cite(self, note: Note) -> None:
        """Add the note to the sources of the selected passage, unless it is one already."""
        passage = self.passage
        source = NoteSource(note.hearing_id, note.id)
        if passage is not None and source not in passage.sources:
            self._replace_passage("cite", replace(passage, sources=(*passage.sources, source)))

    def uncite(self) -> None:
        """Remove the last source of the selected passage."""
        passage = self.passage
        if passage is not None and passage.sources:
            self._replace_passage(
                "take a source away", replace(passage, sources=passage.sources[:-1])
            )

    def add_text(self) -> None:
        """Insert an empty paragraph after the selected one, to be written."""
        self._insert("write", Paragraph(new_id(), (Passage(""),)))

    def start_rewording(self) -> None:
        """Start changing the words of the selected passage."""
        self._rewording = self.spot, self.passage.text if self.passage is not None else ""

    def reword(self, text: str, typing: str) -> None:
        """Set the words of the passage that was selected by `start_rewording`.

        `typing` joins the changes of one typing into one undo step, see `DraftStore.change`. Where
        another program has removed the passage meanwhile, the words become a new paragraph.
        """
        spot, words = self._rewording
        self.spot = spot
        passage = self.passage
        if passage is not None and passage.text == words:
            self._replace_passage("reword", replace(passage, text=text), typing)
        elif text:
            self._insert("reword", Paragraph(new_id(), (Passage(text),)))
        self._rewording = self.spot, text

    def move(self, steps: int) -> None:
        """Move the selected paragraph by this many places, up where negative."""
        if self.spot is not None:
            moved = drafts.with_moved(self.draft, self.spot.paragraph_id, steps)
            self.change("move", moved)

    def merge(self) -> None:
        """Append the selected paragraph to the one before it."""
        at = self.draft.index_of(self.spot.paragraph_id) if self.spot is not None else None
        if not at or self.spot is None:
            return
        before = self.draft.paragraphs[at - 1]
        merged = drafts.with_merged(self.draft, self.spot.paragraph_id)
        self.change("join paragraphs", merged)
        self.spot = Spot(before.id, len(before.passages) + self.spot.passage)

    def split(self) -> bool:
        """Start a new paragraph at the selected passage; return False where it is the first of its
        own."""
        if self.spot is None or self.spot.passage == 0:
            return False
        new = new_id()
        self.change(
            "split",
            drafts.with_split(self.draft, self.spot.paragraph_id, self.spot.passage, new),
        )
        self.spot = Spot(new)
        return True

    def delete(self) -> bool:
        """Remove the selected passage; return False where none is selected."""
        spots, spot, paragraph = self.spots, self.spot, self.paragraph
        if spot is None or paragraph is None:
            return False
        at = spots.index(spot)
        left = [p for i, p in enumerate(paragraph.passages) if i != spot.passage]
        self.change("delete", drafts.with_passages(self.draft, paragraph.id, left))
        rest = self.spots
        self.spot = rest[min(at, len(rest) - 1)] if rest else None
        return True

    def next_kind(self) -> None:
        """Turn the selected paragraph into the next kind: text, quote, heading, and text again."""
        paragraph = self.paragraph
        if paragraph is not None:
            kind = KINDS[(KINDS.index(paragraph.kind) + 1) % len(KINDS)]
            self.change(f"make it {kind.value}", drafts.with_kind(self.draft, paragraph.id, kind))

    def toggle_hearing(self, hearing_id: str) -> bool:
        """List the notes of a hearing beside the draft, or no longer. Return whether they are
        listed."""
        ids = self.draft.hearing_ids
        is_there = hearing_id in ids
        left = tuple(other for other in ids if other != hearing_id)
        wanted = left if is_there else (*ids, hearing_id)
        action = "take notes away" if is_there else "lay notes beside"
        self.change(action, replace(self.draft, hearing_ids=wanted))
        return not is_there

    # --- saving ---

    def start(self) -> None:
        """Save a draft that is new. Call this once the screen receives library events."""
        if self._is_new:
            self._is_new = False
            self._send("new article", self.draft)

    def change(self, action: str, after: Draft, typing: str = "") -> None:
        """Replace the draft as one undo step. `typing` joins the steps of one typing."""
        if after != self.draft:
            self._send(action, after, typing)

    def _send(self, action: str, after: Draft, typing: str = "") -> None:
        self._unsaved += 1
        self._writer.change_draft(action, self.draft, after, typing)
        self.draft = after

    def on_saved(self) -> bool:
        """Note that one of this session's changes is on the disk. Return whether the draft has
        changed, since other programs write, too."""
        self._unsaved -= 1
        newer = self._reported
        if self._unsaved > 0 or newer is None:
            return False
        is_other = newer != self.draft
        self.set_draft(newer)
        return is_other

    def on_hearing_merged(self, gone_id: str, holds_id: str) -> None:
        """Point to the hearing `holds_id` wherever the draft names the hearing `gone_id`."""
        self.draft = drafts.with_hearing(self.draft, gone_id, holds_id)

    def on_drafts_changed(self, found: Sequence[Draft]) -> bool:
        """Take over this draft where it is among those read from the disk. Return whether it has
        changed."""
        ours = next((draft for draft in found if draft.id == self.draft.id), None)
        if ours is None:
            return False
        if self._unsaved > 0:
            self._reported = ours  # the screen is ahead of the disk
            return False
        if ours == self.draft:
            return False
        self.set_draft(ours)
        return True

    def set_draft(self, draft: Draft) -> None:
        """Replace the draft, and select a passage that it has."""
        self.draft, self._reported = draft, None
        if self.passage is None:
            spots = self.spots
            same = [s for s in spots if self.spot and s.paragraph_id == self.spot.paragraph_id]
            self.spot = next(iter([*reversed(same), *spots[-1:]]), None)

    def _first(self) -> Spot | None:
        return next(iter(self.spots), None)

    def _insert(self, action: str, *new: Paragraph) -> None:
        after_id = self.spot.paragraph_id if self.spot is not None else None
        self.change(action, drafts.with_inserted(self.draft, after_id, *new))
        self.spot = Spot(new[-1].id)

    def _replace_passage(self, action: str, passage: Passage, typing: str = "") -> None:
        spot, paragraph = self.spot, self.paragraph
        if spot is None or paragraph is None:
            return
        passages = [passage if i == spot.passage else p for i, p in enumerate(paragraph.passages)]
        self.change(action, drafts.with_passages(self.draft, paragraph.id, passages), typing)

    def _as_passage(self, note: Note) -> tuple[ParagraphKind, Passage]:
        """Return the note's words as a draft words them, with the note as their source."""
        kind, words = words_of_note(read_marks(note.text))
        source = NoteSource(note.hearing_id, note.id)
        return kind, Passage(in_words(words, self._names(note)), (source,))

    def _names(self, note: Note) -> Mapping[str, str]:
        snapshot = self.hearings.get(note.hearing_id)
        return snapshot.roster.names if snapshot is not None else {}


def _moved(ids: Sequence[str], selected: str | None, steps: int) -> str | None:
    if not ids:
        return None
    at = ids.index(selected) if selected in ids else (-1 if steps > 0 else len(ids))
    return ids[max(0, min(len(ids) - 1, at + steps))]
