"""A reading: a second on some count, from the evidence of one moment."""

from dataclasses import dataclass
from enum import IntEnum


class Rung(IntEnum):
    """The way in which a second was found; lower is better."""

    FILE = 1
    """A finished recording or a file: the player's position, counted from the first packet."""
    TIMESTAMP_AND_SEGMENT = 2
    """Live: the stream's timestamp, with which the segment's number agrees."""
    TIMESTAMP = 3
    """Live: the stream's timestamp, with which the clock agrees."""
    SEGMENT = 4
    """Live: the segment's number times its length."""
    PROGRAMME_DATE = 5
    """Live: the playlist's date less the start of the broadcast."""
    CLOCK = 6
    """The wall clock less the start of the recording."""
    JOINING = 7
    """Live: counted from where the stream was joined; without an anchor, no place in the
    recording."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A second on some count.

    `count` names the count: seconds of one count differ by the playing time between them.
    `is_placed` says that the count begins at the recording's second 0. `margin_s` is the ± of the
    second. `is_later_epoch` says that the broadcast had broken off before. `counted_s` is the part
    of the second that was counted in segments, and drifts. `epoch` says behind which break the
    second lies, and `doubt_s` how far the count may have slipped there.
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
