"""The messages by which threads report to screens; no thread touches a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from hearingnotes.library.events import LibraryEvent
    from hearingnotes.session.events import SessionEvent


@dataclass
class SessionReported(Message):
    """An event of the open hearing: of the player, a search or a writer of files."""

    event: SessionEvent


@dataclass
class LibraryReported(Message):
    """An event of the library: this program or another has written something."""

    event: LibraryEvent


@dataclass
class Copied(Message):
    """A text was copied; `sentence` says where to, or why it was not."""

    sentence: str
