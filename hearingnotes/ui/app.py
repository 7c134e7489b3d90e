"""The Textual app: keys, services for screens, and the exit, which saves everything."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.app import App, SystemCommand
from textual.screen import Screen

from hearingnotes.config import paths
from hearingnotes.config.settings import not_taken_keys
from hearingnotes.config.state import StateStore
from hearingnotes.config.themes import describe_unknown_theme
from hearingnotes.errors import HearingnotesError
from hearingnotes.services.open_hearing import open_stored
from hearingnotes.session.start import AppConfig, ExitReport
from hearingnotes.ui import messages
from hearingnotes.ui.action import Mode
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.dispatch import KeyDispatcher
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.keymap import Keymap
from hearingnotes.ui.navigation import Navigator
from hearingnotes.ui.theming import DEFAULT_THEME, as_textual

if TYPE_CHECKING:
    from hearingnotes.library.writer import LibraryWriter
    from hearingnotes.ui.hearing.screen import HearingScreen
    from hearingnotes.ui.library.screen import LibraryScreen


log = logging.getLogger(__name__)

STARTED_AFTER_S = 0.5
LEAVES = "{quit_writing} leaves the program; everything is kept."
LEAVES_ARTICLE = "{draft_back} leaves the article; everything is kept."


class HearingnotesApp(App[None]):
    """Connects the screens with the library, the player and the settings."""

    TITLE = "hearingnotes"
    ENABLE_COMMAND_PALETTE = True
    # Textual's own colours for these are too faint to read.
    CSS = """
    CommandPalette > .command-palette--help-text { color: $foreground; text-style: not bold; }
    Input > .input--placeholder { color: $foreground 80%; }
    """

    def __init__(self, start: AppConfig) -> None:
        super().__init__()
        self._start = start
        self.state_store = StateStore(start.saved_state, start.settings)
        self.is_leaving = False
        is_typing = start.settings.capture == "type"
        self.keymap = Keymap(ACTIONS, start.settings.keys, letters_are_text=is_typing)
        self.navigator = Navigator(self, start, self.keymap, self.state_store)
        self.navigator.problems += not_taken_keys(paths.settings_path(), self.keymap.problems)
        self._register_themes()

    def _register_themes(self) -> None:
        for name in list(self.available_themes):
            if name not in self._start.themes and name != self.theme:
                self.unregister_theme(name)
        for theme in self._start.themes.values():
            self.register_theme(as_textual(theme))
        wanted = self._start.settings.theme
        if wanted not in self._start.themes:
            problems = self.navigator.problems
            sentence = describe_unknown_theme(wanted, self._start.themes, problems)
            problems += [sentence] if sentence not in problems else []
            wanted = DEFAULT_THEME
        if wanted in self._start.themes:
            before, self.theme = self.theme, wanted
            if before not in self._start.themes:
                self.unregister_theme(before)

    def on_mount(self) -> None:
        """Open the hearing or article named at the start, or the list of hearings."""
        self._listen_to_signals()
        self.set_timer(STARTED_AFTER_S, _collect_garbage)
        self.navigator.start()

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
        """Give keys and pastes to the screen first, in the order in which they were pressed.

        A mouse button that goes up releases the mouse at once: a click right after it may be for
        another widget than the one that has captured the mouse.
        """
        if self.is_leaving and isinstance(event, events.InputEvent):
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, KeyDispatcher) and screen.dispatch_input(event):
                return
        is_release = isinstance(event, events.MouseUp) and not event.is_forwarded
        await super().on_event(event)
        if is_release:
            self.capture_mouse(None)

    # --- opening ---

    def on_library_screen_selected(self, message: LibraryScreen.Selected) -> None:
        """Open the hearing that was selected in the list."""
        self.navigator.open_hearing(open_stored(message.stored))

    def on_library_screen_typed(self, message: LibraryScreen.Typed) -> None:
        """Open the link or file that was typed instead."""
        self.navigator.open_typed(message.text, message.screen)

    @property
    def hearing_screen(self) -> HearingScreen | None:
        """The screen of the open hearing, if any."""
        return self.navigator.hearing

    @property
    def writer(self) -> LibraryWriter:
        """The library writer; it exists once a hearing or an article is open."""
        return self.navigator.writer

    # --- requests of screens ---

    def save_choices(self, **choices: Any) -> None:
        """Save settings that were chosen on a screen, by their names."""
        self.state_store.save_choices(**choices)

    @work(thread=True, group="clipboard", exclusive=True)
    def copy(self, make_text: Callable[[], str], notice: str = "") -> None:
        """Put a text on the clipboard and report where it went, together with the notice."""
        from hearingnotes.ui.clipboard import copy

        try:
            text = make_text()
        except HearingnotesError as error:
            self._notify_copied(str(error))
            return
        sentence = copy(text, lambda text: self.call_from_thread(self.copy_to_clipboard, text))
        self._notify_copied(" ".join(filter(None, [sentence, notice])))

    def _notify_copied(self, sentence: str) -> None:
        screen = self.navigator.draft or self.hearing_screen
        if screen is not None:
            screen.post_message(messages.Copied(sentence))

    @work(thread=True)
    def browse(self, link: str) -> None:
        """Open a link in the browser, in the same one where the program runs in it."""
        self.open_url(link)

    def search_all(self) -> None:
        """Show the search over all hearings."""
        self.navigator.search_all(self.copy)

    def select_draft(self) -> None:
        """Let the person select an article; start a new one where there is none."""
        self.navigator.select_draft()

    def select_hearing(self, ticked: Collection[str], select: Callable[[str], None]) -> None:
        """Let the person select a hearing, those of the `ticked` ids with a tick; call `select`
        with its id."""
        self.navigator.select_hearing(ticked, select)

    def action_change_theme(self) -> None:
        """Show the list of themes. The name is Textual's."""
        self.select_theme()

    def select_theme(self) -> None:
        """Show the list of themes, which previews each."""
        from hearingnotes.ui.dialogs.themes import ThemesScreen

        self.push_screen(ThemesScreen(self._start.themes, self._capture), self._on_theme_selected)

    def _capture(self, key: str, character: str | None) -> bool:
        """Capture a moment of the hearing right below; return False where the key captures none."""
        hearing = self.hearing_screen
        is_below = len(self.screen_stack) > 1 and self.screen_stack[-2] is hearing
        return hearing is not None and is_below and hearing.capture_from_page(key, character)

    def _on_theme_selected(self, name: str | None) -> None:
        if name is not None:
            self.save_choices(theme=name)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield the palette's commands: every action of the present mode, the themes, leaving."""
        hearing = self.hearing_screen
        for known in (hearing, self.navigator.draft):
            if known is not None and screen is known:
                for action in self.keymap.actions_for(known.mode):
                    keys = " or ".join(shown_key(key) for key in action.keys)
                    yield SystemCommand(action.title, keys, partial(known.perform, action))
        if hearing is None or screen is not hearing or hearing.mode is not Mode.WATCHING:
            yield SystemCommand("Theme: other colours", "", self.action_change_theme)
        if hearing is None or screen is not hearing:
            yield SystemCommand("Leave the program", "", self.leave)

    def action_command_palette(self) -> None:
        """Open the palette once, and not while leaving: keys may come early."""
        from hearingnotes.ui.dialogs.command_palette import KeyedPalette

        if not self.is_leaving and not isinstance(self.screen, KeyedPalette):
            self.push_screen(KeyedPalette(id="--command-palette"))

    # --- the end ---

    async def action_quit(self) -> None:
        """Leave by Textual's own key, too."""
        self.leave()

    def action_help_quit(self) -> None:
        """Show how to leave when Ctrl+C is pressed."""
        if self.navigator.draft is not None:
            self.navigator.draft.show_message(self.keymap.format_keys(LEAVES_ARTICLE))
        elif self.hearing_screen is not None:
            self.hearing_screen.show_notice(self.keymap.format_keys(LEAVES))

    def leave(self) -> None:
        """Leave the program: what is typed is saved, nothing needs to be asked."""
        self.is_leaving = True
        if self.hearing_screen is not None:
            self.hearing_screen.close_hearing()
        self.exit()

    def finish_writing(self) -> ExitReport:
        """Write what is left once the screen has closed, and return the exit report."""
        self.state_store.close()
        screen, playback_error, mirror = self.hearing_screen, "", ""
        if not self.navigator.is_writing:
            self._start.library.close()
            return ExitReport([])
        if screen is not None:
            screen.note_entry.autosave()
            mirror = screen.mirror_controller.close()
            screen.picture_controller.close()
            playback_error = screen.playback.error if not screen.session.note_index else ""
        report = ExitReport(
            self.writer.close(), playback_error, self.writer.unsaved_drafts(), mirror
        )
        return replace(report, close_player=screen.playback.close) if screen is not None else report

    def _fatal_error(self) -> None:
        """Print one sentence instead of a traceback, which goes to the log."""
        log.critical("an unexpected error", exc_info=True)
        self.panic(
            "Something unexpected went wrong and the program had to stop. "
            "Start again to go on: notes and what was typed are kept. "
            f"The details are in {self._start.log_name}."
        )


def _collect_garbage() -> None:
    """Enable garbage collection, which the start ran without, for objects made from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run_app(start: AppConfig) -> tuple[ExitReport, int]:
    """Run the app until the person leaves; return the exit report and the exit code."""
    app = HearingnotesApp(start)
    try:
        app.run()
    except Exception as error:
        return replace(app.finish_writing(), crash=error), 1
    return app.finish_writing(), app.return_code or 0
