"""Tracks a live stream through mpv's log and positions; called by several threads."""

import threading
import time
from datetime import UTC, datetime

from hearingnotes.model.live import LiveEvidence
from hearingnotes.player import live_stream as live
from hearingnotes.player.live_rejoin import on_rejoined
from hearingnotes.player.position_poller import PolledPosition
from hearingnotes.player.protocol import LiveStart
from hearingnotes.player.segments import read_opening, read_programme_date


class LiveTracker:
    """The evidence of one recording's live stream, across reloads."""

    def __init__(self, recording_id: str) -> None:
        self.recording_id = recording_id
        self._lock = threading.Lock()
        self._stream = live.Stream()
        self._earlier: live.Stream | None = None

    def load(self, live_start: LiveStart) -> None:
        """Prepare for loading the stream, for the first time or again."""
        with self._lock:
            if self._stream.spans:
                self._earlier = self._stream
            self._stream = live.Stream(live_start.release_utc, live_start.clock_ahead_s)

    def start(self) -> None:
        """Start with the loaded stream: all log lines until now were about the previous one."""
        with self._lock:
            stream = self._stream
            if not stream.spans:
                self._stream = live.Stream(stream.release_utc, stream.clock_ahead_s)

    def on_log_line(self, line: str) -> None:
        """Handle a line of mpv's log, which may be about anything."""
        segment = read_opening(line)
        programme_utc = read_programme_date(line) if segment is None else None
        with self._lock:
            if segment is not None:
                self._stream = live.on_segment(self._stream, segment, time.monotonic())
            elif programme_utc is not None:
                self._stream = live.on_program_date(self._stream, programme_utc)

    def join(self, first_pts: float) -> None:
        """Begin with the stream that plays; `first_pts` is the position of its first packet."""
        now = datetime.now(UTC)
        with self._lock:
            self._stream = live.on_joined(self._stream, first_pts, now, _steady_s())
            if self._earlier is not None:
                self._stream = on_rejoined(self._stream, self._earlier, now)

    def seek(self) -> None:
        """Note that the player is about to seek."""
        with self._lock:
            self._stream = live.on_seek(self._stream)

    def on_position(
        self, sample: PolledPosition, speed: float, cached_to_pts: float | None = None
    ) -> None:
        """Handle a position of the player; `speed` is 0 while it is paused.

        `cached_to_pts` is the position of the newest packet received, where that is known.
        """
        if sample.position_pts is None:
            return
        at_s = _steady_s() - (time.monotonic() - sample.at_s)
        position = live.PositionSample(sample.position_pts, at_s, speed, cached_to_pts)
        with self._lock:
            self._stream = live.on_position(self._stream, position, datetime.now(UTC))

    def evidence(self, position_pts: float | None) -> LiveEvidence | None:
        """Return the evidence for this position; None where there is none."""
        return self._stream.evidence(position_pts)

    def within_epoch(self, position_pts: float, edges: tuple[float, float]) -> tuple[float, float]:
        """Return the part of the cached positions that is in the epoch of this position."""
        return live.within_epoch(self._stream, position_pts, edges)

    @property
    def segment_s(self) -> float | None:
        """The nominal length of the stream's segments."""
        newest = self._stream.newest
        return newest.segment_s if newest is not None else None

    @property
    def quiet_s(self) -> float | None:
        """The seconds since the newest segment was opened."""
        opened_at_s = self._stream.opened_at_s
        return time.monotonic() - opened_at_s if opened_at_s is not None else None


def _steady_s() -> float:
    """Return the seconds of a clock that is never adjusted and, where there is one, runs in
    suspend."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boottime) if boottime is not None else time.monotonic()
