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
from hearingnotes.ui.hearing.status import NO_NOTE_FITS, StatusController, no_notes
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
    def heed(screen: HearingScreen, message: Told) -> None:
        if screen.playing.waits_for(message.search):
            handle(screen, message)

    return heed


class HearingScreen(Screen[None]):
    """Wires the desk, the player and the widgets of one hearing."""

    CSS_PATH = ["screen.tcss", "../widgets/divider.tcss", "../widgets/key_bar.tcss"]
    AUTO_FOCUS = "NoteEditor"
    BINDINGS = []  # keys go through the keymap, so that every one can be changed

    def __init__(
        self, desk: HearingSession, playing: Playback, keymap: Keymap, settings: Settings
    ) -> None:
        super().__init__()
        self.desk = desk
        self.playing = playing
        self.keymap = keymap
        self.settings = settings
        self.title_line = TitleBar()
        self.transport = TransportBar()
        self._resuming = PositionSaver(desk)
        self.note_list = NoteList(desk.notebook)
        self.announcing = StatusController(self)
        self.heading = self.announcing.heading
        self.composer = NoteEditor(
            self.take_writing_key, self.announcing.aids, blink=settings.blink
        )
        self.ask_line = Prompt(self.take_key, blink=settings.blink)
        self.footer = KeyFooter(keymap)
        self.writing = NoteEntryController(self)
        self.news = LibraryEventHandler(self)
        self.words = ""
        """Only notes with these are shown."""
        self.archive_pass: ArchivePass | None = None
        self.turning = UndoQueue(self.run_known)
        self.last_export: ExportRequest | None = None
        self.mirroring = MirrorController(self)
        self._are_marks_old = True
        self._is_first_start = False
        self.captioning = CaptionController(self, is_wanted=settings.captions)
        self.picturing = PictureController(self)
        self.panes = HearingLayout(self)
        self.desk.captured = self.picturing.keep_always

    def compose(self) -> ComposeResult:
        """From top to bottom: what it is, where it is, the notes, the note, the keys."""
        yield self.title_line
        yield self.transport
        yield self.panes
        yield self.captioning.line
        yield self.heading
        with Vertical(id="bottom"):
            yield self.composer
            yield self.ask_line
        yield self.footer

    def on_mount(self) -> None:
        """Show what is known, then bring up the player, once that is painted."""
        if not len(self.desk.notebook):
            self._is_first_start = self.program.remembering.guide()
        self.note_list.empty_text = self._hint()
        self.desk.notebook.choose_by(1 << 30)
        self.show_state()
        self.set_interval(CLOCK_S, self._tick)
        self.call_after_refresh(self._begin)

    def on_resize(self, event: events.Resize) -> None:
        """Another window has room for other things."""
        self.panes.window_resized(event.size)

    def on_screen_suspend(self) -> None:
        """Another screen lies above, and what is painted there is painted over all of this."""
        self.picturing.pane.covered()

    def _begin(self) -> None:
        self.note_list.show_chosen()
        self.picturing.begin()
        # Importing mpv keeps every other thread waiting: not before the screen is whole.
        self.set_timer(PLAYER_AFTER_S, lambda: self.playing.start(self.post_message))
        if self.desk.to_resume is not None:
            self.writing.resume(self.desk.to_resume)

    # --- keys ---

    @property
    def state(self) -> Mode:
        """Whether keys are commands or text."""
        return Mode.WRITING if self.composer.note is not None else Mode.WATCHING

    def take_key(self, event: events.Key) -> bool:
        """Do what a key says while watching, at once; False when it belongs to a text.

        The app calls this for each key as it arrives: through the focused widget it would reach
        the screen after the next ones, and letters typed right behind the capture key be lost.
        """
        if self.ask_line.question is not None or self.state is Mode.WRITING:
            return False
        if self._begins_a_note(event):
            self.writing.begin(self.desk.capture(event.character or ""))
            return True
        return self._run_key(event.key, event.character)

    def _begins_a_note(self, event: events.Key) -> bool:
        """Whether any letter does; a key of a speaker still begins that speaker's note."""
        is_letter = event.is_printable and event.key != "space"
        is_speaker = event.character in {*self.settings.speakers, *self.desk.roster_keys}
        return self.settings.capture == "type" and is_letter and not is_speaker

    def take_writing_key(self, event: events.Key) -> bool:
        """Do what a key says that came through the composer, behind the letters before it.

        False when it is a letter of the text.
        """
        if self.state is Mode.WATCHING:
            return self.take_key(event)
        return self._run_key(event.key, None)

    def _run_key(self, key: str, character: str | None) -> bool:
        action = self.keymap.find(self.state, key, character)
        # A screen that came up while the program leaves would be taken down half made.
        if action is not None and not self.program.is_leaving:
            self.run_known(action)
        return action is not None

    def run_known(self, action: Action) -> None:
        """Do what the action says; a change of a note waits for an undo that is under way."""
        if self.turning.holds(action):
            return
        if not self.composer.is_trouble:
            self.say("")
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
        asks = self.ask_line.question is not None and self.composer.note is None
        self.set_focus(self.ask_line if asks else self.composer, scroll_visible=False)

    def turn(self, turn: Callable[[str], None]) -> None:
        """Undo or redo, on the keeper's thread."""
        self.turning.turn(partial(self.desk.turn, turn))

    # --- writing ---

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        if self.composer.note is not None:
            self.announcing.show()

    @on(TextArea.Changed)
    def _text_typed(self) -> None:
        self.writing.typed()

    # --- the notes ---

    def chosen(self) -> Note | None:
        """The note that commands act on; says so when there is none."""
        note = self.desk.notebook.chosen_note
        if note is None:
            self.tell("No note is chosen. Press {capture} to make one.")
        return note

    def choose(self, note_id: str) -> None:
        """Choose a note and bring it into view."""
        self.desk.notebook.chosen = note_id
        self.note_list.refresh()
        self.note_list.show_chosen()

    def choose_by(self, steps: int) -> None:
        """Choose further up or down."""
        self.desk.notebook.choose_by(steps)
        self.note_list.refresh()
        self.note_list.show_chosen()

    def change(self, action: str, note: Note) -> None:
        """Bring a note to this state."""
        self.show_notes(self.desk.change(action, note))
        self.note_list.show_chosen()
        if self.archive_pass is not None:
            self.archive_pass.play(note)

    def delete(self, note: Note) -> None:
        """Take a note away."""
        which = named(note, self.desk.timeline)
        self.show_notes(self.desk.delete(note))
        self.tell("Deleted: {which}. {undo} brings it back.", which=which)

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
            self.desk.remove_anchor(anchor)
            self.show_all()
            self.tell("The anchor is taken back; {undo} sets it again.")

    def show_notes(self, index: int | None) -> None:
        """The notes from this place on may be others than before; None where none is."""
        self.mirroring.changed()
        if index is not None:
            self._are_marks_old = True
            self.note_list.refresh_from(index)
            self.show_state()

    def let_go(self) -> None:
        """The hearing is left: what is typed goes to the disk, nothing plays any more."""
        self.writing.journal()
        self.desk.remember_position()
        self.picturing.put_away()
        self.playing.stop()

    @on(messages.Mirrored)
    def _mirrored(self, message: messages.Mirrored) -> None:
        self.mirroring.told(is_trouble=message.is_trouble)
        self.say(message.sentence, trouble=message.is_trouble)
        self.show_state()

    @on(NoteList.Clicked)
    def _note_clicked(self, message: NoteList.Clicked) -> None:
        self.choose(message.note_id)
        if message.chain == 2:
            self.playing.play_from(self.desk.notebook.chosen_note)

    # --- what plays ---

    def _tick(self) -> None:
        self._say_news(self.playing.tick())
        player = self.desk.player
        recent = player.recent()
        place = self.desk.timeline.place(recent) if recent.position_s is not None else None
        following, utc = self.playing.following, datetime.now(UTC)
        now_s = time.monotonic()
        self._resuming.tick(now_s)
        self._say_news(self.keymap.told(self.desk.news_of_break()))
        shown = status(player.state, place, player.reach(), following, now_s, utc)
        self.transport.show(replace(shown, parts=tuple(map(self.keymap.told, shown.parts))))
        self.captioning.tick()
        self.announcing.tick()
        if self._are_marks_old and self.state is Mode.WATCHING:
            self._are_marks_old = False
            self.transport.mark(self._marked())

    def _marked(self) -> StripMarkers:
        """Where the notes lie on what plays."""
        recordings = self.desk.recordings
        placed = self.desk.notebook.placed_on(recordings[0].id if recordings else "")
        sections_s = (second_s for second_s, note in placed if read_marks(note.text).section)
        return StripMarkers(tuple(second_s for second_s, _ in placed), tuple(sections_s))

    @on(messages.PlayerReady)
    def _player_ready(self, message: messages.PlayerReady) -> None:
        self.picturing.take_player(message.player)
        self.playing.took_player(message.player)
        self.panes.lay_out()
        self._show_trouble(" ".join(message.problems))

    @on(messages.PlayerFailed)
    def _player_missing(self, message: messages.PlayerFailed) -> None:
        self._show_trouble(self.playing.no_player(message.sentence))

    @on(messages.PlayerChanged)
    def _player_changed(self) -> None:
        self._show_trouble(self.playing.player_changed())
        self.panes.lay_out()

    @on(messages.MediumFound)
    @_while_waited_for
    def _medium_known(self, message: messages.MediumFound) -> None:
        sentence = self.playing.took_medium(message.medium)
        self._tick()
        if sentence:
            self.say(sentence, trouble=bool(self.playing.trouble))
        self.show_state()

    @on(messages.MediumFailed)
    @_while_waited_for
    def _medium_missing(self, message: messages.MediumFailed) -> None:
        self._show_trouble(self.playing.no_medium(message.sentence))

    @on(messages.CaptionsFound)
    @_while_waited_for
    def _captions_known(self, message: messages.CaptionsFound) -> None:
        sentence = self.captioning.took(message)
        self._tick()
        # All else says more, but why they are others than those that were named.
        is_news = bool(message.remark) and not self.composer.is_trouble
        if sentence and (is_news or not self.composer.sentence):
            self.say(sentence)

    @on(messages.CaptionsFailed)
    @_while_waited_for
    def _captions_missing(self, message: messages.CaptionsFailed) -> None:
        if not self.composer.is_trouble:
            self.say(message.sentence)

    @on(CaptionPane.Clicked)
    def _caption_clicked(self, message: CaptionPane.Clicked) -> None:
        self.captioning.play_from(message.index)

    @on(messages.PictureDrawn)
    def _picture_drawn(self, message: messages.PictureDrawn) -> None:
        self.picturing.pane.show(message.frame)

    @on(PictureView.Resized)
    def _picture_resized(self) -> None:
        self.picturing.look()

    @on(messages.StillsKept)
    def _stills_kept(self, message: messages.StillsKept) -> None:
        self.desk.notebook.pictured |= message.ids
        self.note_list.refresh()
        self.mirroring.changed()
        if message.remark:
            self.say_anywhere(message.remark)

    @on(messages.StillFailed)
    def _still_missed(self, message: messages.StillFailed) -> None:
        self.picturing.missed(message.note_id)
        self.say(message.sentence, trouble=True)

    @on(messages.Progress)
    @_while_waited_for
    def _progress(self, message: messages.Progress) -> None:
        self.announcing.go_on(message)

    @on(messages.SearchEnded)
    def _search_ended(self, message: messages.SearchEnded) -> None:
        self.announcing.works.end(message.search)
        self.announcing.show()

    @on(TransportBar.Clicked)
    def _bar_clicked(self, message: TransportBar.Clicked) -> None:
        self.playing.go_on_strip(message.second_s)

    def _say_news(self, sentence: str) -> None:
        if sentence:
            self.say(sentence)

    def _show_trouble(self, sentence: str) -> None:
        self._tick()
        if sentence:
            self.say(sentence, trouble=True)

    def reopen(self) -> None:
        """Try the recording once more."""
        self.say(self.playing.again())

    # --- questions ---

    def ask(self, question: PromptRequest) -> None:
        """Ask something in the line where notes are typed."""
        self.ask_line.ask(question)
        self.show_state()
        self.focus_where_keys_go()

    @on(Prompt.Done)
    def _asked(self) -> None:
        self.focus_where_keys_go()
        self.show_state()

    def filter(self, words: str) -> str:
        """Show only the notes that hold these words; nothing can be wrong with them."""
        self.words = words.strip()
        self.desk.notebook.filter(words)
        self.note_list.empty_text = NO_NOTE_FITS if words else self._hint()
        self.show_notes(0)
        self.note_list.show_chosen()
        return ""

    def _hint(self) -> str:
        return no_notes(self.keymap, is_first_start=self._is_first_start)

    # --- the rest ---

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence where the note is typed, once nothing is typed there."""
        self.composer.say(sentence, trouble=trouble)

    def tell(self, sentence: str, **parts: str) -> None:
        """The same with keys in place of the ids of actions."""
        self.say(self.keymap.told(sentence, **parts))

    def show_state(self) -> None:
        """Bring title, heading, bottom and footer to what the state is."""
        notebook = self.desk.notebook
        shown = f"{len(notebook.shown)} of " if notebook.filtered else ""
        self.title_line.show(self.desk.hearing.title, shown + count(len(notebook), "note"))
        self.announcing.show()
        asks = self.ask_line.question is not None and self.composer.note is None
        self.composer.display = not asks
        self.ask_line.display = asks
        self.footer.show(None if asks else self.state)

    def say_anywhere(self, sentence: str) -> None:
        """Say something that is to be seen while a note is written, too."""
        self.say(sentence)
        self.announcing.remark(sentence)

    @on(KeyFooter.Clicked)
    def _footer_clicked(self, message: KeyFooter.Clicked) -> None:
        self.run_known(message.action)

    @on(messages.Copied)
    def _copied(self, message: messages.Copied) -> None:
        self.say(message.sentence)

    @property
    def program(self) -> HearingnotesApp:
        """The app, for what is beyond one hearing: clipboard, browser, choices, the end."""
        return cast("HearingnotesApp", self.app)
