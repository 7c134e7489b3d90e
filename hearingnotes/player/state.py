"""What a player is doing, as a value; pure, so that it can be tested without libmpv."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Phase(StrEnum):
    """What the person is told that the player does."""

    ROOM = "the room"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"
    BUFFERING = "buffering"
    ENDED = "at the end"
    FAILED = "not playing"


@dataclass(frozen=True, slots=True)
class PlayerState:
    """A player at one instant. Seconds are the player's own raw count, from `start_s` on."""

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
    start_s: float | None = None
    frame_s: float | None = None
    has_picture: bool = False
    picture_size: tuple[int, int] | None = None
    """Of the picture that is decoded; None while none is."""

    @property
    def phase(self) -> Phase:  # noqa: PLR0911
        """The one word for it; what stops the sound goes before what merely holds it."""
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
    """Whether there is a moving picture, be it decoded or not."""
    return any(track.get("type") == "video" and not track.get("albumart") for track in tracks or ())


def _picture_size(shown: Any) -> tuple[int, int] | None:
    """In square pixels."""
    return (int(shown["dw"]), int(shown["dh"])) if shown else None


OBSERVED: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "pause": ("paused", _flag),
    "paused-for-cache": ("buffering", _flag),
    "eof-reached": ("ended", _flag),
    "speed": ("speed", lambda value: _number(value) or 1.0),
    "volume": ("volume", lambda value: round(_number(value) or 0.0)),
    "mute": ("muted", _flag),
    "duration": ("duration_s", _number),
    "demuxer-start-time": ("start_s", _number),
    "container-fps": ("frame_s", _frame_s),
    "track-list": ("has_picture", _has_picture),
    "video-out-params": ("picture_size", _picture_size),
    "current-ao": ("silent", lambda value: value == "null"),
}
"""mpv's properties that are watched: the field of `PlayerState` each goes to, and how."""


def reduce(state: PlayerState, name: str, value: Any) -> PlayerState:
    """The state after mpv's property `name` came to be `value`."""
    field, transform = OBSERVED[name]
    return replace(state, **{field: transform(value)})
