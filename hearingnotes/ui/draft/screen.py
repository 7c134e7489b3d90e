"""The screen on which an article is written: the notes on one side, the article on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TextArea

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.draft_document import (
    Citation,
    CitationResolver,
    DraftDocument,
    render_draft,
)
from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.library.events import (
    AnchorsChanged,
    DraftSaved,
    DraftsChanged,
    HearingMerged,
    HearingUpdated,
    NotesChanged,
    UndoApplied,
)
from hearingnotes.library.library import Library
from hearingnotes.library.read import read_existing_library
from hearingnotes.library.writer import SaveBlocked
from hearingnotes.model.draft import Draft, Paragraph
from hearingnotes.model.labels import count, listed_text, stamp_columns
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.session.draft_session import DraftSession
from hearingnotes.ui import messages
from hearingnotes.ui.action import Mode
from hearingnotes.ui.action_screen import ActionScreen
from hearingnotes.ui.draft.layout import DraftLayout
from hearingnotes.ui.library_sentences import (
    article_step,
    describe_undo,
    describe_waiting,
    not_saving,
)
from hearingnotes.ui.read_library import read_library
from hearingnotes.ui.widgets.status_line import StatusLine
from hearingnotes.ui.widgets.text_editor import TextEditor
from hearingnotes.ui.widgets.text_list import TextItem, TextList
from hearingnotes.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from pathlib import Path

    from hearingnotes.config.settings import Settings
    from hearingnotes.model.roster import Roster
    from hearingnotes.ui.keymap import Keymap
    from hearingnotes.ui.program import CaptureTarget
    from hearingnotes.ui.widgets.split_view import Shares

READ_ANEW_S = 0.3
STAMP_CELLS = 8
NO_NOTES = "There are no notes here. {draft_hearings} lays those of a hearing beside the article."
NO_ARTICLE = (
    "Nothing is written yet. {draft_add} takes the chosen note over; "
    "{draft_write} writes without one."
)
FILTERED = "Only notes with “{words}” ({draft_find} changes that)"


class DraftScreen(ActionScreen[bool]):
    """Connects the session of an article with its widgets. What is typed is saved at once.

    Closes with True where a capture has closed it and it is to open again afterwards.
    """

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "TextEditor"

    def __init__(
        self,
        draft_session: DraftSession,
        keymap: Keymap,
        settings: Settings,
        library_path: Path,
        roster: Roster,
        hearing: CaptureTarget | None,
        shares: Shares,
    ) -> None:
        """`hearing` is the screen below, where a hearing may be playing."""
        super().__init__(keymap, settings)
        self.draft_session = draft_session
        self.hearing = hearing
        self._library_path = library_path
        self._roster = roster
        self.arranges = bool(draft_session.draft.paragraphs)
        self.shows_preview = False
        self._on_done: Callable[[str], None] | None = None
        self._on_change: Callable[[str], None] | None = None
        self._items_made_of: tuple[list[Note], set[str]] | None = None
        self._items_of_notes: list[TextItem] = []
        self._is_reading = self._reads_again = False
        self._alarm = self._label = ""
        self._is_closing = False
        self.title_bar = TitleBar()
        format_keys = keymap.format_keys
        self.notes = TextList(
            id="notes", head_cells=STAMP_CELLS + 2, empty_text=format_keys(NO_NOTES)
        )
        self.article = TextList(id="article", head_cells=5, empty_text=format_keys(NO_ARTICLE))
        self.preview = TextList(id="preview", head_cells=0)
        self.panes = DraftLayout(self.notes, self.article, self.preview, shares)
        self.heading = StatusLine()
        self._editor = TextEditor(self.dispatch_key, blink=settings.blink)

    def compose(self) -> ComposeResult:
        """Yield title, panes, editor and footer."""
        yield self.title_bar
        yield self.panes
        yield self.heading
        with Vertical(id="bottom"):
            yield self.editor
        yield self.footer

    def on_mount(self) -> None:
        """Show what is known, and read the notes."""
        self.draft_session.start()
        self.show_all()
        self.read_notes()

    def on_resize(self) -> None:
        """Lay out anew: a wide window has space for the preview beside both."""
        self.set_class(self.panes.is_wide, "-wide")
        self.panes.lay_out()
        self.call_after_refresh(self.show_all)

    # --- keys ---

    @property
    def mode(self) -> Mode:
        """Whether keys are commands, of which pane, or text."""
        if self.editor.is_writing:
            return Mode.REWORDING
        return Mode.ARRANGING if self.arranges else Mode.CHOOSING

    def dispatch_key(self, event: events.Key) -> bool:
        """Run the action of a key; return False for a letter of a text."""
        if self._is_closing:
            self._forward_to_hearing(event)
            return True
        is_writing = self.mode is Mode.REWORDING
        character = None if is_writing else event.character
        action = self.keymap.find(self.mode, event.key, character)
        if action is not None:
            self.perform(action)
            return True
        return not is_writing and self._capture(event.key, event.character)

    @property
    def editor(self) -> TextEditor:
        """The editor in which texts are typed and sentences are shown."""
        return self._editor

    def _capture(self, key: str, character: str | None) -> bool:
        """Capture a moment of the hearing below; its note is typed there."""
        if self.hearing is None or not self.hearing.capture_from_page(key, character):
            return False
        if self.hearing.mode is Mode.WRITING:
            self.close_page(comes_back=True)
        else:
            self.show_message(self.hearing.message or "The moment is marked.")
        return True

    def _forward_to_hearing(self, event: events.Key) -> None:
        """Send the hearing a letter that was pressed right after a capture."""
        if self.hearing is not None:
            self.hearing.type_behind_capture(event)

    # --- writing ---

    def write(
        self,
        label: str,
        text: str,
        on_done: Callable[[str], None],
        on_change: Callable[[str], None] | None = None,
    ) -> None:
        """Have a text typed; `on_change` gets it at each key, `on_done` at the end."""
        self._on_done, self._on_change = on_done, on_change
        self._label = label
        self._show_label()
        self.editor.begin_text(text)
        self.footer.show(self.mode)

    def _show_label(self) -> None:
        self.heading.show("Writing", self._label, alarm=self._alarm, is_writing=True)

    def done_writing(self) -> None:
        """Finish typing."""
        on_done, self._on_done, self._on_change = self._on_done, None, None
        text = self.editor.end_text()
        if on_done is not None:
            on_done(text)
        self.show_all()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._on_change is not None:
            self._on_change(self.editor.text)
            self.show_panes()

    # --- events of the library ---

    def read_notes(self) -> None:
        """Read the notes anew, off the UI thread."""
        if self._is_reading:
            self._reads_again = True  # the read under way may miss later changes
            return
        self._is_reading, self._reads_again = True, False
        draft, roster = self.draft_session.draft, self._roster
        read_library(
            self, self._library_path, partial(_cited, draft, roster), self._on_hearings_read
        )

    def _on_hearings_read(self, found: dict[str, HearingSnapshot] | None) -> None:
        self._is_reading = False
        if found is not None:
            self.draft_session.set_hearings(found)
            self.show_all()
        if self._reads_again:
            self.read_notes()

    def render_now(
        self, options: RenderOptions, recordings: Mapping[str, str] | None = None
    ) -> DraftDocument:
        """Return the article with its sources as they are on the disk, links pointing into these
        recordings. This reads the disk: call it off the UI thread."""
        draft = self.draft_session.draft
        found = read_existing_library(self._library_path, partial(_cited, draft, self._roster))
        return render_draft(draft, CitationResolver(found, options, recordings))

    @on(messages.LibraryReported)
    def _library_reported(self, message: messages.LibraryReported) -> None:
        event = message.event
        if isinstance(event, NotesChanged | AnchorsChanged | HearingUpdated):
            self.set_timer(READ_ANEW_S, self.read_notes)
        elif isinstance(event, HearingMerged):
            self.draft_session.on_hearing_merged(event.gone_id, event.stored.hearing.id)
            self.read_notes()
        elif isinstance(event, DraftSaved):
            if event.draft_id == self.draft_session.draft.id and self.draft_session.on_saved():
                self.show_all()
        elif isinstance(event, DraftsChanged):
            if self.draft_session.on_drafts_changed(event.drafts) and not self.editor.is_writing:
                self.show_all()
        elif isinstance(event, UndoApplied) and self.is_of(event.of):
            self._on_undo_applied(event)

    def on_save_blocked(self, waiting: SaveBlocked) -> None:
        """Show what is not on the disk."""
        self._alarm = not_saving(waiting)
        self.show_message(describe_waiting(waiting), error=bool(waiting.why))
        if self.editor.is_writing:
            self._show_label()
        self.show_all()

    def is_of(self, draft_id: str) -> bool:
        """Return whether this article has the id."""
        return self.draft_session.draft.id == draft_id

    def toggle_hearing(self, hearing_id: str) -> None:
        """List the notes of a hearing beside the article, or no longer."""
        self.draft_session.toggle_hearing(hearing_id)
        self.read_notes()
        self.show_all()

    def run_undo(self, run: Callable[[str], None]) -> None:
        """Start an undo or redo."""
        self.undo_queue.run_undo(partial(run, self.draft_session.draft.id))

    def _on_undo_applied(self, event: UndoApplied) -> None:
        if event.step is None or event.step.draft is None:
            self.show_message(describe_undo(event, None))
        else:
            self.draft_session.set_draft(event.step.draft)
            self.show_message(describe_undo(event, article_step(event.step.action)))
        self.read_notes()
        self.show_all()
        self.undo_queue.on_undo_applied()

    @property
    def _removed_notice(self) -> str:
        """The sentence for an article that another program has removed from the list."""
        is_gone = self.draft_session.draft.removed_utc is not None
        return "Removed from the list; a change brings it back" if is_gone else ""

    # --- display ---

    def show_all(self) -> None:
        """Update everything on the screen."""
        self.show_panes()
        if not self.editor.is_writing:
            words = self.draft_session.words
            filter_notice = self.keymap.format_keys(FILTERED, words=words) if words else ""
            state = self.mode.value.capitalize()
            self.heading.show(state, self._removed_notice, alarm=self._alarm, rest=filter_notice)
        self.footer.show(self.mode)

    def show_panes(self) -> None:
        """Update title, notes, article and preview."""
        draft_session = self.draft_session
        draft, article = draft_session.draft, draft_session.document()
        headline = draft.headline or "An article without a headline"
        unsourced = f", {draft.unsourced} without a source" if draft.unsourced else ""
        unverified_count = article.unverified
        unverified = (
            f", {count(unverified_count, 'unverified quote')} (“?)" if unverified_count else ""
        )
        paragraphs = f"{count(len(draft.paragraphs), 'paragraph')}{unsourced}{unverified}"
        self.title_bar.show(headline, paragraphs)
        is_writing = self.editor.is_writing
        self.notes.is_active = not self.arranges and not is_writing
        self.article.is_active = self.arranges and not is_writing
        self.set_class(self.shows_preview, "-preview")
        self.panes.notes_heading.show(f"Notes ({len(draft_session.notes)})")
        unverified = (
            f"{count(article.unverified, 'quote')} unverified" if article.unverified else ""
        )
        self.panes.preview_heading.show("Preview", unverified)
        self.notes.show(self._note_items(), draft_session.note_id)
        spot = draft_session.spot
        self.article.show([*self._article_items(article)], spot.id if spot else None)
        if self.shows_preview or self.has_class("-wide"):
            lines = DRAFT_FORMATS["markdown"].write(article).split("\n")
            self.preview.show([TextItem(str(at), line) for at, line in enumerate(lines)], None)

    def _note_items(self) -> list[TextItem]:
        """Return the list of notes, cached: ten thousand items take a while to build."""
        notes, cited = self.draft_session.notes, self.draft_session.cited_ids()
        if (
            self._items_made_of is None
            or self._items_made_of[0] is not notes
            or self._items_made_of[1] != cited
        ):
            self._items_made_of = notes, cited
            self._items_of_notes = [*self._make_note_items(cited)]
        return self._items_of_notes

    def _make_note_items(self, cited: set[str]) -> Iterable[TextItem]:
        several = len(self.draft_session.draft.hearing_ids) > 1
        hearing_id = ""
        for note in self.draft_session.notes:
            snapshot = self.draft_session.hearings[note.hearing_id]
            begins = several and note.hearing_id != hearing_id
            hearing_id = note.hearing_id
            foot = f"— {one_line(snapshot.hearing.title)}" if begins else ""
            stamp, _ = stamp_columns(note, snapshot.timeline)
            tick = "¶" if note.id in cited else " "
            text = listed_text(note)
            yield TextItem(note.id, text, f"{stamp:>{STAMP_CELLS}}{tick} ", foot)

    def _article_items(self, article: DraftDocument) -> Iterable[TextItem]:
        for number, (paragraph, rendered) in enumerate(
            zip(self.draft_session.draft.paragraphs, article.paragraphs, strict=True), 1
        ):
            for at, passage in enumerate(rendered.passages):
                first = at == 0
                wants = rendered.wants_source and passage.text and not passage.citations
                head = f"{number:>3}" if first else "  +"
                yield TextItem(
                    f"{paragraph.id} {at}",
                    passage.text or "(no words yet)",
                    f"{head}{'!' if wants else ' '}",
                    "  ".join(_short(citation) for citation in passage.citations),
                    _tone(paragraph),
                    gap=first and number > 1,
                )

    @on(TextList.Clicked)
    def _item_clicked(self, message: TextList.Clicked) -> None:
        if self.editor.is_writing:
            return
        self.arranges = message.line_list is self.article
        if message.line_list is self.notes:
            self.draft_session.note_id = message.item_id
        elif message.line_list is self.article:
            spots = self.draft_session.spots
            self.draft_session.spot = next((s for s in spots if s.id == message.item_id), None)
        self.show_all()

    def close_page(self, *, comes_back: bool = False) -> None:
        """Close the article and show the hearing; without a hearing, end the program."""
        if self.editor.is_writing:
            self.done_writing()
        if self.hearing is None:
            self.program.leave()
        elif self.is_current:
            self._is_closing = True
            self.dismiss(comes_back)


def _tone(paragraph: Paragraph) -> str:
    return paragraph.kind.value


def _cited(draft: Draft, roster: Roster, library: Library) -> dict[str, HearingSnapshot]:
    return library.cited(draft, roster)


def _short(citation: Citation) -> str:
    """Return `[1:55:57]`, with what is doubtful of it."""
    unverified = "“? unverified" if citation.is_unverified else ""
    doubts = filter(None, (citation.doubt, unverified, "deleted" if citation.is_gone else ""))
    return f"[{' '.join((citation.stamp, *doubts))}]"
