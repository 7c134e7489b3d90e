"""The base of the screens of a hearing and of an article: keys run actions, sentences are shown in
the line where texts are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.screen import Screen

from hearingnotes.ui import messages
from hearingnotes.ui.action import Action, Mode
from hearingnotes.ui.dispatch import KeyDispatcher, UndoQueue
from hearingnotes.ui.program import Program, program_of
from hearingnotes.ui.textual_private import forward_event
from hearingnotes.ui.widgets.key_footer import KeyFooter
from hearingnotes.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from hearingnotes.config.settings import Settings
    from hearingnotes.session.export_job import ExportRequest, Outcome
    from hearingnotes.ui.keymap import Keymap

Result = TypeVar("Result")


class ActionScreen(KeyDispatcher, Screen[Result]):
    """A screen whose keys run actions of the keymap."""

    BINDINGS = []  # keys go through the keymap, so that every one can be changed

    def __init__(self, keymap: Keymap, settings: Settings) -> None:
        super().__init__()
        self.keymap = keymap
        self.settings = settings
        self.footer = KeyFooter(keymap)
        self.undo_queue = UndoQueue(self.perform)
        self.last_export: ExportRequest | None = None
        """The answers last given in the export dialogue."""

    @property
    def mode(self) -> Mode:
        """The present mode."""
        raise NotImplementedError

    @property
    def editor(self) -> TextEditor:
        """The editor in which texts are typed and sentences are shown."""
        raise NotImplementedError

    @property
    def program(self) -> Program:
        """The app, for what lies beyond this screen: clipboard, browser, lists, exit."""
        return program_of(self)

    def perform(self, action: Action) -> None:
        """Run the action; one that changes notes waits while an undo is running."""
        if self.undo_queue.defers(action):
            return
        if not self.editor.is_error:
            self.show_message("")
        action.run(self)

    def dispatch_input(self, event: events.Key | events.Paste) -> bool:
        """Queue Ctrl+Q behind the letters that the editor has not read yet; return False for all
        else.

        As Textual's own priority binding it would overtake them.
        """
        is_quit = isinstance(event, events.Key) and event.key == "ctrl+q"
        if is_quit and isinstance(self.focused, TextEditor):
            forward_event(self.focused, event)
            return True
        return False

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the editor's place, once nothing is typed there."""
        self.editor.show_message(sentence, error=error)

    def show_with_keys(self, sentence: str, **parts: str) -> None:
        """Show a sentence, with keys in place of the ids of actions in braces."""
        self.show_message(self.keymap.format_keys(sentence, **parts))

    def show_outcome(self, outcome: Outcome) -> None:
        """Show the result of an export."""
        self.show_message(outcome.sentence, error=outcome.is_error)

    def export_closed(self, request: ExportRequest | None) -> None:
        """Store the answers of the export dialogue, if any, for the next time."""
        self.last_export = request or self.last_export

    @on(KeyFooter.Clicked)
    def _footer_clicked(self, message: KeyFooter.Clicked) -> None:
        self.perform(message.action)

    @on(messages.Copied)
    def _copied(self, message: messages.Copied) -> None:
        self.show_message(message.sentence)
