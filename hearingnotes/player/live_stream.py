"""What a live stream tells while it plays, gathered into evidence; pure.

mpv says at log level `v` which segment it opens, and the player says where it is. From both comes
what a moment needs, and when the broadcast has broken off and begun anew.
"""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate

from hearingnotes.model.live import WRAP_S, LiveEvidence
from hearingnotes.player.segments import Run, Segment, date_of_first, restarts, skipped_s

JOLT_S = 1.0
JUMP_ON_S = 300.0
AHEAD_S = 120.0
DRIFT = 0.005
MOST_BESIDE = 10
SKIP_S = 3.0
NEAR_S = 30.0
SETTLING_S = 3.0
USUAL_SEGMENT_S = 5.0


@dataclass(frozen=True, slots=True)
class PositionSample:
    """Where the player was at one instant, by the clock that only goes on, also in suspend.

    `cached_to_s` is the position of the newest that has come; None where that is not known.
    """

    position_s: float
    at_s: float
    speed: float
    cached_to_s: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The positions of one epoch that have been heard, and their evidence."""

    evidence: LiveEvidence
    low_s: float
    high_s: float

    def was_heard_at(self, position_s: float) -> bool:
        """Whether it was played here, or so near that it makes no difference."""
        return self.low_s - 1.0 <= position_s <= self.high_s + 1.0


@dataclass(frozen=True, slots=True)
class Stream:
    """A live stream, as far as it has been seen since it was loaded.

    `runs` are the segments opened since the first one of the newest epoch, which begins at `base`:
    another run begins where they are numbered anew, which may be long before that is played.
    `skips_s` are the stretches that were passed over, as their numbers say. `opened_at_s` is when
    the newest was opened. `odd` is a position that does not follow from the one `heard` before: a
    break, when it is seen to go on from there. Until `settles_at_s`, the person's own moving about
    may be the reason. `explained_to_s` is up to where a position, though not heard yet, is of the
    newest epoch, for all that is known. `beside` is how many segments of other streams were opened
    since the last of the one that counts, which may not be wanted any more.
    """

    release_utc: datetime | None = None
    clock_ahead_s: float = 0.0
    runs: tuple[Run, ...] = ()
    base: PositionSample | None = None
    skips_s: tuple[float, ...] = ()
    dates: tuple[datetime, ...] = ()
    spans: tuple[Span, ...] = ()
    current: int = 0
    opened_at_s: float | None = None
    heard: PositionSample | None = None
    odd: PositionSample | None = None
    settles_at_s: float = 0.0
    explained_to_s: float = -math.inf
    beside: int = 0

    @property
    def newest(self) -> Segment | None:
        """The segment that was opened last."""
        return self.runs[-1].last if self.runs else None

    def evidence(self, position_s: float | None) -> LiveEvidence | None:
        """What is known of this position, if anything; of the one heard now when there is none."""
        if not self.spans:
            return None
        index = self.current if position_s is None else self.index_of(position_s)
        return self.spans[index].evidence if index is not None else None

    def index_of(self, position_s: float) -> int | None:
        """Of which span the position is; None where that is not known."""
        order = (self.current, *reversed(range(len(self.spans))))
        heard = (index for index in order if self.spans[index].was_heard_at(position_s))
        near = (index for index in order if self._is_near(index, position_s))
        return next(heard, next(near, None))

    def _is_near(self, index: int, position_s: float) -> bool:
        """Whether it is so near to what was heard of this span that no break lies between them."""
        span = self.spans[index]
        is_newest = index == len(self.spans) - 1
        to_s = min(span.high_s + JUMP_ON_S, self.explained_to_s)
        to_s = to_s if is_newest else span.high_s + NEAR_S
        return span.low_s - NEAR_S <= position_s <= to_s


def on_segment(stream: Stream, segment: Segment, at_s: float) -> Stream:
    """A segment was opened. One stream counts; what is opened beside it says all is well."""
    runs, skips_s, newest = stream.runs, stream.skips_s, stream.newest
    if newest is None or (newest.stream == segment.stream and restarts(newest, segment)):
        runs = (*runs, Run(segment, segment))
    elif newest.stream == segment.stream:
        runs = (*runs[:-1], replace(runs[-1], last=segment))
        skips_s = (*skips_s, *skipped_s(newest, segment))
    beside = stream.beside + 1 if runs[-1].last is not segment else 0
    return replace(stream, runs=runs, skips_s=skips_s, opened_at_s=at_s, beside=beside)


def within_epoch(
    stream: Stream, position_s: float, edges: tuple[float, float]
) -> tuple[float, float]:
    """Of what is kept, from where to where it is of this position's epoch: beyond a break the
    numbers of positions are no distances.
    """
    index = stream.index_of(position_s)
    if index is None:
        return edges
    span, is_newest = stream.spans[index], index == len(stream.spans) - 1
    is_later = span.evidence.epoch > stream.spans[0].evidence.epoch
    to_s = stream.explained_to_s if is_newest else span.high_s + NEAR_S
    return (
        max(edges[0], span.low_s) if is_later else edges[0],
        max(position_s, min(edges[1], to_s)),
    )


def on_program_date(stream: Stream, programme_utc: datetime) -> Stream:
    """The playlist told the date of a segment."""
    if stream.spans:
        return stream
    return replace(stream, dates=(*stream.dates, programme_utc))


def on_joined(stream: Stream, first_s: float, utc: datetime, at_s: float = 0.0) -> Stream:
    """The stream plays; its first packet has this position; `at_s` is as in `PositionSample`."""
    first = stream.runs[0].first if stream.runs else Segment(None, None, None)
    evidence = LiveEvidence(
        first_s=first_s,
        first_utc=utc,
        first_sq=first.sq,
        segment_s=first.segment_s,
        manifest=first.manifest,
        programme_utc=date_of_first(stream.dates, first.segment_s or USUAL_SEGMENT_S),
        release_utc=stream.release_utc,
        clock_ahead_s=stream.clock_ahead_s,
    )
    base = PositionSample(first_s, at_s, 1.0)
    return replace(stream, spans=(Span(evidence, first_s, first_s),), current=0, base=base)


def on_seek(stream: Stream) -> Stream:
    """The person moves about: the next position may be anywhere."""
    return replace(stream, heard=None, odd=None, settles_at_s=math.inf)


def on_position(stream: Stream, heard: PositionSample, utc: datetime) -> Stream:
    """The player is here now."""
    if not stream.spans:
        return stream
    stream = replace(stream, explained_to_s=_explained_to_s(stream, heard, utc))
    before, odd = stream.heard, stream.odd
    follows, is_odd = replace(stream, heard=heard, odd=None), replace(stream, odd=heard)
    goes_on = odd is not None and _continues(odd, heard)
    if before is not None and abs(_jump_s(before, heard) + WRAP_S) < NEAR_S:
        return _moved(follows, -WRAP_S)
    if before is None or heard.at_s < stream.settles_at_s:
        if math.isinf(stream.settles_at_s):
            follows = replace(follows, settles_at_s=heard.at_s + SETTLING_S)
        index = stream.index_of(heard.position_s)
        if index is not None:
            return replace(follows, current=index)
        return _led(follows, heard, utc) if goes_on else is_odd
    if not _is_jump(stream, before, heard, utc):
        return _extended(follows, heard.position_s)
    # For an instant, when it begins to play again, mpv may tell a position that means nothing.
    return _jumped(follows, before, odd, utc) if odd is not None and goes_on else is_odd


def _jump_s(before: PositionSample, heard: PositionSample) -> float:
    """How far a position is from where it would be by now."""
    return heard.position_s - before.position_s - (heard.at_s - before.at_s) * heard.speed


def _continues(odd: PositionSample, heard: PositionSample) -> bool:
    return heard.position_s > odd.position_s and abs(_jump_s(odd, heard)) < 1.0


def _is_jump(stream: Stream, before: PositionSample, heard: PositionSample, utc: datetime) -> bool:
    """Whether the timestamps jump. Where segments were skipped, or after a long pause, when the
    player goes on at the oldest that is still to be had, it is the player that does."""
    if heard.position_s - before.position_s < -JOLT_S:
        return True
    jump_s = _jump_s(before, heard)
    was_heard = heard.position_s <= stream.spans[stream.current].high_s + 1.0
    if jump_s < JOLT_S or was_heard:
        return False
    if _is_counted(stream, before.position_s):
        return not _was_skipped(stream, jump_s)
    return jump_s > JUMP_ON_S and not _is_by_a_clock(stream, heard, utc)


def _is_counted(stream: Stream, position_s: float) -> bool:
    """Whether the segments that were opened reach here by their numbers, as far as can be told."""
    to_s = _counted_to_s(stream)
    return to_s is not None and position_s <= to_s


def _counted_to_s(stream: Stream) -> float | None:
    """The furthest that the segments reach which were opened; None where they have no numbers."""
    counted_s = _counted_s(stream)
    if stream.base is None or counted_s is None:
        return None
    segment_s = stream.runs[-1].first.segment_s or 0.0
    return stream.base.position_s + (1 + DRIFT) * counted_s + 2 * segment_s


def _counted_s(stream: Stream) -> float | None:
    """How much was opened since the newest epoch began, by the segments' numbers."""
    counted_s = 0.0
    if stream.beside > MOST_BESIDE:
        return None
    for run in stream.runs:
        segment_s = run.first.segment_s
        if run.first.sq is None or run.last.sq is None or segment_s is None:
            return None
        counted_s += (run.last.sq - run.first.sq + 1) * segment_s
    return counted_s or None


def _reach_s(stream: Stream, heard: PositionSample, utc: datetime) -> float:
    """The furthest that the newest epoch can have come: by its segments, else by the clocks."""
    counted_to_s = _counted_to_s(stream)
    if counted_to_s is not None:
        return counted_to_s
    evidence, base = stream.spans[-1].evidence, stream.base
    passed = [(evidence.first_s, (utc - evidence.first_utc).total_seconds())]
    if base is not None:
        passed.append((base.position_s, heard.at_s - base.at_s))
    return max(from_s + AHEAD_S + 1.001 * passed_s for from_s, passed_s in passed)


def _explained_to_s(stream: Stream, heard: PositionSample, utc: datetime) -> float:
    """Up to where a position is of the newest epoch, though it was not heard.

    Where more is kept than the stream can have come, its timestamps jump somewhere in what was not
    heard yet; what lies less than that jump ahead lies before it.
    """
    reach_s = _reach_s(stream, heard, utc)
    beyond_s = (heard.cached_to_s or -math.inf) - reach_s
    return min(reach_s, stream.spans[-1].high_s + beyond_s) if beyond_s > 0 else reach_s


def _was_skipped(stream: Stream, jump_s: float) -> bool:
    """Whether so much was passed over, in one go or in the latest few."""
    sums_s = (*stream.skips_s, *accumulate(reversed(stream.skips_s)))
    return any(abs(skip_s - jump_s) <= SKIP_S + 0.01 * skip_s for skip_s in sums_s)


def _is_by_a_clock(stream: Stream, heard: PositionSample, utc: datetime) -> bool:
    """Whether it is as far on as one of the clocks: the one on the wall may be put right."""
    evidence, base = stream.spans[stream.current].evidence, stream.base
    by_wall_s = (utc - evidence.first_utc).total_seconds()
    late_s = [(by_wall_s, heard.position_s - evidence.first_s)]
    if base is not None:
        late_s.append((heard.at_s - base.at_s, heard.position_s - base.position_s))
    return any(is_plausible(passed_s, passed_s - on_s) for passed_s, on_s in late_s)


def is_plausible(passed_s: float, late_s: float) -> bool:
    """A stream may fall behind the clock, when it stalls; it can't run ahead."""
    return -AHEAD_S - 0.001 * passed_s <= late_s <= 120.0 + 0.01 * passed_s


def _led(stream: Stream, heard: PositionSample, utc: datetime) -> Stream:
    """A seek has led to where nothing near was heard."""
    position_s, low_s = heard.position_s, stream.spans[-1].low_s
    stream = replace(stream, current=len(stream.spans) - 1)
    if low_s - NEAR_S <= position_s <= stream.explained_to_s:
        return _extended(stream, position_s)
    if low_s <= position_s + WRAP_S <= stream.explained_to_s:
        return _moved(stream, -WRAP_S)
    return _broken_off(stream, heard, utc)


def _broken_off(stream: Stream, heard: PositionSample, utc: datetime) -> Stream:
    """A seek has led over a break that was not heard: from here on only the clock counts."""
    left, newest = stream.spans[-1], stream.newest
    behind_s, unsure_s = _behind_s(stream, heard, utc)
    evidence = replace(
        left.evidence,
        first_s=heard.position_s,
        first_utc=utc - timedelta(seconds=behind_s),
        first_sq=None,
        segment_s=None,
        manifest=newest.manifest if newest is not None else None,
        programme_utc=None,
        epoch=left.evidence.epoch + (not left.evidence.by_clock),
        restarted=left.evidence.restarted or len(stream.runs) > 1,
        jumped_s=unsure_s + _gap_s(stream, heard),
        by_clock=True,
    )
    edge_s = heard.position_s if heard.cached_to_s is None else heard.cached_to_s
    return replace(
        stream,
        spans=(*stream.spans, Span(evidence, heard.position_s, heard.position_s)),
        current=len(stream.spans),
        runs=(Run(newest, newest),) if newest is not None else (),
        base=replace(heard, position_s=edge_s),
        skips_s=(),
    )


def _behind_s(stream: Stream, heard: PositionSample, utc: datetime) -> tuple[float, float]:
    """How far behind the newest a position lies that a seek has led to, and the ± of that.

    At most as far as what was heard last; how much is kept ahead of it tells more, if no other
    break lies in that.
    """
    left, cached_to_s = stream.spans[-1], heard.cached_to_s
    passed_s = (utc - left.evidence.first_utc).total_seconds()
    most_s = max(0.0, passed_s - (left.high_s - left.evidence.first_s))
    reach_s = _reach_s(stream, heard, utc)
    behind_s = cached_to_s - heard.position_s if cached_to_s is not None else math.inf
    if cached_to_s is not None and heard.position_s <= reach_s < cached_to_s:
        # The break may lie before this position as well as behind it.
        unsure_s = (cached_to_s - reach_s) / 2
        return behind_s - unsure_s, unsure_s
    is_known = 0 <= behind_s <= most_s + NEAR_S
    return (behind_s, 0.0) if is_known else (most_s / 2, most_s / 2)


def _gap_s(stream: Stream, heard: PositionSample) -> float:
    """How long nothing came, as far as the segments tell: the finished video may lack that."""
    counted_s, base = _counted_s(stream), stream.base
    if counted_s is None or base is None:
        return 0.0
    return max(0.0, heard.at_s - base.at_s - counted_s)


def _extended(stream: Stream, position_s: float) -> Stream:
    span = stream.spans[stream.current]
    if span.low_s <= position_s <= span.high_s:
        return stream
    wider = replace(span, low_s=min(span.low_s, position_s), high_s=max(span.high_s, position_s))
    return with_current(stream, wider)


def _moved(stream: Stream, by_s: float) -> Stream:
    """The timestamps have wrapped: the same broadcast, another number."""
    span = stream.spans[stream.current]
    stream, evidence = _shifted(stream, by_s)
    position_s = stream.heard.position_s if stream.heard is not None else span.low_s + by_s
    return replace(
        stream,
        spans=(*stream.spans, Span(evidence, position_s, position_s)),
        current=len(stream.spans),
    )


def _jumped(stream: Stream, before: PositionSample, heard: PositionSample, utc: datetime) -> Stream:
    """The timestamps go on from this position: another epoch, or a jolt."""
    known = next(
        (
            i
            for i, span in enumerate(stream.spans)
            if i != stream.current and span.was_heard_at(heard.position_s)
        ),
        None,
    )
    if known is not None:  # played over the same break once more
        return replace(stream, current=known)
    jump_s = _jump_s(before, heard)
    if abs(jump_s) <= NEAR_S:
        evidence = stream.spans[stream.current].evidence
        evidence = replace(evidence, jumped_s=evidence.jumped_s + abs(jump_s))
    elif renumbered := _numbered_anew(stream, before.position_s):
        stream, evidence = _restarted(stream, renumbered, heard, utc)
    else:
        # The segments are counted on, so what was counted before the jump still holds.
        stream, evidence = _shifted(stream, jump_s)
        evidence = replace(evidence, epoch=evidence.epoch + 1, by_clock=False)
    span = Span(evidence, heard.position_s, heard.position_s)
    return replace(stream, spans=(*stream.spans, span), current=len(stream.spans))


def _shifted(stream: Stream, by_s: float) -> tuple[Stream, LiveEvidence]:
    """The same second has another number from now on."""
    evidence, base = stream.spans[stream.current].evidence, stream.base
    if base is not None:
        stream = replace(stream, base=replace(base, position_s=base.position_s + by_s))
    return stream, replace(evidence, first_s=evidence.first_s + by_s)


def _restarted(
    stream: Stream, runs: tuple[Run, ...], heard: PositionSample, utc: datetime
) -> tuple[Stream, LiveEvidence]:
    """Numbers and timestamps begin again here."""
    evidence, segment = stream.spans[stream.current].evidence, runs[0].first
    evidence = replace(
        evidence,
        first_s=heard.position_s,
        first_utc=utc,
        first_sq=segment.sq,
        segment_s=segment.segment_s or evidence.segment_s,
        manifest=segment.manifest,
        programme_utc=None,
        epoch=evidence.epoch + 1,
        restarted=True,
        jumped_s=0.0,
        by_clock=False,
    )
    return replace(stream, runs=runs, base=heard, skips_s=()), evidence


def _numbered_anew(stream: Stream, position_s: float) -> tuple[Run, ...]:
    """The runs from that one on which begins at about this position; none when none does there.

    Where the timestamps ran on over a new numbering, nothing broke, and it lies behind.
    """
    segment_s, base = stream.spans[-1].evidence.segment_s, stream.base
    if stream.current != len(stream.spans) - 1 or segment_s is None or base is None:
        return ()
    counted_s, nearest = 0.0, (math.inf, 0)
    for index, run in enumerate(stream.runs[:-1], start=1):
        if run.first.sq is None or run.last.sq is None:
            return ()
        counted_s += (run.last.sq - run.first.sq + 1) * segment_s
        off_s = abs(base.position_s + counted_s - position_s)
        if off_s <= 120.0 + 0.01 * counted_s:
            nearest = min(nearest, (off_s, index))
    return stream.runs[nearest[1] :] if nearest[1] else ()


def with_current(stream: Stream, span: Span) -> Stream:
    """The stream with this span in the place of the one that is played."""
    spans = (*stream.spans[: stream.current], span, *stream.spans[stream.current + 1 :])
    return replace(stream, spans=spans)
