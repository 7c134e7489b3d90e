"""Gathers the rows of a live stream from mpv's log and positions; called by several threads."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hearingnotes.model.live import LiveEvidence, SegmentRow
from hearingnotes.model.row_interval import interval_between
from hearingnotes.player.log_lines import (
    Segment,
    date_of_first,
    read_opening,
    read_programme_date,
)
from hearingnotes.player.protocol import LiveStart
from hearingnotes.player.segment_rows import SegmentRows

MOST_BESIDE = 10
"""After so many segments of other streams the one that counted is not wanted any more."""
UNNUMBERED_EVERY_S = 4.0
"""Where nothing is numbered, a row is made of each stretch of the cache that is so long."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A numbered segment and when it was opened, by both clocks."""

    segment: Segment
    utc: datetime
    steady_s: float


class LiveTracker:
    """The evidence of one recording's stream, also over reloads of it.

    `cached_to` reads the timestamp up to which mpv has read the stream; None where it has nothing.
    """

    def __init__(self, recording_id: str, cached_to: Callable[[], float | None]) -> None:
        self.recording_id = recording_id
        self._cached_to = cached_to
        self._lock = threading.Lock()
        self._rows = SegmentRows()
        self._start = LiveStart()
        self._programme_utc: datetime | None = None
        self._forget_opened()
        self._newest_pts: float | None = None
        self._grown_at_s: float | None = None

    def _forget_opened(self) -> None:
        self._has_joined = False
        self._opened: list[_Opened] = []
        self._dates: tuple[datetime, ...] = ()
        self._counts: Segment | None = None
        self._beside = 0

    def load(self, start: LiveStart) -> None:
        """Get ready for the stream to be loaded, for the first time or again."""
        with self._lock:
            self._start = start
            self._forget_opened()
            self._grown_at_s = None

    def start(self) -> None:
        """Forget the lines until now where it has not been joined: they were about what played
        before."""
        with self._lock:
            if not self._has_joined:
                self._forget_opened()

    def on_log_line(self, line: str) -> None:
        """Take in a line of mpv's log, which may be about anything."""
        segment = read_opening(line)
        if segment is None:
            programme_utc = read_programme_date(line)
            if programme_utc is not None and not self._has_joined:
                self._dates = (*self._dates, programme_utc)
            return
        now, steady_s = datetime.now(UTC), _steady_s()
        with self._lock:
            if not self._is_counted(segment):
                return
            opened = _Opened(segment, now, steady_s)
            if not self._has_joined:
                self._opened.append(opened)
                return
        # All before this segment has been read by now, so the end of the cache is where it begins.
        first_pts = self._cached_to()
        if first_pts is not None:
            with self._lock:
                self._rows.add(_row(opened, first_pts))

    def _is_counted(self, segment: Segment) -> bool:
        """One stream counts; where its segments stay away, the one that comes instead."""
        counts = self._counts
        if counts is None or counts.stream == segment.stream or self._beside >= MOST_BESIDE:
            self._counts, self._beside = segment, 0
            return True
        self._beside += 1
        return False

    def join(self, first_pts: float) -> None:
        """The stream plays; `first_pts` is the timestamp of its first packet."""
        now, steady_s = datetime.now(UTC), _steady_s()
        with self._lock:
            row = (
                _row(self._opened[0], first_pts)
                if self._opened
                else SegmentRow(first_pts, now, steady_s)
            )
            if not len(self._rows):
                self._programme_utc = date_of_first(self._dates, row.segment_s)
            self._rows.add(row)
            self._has_joined = True
            self._opened = []
            self._grown_at_s = time.monotonic()

    def on_position(self, position_pts: float | None, cached_to_pts: float | None) -> None:
        """The player is at one position, and has read the stream up to the other."""
        with self._lock:
            if position_pts is not None:
                self._rows.heard_at(position_pts)
            if cached_to_pts is None or not self._has_joined or cached_to_pts == self._newest_pts:
                return
            self._newest_pts, self._grown_at_s = cached_to_pts, time.monotonic()
            newest = self._rows.newest
            if self._counts is None and newest is not None:
                grown_s = cached_to_pts - newest.first_pts
                if not 0 <= grown_s < UNNUMBERED_EVERY_S:
                    self._rows.add(SegmentRow(cached_to_pts, datetime.now(UTC), _steady_s()))

    def seek(self) -> None:
        """The person moves about: the next position may be anywhere."""
        with self._lock:
            self._rows.seek()

    def evidence(self, position_pts: float | None) -> LiveEvidence | None:
        """What is known of this position; without one, of what was heard last."""
        rows = self._rows.counting_for(position_pts)
        if not rows:
            return None
        first = rows[-2] if len(rows) > 2 else rows[0]
        start = self._start
        evidence = LiveEvidence(
            first_s=first.first_pts,
            first_utc=first.opened_utc,
            first_sq=first.sq,
            segment_s=first.segment_s,
            manifest=first.manifest,
            programme_utc=self._programme_utc,
            release_utc=start.release_utc,
            clock_ahead_s=start.clock_ahead_s,
            jumped_s=self._rows.doubt_s(position_pts) if position_pts is not None else 0.0,
            rows=rows,
            is_zero_known=start.is_zero_known,
        )
        breaks = [
            interval_between(*pair).is_break
            for pair in zip(rows[1:-1:2], rows[2:-1:2], strict=True)
        ]
        return replace(evidence, epoch=sum(breaks))

    def within_epoch(self, position_pts: float, edges: tuple[float, float]) -> tuple[float, float]:
        """Of what is kept, from where to where timestamps around this position are distances."""
        known = self._rows.epoch_edges(position_pts)
        if known is None:
            return position_pts, position_pts
        return max(edges[0], known[0]), max(position_pts, min(edges[1], known[1]))

    @property
    def newest(self) -> SegmentRow | None:
        """The row of the newest segment."""
        return self._rows.newest

    @property
    def segment_s(self) -> float | None:
        """The nominal length of its segments."""
        return self._counts.segment_s if self._counts is not None else None

    @property
    def quiet_s(self) -> float | None:
        """How long ago something came; None before the stream was joined."""
        return time.monotonic() - self._grown_at_s if self._grown_at_s is not None else None


def _row(opened: _Opened, first_pts: float) -> SegmentRow:
    segment = opened.segment
    return SegmentRow(
        first_pts,
        opened.utc,
        opened.steady_s,
        segment.sq,
        segment.manifest,
        segment.segment_s,
    )


def _steady_s() -> float:
    """A clock that nobody puts right, and that goes on in sleep, where there is one."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boottime) if boottime is not None else time.monotonic()
