"""What the rest of the program asks of a player."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hearingnotes.model.frame import Still
from hearingnotes.model.moment import Moment
from hearingnotes.player.frame_renderer import FrameRequest
from hearingnotes.player.state import PlayerState


@dataclass(frozen=True, slots=True)
class LiveStart:
    """What is known of a broadcast before it is joined; see `LiveEvidence`."""

    release_utc: datetime | None = None
    clock_ahead_s: float = 0.0
    is_zero_known: bool = False


@dataclass(frozen=True, slots=True)
class SeekWindow:
    """How far a live stream can be moved about in, from where it is now.

    `back_s` is the oldest that is kept, `behind_s` the newest that has come. `quiet_s` is how
    long no segment has come, `segment_s` how long one is, `newest_sq` the number of the newest.
    `is_full` when the player has as much ahead as it wants, so that it lets the stream wait.
    """

    back_s: float
    behind_s: float
    quiet_s: float | None
    segment_s: float | None
    newest_sq: int | None = None
    is_full: bool = False


class Player(Protocol):
    """Something that plays a recording and can tell the time in it.

    No method waits: commands are sent, and what comes of them shows in `state`.
    """

    @property
    def state(self) -> PlayerState:
        """What it is doing."""

    can_draw: bool
    """Whether there is a picture that can be looked at, where the recording has one."""

    def moment(self) -> Moment:
        """The evidence of this very instant."""

    def recent(self) -> Moment:
        """The evidence of a quarter of a second ago at most, for the screen's clock."""

    def reach(self) -> SeekWindow | None:
        """How far a live stream can be moved about in; None for any other recording."""

    def load(
        self,
        url: str,
        recording_id: str,
        *,
        at_s: float = 0.0,
        audio_url: str | None = None,
        headers: Mapping[str, str] | None = None,
        live: LiveStart | None = None,
    ) -> None:
        """Open a recording from `at_s`, a live one at its edge; a pause is kept."""

    def request_frames(self, view: FrameRequest | None) -> None:
        """Decode the picture as well, and draw it like this; None ends that."""

    def still(self, take: Callable[[Still | None], None]) -> None:
        """The frame of this instant; `take` gets it on a thread of the player, None for none."""

    def set_paused(self, paused: bool) -> None:
        """Hold or go on."""

    def seek_by(self, seconds: float) -> None:
        """Go on or back by so many seconds."""

    def seek_from(self, moment: Moment, seconds: float) -> None:
        """Go to so many seconds after a moment of what plays."""

    def seek_to(self, second_s: float) -> None:
        """Go to a second, counted from the recording's start."""

    def seek_to_edge(self) -> None:
        """Go to the newest that there is of a live stream."""

    def loop(self, begin_s: float | None, end_s: float | None) -> None:
        """Play what lies between two seconds over and over; None ends that."""

    def set_speed(self, speed: float) -> None:
        """1 is as it was spoken; the pitch stays."""

    def set_volume(self, volume: float) -> None:
        """In percent."""

    def set_muted(self, muted: bool) -> None:
        """Silence it, or let it be heard again."""

    def close(self) -> None:
        """Stop for good."""
