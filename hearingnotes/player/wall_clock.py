"""The clock on the wall: what tells the time when no player does."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from hearingnotes.model.frame import Still
from hearingnotes.model.moment import Moment
from hearingnotes.player.frame_renderer import FrameRequest
from hearingnotes.player.protocol import LiveStart, SeekWindow
from hearingnotes.player.state import PlayerState


class WallClock:
    """A player that plays nothing; its moments have the UTC time only."""

    can_draw = False

    def __init__(self, failure: str = "", *, in_room: bool = False) -> None:
        """`failure` says why nothing plays; without one, and not `in_room`, a player is still on
        its way.
        """
        self.state = PlayerState(in_room=in_room, failure=failure)

    def moment(self) -> Moment:
        """The time of day."""
        return Moment(datetime.now(UTC))

    def recent(self) -> Moment:
        """The time of day."""
        return self.moment()

    def reach(self) -> SeekWindow | None:
        """The wall clock can't be moved."""
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
        """Nothing to open it with."""

    def request_frames(self, view: FrameRequest | None) -> None:
        """There is nothing to be seen."""

    def still(self, take: Callable[[Still | None], None]) -> None:
        """Nor to be kept."""
        take(None)

    def set_paused(self, paused: bool) -> None:
        """The wall clock can't be held."""

    def seek_by(self, seconds: float) -> None:
        """Nor moved."""

    def seek_from(self, moment: Moment, seconds: float) -> None:
        """Nor moved."""

    def seek_to(self, second_s: float) -> None:
        """Nor moved."""

    def seek_to_edge(self) -> None:
        """Nor hurried on."""

    def loop(self, begin_s: float | None, end_s: float | None) -> None:
        """Nor turned back."""

    def set_speed(self, speed: float) -> None:
        """Nor hurried."""

    def set_volume(self, volume: float) -> None:
        """It makes no sound."""

    def set_muted(self, muted: bool) -> None:
        """It makes no sound."""

    def close(self) -> None:
        """It goes on."""
