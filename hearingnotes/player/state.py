"""The state of a player, as a value; pure, so that it can be tested without libmpv."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Phase(StrEnum):
    """The phase of playback, as shown to people."""

    ROOM = "the room"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"
    BUFFERING = "buffering"
    ENDED = "at the end"
    FAILED = "not playing"


@dataclass(frozen=True, slots=True)
class PlayerState:
    """The state of a player at one instant.

    `start_pts` is the position of the medium's first packet, on the medium's own clock.
    """

    in_room: bool = False
    loaded: bool = False
    failure: str = ""
    gone: bool = False
    paused: bool = False
    buffering: bool = False
    ended: bool = False
    silent: bool = False
    speed: float = 1.0
    volume: float = 100.0
    muted: bool = False
    duration_s: float | None = None
    start_pts: float | None = None
    frame_s: float | None = None
    has_picture: bool = False
    picture_size: tuple[int, int] | None = None
    """The size of the decoded picture; None while none is decoded."""

    @property
    def phase(self) -> Phase:  # noqa: PLR0911
        """The phase of playback; what stops it wins over what only pauses it."""
        if self.in_room:
            return Phase.ROOM
        if self.failure:
            return Phase.FAILED
        if not self.loaded:
            return Phase.LOADING
        if self.ended:
            return Phase.ENDED
        if self.paused:
            return Phase.PAUSED
        if self.buffering:
            return Phase.BUFFERING
        return Phase.PLAYING


def _flag(value: Any) -> bool:
    return bool(value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _frame_s(frames_per_second: Any) -> float | None:
    rate = _number(frames_per_second)
    return 1 / rate if rate else None


def _has_picture(tracks: Any) -> bool:
    """Return whether there is a moving picture, decoded or not."""
    return any(track.get("type") == "video" and not track.get("albumart") for track in tracks or ())


def _picture_size(shown: Any) -> tuple[int, int] | None:
    """Return the size in square pixels."""
    return (int(shown["dw"]), int(shown["dh"])) if shown else None


OBSERVED: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "pause": ("paused", _flag),
    "paused-for-cache": ("buffering", _flag),
    "eof-reached": ("ended", _flag),
    "speed": ("speed", lambda value: _number(value) or 1.0),
    "volume": ("volume", lambda value: round(_number(value) or 0.0)),
    "mute": ("muted", _flag),
    "duration": ("duration_s", _number),
    "demuxer-start-time": ("start_pts", _number),
    "container-fps": ("frame_s", _frame_s),
    "track-list": ("has_picture", _has_picture),
    "video-out-params": ("picture_size", _picture_size),
    "current-ao": ("silent", lambda value: value == "null"),
}
"""The observed properties of mpv: the field of `PlayerState` of each, and its conversion."""


def reduce(state: PlayerState, name: str, value: Any) -> PlayerState:
    """Return the state after mpv's property `name` has changed to `value`."""
    field, transform = OBSERVED[name]
    return replace(state, **{field: transform(value)})
