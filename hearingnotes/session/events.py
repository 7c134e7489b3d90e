"""What threads report of an open hearing. The screen gets these as messages; no thread touches a
widget."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearingnotes.media.captions import Track
    from hearingnotes.media.lookup import Cancellable
    from hearingnotes.media.medium import Medium
    from hearingnotes.model.frame import Frame
    from hearingnotes.player.protocol import Player


@dataclass(frozen=True, slots=True)
class PlayerChanged:
    """The player has another state, which can be read from the player."""


@dataclass(frozen=True, slots=True)
class PlayerReady:
    """libmpv is up; `problems` are sentences on options that it did not take."""

    player: Player
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayerFailed:
    """libmpv is not to be had; `sentence` says why and what to do."""

    sentence: str


class SearchTarget(Enum):
    """What a search in the background looks for."""

    RECORDING = "recording"
    CAPTIONS = "captions"


@dataclass(frozen=True, slots=True)
class SearchProgressed:
    """A search has come this far; `progress` is a phrase for the screen."""

    search: Cancellable
    target: SearchTarget
    progress: str


@dataclass(frozen=True, slots=True)
class SearchEnded:
    """A search is over, whatever came of it."""

    search: Cancellable


@dataclass(frozen=True, slots=True)
class MediumFound:
    """What to play is known."""

    medium: Medium
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class MediumFailed:
    """There is nothing to play; `sentence` says why and what to do."""

    sentence: str
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class CaptionsFound:
    """The captions of a recording are known; `track` is None where it has none.

    `remark` says why they are not those of the file that was named, where they are not.
    """

    recording_id: str
    track: Track | None
    remark: str = ""
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class CaptionsFailed:
    """The recording has captions, but they can't be had; `sentence` says why."""

    sentence: str
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class FrameDrawn:
    """The player has drawn a frame, in the size that was asked for."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class StillsSaved:
    """These notes have a still by now, by their ids; `remark` is a sentence on it, or empty."""

    ids: frozenset[str]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class StillFailed:
    """A still was not saved with this note; `sentence` says why."""

    sentence: str
    note_id: str


@dataclass(frozen=True, slots=True)
class MirrorReported:
    """The mirrored file can't be written, or can be again."""

    sentence: str
    is_error: bool


SearchEvent = SearchProgressed | MediumFound | MediumFailed | CaptionsFound | CaptionsFailed
"""What a search reports; nobody wants it once that search was stopped."""

SessionEvent = (
    PlayerChanged
    | PlayerReady
    | PlayerFailed
    | SearchEvent
    | SearchEnded
    | FrameDrawn
    | StillsSaved
    | StillFailed
    | MirrorReported
)
