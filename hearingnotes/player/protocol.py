"""What the rest of the program asks of a player."""

from collections.abc import Mapping
from typing import Protocol

from hearingnotes.model.moment import Moment
from hearingnotes.player.state import PlayerState


class Player(Protocol):
    """Something that plays a recording and can tell the time in it.

    No method waits: commands are sent, and what comes of them shows in `state`.
    """

    @property
    def state(self) -> PlayerState:
        """What it is doing."""

    def moment(self) -> Moment:
        """The evidence of this very instant."""

    def position_s(self) -> float | None:
        """Where it is, in seconds from the recording's start, for the screen's clock."""

    def load(
        self,
        url: str,
        recording_id: str,
        *,
        at_s: float = 0.0,
        audio_url: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Open a recording and play it from `at_s`."""

    def set_paused(self, paused: bool) -> None:
        """Hold or go on."""

    def seek_by(self, seconds: float) -> None:
        """Go on or back by so many seconds."""

    def seek_to(self, second_s: float) -> None:
        """Go to a second, counted from the recording's start."""

    def set_speed(self, speed: float) -> None:
        """1 is as it was spoken; the pitch stays."""

    def set_volume(self, volume: float) -> None:
        """In percent."""

    def set_muted(self, muted: bool) -> None:
        """Silence it, or let it be heard again."""

    def close(self) -> None:
        """Stop for good."""
