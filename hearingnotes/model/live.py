"""The timing evidence of a live stream, stored with each moment taken from it."""

from dataclasses import dataclass
from datetime import datetime

WRAP_S = 2**33 / 90000
"""The seconds after which timestamps of MPEG-TS wrap: 2**33 ticks of 1/90000 s."""


@dataclass(frozen=True, slots=True)
class LiveEvidence:
    """The state of a live stream at a key press.

    The count starts at the player's raw position `first_s`, at `first_utc` by the clock: where the
    stream was joined, or where an epoch began. `first_s` is on the medium's own clock, despite its
    serialized name. `first_sq` is the number of the segment that begins there, `segment_s` the
    nominal length of segments, `manifest` the number N in the addresses `…/id/VIDEOID.N/…`.
    `programme_utc` is the programme date of `first_s`. `release_utc` is the start of the broadcast,
    as its page says.

    `epoch` counts the breaks in the timestamps that were seen since joining; 0 is the epoch that
    was joined. `restarted` says that the segment numbers restarted at one of them, too.
    `clock_ahead_s` is how far this machine's clock was ahead of the platform's. `jumped_s` is how
    far the timestamps have jumped since, by too little for a break. `by_clock` says that a seek
    crossed the break that begins this epoch, so that only the clock dates it: `first_utc` is then
    about when `first_s` was the live edge, and `jumped_s` the ±.
    """

    first_s: float
    first_utc: datetime
    first_sq: int | None = None
    segment_s: float | None = None
    manifest: int | None = None
    programme_utc: datetime | None = None
    release_utc: datetime | None = None
    epoch: int = 0
    restarted: bool = False
    clock_ahead_s: float = 0.0
    jumped_s: float = 0.0
    by_clock: bool = False
