"""The wall clock, which dates moments while no player does."""

from datetime import UTC, datetime

from hearingnotes.model.moment import Moment
from hearingnotes.player.protocol import Player
from hearingnotes.player.state import PlayerState


class WallClock(Player):
    """A player that plays nothing; its moments have the UTC time only."""

    def __init__(self, failure: str = "", *, in_room: bool = False) -> None:
        """Set the reason why nothing plays.

        Without a `failure`, and not `in_room`, a player is still starting.
        """
        self.state = PlayerState(in_room=in_room, failure=failure)

    def moment(self) -> Moment:
        """Return a moment with the time alone."""
        return Moment(datetime.now(UTC))
