"""Events that threads report of an open hearing.

The screen receives them as messages; no thread touches a widget.
"""

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
    """The state of the player has changed. It is read from the player."""


@dataclass(frozen=True, slots=True)
class PlayerReady:
    """libmpv is running. `problems` are sentences on options that it refused."""

    player: Player
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayerFailed:
    """libmpv could not be started. `sentence` says why and what to do."""

    sentence: str


class SearchTarget(Enum):
    """The target of a background search."""

    RECORDING = "recording"
    CAPTIONS = "captions"


@dataclass(frozen=True, slots=True)
class SearchProgressed:
    """A search has made progress. `progress` is a phrase for the screen."""

    search: Cancellable
    target: SearchTarget
    progress: str


@dataclass(frozen=True, slots=True)
class SearchEnded:
    """A search is over, with any result or none."""

    search: Cancellable


@dataclass(frozen=True, slots=True)
class MediumFound:
    """A search has found what to play."""

    medium: Medium
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class MediumFailed:
    """A search has found nothing to play. `sentence` says why and what to do."""

    sentence: str
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class CaptionsFound:
    """A search has ended with the captions of a recording, or with None where it has none.

    `notice` says why they do not come from the file that was named, where they do not.
    """

    recording_id: str
    track: Track | None
    notice: str = ""
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class CaptionsFailed:
    """A recording has captions, but they could not be read. `sentence` says why."""

    sentence: str
    search: Cancellable | None = None


@dataclass(frozen=True, slots=True)
class FrameDrawn:
    """The player has drawn a frame in the requested size."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class StillsSaved:
    """The notes with these ids have a still. `notice` is a sentence about it, or empty."""

    ids: frozenset[str]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class StillFailed:
    """No still was saved with this note. `sentence` says why."""

    sentence: str
    note_id: str


@dataclass(frozen=True, slots=True)
class MirrorReported:
    """The mirrored file could not be written, or is written again."""

    sentence: str
    is_error: bool


SearchEvent = SearchProgressed | MediumFound | MediumFailed | CaptionsFound | CaptionsFailed
"""The events of a search. They are dropped once that search was stopped."""

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
