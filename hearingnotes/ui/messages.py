"""What threads tell the screen. They post these and touch no widget."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from hearingnotes.library.events import LibraryEvent
    from hearingnotes.media.captions import Track
    from hearingnotes.media.lookup import Cancellable
    from hearingnotes.media.medium import Medium
    from hearingnotes.model.frame import Frame
    from hearingnotes.player.protocol import Player
    from hearingnotes.ui.hearing.pixel_renderer import EncodedPicture


class PlayerChanged(Message):
    """The player's state is another; it can be read off the player."""


@dataclass
class PlayerReady(Message):
    """libmpv is up; `problems` are sentences on what it was not to be had with."""

    player: Player
    problems: tuple[str, ...] = ()


@dataclass
class PlayerFailed(Message):
    """libmpv can't be had; `sentence` says why and what to do."""

    sentence: str


class Sought(Enum):
    """What is looked for in the background."""

    RECORDING = "recording"
    CAPTIONS = "captions"


@dataclass
class Progress(Message):
    """How far the search for something is."""

    search: Cancellable
    sought: Sought
    progress: str


@dataclass
class SearchEnded(Message):
    """It is over, whatever came of it."""

    search: Cancellable


@dataclass
class MediumFound(Message):
    """What to play, and what is known of it."""

    medium: Medium
    search: Cancellable | None = None


@dataclass
class MediumFailed(Message):
    """There is nothing to play; `sentence` says why and what to do."""

    sentence: str
    search: Cancellable | None = None


@dataclass
class CaptionsFound(Message):
    """What is said in a recording, as its captions have it; `track` is None where there are none.

    `remark` says why they are not those of the file that was named, where they are not.
    """

    recording_id: str
    track: Track | None
    remark: str = ""
    search: Cancellable | None = None


@dataclass
class CaptionsFailed(Message):
    """There are captions, but they can't be had; `sentence` says why."""

    sentence: str
    search: Cancellable | None = None


@dataclass
class LibraryReported(Message):
    """The keeper has written something, or can't."""

    report: LibraryEvent


@dataclass
class Mirrored(Message):
    """What there is to say of the mirror."""

    sentence: str
    is_error: bool


@dataclass
class PictureDrawn(Message):
    """This is to be seen now, in the size that the player was told."""

    frame: Frame


@dataclass
class PictureEncoded(Message, bubble=False):
    """This is what the terminal is to be sent; None where that went wrong."""

    drawing: EncodedPicture | None


@dataclass
class PictureTaken(Message, bubble=False):
    """The terminal has taken a picture, which took so long."""

    took_s: float


@dataclass
class StillsKept(Message):
    """These notes have a picture kept with them, by their ids; `remark` is what is to be known."""

    ids: frozenset[str]
    remark: str = ""


@dataclass
class StillFailed(Message):
    """A picture was not kept with this note; `sentence` says why."""

    sentence: str
    note_id: str


@dataclass
class Copied(Message):
    """A text went to the clipboard, as far as `sentence` says."""

    sentence: str
