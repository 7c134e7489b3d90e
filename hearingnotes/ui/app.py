"""The program on the screen: it opens a hearing, and sees that everything is kept at the end."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual import events, work
from textual.app import App, SystemCommand
from textual.screen import Screen

from hearingnotes.config import paths
from hearingnotes.config.settings import Settings, not_taken_keys
from hearingnotes.config.state import SavedState, StateStore
from hearingnotes.config.themes import describe_unknown_theme
from hearingnotes.errors import HearingnotesError
from hearingnotes.library.library import Library
from hearingnotes.library.writer import LibraryWriter, SaveBlocked
from hearingnotes.model.draft import Draft
from hearingnotes.model.labels import count
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster
from hearingnotes.services.open_hearing import OpenRequest, open_reference, open_stored
from hearingnotes.session.hearing_session import HearingSession
from hearingnotes.ui import messages
from hearingnotes.ui.action import Mode
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.dispatch import KeyDispatcher
from hearingnotes.ui.hearing.screen import HearingScreen
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.keymap import Keymap
from hearingnotes.ui.media_loader import MediaLoader, PlayerOptions
from hearingnotes.ui.navigation import DraftNavigator, SearchNavigator
from hearingnotes.ui.playback import Playback
from hearingnotes.ui.theming import DEFAULT_THEME, _as_textual
from hearingnotes.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from hearingnotes.config.themes import ThemeFile
    from hearingnotes.session.mirror import MirrorTarget
    from hearingnotes.ui.draft.screen import DraftScreen


log = logging.getLogger(__name__)

STARTED_AFTER_S = 0.5
WATCH_S = 0.5
MOST_PROBLEMS = 1
DOCTOR_TELLS = "hearingnotes doctor tells them all."
LEAVES = "{quit_writing} leaves the program; everything is kept."
LEAVES_ARTICLE = "{draft_back} leaves the article; everything is kept."


@dataclass(frozen=True, slots=True)
class AppConfig:
    """All that the program is started with."""

    library: Library
    settings: Settings
    remembered: SavedState
    themes: Mapping[str, ThemeFile]
    player_options: PlayerOptions
    log_name: str
    opening: OpenRequest | None = None
    draft: Draft | None = None
    mirror: MirrorTarget | None = None
    roster: Roster = Roster()
    problems: tuple[str, ...] = ()


def _nothing() -> None:
    """There is no player."""


@dataclass(frozen=True, slots=True)
class ExitReport:
    """What is left when the screen has closed: notes and articles that no disk took, what did not
    play, what is to be known of the mirror, and the error that ended the program. `close_player` is
    for when all that is told: a fault of libmpv would end the program before.
    """

    unsaved: list[Note]
    playback_error: str = ""
    unsaved_drafts: list[Draft] = field(default_factory=list)
    mirror: str = ""
    crash: Exception | None = None
    close_player: Callable[[], None] = _nothing


class HearingnotesApp(App[None]):
    """Wires the screens to the library, the player and the settings."""

    TITLE = "hearingnotes"
    ENABLE_COMMAND_PALETTE = True
    # The palette's keys, and what a line to type in says before, are there to be read, too.
    CSS = """
    CommandPalette > .command-palette--help-text { color: $foreground; text-style: not bold; }
    Input > .input--placeholder { color: $foreground 80%; }
    """

    def __init__(self, start: AppConfig) -> None:
        super().__init__()
        self._start = start
        self.state_store = StateStore(start.remembered, start.settings)
        self._writer: LibraryWriter | None = None
        self._shown_waiting: tuple[SaveBlocked, HearingScreen | None, DraftScreen | None]
        self._shown_waiting = SaveBlocked(), None, None
        self.hearing_screen: HearingScreen | None = None
        self.is_leaving = False
        self.articles = DraftNavigator(self, start)
        self.searching = SearchNavigator(self, start)
        is_typing = start.settings.capture == "type"
        self.keymap = Keymap(ACTIONS, start.settings.keys, letters_are_text=is_typing)
        self._problems = [
            *start.problems,
            *not_taken_keys(paths.settings_path(), self.keymap.problems),
        ]
        self._register_themes()

    def _register_themes(self) -> None:
        for name in list(self.available_themes):
            if name not in self._start.themes and name != self.theme:
                self.unregister_theme(name)
        for theme in self._start.themes.values():
            self.register_theme(_as_textual(theme))
        wanted = self._start.settings.theme
        if wanted not in self._start.themes:
            sentence = describe_unknown_theme(wanted, self._start.themes, self._problems)
            self._problems += [sentence] if sentence not in self._problems else []
            wanted = DEFAULT_THEME
        if wanted in self._start.themes:
            before, self.theme = self.theme, wanted
            if before not in self._start.themes:
                self.unregister_theme(before)

    def on_mount(self) -> None:
        """Open what was named, or ask."""
        self._listen_to_signals()
        self.set_timer(STARTED_AFTER_S, _collect_garbage)
        if self._start.opening is not None:
            self._open(self._start.opening)
        elif self._start.draft is not None:
            self._open_draft(self._start.draft)
        else:
            from hearingnotes.ui.library.screen import LibraryScreen

            everything = self._start.library.hearings.all()
            self.push_screen(LibraryScreen(everything, self._problems))

    def _listen_to_signals(self) -> None:
        if sys.platform == "win32":
            return
        import asyncio

        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            # Without a handler the terminal would be left in the alternate screen.
            with suppress(RuntimeError, ValueError):
                loop.add_signal_handler(number, self.leave)

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the hearing first, in the order they were pressed. A button that goes up lets
        the mouse go before what had it hears of that: a click right behind is for another."""
        if self.is_leaving and isinstance(event, events.InputEvent):
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, KeyDispatcher) and screen.dispatch_input(event):
                return
        if isinstance(event, events.Key) and not event.is_forwarded:
            if event.key == "ctrl+q" and isinstance(self.focused, TextEditor):
                # Behind the letters that it has not read yet; as Textual's own priority binding
                # it would overtake them.
                self.focused._forward_event(event)
                return
            hearing = self.hearing_screen
            if hearing is not None and self.screen is hearing:
                hearing.focus_where_keys_go()
                if hearing.dispatch_key(event):
                    return
        is_release = isinstance(event, events.MouseUp) and not event.is_forwarded
        await super().on_event(event)
        if is_release:
            self.capture_mouse(None)

    # --- opening ---

    def on_library_screen_chosen(self, message: Any) -> None:
        """A hearing was chosen from the list."""
        self._open(open_stored(message.stored))

    def on_library_screen_typed(self, message: Any) -> None:
        """A link or a file was typed instead."""
        try:
            opening = open_reference(self._start.library, message.text)
        except HearingnotesError as error:
            cast("Any", self.screen).show_with_keys(str(error))
        else:
            self._open(opening)

    def _open_draft(self, draft: Draft) -> None:
        """An article alone, without a hearing that plays."""
        self._writer = self._hold()
        if self._writer is not None:
            self._writer.start()
            self.articles.open(draft)

    def _hold(self) -> LibraryWriter | None:
        """What writes; None where nothing can be written, and the program ends."""
        library = self._start.library
        try:
            library.check_writable()
            library.hold()
        except HearingnotesError as error:
            self._start_failed(str(error))
            return None
        self.set_interval(WATCH_S, self._watch_saving)
        return LibraryWriter(library, self._report)

    def _open(self, opening: OpenRequest) -> None:
        if self.hearing_screen is not None:
            return  # a double Enter
        library = self._start.library
        # Before the notes are read, so that one that comes in between is reported.
        is_first = self._writer is None
        self._writer = self._writer or self._hold()
        if self._writer is None:
            return
        notes = self._writer.notes_of(opening.hearing.id)
        left_behind = self._writer.orphaned(opening.hearing.id)
        anchors = library.anchors.of_hearing(opening.hearing.id)
        session = HearingSession(
            opening, self._writer, notes, anchors, left_behind, self._start.roster
        )
        player_options, format_keys = self._start.player_options, self.keymap.format_keys
        playback = Playback(
            session, opening, lambda post: MediaLoader(player_options, post), format_keys
        )
        screen = HearingScreen(session, playback, self.keymap, self._start.settings)
        self.hearing_screen = screen
        if is_first:
            self._writer.start()
        # Pushed, not switched: the list below is not made again.
        self.push_screen(screen)
        mirror = self._start.mirror
        if mirror is not None and (is_first or mirror.is_for_each):
            screen.mirror_controller.start(mirror)
        if said := [*_in_short(self._problems), *filter(None, [opening.remark])]:
            screen.show_message(" ".join(said), error=True)

    def change_hearing(self, opening: OpenRequest) -> HearingScreen | None:
        """Leave the hearing that is open, and open another; None where that can't be."""
        screen, self.hearing_screen = self.hearing_screen, None
        if screen is not None:
            screen.close_hearing()
            screen.playback.close()
            screen.mirror_controller.close(limit_s=0.0)
            screen.picture_controller.close(limit_s=0.0)
            self.pop_screen()
        self._open(opening)
        return self.hearing_screen

    def _start_failed(self, sentence: str) -> None:
        self.exit(return_code=1, message=sentence)

    @property
    def writer(self) -> LibraryWriter:
        """What writes; there is one as soon as a hearing or an article is open."""
        assert self._writer is not None
        return self._writer

    def _report(self, report: Any) -> None:
        """On the keeper's thread: hand its news to the screens, which know what is theirs."""
        for screen in (self.hearing_screen, self.articles.screen):
            if screen is not None and self.is_running:
                with suppress(RuntimeError):  # the screen may close at this very moment
                    screen.post_message(messages.LibraryReported(report))

    def _watch_saving(self) -> None:
        """Asked for, not waited for: a thread that hangs could not tell that it does."""
        hearing, article, waiting = self.hearing_screen, self.articles.screen, self.writer.waiting()
        known, self._shown_waiting = self._shown_waiting, (waiting, hearing, article)
        if known == self._shown_waiting or not (waiting.why or known[0].why):
            return
        if hearing is not None:
            hearing.news.on_save_blocked(waiting)
        if article is not None:
            article.on_save_blocked(waiting)

    # --- what screens ask for ---

    def remember(self, **choices: Any) -> None:
        """Keep a choice that was made in the program."""
        self.state_store.save_choices(**choices)

    @work(thread=True, group="clipboard", exclusive=True)
    def copy(self, make_text: Callable[[], str], remark: str = "") -> None:
        """Put a text on the clipboard, and tell where it went, with what else is to be known."""
        from hearingnotes.ui.clipboard import copy

        try:
            text = make_text()
        except HearingnotesError as error:
            self._notify_copied(str(error))
            return
        sentence = copy(text, lambda text: self.call_from_thread(self.copy_to_clipboard, text))
        self._notify_copied(" ".join(filter(None, [sentence, remark])))

    def _notify_copied(self, sentence: str) -> None:
        screen = self.articles.screen or self.hearing_screen
        if screen is not None:
            screen.post_message(messages.Copied(sentence))

    @work(thread=True)
    def browse(self, link: str) -> None:
        """Open a link in the browser; where the program is in one, in that."""
        self.open_url(link)

    def action_change_theme(self) -> None:
        """Choose a theme from a list that shows each on the way."""
        from hearingnotes.ui.dialogs.themes import ThemesScreen

        self.push_screen(ThemesScreen(self._start.themes, self._capture), self._theme_chosen)

    def _capture(self, key: str, character: str | None) -> bool:
        """Take a moment of the hearing, if that lies right below; False when the key takes none."""
        hearing = self.hearing_screen
        is_below = len(self.screen_stack) > 1 and self.screen_stack[-2] is hearing
        return hearing is not None and is_below and hearing.capture_from_page(key, character)

    def _theme_chosen(self, name: str | None) -> None:
        if name is not None:
            self.remember(theme=name)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette knows every action of the state, and the themes."""
        hearing = self.hearing_screen
        for known in (hearing, self.articles.screen):
            if known is not None and screen is known:
                for action in self.keymap.actions_for(known.state):
                    keys = " or ".join(shown_key(key) for key in action.keys)
                    yield SystemCommand(action.title, keys, partial(known.run_known, action))
        if hearing is None or screen is not hearing or hearing.state is not Mode.WATCHING:
            yield SystemCommand("Theme: other colours", "", self.action_change_theme)
        if hearing is None or screen is not hearing:
            yield SystemCommand("Leave the program", "", self.leave)

    def action_command_palette(self) -> None:
        """Textual's own, made safe for keys that come early."""
        from hearingnotes.ui.command_palette import KeyedPalette

        if not self.is_leaving and not isinstance(self.screen, KeyedPalette):
            self.push_screen(KeyedPalette(id="--command-palette"))

    # --- the end ---

    async def action_quit(self) -> None:
        """Leave by Textual's own key, too."""
        self.leave()

    def action_help_quit(self) -> None:
        """Ctrl+C: said in the program's own voice."""
        if self.articles.screen is not None:
            self.articles.screen.show_message(self.keymap.format_keys(LEAVES_ARTICLE))
        elif self.hearing_screen is not None:
            self.hearing_screen.show_notice(self.keymap.format_keys(LEAVES))

    def leave(self) -> None:
        """Leave: what is typed goes to the disk, nothing needs to be asked."""
        self.is_leaving = True
        if self.hearing_screen is not None:
            self.hearing_screen.close_hearing()
        self.exit()

    def finish_writing(self) -> ExitReport:
        """After the screen has closed: finish writing."""
        self.state_store.close()
        if self._writer is None:
            self._start.library.close()
            return ExitReport([])
        screen, heard, mirror = self.hearing_screen, "", ""
        if screen is not None:
            screen.writing.journal()
            mirror = screen.mirror_controller.close()
            screen.picture_controller.close()
            heard = screen.playback.error if not screen.session.note_index else ""
        return ExitReport(
            self._writer.close(),
            heard,
            self._writer.unsaved_drafts(),
            mirror,
            close_player=screen.playback.close if screen is not None else _nothing,
        )

    def _fatal_error(self) -> None:
        """One sentence in place of a traceback, which goes to the log."""
        log.critical("an unexpected error", exc_info=True)
        self.panic(
            "Something unexpected went wrong and the program had to stop. "
            "Start again to go on: notes and what was typed are kept. "
            f"The details are in {self._start.log_name}."
        )


def _collect_garbage() -> None:
    """Take garbage collection up, where the start was without; what is there by now stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _in_short(problems: Sequence[str]) -> list[str]:
    """There is no room for many."""
    if len(problems) <= MOST_PROBLEMS:
        return [*problems]
    more = count(len(problems) - 1, "more problem")
    return [problems[0], f"There {'is' if len(problems) == 2 else 'are'} {more}; {DOCTOR_TELLS}"]


def run_app(start: AppConfig) -> tuple[ExitReport, int]:
    """Run until the person leaves; what is left over, and the exit code."""
    app = HearingnotesApp(start)
    try:
        app.run()
    except Exception as error:
        return replace(app.finish_writing(), crash=error), 1
    return app.finish_writing(), app.return_code or 0
