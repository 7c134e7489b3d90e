"""The timing evidence of a live stream, stored with each moment taken from it."""

from dataclasses import dataclass
from datetime import datetime

WRAP_S = 2**33 / 90000
"""The seconds after which timestamps of MPEG-TS wrap: 2**33 ticks of 1/90000 s."""


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment of a live stream at the instant when it was opened.

    `first_pts` is the timestamp of its first packet: what came before has all been read by then.
    `opened_utc` is that instant by the clock on the wall, `opened_s` by a clock that nobody sets
    and that goes on in sleep. `sq` is the segment's number, `manifest` the number N in the
    addresses `…/id/VIDEOID.N/…`, `segment_s` the nominal length. Where nothing is numbered, a row
    is what had come at some instant.
    """

    first_pts: float
    opened_utc: datetime
    opened_s: float
    sq: int | None = None
    manifest: int | None = None
    segment_s: float | None = None


@dataclass(frozen=True, slots=True)
class LiveEvidence:
    """The state of a live stream at a key press.

    `rows` are those that count for this moment: the one where the stream was joined, at each place
    where rows do not follow the last one before and the first one behind it, and the one that was
    heard. `is_zero_known` says that the platform's timestamps count from its video's second 0.
    What the other fields say is of versions without rows; with rows they describe the first row of
    the stretch that was heard.

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
    rows: tuple[SegmentRow, ...] = ()
    is_zero_known: bool = False


def unwrapped(pts: float, near_s: float) -> float:
    """Of the seconds that this timestamp can stand for, the nearest to `near_s`."""
    return pts + round((near_s - pts) / WRAP_S) * WRAP_S
