"""The clock on the wall: what tells the time when no player does."""

from datetime import UTC, datetime

from hearingnotes.model.moment import Moment
from hearingnotes.player.protocol import Player
from hearingnotes.player.state import PlayerState


class WallClock(Player):
    """A player that plays nothing; its moments have the UTC time only."""

    def __init__(self, failure: str = "", *, in_room: bool = False) -> None:
        """`failure` says why nothing plays; without one, and not `in_room`, a player is still on
        its way.
        """
        self.state = PlayerState(in_room=in_room, failure=failure)

    def moment(self) -> Moment:
        """The time of day."""
        return Moment(datetime.now(UTC))
