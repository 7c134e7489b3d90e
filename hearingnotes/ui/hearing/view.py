"""The protocol by which controllers see the screen of a hearing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App
    from textual.geometry import Size
    from textual.message import Message
    from textual.timer import Timer

    from hearingnotes.config.settings import Settings
    from hearingnotes.session.hearing_session import HearingSession
    from hearingnotes.session.playback import Playback
    from hearingnotes.session.review import ArchivePass
    from hearingnotes.ui.dispatch import UndoQueue
    from hearingnotes.ui.hearing.note_editor import NoteEditor
    from hearingnotes.ui.hearing.note_list import NoteList
    from hearingnotes.ui.keymap import Keymap
    from hearingnotes.ui.program import Program
    from hearingnotes.ui.widgets.prompt import Prompt, PromptRequest


class HearingView(Protocol):
    """The screen of a hearing, as its controllers see it.

    `words` filters the notes, empty for all; `archive_pass` is the running review, if any.
    """

    session: HearingSession
    playback: Playback
    keymap: Keymap
    settings: Settings
    note_list: NoteList
    note_editor: NoteEditor
    prompt: Prompt
    undo_queue: UndoQueue
    words: str
    archive_pass: ArchivePass | None

    @property
    def program(self) -> Program:
        """The app, for what lies beyond one hearing."""

    @property
    def app(self) -> App[Any]:
        """Textual's own app, for the size of the window and the terminal."""

    @property
    def size(self) -> Size:
        """The size of the window, in cells."""

    # --- sentences ---

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence where the note is typed, once nothing is typed there."""

    def show_with_keys(self, sentence: str, **parts: str) -> None:
        """Show a sentence with keys in place of the ids of actions in braces."""

    def show_notice(self, sentence: str) -> None:
        """Show a sentence that is visible while a note is written, too."""

    def show_above(self, sentence: str) -> None:
        """Show a sentence above the note that is being written, if one is."""

    # --- display ---

    def show_state(self) -> None:
        """Update title, status line, editors and footer."""

    def show_notes(self, index: int | None) -> None:
        """Draw the notes from this index on again; None where no note has changed."""

    def tick(self) -> None:
        """Update what depends on the time: the bar, the strip, the captions."""

    def lay_out(self) -> None:
        """Lay the panes out anew."""

    def select(self, note_id: str) -> None:
        """Select a note and scroll to it."""

    def filter(self, words: str) -> str:
        """Show only the notes with these words; empty shows all. Return an empty sentence."""

    def ask(self, request: PromptRequest) -> None:
        """Show a prompt in the line where notes are typed."""

    def focus_where_keys_go(self) -> None:
        """Focus the line that takes the keys in the present mode."""

    # --- Textual's own ---

    def post_message(self, message: Message) -> bool:
        """Put a message into the queue of the screen. May be called on any thread."""

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> Timer:
        """Call back after so many seconds."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call back once all that changed is painted."""

    def set_class(self, add: bool, *class_names: str) -> object:
        """Add style classes to the screen, or remove them."""
