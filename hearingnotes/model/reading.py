"""A second on some count, as the evidence of one moment gives it."""

from dataclasses import dataclass
from enum import IntEnum


class Rung(IntEnum):
    """How a second was found; lower is better."""

    FILE = 1
    """A finished recording or a file: the player's position, counted from the first packet."""
    TIMESTAMP_AND_SEGMENT = 2
    """Live: the stream's timestamp, and the segment's number agrees with it."""
    TIMESTAMP = 3
    """Live: the stream's timestamp, and the clock agrees with it."""
    SEGMENT = 4
    """Live: the segment's number times its length."""
    PROGRAMME_DATE = 5
    """Live: the date in the playlist, less when the broadcast began."""
    CLOCK = 6
    """Only the clock on the wall, less when the recording began."""
    JOINING = 7
    """Counted from where it was joined; no place in the recording before an anchor gives one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A second on some count. `count` names the count: seconds of one count differ by what was
    heard between them. `is_placed` says that the count begins at the recording's second 0.
    `margin_s` is the ± of that. `is_later_epoch` says that the broadcast had broken off before.
    `counted_s` is the part of it that was counted in segments, and drifts. `epoch_of` and `doubt_s`
    say behind which break it lies, and how far the count may have slipped there.
    """

    rung: Rung
    second_s: float
    margin_s: float
    count: str
    is_placed: bool
    is_later_epoch: bool = False
    counted_s: float | None = None
    epoch: int = 0
    doubt_s: float = 0.0
