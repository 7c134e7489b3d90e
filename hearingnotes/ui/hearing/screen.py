"""The screen of an open hearing: it plays, notes are captured, everything is saved."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TextArea

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.labels import count, named
from hearingnotes.model.marks import read_marks
from hearingnotes.model.note import Note
from hearingnotes.session.hearing_session import PositionSaver
from hearingnotes.session.review import ArchivePass
from hearingnotes.ui import messages
from hearingnotes.ui.action import Mode
from hearingnotes.ui.action_screen import ActionScreen
from hearingnotes.ui.hearing.caption_pane import CaptionPane
from hearingnotes.ui.hearing.captions import CaptionController
from hearingnotes.ui.hearing.layout import HearingLayout
from hearingnotes.ui.hearing.library_events import LibraryEventHandler
from hearingnotes.ui.hearing.mirror import MirrorController
from hearingnotes.ui.hearing.note_editor import NoteEditor
from hearingnotes.ui.hearing.note_entry import NoteEntryController
from hearingnotes.ui.hearing.note_list import NoteList
from hearingnotes.ui.hearing.picture import PictureController
from hearingnotes.ui.hearing.picture_view import PictureView
from hearingnotes.ui.hearing.session_events import SessionEventHandler
from hearingnotes.ui.hearing.status import NO_NOTE_FITS, StatusController, empty_list_text
from hearingnotes.ui.hearing.timeline_strip import StripMarkers
from hearingnotes.ui.hearing.transport_bar import TransportBar
from hearingnotes.ui.hearing.transport_status import status
from hearingnotes.ui.widgets.prompt import Prompt, PromptRequest
from hearingnotes.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from hearingnotes.config.settings import Settings
    from hearingnotes.config.state import StateStore
    from hearingnotes.session.events import SessionEvent
    from hearingnotes.session.hearing_session import HearingSession
    from hearingnotes.session.playback import Playback
    from hearingnotes.ui.keymap import Keymap

log = logging.getLogger(__name__)

CLOCK_S = 0.25
PLAYER_AFTER_S = 0.1


class HearingScreen(ActionScreen[None]):
    """Connects the session, the player and the widgets of one hearing."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "NoteEditor"

    def __init__(
        self,
        session: HearingSession,
        playback: Playback,
        keymap: Keymap,
        settings: Settings,
        state_store: StateStore,
    ) -> None:
        super().__init__(keymap, settings)
        self._state_store = state_store
        self.session = session
        self.playback = playback
        self.words = ""
        self.archive_pass: ArchivePass | None = None
        self.title_bar = TitleBar()
        self.transport = TransportBar()
        self.note_list = NoteList(session.note_index)
        self.picture_controller = PictureController(self)
        self.mirror_controller = MirrorController(self)
        self.library_events = LibraryEventHandler(self)
        self.note_entry = NoteEntryController(self, self.picture_controller.cancel)
        self.status_controller = StatusController(
            self, self.mirror_controller, self.library_events, self.note_entry
        )
        self.heading = self.status_controller.heading
        self.note_editor = NoteEditor(
            self.dispatch_editor_key, self.status_controller.aids, blink=settings.blink
        )
        self.prompt = Prompt(self.dispatch_key, blink=settings.blink)
        self.caption_controller = CaptionController(self, is_enabled=settings.captions)
        self.panes = HearingLayout(
            self, self.caption_controller, self.picture_controller, state_store
        )
        self.session_events = SessionEventHandler(
            self,
            self.caption_controller,
            self.picture_controller,
            self.mirror_controller,
            self.status_controller,
        )
        self._position_saver = PositionSaver(session)
        self._are_markers_stale = True
        self._is_first_start = False
        self.session.on_captured = self.picture_controller.save_automatically

    def compose(self) -> ComposeResult:
        """Yield title, transport bar, panes, status line, editors and footer."""
        yield self.title_bar
        yield self.transport
        yield self.panes
        yield self.caption_controller.line
        yield self.heading
        with Vertical(id="bottom"):
            yield self.note_editor
            yield self.prompt
        yield self.footer

    def on_mount(self) -> None:
        """Show what is known; start the player once that is painted."""
        if not len(self.session.note_index):
            self._is_first_start = self._state_store.guide()
        self.note_list.empty_text = self._hint()
        self.session.note_index.select_by(1 << 30)
        self.show_state()
        self.set_interval(CLOCK_S, self.tick)
        self.call_after_refresh(self._start)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size."""
        self.panes.window_resized(event.size)

    def on_screen_suspend(self) -> None:
        """Have the picture sent anew later: another screen is painted over it."""
        self.picture_controller.pane.covered()

    def _start(self) -> None:
        self.note_list.show_selected()
        self.picture_controller.start()
        # Importing mpv blocks every other thread, so the screen is painted first.
        self.set_timer(PLAYER_AFTER_S, lambda: self.playback.start(self._post))
        if self.session.to_resume is not None:
            self.note_entry.resume(self.session.to_resume)

    def _post(self, event: SessionEvent) -> None:
        self.post_message(messages.SessionReported(event))

    # --- keys ---

    @property
    def mode(self) -> Mode:
        """Whether keys are commands or text."""
        return Mode.WRITING if self.note_editor.note is not None else Mode.WATCHING

    @property
    def editor(self) -> NoteEditor:
        """The note editor, in which sentences are shown, too."""
        return self.note_editor

    def dispatch_input(self, event: events.Key | events.Paste) -> bool:
        """Run the action of a key at once; return False where it belongs to a text."""
        if super().dispatch_input(event):
            return True
        if not isinstance(event, events.Key):
            return False
        self.focus_where_keys_go()
        return self.dispatch_key(event)

    def dispatch_key(self, event: events.Key) -> bool:
        """Run the action of a key while watching; return False where it belongs to a text.

        The app calls this for each key as it arrives. Through the focused widget it would reach the
        screen after the next ones, and letters typed right behind the capture key would be lost.
        """
        if self.prompt.question is not None or self.mode is Mode.WRITING:
            return False
        if self._starts_note(event):
            self.note_entry.open(self.session.capture(event.character or ""))
            return True
        return self._run_key(event.key, event.character)

    def _starts_note(self, event: events.Key) -> bool:
        """Return whether the key starts a note by itself; a speaker's key still captures with the
        speaker."""
        is_letter = event.is_printable and event.key != "space"
        is_speaker = event.character in {*self.settings.speakers, *self.session.roster_keys}
        return self.settings.capture == "type" and is_letter and not is_speaker

    def dispatch_editor_key(self, event: events.Key) -> bool:
        """Run the action of a key that came through the note editor, behind the letters before it.

        Return False for a letter of the text.
        """
        if self.mode is Mode.WATCHING:
            return self.dispatch_key(event)
        return self._run_key(event.key, None)

    def _run_key(self, key: str, character: str | None) -> bool:
        action = self.keymap.find(self.mode, key, character)
        # A screen opened while the program ends would be removed half built.
        if action is not None and not self.program.is_leaving:
            self.perform(action)
        return action is not None

    def capture_from_page(self, key: str, character: str | None) -> bool:
        """Capture a moment while a page is read; return False where the key captures none."""
        if self.mode is Mode.WRITING:
            return False
        action = self.keymap.find(Mode.WATCHING, key, character)
        if action is None or not action.captures or key == "enter":
            return False
        self.perform(action)
        return True

    def type_behind_capture(self, event: events.Key) -> None:
        """Add a key that was pressed right after a capture to the note of that capture."""
        self.note_editor.post_message(events.Key(event.key, event.character))

    @property
    def message(self) -> str:
        """The sentence that is shown where notes are typed."""
        return self.note_editor.sentence

    def focus_where_keys_go(self) -> None:
        """Focus the line of the present mode: a click or a late answer may have moved the focus."""
        asks = self.prompt.question is not None and self.note_editor.note is None
        self.set_focus(self.prompt if asks else self.note_editor, scroll_visible=False)

    def run_undo(self, run: Callable[[str], None]) -> None:
        """Start an undo or redo on the writer's thread."""
        self.undo_queue.run_undo(partial(self.session.run_undo, run))

    # --- writing ---

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        if self.note_editor.note is not None:
            self.status_controller.show()

    @on(TextArea.Changed)
    def _text_typed(self) -> None:
        self.note_entry.on_typed()

    # --- the notes ---

    def selected_note(self) -> Note | None:
        """Return the note that commands act on; show a sentence where there is none."""
        note = self.session.note_index.selected_note
        if note is None:
            self.show_with_keys("No note is chosen. Press {capture} to make one.")
        return note

    def select(self, note_id: str) -> None:
        """Select a note and scroll to it."""
        self.session.note_index.selected = note_id
        self.note_list.refresh()
        self.note_list.show_selected()

    def select_by(self, steps: int) -> None:
        """Move the selection by this many notes, up where negative."""
        self.session.note_index.select_by(steps)
        self.note_list.refresh()
        self.note_list.show_selected()

    def change(self, action: str, note: Note) -> None:
        """Replace a note as one undo step named `action`."""
        self.show_notes(self.session.change(action, note))
        self.note_list.show_selected()
        if self.archive_pass is not None:
            self.archive_pass.play(note)

    def delete(self, note: Note) -> None:
        """Delete a note."""
        which = named(note, self.session.timeline)
        self.show_notes(self.session.delete(note))
        self.show_with_keys("Deleted: {which}. {undo} brings it back.", which=which)

    @on(messages.LibraryReported)
    def _library_reported(self, message: messages.LibraryReported) -> None:
        self.library_events.handle(message.event)

    def show_all(self) -> None:
        """Draw all notes again: they may lie elsewhere."""
        self.show_notes(0)
        self.note_list.show_selected()

    def anchor_removed(self, anchor: Anchor | None) -> None:
        """Remove the anchor with which the list of anchors has closed, if any."""
        if anchor is not None:
            self.session.remove_anchor(anchor)
            self.show_all()
            self.show_with_keys("The anchor is taken back; {undo} sets it again.")

    def show_notes(self, index: int | None) -> None:
        """Draw the notes from this index on again; None where no note has changed."""
        self.mirror_controller.on_notes_changed()
        if index is not None:
            self._are_markers_stale = True
            self.note_list.refresh_from(index)
            self.show_state()

    def close_hearing(self) -> None:
        """Save what is typed and the position, and stop playing."""
        self.note_entry.autosave()
        self.session.remember_position()
        self.picture_controller.hide()
        self.playback.stop()

    @on(NoteList.Clicked)
    def _note_clicked(self, message: NoteList.Clicked) -> None:
        self.select(message.item_id)
        if message.chain == 2:
            self.playback.play_from(self.session.note_index.selected_note)

    def play_note(self, note: Note) -> bool:
        """Play from a note of this hearing; return False for a note of another one."""
        is_here = self.session.hearing.id == note.hearing_id
        if is_here:
            self.playback.play_from(note)
        return is_here

    # --- playback ---

    def tick(self) -> None:
        """Update what depends on the time: the bar, the strip, the captions."""
        self._show_notice_if_any(self.playback.tick())
        player = self.session.player
        recent = player.recent()
        place = self.session.timeline.place(recent) if recent.position_s is not None else None
        follower, utc = self.playback.follower, datetime.now(UTC)
        now_s = time.monotonic()
        self._position_saver.tick(now_s)
        self._show_notice_if_any(self.keymap.format_keys(self.session.break_notice()))
        shown = status(player.state, place, player.reach(), follower, now_s, utc)
        self.transport.show(replace(shown, parts=tuple(map(self.keymap.format_keys, shown.parts))))
        self.caption_controller.tick()
        self.status_controller.tick()
        if self._are_markers_stale and self.mode is Mode.WATCHING:
            self._are_markers_stale = False
            self.transport.mark(self._markers())

    def _markers(self) -> StripMarkers:
        """Return the seconds of notes and sections on what plays."""
        recordings = self.session.recordings
        placed = self.session.note_index.placed_on(recordings[0].id if recordings else "")
        sections_s = (second_s for second_s, note in placed if read_marks(note.text).section)
        return StripMarkers(tuple(second_s for second_s, _ in placed), tuple(sections_s))

    # --- events of threads ---

    @on(messages.SessionReported)
    def _session_reported(self, message: messages.SessionReported) -> None:
        self.session_events.handle(message.event)

    # --- clicks ---

    @on(CaptionPane.Clicked)
    def _caption_clicked(self, message: CaptionPane.Clicked) -> None:
        self.caption_controller.play_from(message.index)

    @on(PictureView.Resized)
    def _picture_resized(self) -> None:
        self.picture_controller.request_frames()

    @on(TransportBar.Clicked)
    def _bar_clicked(self, message: TransportBar.Clicked) -> None:
        self.playback.seek_on_strip(message.second_s)

    def _show_notice_if_any(self, sentence: str) -> None:
        if sentence:
            self.show_message(sentence)

    def reopen(self) -> None:
        """Open the recording again."""
        self.show_message(self.playback.reload())

    # --- prompts ---

    def ask(self, request: PromptRequest) -> None:
        """Show a prompt in the line where notes are typed."""
        self.prompt.ask(request)
        self.show_state()
        self.focus_where_keys_go()

    @on(Prompt.Done)
    def _prompt_closed(self) -> None:
        self.focus_where_keys_go()
        self.show_state()

    def filter(self, words: str) -> str:
        """Show only the notes that contain these words. Return an empty sentence, as a prompt
        expects."""
        self.words = words.strip()
        self.session.note_index.filter(words)
        self.note_list.empty_text = NO_NOTE_FITS if words else self._hint()
        self.show_notes(0)
        self.note_list.show_selected()
        return ""

    def _hint(self) -> str:
        return empty_list_text(self.keymap, is_first_start=self._is_first_start)

    # --- the rest ---

    def show_state(self) -> None:
        """Update title, status line, editors and footer."""
        note_index = self.session.note_index
        shown = f"{len(note_index.shown)} of " if note_index.filtered else ""
        self.title_bar.show(self.session.hearing.title, shown + count(len(note_index), "note"))
        self.status_controller.show()
        asks = self.prompt.question is not None and self.note_editor.note is None
        self.note_editor.display = not asks
        self.prompt.display = asks
        self.footer.show(None if asks else self.mode)

    def show_notice(self, sentence: str) -> None:
        """Show a sentence that is visible while a note is written, too."""
        self.show_message(sentence)
        self.status_controller.show_notice(sentence)

    def show_above(self, sentence: str) -> None:
        """Show a sentence above the note that is being written, if one is."""
        self.status_controller.show_notice(sentence)

    def lay_out(self) -> None:
        """Lay the panes out anew."""
        self.panes.lay_out()
