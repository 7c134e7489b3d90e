"""A live stream that is loaded again: what still holds of what was seen of it before; pure."""

from dataclasses import replace
from datetime import datetime

from hearingnotes.model.live import WRAP_S, LiveEvidence
from hearingnotes.player.live_stream import NEAR_S, Stream, is_plausible, with_current
from hearingnotes.player.segments import JOINED_FROM_END, Segment, restarts


def on_rejoined(stream: Stream, earlier: Stream, utc: datetime) -> Stream:
    """The recording was loaded again: whether a new epoch had begun in between.

    `stream` is the new one, joined; `earlier` what was seen before. While it is the same epoch, it
    is counted on from where that was taken up, so that an anchor holds on both sides.
    """
    if not stream.spans or not earlier.spans:
        return stream
    before, now = earlier.spans[-1].evidence, stream.spans[0].evidence
    counted_s = _counted_on_s(earlier, now)
    if counted_s is not None:
        evidence = _counted_on(before, now, counted_s)
    else:
        evidence = _by_the_clocks(stream, earlier, utc)
    return with_current(stream, replace(stream.spans[0], evidence=evidence))


def _counted_on_s(earlier: Stream, now: LiveEvidence) -> float | None:
    """How much was broadcast in between, where the segments were numbered on."""
    before, newest = earlier.spans[-1].evidence, earlier.newest
    if before.first_sq is None or now.first_sq is None or not before.segment_s:
        return None
    was = (before.manifest, before.segment_s)
    latest_sq = newest.sq if newest is not None and newest.sq is not None else before.first_sq
    goes_on = now.first_sq >= latest_sq - 2 * JOINED_FROM_END and now.first_sq >= before.first_sq
    if was != (now.manifest, now.segment_s) or len(earlier.runs) > 1 or not goes_on:
        return None
    return (now.first_sq - before.first_sq) * before.segment_s


def _counted_on(before: LiveEvidence, now: LiveEvidence, counted_s: float) -> LiveEvidence:
    """By the numbers of segments, against which no clock counts."""
    ahead_s = now.first_s - before.first_s - counted_s
    wrapped_s = round(ahead_s / WRAP_S) * WRAP_S
    jump_s = ahead_s - wrapped_s
    if abs(jump_s) <= max(15.0, 0.005 * counted_s) + before.jumped_s:
        return _continued(before, now, wrapped_s)
    return replace(before, first_s=before.first_s + ahead_s, epoch=before.epoch + 1)


def _by_the_clocks(stream: Stream, earlier: Stream, utc: datetime) -> LiveEvidence:
    """By the one that the timestamps fit better; they fit none behind a break."""
    before, now = earlier.spans[-1].evidence, stream.spans[0].evidence
    passed = [((utc - before.first_utc).total_seconds(), now.first_s - before.first_s)]
    if earlier.base is not None and stream.base is not None:
        steady_s = stream.base.at_s - earlier.base.at_s
        passed.append((steady_s, stream.base.position_s - earlier.base.position_s))
    fits = [(passed_s, passed_s - on_s) for passed_s, on_s in passed]
    unwrapped = [(passed_s, late_s, round(late_s / WRAP_S) * WRAP_S) for passed_s, late_s in fits]
    passed_s, late_s, wrapped_s = min(unwrapped, key=lambda fit: abs(fit[1] - fit[2]))
    restarted = restarts(
        Segment(before.first_sq, before.manifest, None), Segment(now.first_sq, now.manifest, None)
    )
    if not is_plausible(passed_s, late_s - wrapped_s):
        restarted = before.restarted or restarted
        return replace(now, epoch=before.epoch + 1, restarted=restarted)
    # How long it takes to load a stream differs by so much.
    unsure_s = max(0.0, abs(late_s - wrapped_s) - NEAR_S)
    before = replace(before, jumped_s=before.jumped_s + unsure_s)
    return _in_epoch_of(before, now) if restarted else _continued(before, now, -wrapped_s)


def _continued(before: LiveEvidence, now: LiveEvidence, wrapped_s: float) -> LiveEvidence:
    """The same epoch, as it was known before, or better."""
    has_more_numbers = before.first_sq is None and now.first_sq is not None
    if has_more_numbers or (before.release_utc is None and now.release_utc is not None):
        return _in_epoch_of(before, now)
    return replace(before, first_s=before.first_s + wrapped_s)


def _in_epoch_of(before: LiveEvidence, now: LiveEvidence) -> LiveEvidence:
    jumped_s = 0.0 if before.by_clock else before.jumped_s
    return replace(now, epoch=before.epoch, restarted=before.restarted, jumped_s=jumped_s)
