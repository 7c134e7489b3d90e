"""Protocols of the app and of the hearing below an article, as other screens see them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from textual import events
    from textual.dom import DOMNode

    from hearingnotes.library.writer import LibraryWriter
    from hearingnotes.model.note import Note
    from hearingnotes.ui.action import Mode


class Program(Protocol):
    """The app as screens see it."""

    @property
    def writer(self) -> LibraryWriter:
        """The library writer."""

    @property
    def is_leaving(self) -> bool:
        """Whether the program is about to end."""

    def leave(self) -> None:
        """Save what is typed and end the program."""

    def save_choices(self, **choices: Any) -> None:
        """Save settings that were chosen on a screen, by their names."""

    def copy(self, make_text: Callable[[], str], notice: str = "") -> object:
        """Put a text on the clipboard, off the UI thread, and report it with the notice."""

    def browse(self, link: str) -> object:
        """Open a link in the browser, off the UI thread."""

    def select_theme(self) -> None:
        """Show the list of themes."""

    def search_all(self) -> None:
        """Show the search over all hearings."""

    def select_draft(self) -> None:
        """Let the person select an article; start a new one where there is none."""

    def select_hearing(self, ticked: Collection[str], select: Callable[[str], None]) -> None:
        """Let the person select a hearing of the library; `select` gets its id.

        Hearings of the `ticked` ids have a tick.
        """


def program_of(node: DOMNode) -> Program:
    """Return the app of this screen or widget."""
    return cast("Program", node.app)


class CaptureTarget(Protocol):
    """The hearing below an article, where moments can be captured meanwhile."""

    @property
    def mode(self) -> Mode:
        """Whether a note is being written there."""

    @property
    def message(self) -> str:
        """The sentence that is shown there."""

    def capture_from_page(self, key: str, character: str | None) -> bool:
        """Capture a moment if the key does so; return False where it does not."""

    def type_behind_capture(self, event: events.Key) -> None:
        """Add a key that was pressed right after a capture to the note of that capture."""

    def play_note(self, note: Note) -> bool:
        """Play from a note of that hearing; return False for a note of another one."""
