"""A hearing: it plays, notes are taken, and everything is kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial, wraps
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import TextArea

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.labels import count, named
from hearingnotes.model.marks import read_marks
from hearingnotes.model.note import Note
from hearingnotes.session.hearing_session import PositionSaver
from hearingnotes.session.review import ArchivePass
from hearingnotes.ui import messages
from hearingnotes.ui.action import Action, Mode
from hearingnotes.ui.dispatch import UndoQueue
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
from hearingnotes.ui.hearing.status import NO_NOTE_FITS, StatusController, empty_list_text
from hearingnotes.ui.hearing.timeline_strip import StripMarkers
from hearingnotes.ui.hearing.transport_bar import TransportBar
from hearingnotes.ui.hearing.transport_status import status
from hearingnotes.ui.playback import Playback
from hearingnotes.ui.widgets.key_footer import KeyFooter
from hearingnotes.ui.widgets.prompt import Prompt, PromptRequest
from hearingnotes.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from hearingnotes.config.settings import Settings
    from hearingnotes.session.hearing_session import HearingSession
    from hearingnotes.ui.app import HearingnotesApp
    from hearingnotes.ui.export.export_job import ExportRequest
    from hearingnotes.ui.keymap import Keymap

log = logging.getLogger(__name__)

CLOCK_S = 0.25
PLAYER_AFTER_S = 0.1


Told = TypeVar("Told", messages.Progress, messages.MediumFound, messages.MediumFailed,
               messages.CaptionsFound, messages.CaptionsFailed)  # fmt: skip
Handler = Callable[["HearingScreen", Told], None]


def _while_waited_for(handle: Handler[Told]) -> Handler[Told]:
    """What a search tells that was stopped meanwhile, or that another one took the place of, is
    no longer wanted."""

    @wraps(handle)
    def handle_if_current(screen: HearingScreen, message: Told) -> None:
        if screen.playback.waits_for(message.search):
            handle(screen, message)

    return handle_if_current


class HearingScreen(Screen[None]):
    """Wires the desk, the player and the widgets of one hearing."""

    CSS_PATH = ["screen.tcss", "../widgets/divider.tcss", "../widgets/key_bar.tcss"]
    AUTO_FOCUS = "NoteEditor"
    BINDINGS = []  # keys go through the keymap, so that every one can be changed

    def __init__(
        self, session: HearingSession, playback: Playback, keymap: Keymap, settings: Settings
    ) -> None:
        super().__init__()
        self.session = session
        self.playback = playback
        self.keymap = keymap
        self.settings = settings
        self.title_line = TitleBar()
        self.transport = TransportBar()
        self._resuming = PositionSaver(session)
        self.note_list = NoteList(session.note_index)
        self.status_controller = StatusController(self)
        self.heading = self.status_controller.heading
        self.note_editor = NoteEditor(
            self.dispatch_editor_key, self.status_controller.aids, blink=settings.blink
        )
        self.prompt = Prompt(self.dispatch_key, blink=settings.blink)
        self.footer = KeyFooter(keymap)
        self.writing = NoteEntryController(self)
        self.news = LibraryEventHandler(self)
        self.words = ""
        """Only notes with these are shown."""
        self.archive_pass: ArchivePass | None = None
        self.undo_queue = UndoQueue(self.run_known)
        self.last_export: ExportRequest | None = None
        self.mirror_controller = MirrorController(self)
        self._are_marks_old = True
        self._is_first_start = False
        self.caption_controller = CaptionController(self, is_wanted=settings.captions)
        self.picture_controller = PictureController(self)
        self.panes = HearingLayout(self)
        self.session.captured = self.picture_controller.save_automatically

    def compose(self) -> ComposeResult:
        """From top to bottom: what it is, where it is, the notes, the note, the keys."""
        yield self.title_line
        yield self.transport
        yield self.panes
        yield self.caption_controller.line
        yield self.heading
        with Vertical(id="bottom"):
            yield self.note_editor
            yield self.prompt
        yield self.footer

    def on_mount(self) -> None:
        """Show what is known, then bring up the player, once that is painted."""
        if not len(self.session.note_index):
            self._is_first_start = self.program.state_store.guide()
        self.note_list.empty_text = self._hint()
        self.session.note_index.select_by(1 << 30)
        self.show_state()
        self.set_interval(CLOCK_S, self._tick)
        self.call_after_refresh(self._start)

    def on_resize(self, event: events.Resize) -> None:
        """Another window has room for other things."""
        self.panes.window_resized(event.size)

    def on_screen_suspend(self) -> None:
        """Another screen lies above, and what is painted there is painted over all of this."""
        self.picture_controller.pane.covered()

    def _start(self) -> None:
        self.note_list.show_chosen()
        self.picture_controller.start()
        # Importing mpv keeps every other thread waiting: not before the screen is whole.
        self.set_timer(PLAYER_AFTER_S, lambda: self.playback.start(self.post_message))
        if self.session.to_resume is not None:
            self.writing.resume(self.session.to_resume)

    # --- keys ---

    @property
    def state(self) -> Mode:
        """Whether keys are commands or text."""
        return Mode.WRITING if self.note_editor.note is not None else Mode.WATCHING

    def dispatch_key(self, event: events.Key) -> bool:
        """Do what a key says while watching, at once; False when it belongs to a text.

        The app calls this for each key as it arrives: through the focused widget it would reach
        the screen after the next ones, and letters typed right behind the capture key be lost.
        """
        if self.prompt.question is not None or self.state is Mode.WRITING:
            return False
        if self._starts_note(event):
            self.writing.open(self.session.capture(event.character or ""))
            return True
        return self._run_key(event.key, event.character)

    def _starts_note(self, event: events.Key) -> bool:
        """Whether any letter does; a key of a speaker still begins that speaker's note."""
        is_letter = event.is_printable and event.key != "space"
        is_speaker = event.character in {*self.settings.speakers, *self.session.roster_keys}
        return self.settings.capture == "type" and is_letter and not is_speaker

    def dispatch_editor_key(self, event: events.Key) -> bool:
        """Do what a key says that came through the composer, behind the letters before it.

        False when it is a letter of the text.
        """
        if self.state is Mode.WATCHING:
            return self.dispatch_key(event)
        return self._run_key(event.key, None)

    def _run_key(self, key: str, character: str | None) -> bool:
        action = self.keymap.find(self.state, key, character)
        # A screen that came up while the program leaves would be taken down half made.
        if action is not None and not self.program.is_leaving:
            self.run_known(action)
        return action is not None

    def run_known(self, action: Action) -> None:
        """Do what the action says; a change of a note waits for an undo that is under way."""
        if self.undo_queue.holds(action):
            return
        if not self.note_editor.is_error:
            self.show_message("")
        action.run(self)

    def capture_from_page(self, key: str, character: str | None) -> bool:
        """Take a moment while a page is read; False when the key is no capture."""
        if self.state is Mode.WRITING:
            return False
        action = self.keymap.find(Mode.WATCHING, key, character)
        if action is None or not action.captures or key == "enter":
            return False
        self.run_known(action)
        return True

    def focus_where_keys_go(self) -> None:
        """A click or a late answer may have moved the focus; keys go where the state says."""
        asks = self.prompt.question is not None and self.note_editor.note is None
        self.set_focus(self.prompt if asks else self.note_editor, scroll_visible=False)

    def turn(self, turn: Callable[[str], None]) -> None:
        """Undo or redo, on the keeper's thread."""
        self.undo_queue.turn(partial(self.session.turn, turn))

    # --- writing ---

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        if self.note_editor.note is not None:
            self.status_controller.show()

    @on(TextArea.Changed)
    def _text_typed(self) -> None:
        self.writing.typed()

    # --- the notes ---

    def selected_note(self) -> Note | None:
        """The note that commands act on; says so when there is none."""
        note = self.session.note_index.selected_note
        if note is None:
            self.show_with_keys("No note is chosen. Press {capture} to make one.")
        return note

    def select(self, note_id: str) -> None:
        """Choose a note and bring it into view."""
        self.session.note_index.chosen = note_id
        self.note_list.refresh()
        self.note_list.show_chosen()

    def select_by(self, steps: int) -> None:
        """Choose further up or down."""
        self.session.note_index.select_by(steps)
        self.note_list.refresh()
        self.note_list.show_chosen()

    def change(self, action: str, note: Note) -> None:
        """Bring a note to this state."""
        self.show_notes(self.session.change(action, note))
        self.note_list.show_chosen()
        if self.archive_pass is not None:
            self.archive_pass.play(note)

    def delete(self, note: Note) -> None:
        """Take a note away."""
        which = named(note, self.session.timeline)
        self.show_notes(self.session.delete(note))
        self.show_with_keys("Deleted: {which}. {undo} brings it back.", which=which)

    @on(messages.LibraryReported)
    def _library_reported(self, message: messages.LibraryReported) -> None:
        self.news.take(message.report)

    def show_all(self) -> None:
        """The notes may lie elsewhere than before."""
        self.show_notes(0)
        self.note_list.show_chosen()

    def anchor_removed(self, anchor: Anchor | None) -> None:
        """The list of anchors has closed, with one to be taken back or without."""
        if anchor is not None:
            self.session.remove_anchor(anchor)
            self.show_all()
            self.show_with_keys("The anchor is taken back; {undo} sets it again.")

    def show_notes(self, index: int | None) -> None:
        """The notes from this place on may be others than before; None where none is."""
        self.mirror_controller.changed()
        if index is not None:
            self._are_marks_old = True
            self.note_list.refresh_from(index)
            self.show_state()

    def close_hearing(self) -> None:
        """The hearing is left: what is typed goes to the disk, nothing plays any more."""
        self.writing.journal()
        self.session.remember_position()
        self.picture_controller.hide()
        self.playback.stop()

    @on(messages.Mirrored)
    def _mirrored(self, message: messages.Mirrored) -> None:
        self.mirror_controller.on_reported(is_error=message.is_error)
        self.show_message(message.sentence, error=message.is_error)
        self.show_state()

    @on(NoteList.Clicked)
    def _note_clicked(self, message: NoteList.Clicked) -> None:
        self.select(message.note_id)
        if message.chain == 2:
            self.playback.play_from(self.session.note_index.selected_note)

    # --- what plays ---

    def _tick(self) -> None:
        self._show_news(self.playback.tick())
        player = self.session.player
        recent = player.recent()
        place = self.session.timeline.place(recent) if recent.position_s is not None else None
        follower, utc = self.playback.follower, datetime.now(UTC)
        now_s = time.monotonic()
        self._resuming.tick(now_s)
        self._show_news(self.keymap.format_keys(self.session.news_of_break()))
        shown = status(player.state, place, player.reach(), follower, now_s, utc)
        self.transport.show(replace(shown, parts=tuple(map(self.keymap.format_keys, shown.parts))))
        self.caption_controller.tick()
        self.status_controller.tick()
        if self._are_marks_old and self.state is Mode.WATCHING:
            self._are_marks_old = False
            self.transport.mark(self._marked())

    def _marked(self) -> StripMarkers:
        """Where the notes lie on what plays."""
        recordings = self.session.recordings
        placed = self.session.note_index.placed_on(recordings[0].id if recordings else "")
        sections_s = (second_s for second_s, note in placed if read_marks(note.text).section)
        return StripMarkers(tuple(second_s for second_s, _ in placed), tuple(sections_s))

    @on(messages.PlayerReady)
    def _player_ready(self, message: messages.PlayerReady) -> None:
        self.picture_controller.set_player(message.player)
        self.playback.on_player_ready(message.player)
        self.panes.lay_out()
        self._show_trouble(" ".join(message.problems))

    @on(messages.PlayerFailed)
    def _player_missing(self, message: messages.PlayerFailed) -> None:
        self._show_trouble(self.playback.on_player_failed(message.sentence))

    @on(messages.PlayerChanged)
    def _player_changed(self) -> None:
        self._show_trouble(self.playback.on_player_changed())
        self.panes.lay_out()

    @on(messages.MediumFound)
    @_while_waited_for
    def _medium_known(self, message: messages.MediumFound) -> None:
        sentence = self.playback.on_medium_found(message.medium)
        self._tick()
        if sentence:
            self.show_message(sentence, error=bool(self.playback.error))
        self.show_state()

    @on(messages.MediumFailed)
    @_while_waited_for
    def _medium_missing(self, message: messages.MediumFailed) -> None:
        self._show_trouble(self.playback.on_medium_failed(message.sentence))

    @on(messages.CaptionsFound)
    @_while_waited_for
    def _captions_known(self, message: messages.CaptionsFound) -> None:
        sentence = self.caption_controller.took(message)
        self._tick()
        # All else says more, but why they are others than those that were named.
        is_news = bool(message.remark) and not self.note_editor.is_error
        if sentence and (is_news or not self.note_editor.sentence):
            self.show_message(sentence)

    @on(messages.CaptionsFailed)
    @_while_waited_for
    def _captions_missing(self, message: messages.CaptionsFailed) -> None:
        if not self.note_editor.is_error:
            self.show_message(message.sentence)

    @on(CaptionPane.Clicked)
    def _caption_clicked(self, message: CaptionPane.Clicked) -> None:
        self.caption_controller.play_from(message.index)

    @on(messages.PictureDrawn)
    def _picture_drawn(self, message: messages.PictureDrawn) -> None:
        self.picture_controller.pane.show(message.frame)

    @on(PictureView.Resized)
    def _picture_resized(self) -> None:
        self.picture_controller.request_frames()

    @on(messages.StillsKept)
    def _stills_kept(self, message: messages.StillsKept) -> None:
        self.session.note_index.pictured |= message.ids
        self.note_list.refresh()
        self.mirror_controller.changed()
        if message.remark:
            self.show_notice(message.remark)

    @on(messages.StillFailed)
    def _still_missed(self, message: messages.StillFailed) -> None:
        self.picture_controller.missed(message.note_id)
        self.show_message(message.sentence, error=True)

    @on(messages.Progress)
    @_while_waited_for
    def _progress(self, message: messages.Progress) -> None:
        self.status_controller.update_progress(message)

    @on(messages.SearchEnded)
    def _search_ended(self, message: messages.SearchEnded) -> None:
        self.status_controller.running_tasks.finish(message.search)
        self.status_controller.show()

    @on(TransportBar.Clicked)
    def _bar_clicked(self, message: TransportBar.Clicked) -> None:
        self.playback.seek_on_strip(message.second_s)

    def _show_news(self, sentence: str) -> None:
        if sentence:
            self.show_message(sentence)

    def _show_trouble(self, sentence: str) -> None:
        self._tick()
        if sentence:
            self.show_message(sentence, error=True)

    def reopen(self) -> None:
        """Try the recording once more."""
        self.show_message(self.playback.reload())

    # --- questions ---

    def ask(self, question: PromptRequest) -> None:
        """Ask something in the line where notes are typed."""
        self.prompt.ask(question)
        self.show_state()
        self.focus_where_keys_go()

    @on(Prompt.Done)
    def _asked(self) -> None:
        self.focus_where_keys_go()
        self.show_state()

    def filter(self, words: str) -> str:
        """Show only the notes that hold these words; nothing can be wrong with them."""
        self.words = words.strip()
        self.session.note_index.filter(words)
        self.note_list.empty_text = NO_NOTE_FITS if words else self._hint()
        self.show_notes(0)
        self.note_list.show_chosen()
        return ""

    def _hint(self) -> str:
        return empty_list_text(self.keymap, is_first_start=self._is_first_start)

    # --- the rest ---

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence where the note is typed, once nothing is typed there."""
        self.note_editor.show_message(sentence, error=error)

    def show_with_keys(self, sentence: str, **parts: str) -> None:
        """The same with keys in place of the ids of actions."""
        self.show_message(self.keymap.format_keys(sentence, **parts))

    def show_state(self) -> None:
        """Bring title, heading, bottom and footer to what the state is."""
        note_index = self.session.note_index
        shown = f"{len(note_index.shown)} of " if note_index.filtered else ""
        self.title_line.show(self.session.hearing.title, shown + count(len(note_index), "note"))
        self.status_controller.show()
        asks = self.prompt.question is not None and self.note_editor.note is None
        self.note_editor.display = not asks
        self.prompt.display = asks
        self.footer.show(None if asks else self.state)

    def show_notice(self, sentence: str) -> None:
        """Say something that is to be seen while a note is written, too."""
        self.show_message(sentence)
        self.status_controller.show_notice(sentence)

    @on(KeyFooter.Clicked)
    def _footer_clicked(self, message: KeyFooter.Clicked) -> None:
        self.run_known(message.action)

    @on(messages.Copied)
    def _copied(self, message: messages.Copied) -> None:
        self.show_message(message.sentence)

    @property
    def program(self) -> HearingnotesApp:
        """The app, for what is beyond one hearing: clipboard, browser, choices, the end."""
        return cast("HearingnotesApp", self.app)
