"""How news comes onto the screen: threads post these messages and touch no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from hearingnotes.library.events import LibraryEvent
    from hearingnotes.session.events import SessionEvent


@dataclass
class SessionReported(Message):
    """The player, a search or a writer of the open hearing reports something."""

    event: SessionEvent


@dataclass
class LibraryReported(Message):
    """The writer of the library has written something, or another program has."""

    event: LibraryEvent


@dataclass
class Copied(Message):
    """A text went to the clipboard; `sentence` says where, or why not."""

    sentence: str
