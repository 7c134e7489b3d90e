"""What a screen may ask of the program, and of the hearing that is open below it."""

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
    """The app, as screens see it."""

    @property
    def writer(self) -> LibraryWriter:
        """The writer of the library."""

    @property
    def is_leaving(self) -> bool:
        """Whether the program is about to end."""

    def leave(self) -> None:
        """Save what is typed and end the program."""

    def save_choices(self, **choices: Any) -> None:
        """Save choices of settings that were made on a screen, by the settings' names."""

    def copy(self, make_text: Callable[[], str], remark: str = "") -> object:
        """Put a text on the clipboard, off the UI thread, and say so together with the remark."""

    def browse(self, link: str) -> object:
        """Open a link in the browser, off the UI thread."""

    def select_theme(self) -> None:
        """Show the list of themes."""

    def search_all(self) -> None:
        """Show the search over all hearings."""

    def select_draft(self) -> None:
        """Ask which article to go on with; where there is none, begin one."""

    def select_hearing(self, ticked: Collection[str], select: Callable[[str], None]) -> None:
        """Ask for a hearing of the library, those of the `marked` ids with a tick; `select` gets
        the id of the one that was selected."""


def program_of(node: DOMNode) -> Program:
    """The app that shows this screen or widget."""
    return cast("Program", node.app)


class CaptureTarget(Protocol):
    """The hearing below an article, whose moments are not missed while the article is written."""

    @property
    def mode(self) -> Mode:
        """Whether a note is being written there."""

    @property
    def message(self) -> str:
        """The sentence that is shown there."""

    def capture_from_page(self, key: str, character: str | None) -> bool:
        """Capture a moment if the key does so there; False where it does not."""

    def type_behind_capture(self, event: events.Key) -> None:
        """Put a key that was pressed right behind a capture into the note of that."""

    def play_note(self, note: Note) -> bool:
        """Play from a note of that hearing; False where it is one of another hearing."""
