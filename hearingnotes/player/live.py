"""What a live stream tells while it plays, gathered into evidence; pure.

mpv says at log level `v` which segment it opens, and the player says where it is. From both comes
what a moment needs, and when the broadcast has broken off and begun anew.
"""

import math
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hearingnotes.model.live import WRAP_S, LiveEvidence

JUMP_BACK_S = 30.0
JUMP_ON_S = 300.0
NEAR_S = 30.0
WINDOW_S = 30.0
USUAL_SEGMENT_S = 5.0
JOINED_FROM_END = 3

_OPENING = re.compile(r"Opening '(?P<url>[^']*)' for reading")
_SQ = re.compile(r"/sq/(\d{1,12})(?:/|$)")
_MANIFEST = re.compile(r"/id/[^/.]+\.(\d{1,9})(?:[/~]|$)")
_DURATION = re.compile(r"/dur/(\d{1,4}(?:\.\d{1,9})?)(?:/|$)")
_SEGMENT_FILE = re.compile(r"\.(?:ts|m4s|mp4|aac|m4a)(?:\?|$)", re.IGNORECASE)
_PROGRAMME_DATE = re.compile(r"EXT-X-PROGRAM-DATE-TIME:([^\s')]+)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that was opened: its number, its manifest's number, its nominal length."""

    sq: int | None
    manifest: int | None
    segment_s: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """Segments that were opened and are numbered on, from the first to the last."""

    first: Segment
    last: Segment


@dataclass(frozen=True, slots=True)
class Heard:
    """Where the player was at one instant, by the clock that only goes on."""

    position_s: float
    at_s: float
    speed: float


@dataclass(frozen=True, slots=True)
class Span:
    """The positions of one epoch that have been heard, and their evidence."""

    evidence: LiveEvidence
    low_s: float
    high_s: float

    def holds(self, position_s: float) -> bool:
        """Whether the position is of this epoch."""
        return self.low_s - NEAR_S <= position_s <= self.high_s + JUMP_ON_S


@dataclass(frozen=True, slots=True)
class Stream:
    """A live stream, as far as it has been seen since it was loaded.

    `runs` are the segments opened since the first one of the newest epoch: another run begins where
    they are numbered anew, which may be long before that is played. `opened_at_s` is when the
    newest was opened. `odd` is a position that does not follow from the one `heard` before: a
    break, when it is seen to go on from there.
    """

    release_utc: datetime | None = None
    clock_ahead_s: float = 0.0
    runs: tuple[Run, ...] = ()
    dates: tuple[datetime, ...] = ()
    spans: tuple[Span, ...] = ()
    current: int = 0
    opened_at_s: float | None = None
    heard: Heard | None = None
    odd: Heard | None = None

    @property
    def newest(self) -> Segment | None:
        """The segment that was opened last."""
        return self.runs[-1].last if self.runs else None

    def evidence(self, position_s: float | None) -> LiveEvidence | None:
        """What is known of this position, if anything; of the one heard now when there is none."""
        if not self.spans:
            return None
        span = self.spans[self.current]
        if position_s is None or span.holds(position_s):
            return span.evidence
        return next((s.evidence for s in reversed(self.spans) if s.holds(position_s)), None)


def read_opening(line: str) -> Segment | None:
    """The segment that a line of mpv's log says is opened; None for any other line."""
    match = _OPENING.search(line)
    if match is None:
        return None
    url = match["url"]
    sq, manifest, duration = _SQ.search(url), _MANIFEST.search(url), _DURATION.search(url)
    if sq is None and not _SEGMENT_FILE.search(url):
        return None
    return Segment(
        int(sq[1]) if sq else None,
        int(manifest[1]) if manifest else None,
        # Only the nominal length tells where a segment begins; what is printed wavers around it.
        float(round(float(duration[1]))) or None if duration else None,
    )


def read_programme_date(line: str) -> datetime | None:
    """The programme date in a line of mpv's log."""
    match = _PROGRAMME_DATE.search(line)
    try:
        instant = datetime.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None


def opened(stream: Stream, segment: Segment, at_s: float) -> Stream:
    """A segment was opened."""
    runs = stream.runs
    if not runs or _begins_again(runs[-1].last, segment):
        runs = (*runs, Run(segment, segment))
    else:
        runs = (*runs[:-1], replace(runs[-1], last=segment))
    return replace(stream, runs=runs, opened_at_s=at_s)


def dated(stream: Stream, programme_utc: datetime) -> Stream:
    """The playlist told the date of a segment."""
    if stream.spans:
        return stream
    return replace(stream, dates=(*stream.dates, programme_utc))


def joined(stream: Stream, first_s: float, utc: datetime) -> Stream:
    """The stream plays, and its first packet has this position."""
    first = stream.runs[0].first if stream.runs else Segment(None, None, None)
    evidence = LiveEvidence(
        first_s=first_s,
        first_utc=utc,
        first_sq=first.sq,
        segment_s=first.segment_s,
        manifest=first.manifest,
        programme_utc=_date_of_first(stream.dates, first.segment_s or USUAL_SEGMENT_S),
        release_utc=stream.release_utc,
        clock_ahead_s=stream.clock_ahead_s,
    )
    return replace(stream, spans=(Span(evidence, first_s, first_s),), current=0)


def _date_of_first(dates: tuple[datetime, ...], segment_s: float) -> datetime | None:
    """The programme date of the segment that is joined at: the third from the end.

    YouTube's playlists have one date, that of their first segment.
    """
    if not dates:
        return None
    if len(dates) >= JOINED_FROM_END:
        return dates[-JOINED_FROM_END]
    return dates[-1] + timedelta(seconds=max(0.0, WINDOW_S - JOINED_FROM_END * segment_s))


def sought(stream: Stream) -> Stream:
    """The person moves about: the next position may be anywhere."""
    return replace(stream, heard=None, odd=None)


def hears(stream: Stream, heard: Heard, utc: datetime) -> Stream:
    """The player is here now."""
    if not stream.spans:
        return stream
    before, odd = stream.heard, stream.odd
    follows, is_odd = replace(stream, heard=heard, odd=None), replace(stream, odd=heard)
    goes_on = odd is not None and _goes_on(odd, heard)
    if before is None:
        if any(span.holds(heard.position_s) for span in stream.spans):
            return _found(follows, heard.position_s)
        return _extended(follows, heard.position_s) if goes_on else is_odd
    if abs(_jump_s(before, heard) + WRAP_S) < NEAR_S:
        return _moved(follows, -WRAP_S)
    if not _is_break(stream, before, heard, utc):
        return _extended(follows, heard.position_s)
    # For an instant, when it begins to play again, mpv may tell a position that means nothing.
    return _broken(follows, before, odd, utc) if odd is not None and goes_on else is_odd


def _jump_s(before: Heard, heard: Heard) -> float:
    """How far a position is from where it would be by now."""
    return heard.position_s - before.position_s - (heard.at_s - before.at_s) * heard.speed


def _goes_on(odd: Heard, heard: Heard) -> bool:
    return heard.position_s > odd.position_s and abs(_jump_s(odd, heard)) < 1.0


def _begins_again(newest: Segment, segment: Segment) -> bool:
    if newest.manifest != segment.manifest:
        return True
    return newest.sq is not None and segment.sq is not None and segment.sq < newest.sq


def _is_break(stream: Stream, before: Heard, heard: Heard, utc: datetime) -> bool:
    moved_s = heard.position_s - before.position_s
    if -JUMP_BACK_S <= moved_s <= JUMP_ON_S:
        return False
    if moved_s < 0:
        return True
    # After a long pause the player goes on at the oldest that is still to be had. Then it is as
    # far on as the clock.
    evidence = stream.spans[stream.current].evidence
    by_clock_s = (utc - evidence.first_utc).total_seconds()
    late_s = by_clock_s - (heard.position_s - evidence.first_s)
    return abs(late_s) > 120.0 + 0.01 * by_clock_s


def _found(stream: Stream, position_s: float) -> Stream:
    """After a seek: of which epoch the position is."""
    places = [i for i, span in enumerate(stream.spans) if span.holds(position_s)]
    if places and stream.current not in places:
        return replace(stream, current=places[-1])
    return stream


def _extended(stream: Stream, position_s: float) -> Stream:
    span = stream.spans[stream.current]
    if span.low_s <= position_s <= span.high_s:
        return stream
    wider = replace(span, low_s=min(span.low_s, position_s), high_s=max(span.high_s, position_s))
    return _with_current(stream, wider)


def _moved(stream: Stream, by_s: float) -> Stream:
    """The timestamps have wrapped: the same broadcast, another number."""
    span = stream.spans[stream.current]
    evidence = replace(span.evidence, first_s=span.evidence.first_s + by_s)
    position_s = stream.heard.position_s if stream.heard is not None else span.low_s + by_s
    return replace(
        stream,
        spans=(*stream.spans, Span(evidence, position_s, position_s)),
        current=len(stream.spans),
    )


def _broken(stream: Stream, before: Heard, heard: Heard, utc: datetime) -> Stream:
    """A new epoch begins at this position."""
    known = next(
        (i for i, span in enumerate(stream.spans) if i != stream.current and _within(span, heard)),
        None,
    )
    if known is not None:  # played over the same break once more
        return replace(stream, current=known)
    evidence, runs = stream.spans[stream.current].evidence, stream.runs
    renumbered = _numbered_anew(stream, before.position_s)
    if renumbered:
        runs, segment = renumbered, renumbered[0].first
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
        )
    else:
        # The segments are counted on, so what was counted before the jump still holds.
        first_s = evidence.first_s + _jump_s(before, heard)
        evidence = replace(evidence, first_s=first_s, epoch=evidence.epoch + 1)
    span = Span(evidence, heard.position_s, heard.position_s)
    return replace(stream, runs=runs, spans=(*stream.spans, span), current=len(stream.spans))


def _numbered_anew(stream: Stream, position_s: float) -> tuple[Run, ...]:
    """The runs from that one on which begins at about this position; none when none does there.

    Where the timestamps ran on over a new numbering, nothing broke, and it lies behind.
    """
    evidence = stream.spans[-1].evidence
    if stream.current != len(stream.spans) - 1 or evidence.segment_s is None:
        return ()
    counted_s, nearest = 0.0, (math.inf, 0)
    for index, run in enumerate(stream.runs[:-1], start=1):
        if run.first.sq is None or run.last.sq is None:
            return ()
        counted_s += (run.last.sq - run.first.sq + 1) * evidence.segment_s
        off_s = abs(evidence.first_s + counted_s - position_s)
        if off_s <= 120.0 + 0.01 * counted_s:
            nearest = min(nearest, (off_s, index))
    return stream.runs[nearest[1] :] if nearest[1] else ()


def _within(span: Span, heard: Heard) -> bool:
    return span.low_s - 1.0 <= heard.position_s <= span.high_s + 1.0


def _with_current(stream: Stream, span: Span) -> Stream:
    spans = (*stream.spans[: stream.current], span, *stream.spans[stream.current + 1 :])
    return replace(stream, spans=spans)


def rejoined(stream: Stream, earlier: Stream, utc: datetime) -> Stream:
    """The recording was loaded again: whether a new epoch had begun in between.

    `stream` is the new one, joined; `earlier` what was seen before.
    """
    if not stream.spans or not earlier.spans:
        return stream
    before, now = earlier.spans[earlier.current].evidence, stream.spans[0].evidence
    passed_s = (utc - before.first_utc).total_seconds()
    late_s = passed_s - (now.first_s - before.first_s)
    wraps = round(-late_s / WRAP_S)
    is_same = abs(late_s + wraps * WRAP_S) <= 120.0 + 0.01 * passed_s
    restarted = _begins_again(
        Segment(before.first_sq, before.manifest, None), Segment(now.first_sq, now.manifest, None)
    )
    epoch = before.epoch if is_same else before.epoch + 1
    evidence = replace(now, epoch=epoch, restarted=before.restarted or (restarted and not is_same))
    return _with_current(stream, replace(stream.spans[0], evidence=evidence))
