"""The second that one moment's evidence gives: the first rung of the ladder that holds.

The evidence of live streams that is read here is that of versions without rows of segments;
`row_evidence` reads that of rows.

The measures behind the limits and margins: the timestamps of YouTube's live segments count seconds
since the broadcast began, which is second 0 of the finished video. Segment numbers times the
nominal length give the same second to within half a percent.
"""

from dataclasses import replace

from hearingnotes.model.live import WRAP_S, LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.reading import Reading, Rung
from hearingnotes.model.row_evidence import read_rows

UNKNOWN_FRAME_S = 0.25
TIMESTAMP_MARGIN_S = 1.0
UNCHECKED_MARGIN_S = 5.0
SEGMENT_MARGIN_S = 3.0
SEGMENT_DRIFT = 0.006
USUAL_LATENCY_S = 20.0
CLOCK_MARGIN_S = 60.0


def read_evidence(moment: Moment) -> Reading | None:
    """Return the reading that the moment's own evidence gives; None when it has only the clock."""
    live = moment.live
    if moment.position_s is None or moment.has_clock_only:
        return None
    if live is None:
        second_s = max(0.0, moment.position_s - (moment.start_s or 0.0))
        margin_s = (moment.frame_s or UNKNOWN_FRAME_S) + moment.stale_s
        return Reading(Rung.FILE, second_s, margin_s, "recording", is_placed=True)
    if live.rows:
        return read_rows(live, moment.position_s, moment.stale_s)
    offset_s, slack_s = moment.position_s - live.first_s, moment.stale_s + live.jumped_s
    for rung in _RUNGS:
        reading = rung(live, offset_s, slack_s)
        if reading is not None:
            break
    else:
        reading = _by_joining(live, offset_s, slack_s)
    return replace(reading, epoch=live.epoch, doubt_s=reading.doubt_s + live.jumped_s)


def media_second(moment: Moment) -> float | None:
    """Return the second of the medium itself at the moment, which no anchor moves.

    None where only the clock is known.
    """
    reading = read_evidence(moment)
    is_measured = reading is not None and reading.is_placed and reading.rung is not Rung.CLOCK
    return max(0.0, reading.second_s) if reading is not None and is_measured else None


def epoch_of(moment: Moment) -> int | None:
    """Return the number of known breaks of the broadcast before the moment; None without evidence
    of a broadcast."""
    reading = read_evidence(moment)
    if reading is None or moment.live is None:
        return None
    return max(reading.epoch, int(reading.is_later_epoch))


def margin_between(one: Reading, other: Reading) -> float:
    """Return the ± of the distance between two seconds of one count.

    Timestamps and the player's position keep their distances. Seconds counted in segments up to two
    places do not, nor do seconds on two sides of a break.
    """
    is_alike = (one.epoch, one.doubt_s) == (other.epoch, other.doubt_s)
    slipped_s = 0.0 if is_alike else one.doubt_s + other.doubt_s
    return slipped_s + _drift_between_s(one, other)


def _drift_between_s(one: Reading, other: Reading) -> float:
    if one.counted_s == other.counted_s:
        return 0.0
    if one.counted_s is not None and other.counted_s is not None:
        return _drift_s(one.counted_s - other.counted_s)
    return one.margin_s if one.counted_s is not None else other.margin_s


def _by_timestamp_and_segment(
    live: LiveEvidence, offset_s: float, slack_s: float
) -> Reading | None:
    """Read the timestamp where the segment's number agrees within max(15 s, 0.5 %)."""
    segment_s = _of_segment(live)
    if segment_s is None:
        return None
    timestamp_s = _unwrapped(live.first_s, segment_s)
    apart_s = abs(timestamp_s - segment_s)
    if apart_s > max(15.0, 0.005 * segment_s):
        return None
    # Timestamps that have jumped, while the segments were counted on, are believed no further.
    doubt_s = apart_s if live.epoch > 0 else 0.0
    margin_s = max(TIMESTAMP_MARGIN_S, doubt_s) + slack_s
    reading = _on_air(Rung.TIMESTAMP_AND_SEGMENT, live, timestamp_s, offset_s, margin_s)
    return replace(reading, doubt_s=doubt_s)


def _by_timestamp(live: LiveEvidence, offset_s: float, slack_s: float) -> Reading | None:
    """Read the timestamp where the clock agrees within 120 s and 1 %."""
    elapsed_s = _elapsed_s(live)
    if elapsed_s is None or live.epoch > 0:
        return None
    timestamp_s = _unwrapped(live.first_s, elapsed_s)
    if abs(timestamp_s - elapsed_s) > _plausible_s(elapsed_s):
        return None
    margin_s = max(UNCHECKED_MARGIN_S, _unexplained_s(live, timestamp_s))
    segment_s = _of_segment(live)
    if segment_s is not None and abs(segment_s - elapsed_s) <= _plausible_s(elapsed_s):
        margin_s = max(margin_s, abs(segment_s - timestamp_s))  # either may be the right one
    return Reading(
        Rung.TIMESTAMP, timestamp_s + offset_s, margin_s + slack_s, "broadcast", is_placed=True
    )


def _by_segment(live: LiveEvidence, offset_s: float, slack_s: float) -> Reading | None:
    segment_s = _of_segment(live)
    if segment_s is None:
        return None
    margin_s = _drift_s(segment_s + offset_s) + slack_s
    return _on_air(Rung.SEGMENT, live, segment_s, offset_s, margin_s)


def _by_programme_date(live: LiveEvidence, offset_s: float, slack_s: float) -> Reading | None:
    if live.programme_utc is None or live.release_utc is None:
        return None
    second_s = (live.programme_utc - live.release_utc).total_seconds() + offset_s
    margin_s = 10.0 + 0.005 * abs(second_s) + slack_s
    return _since_joining(Rung.PROGRAMME_DATE, live, second_s, margin_s)


def _by_clock(live: LiveEvidence, offset_s: float, slack_s: float) -> Reading | None:
    elapsed_s = _elapsed_s(live)
    if elapsed_s is None:
        return None
    # From where it was joined, so that pausing and going back are counted.
    second_s = elapsed_s - USUAL_LATENCY_S + offset_s
    return _since_joining(Rung.CLOCK, live, second_s, CLOCK_MARGIN_S + slack_s)


def _by_joining(live: LiveEvidence, offset_s: float, slack_s: float) -> Reading:
    return _since_joining(Rung.JOINING, live, offset_s, slack_s)


_RUNGS = (_by_timestamp_and_segment, _by_timestamp, _by_segment, _by_programme_date, _by_clock)


def _on_air(
    rung: Rung, live: LiveEvidence, first_s: float, offset_s: float, margin_s: float
) -> Reading:
    """Return a reading on the count of the stream's own manifest.

    A new manifest may count from 0 again. Whether the time between the two is in the finished video
    can't be known.
    """
    restarted = _has_restarted(live, first_s)
    if not restarted:
        margin_s = max(margin_s, _unexplained_s(live, first_s))
    return Reading(
        rung,
        first_s + offset_s,
        margin_s,
        _manifest(live) if restarted else "broadcast",
        is_placed=not restarted,
        is_later_epoch=restarted or live.epoch > 0,
        counted_s=first_s if rung is Rung.SEGMENT else None,
    )


def _since_joining(rung: Rung, live: LiveEvidence, second_s: float, margin_s: float) -> Reading:
    """Return a reading that is right only while the broadcast has not broken off."""
    is_later = live.epoch > 0
    # Where an epoch was reached by a seek, the clock was read behind the break.
    holds = not is_later or (live.by_clock and not live.restarted)
    is_placed = rung is not Rung.JOINING and holds
    count = f"{rung.name.lower()} {_joining(live)}"
    return Reading(rung, second_s, margin_s, count, is_placed, is_later)


def _manifest(live: LiveEvidence) -> str:
    """Name the count of a manifest that counts from 0 again."""
    return f"manifest {live.manifest}" if _is_later_manifest(live) else _joining(live)


def _joining(live: LiveEvidence) -> str:
    return f"epoch {live.epoch} joined {live.first_utc.isoformat()}"


def _of_segment(live: LiveEvidence) -> float | None:
    """Return the second at which the first segment begins, by its number."""
    if live.first_sq is None or not live.segment_s:
        return None
    return live.first_sq * live.segment_s


def _elapsed_s(live: LiveEvidence) -> float | None:
    """Return the seconds from the broadcast's start to when it was joined, by the clock."""
    if live.release_utc is None:
        return None
    return (live.first_utc - live.release_utc).total_seconds() - live.clock_ahead_s


def _has_restarted(live: LiveEvidence, first_s: float) -> bool:
    """Return whether the stream's numbers restarted after a break: seen, or inferred from the
    clock.

    They may restart whether or not the manifest is another one.
    """
    elapsed_s = _elapsed_s(live)
    if live.restarted or elapsed_s is None:
        return live.restarted or _is_later_manifest(live)
    return elapsed_s - first_s > _plausible_s(elapsed_s)


def _unexplained_s(live: LiveEvidence, first_s: float) -> float:
    """Return the seconds that a later manifest lies behind the clock.

    The earlier ones may have been as long. Latency alone also puts it there, and can't be told from
    a restart so soon after the start.
    """
    elapsed_s = _elapsed_s(live)
    if elapsed_s is None or not _is_later_manifest(live):
        return 0.0
    return max(0.0, elapsed_s - first_s)


def _is_later_manifest(live: LiveEvidence) -> bool:
    return live.manifest is not None and live.manifest > 1


def _plausible_s(elapsed_s: float) -> float:
    return 120.0 + 0.01 * abs(elapsed_s)


def _drift_s(counted_s: float) -> float:
    return max(SEGMENT_MARGIN_S, SEGMENT_DRIFT * abs(counted_s))


def _unwrapped(timestamp_s: float, near_s: float) -> float:
    """Return the second nearest to `near_s` of those that this timestamp can stand for."""
    return timestamp_s + round((near_s - timestamp_s) / WRAP_S) * WRAP_S
