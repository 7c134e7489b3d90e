"""From the evidence of one moment to a second: the first rung of the ladder that holds.

The measures behind the limits and margins: YouTube's live segments carry timestamps that count
seconds since the broadcast began, which is second 0 of the finished video; segment numbers times
the nominal length give the same second to within half a percent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from hearingnotes.model.live import WRAP_S, LiveEvidence
from hearingnotes.model.moment import Moment

UNKNOWN_FRAME_S = 0.25
TIMESTAMP_MARGIN_S = 1.0
UNCHECKED_MARGIN_S = 5.0
USUAL_LATENCY_S = 20.0
CLOCK_MARGIN_S = 60.0
MOST_WRAPS = 8


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
    `margin_s` is the ±.
    """

    rung: Rung
    second_s: float
    margin_s: float
    count: str
    is_placed: bool


def read(moment: Moment) -> Reading | None:
    """What the moment's own evidence says; None when it has no more than the clock."""
    live = moment.live
    if moment.recording_id is None:
        return None
    if live is None:
        return _of_file(moment)
    return next(filter(None, (rung(moment, live) for rung in _RUNGS)), None)


def is_later_epoch(moment: Moment) -> bool:
    """Whether the broadcast had broken off and begun anew, as far as can be told."""
    return moment.live is not None and (moment.live.epoch > 0 or _is_restarted(moment.live))


def _of_file(moment: Moment) -> Reading | None:
    if moment.position_s is None:
        return None
    second_s = max(0.0, moment.position_s - (moment.start_s or 0.0))
    margin_s = (moment.frame_s or UNKNOWN_FRAME_S) + moment.stale_s
    return Reading(Rung.FILE, second_s, margin_s, "recording", is_placed=True)


def _by_timestamp_and_segment(moment: Moment, live: LiveEvidence) -> Reading | None:
    """PTS and segment number agree within max(15 s, 0.5 %)."""
    segment_s = _of_segment(live)
    if moment.position_s is None or segment_s is None:
        return None
    timestamp_s = _unwrapped(live.first_s, segment_s)
    if abs(timestamp_s - segment_s) > max(15.0, 0.005 * segment_s):
        return None
    second_s = timestamp_s + moment.position_s - live.first_s
    margin_s = TIMESTAMP_MARGIN_S + moment.stale_s
    return _on_air(Rung.TIMESTAMP_AND_SEGMENT, second_s, margin_s, live)


def _by_timestamp(moment: Moment, live: LiveEvidence) -> Reading | None:
    timestamp_s = _timestamp(live)
    if moment.position_s is None or live.epoch > 0 or not _is_plausible(live, timestamp_s):
        return None
    second_s = timestamp_s + moment.position_s - live.first_s
    margin_s = UNCHECKED_MARGIN_S + moment.stale_s
    return Reading(Rung.TIMESTAMP, second_s, margin_s, "broadcast", is_placed=True)


def _by_segment(moment: Moment, live: LiveEvidence) -> Reading | None:
    segment_s = _of_segment(live)
    if moment.position_s is None or segment_s is None:
        return None
    second_s = segment_s + moment.position_s - live.first_s
    return _on_air(Rung.SEGMENT, second_s, max(3.0, 0.006 * second_s) + moment.stale_s, live)


def _by_programme_date(moment: Moment, live: LiveEvidence) -> Reading | None:
    if moment.position_s is None or live.programme_utc is None or live.release_utc is None:
        return None
    first_s = (live.programme_utc - live.release_utc).total_seconds()
    second_s = first_s + moment.position_s - live.first_s
    margin_s = 10.0 + 0.005 * abs(second_s) + moment.stale_s
    return _by_date(Rung.PROGRAMME_DATE, second_s, margin_s, live)


def _by_clock(moment: Moment, live: LiveEvidence) -> Reading | None:
    elapsed_s = _elapsed_s(live)
    if moment.position_s is None or elapsed_s is None:
        return None
    # From where it was joined, so that pausing and going back are counted.
    second_s = elapsed_s - USUAL_LATENCY_S + moment.position_s - live.first_s
    return _by_date(Rung.CLOCK, second_s, CLOCK_MARGIN_S + moment.stale_s, live)


def _by_joining(moment: Moment, live: LiveEvidence) -> Reading | None:
    if moment.position_s is None:
        return None
    second_s = moment.position_s - live.first_s
    return Reading(Rung.JOINING, second_s, moment.stale_s, _joining(live), is_placed=False)


_RUNGS = (
    _by_timestamp_and_segment,
    _by_timestamp,
    _by_segment,
    _by_programme_date,
    _by_clock,
    _by_joining,
)


def _on_air(rung: Rung, second_s: float, margin_s: float, live: LiveEvidence) -> Reading:
    """A second on the count of the stream's own manifest.

    A new manifest counts from 0 again, and whether the time between the two is in the finished
    video can't be known.
    """
    is_first = not _is_restarted(live)
    began = f"manifest {live.manifest}" if live.manifest is not None else _joining(live)
    return Reading(rung, second_s, margin_s, "broadcast" if is_first else began, is_first)


def _by_date(rung: Rung, second_s: float, margin_s: float, live: LiveEvidence) -> Reading:
    """A second reckoned from dates: right only while the broadcast has not broken off."""
    return Reading(rung, second_s, margin_s, _joining(live), is_placed=live.epoch == 0)


def _is_restarted(live: LiveEvidence) -> bool:
    """Whether the stream's numbers began again after a break: seen, or to be inferred."""
    return live.restarted or (
        (live.manifest or 0) > 1
        and live.release_utc is not None
        and not _is_plausible(live, _timestamp(live))
    )


def _joining(live: LiveEvidence) -> str:
    return f"joined {live.first_utc.isoformat()}"


def _of_segment(live: LiveEvidence) -> float | None:
    """The second at which the first segment begins, by its number."""
    if live.first_sq is None or not live.segment_s:
        return None
    return live.first_sq * live.segment_s


def _timestamp(live: LiveEvidence) -> float:
    """The first timestamp, unwrapped by the best that is known beside it."""
    near_s = _elapsed_s(live)
    if near_s is None:
        near_s = _of_segment(live)
    return _unwrapped(live.first_s, near_s) if near_s is not None else live.first_s


def _elapsed_s(live: LiveEvidence) -> float | None:
    """How long the broadcast had been going on when it was joined, by the clock."""
    if live.release_utc is None:
        return None
    return (live.first_utc - live.release_utc).total_seconds() - live.clock_ahead_s


def _is_plausible(live: LiveEvidence, timestamp_s: float) -> bool:
    elapsed_s = _elapsed_s(live)
    return elapsed_s is not None and abs(timestamp_s - elapsed_s) <= 120.0 + 0.01 * abs(elapsed_s)


def _unwrapped(timestamp_s: float, near_s: float) -> float:
    """Of the seconds that this timestamp can stand for, the nearest to `near_s`."""
    candidates: Iterable[float] = (
        timestamp_s + wraps * WRAP_S for wraps in range(-1, MOST_WRAPS + 1)
    )
    return min(candidates, key=lambda second_s: abs(second_s - near_s))
