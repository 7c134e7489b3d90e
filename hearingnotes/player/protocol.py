"""The interface of a player."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

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
    """How far a player can seek in a live stream, relative to the current position.

    `back_s` is the distance to the oldest cached packet, `behind_s` to the newest. `quiet_s` is the
    time since a segment arrived, `segment_s` the length of one, `newest_sq` the number of the
    newest. `is_full` says that the player has read ahead as far as it may and does not read on.
    """

    back_s: float
    behind_s: float
    quiet_s: float | None
    segment_s: float | None
    newest_sq: int | None = None
    is_full: bool = False


class Player:
    """Plays a recording and gives the evidence of moments in it.

    No method waits: commands are sent, and their results show in `state`. A subclass defines only
    the methods for what it can do; the others do nothing.
    """

    state: PlayerState
    """The current state of the player."""

    can_draw: bool = False
    """Whether frames can be requested where the recording has a picture."""

    def moment(self) -> Moment:
        """Return the evidence of this very instant."""
        raise NotImplementedError

    def recent(self) -> Moment:
        """Return evidence at most a quarter of a second old, for the screen's clock."""
        return self.moment()

    def reach(self) -> SeekWindow | None:
        """Return how far the player can seek in a live stream; None for any other recording."""
        return None

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
        """Open a recording at second `at_s`, or a live one at its edge; the player stays paused or
        not."""

    def request_frames(self, request: FrameRequest | None) -> None:
        """Decode the picture as well and draw frames as requested; None stops that."""

    def still(self, take: Callable[[Still | None], None]) -> None:
        """Pass the current frame to `take` on a thread of the player; None where there is none."""
        take(None)

    def set_paused(self, paused: bool) -> None:
        """Pause or resume playback."""

    def seek_by(self, seconds: float) -> None:
        """Seek by so many seconds."""

    def seek_from(self, moment: Moment, seconds: float) -> None:
        """Seek to so many seconds after a moment of the current recording."""

    def seek_to(self, second_s: float) -> None:
        """Seek to a second of the recording."""

    def seek_to_edge(self) -> None:
        """Seek to the edge of a live stream."""

    def loop(self, begin_s: float | None, end_s: float | None) -> None:
        """Repeat the part between two seconds; None stops that."""

    def set_speed(self, speed: float) -> None:
        """Set the speed; 1 is as spoken. The pitch stays."""

    def set_volume(self, volume: float) -> None:
        """Set the volume in percent."""

    def set_muted(self, muted: bool) -> None:
        """Mute or unmute the sound."""

    def close(self) -> None:
        """Stop for good."""
