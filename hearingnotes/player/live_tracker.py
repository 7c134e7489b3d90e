"""Watches a live stream through what mpv says of it; told by several threads."""

import threading
import time
from datetime import UTC, datetime

from hearingnotes.model.live import LiveEvidence
from hearingnotes.player import live_stream as live
from hearingnotes.player.live_rejoin import on_rejoined
from hearingnotes.player.position_poller import CacheSample
from hearingnotes.player.protocol import LiveStart
from hearingnotes.player.segments import read_opening, read_programme_date


class LiveTracker:
    """The evidence of one recording's stream, also over reloads of it."""

    def __init__(self, recording_id: str) -> None:
        self.recording_id = recording_id
        self._lock = threading.Lock()
        self._stream = live.Stream()
        self._earlier: live.Stream | None = None

    def load(self, joining: LiveStart) -> None:
        """It is about to be loaded, for the first time or again."""
        with self._lock:
            if self._stream.spans:
                self._earlier = self._stream
            self._stream = live.Stream(joining.release_utc, joining.clock_ahead_s)

    def start(self) -> None:
        """What was to be loaded begins: all lines until now were about what played before."""
        with self._lock:
            stream = self._stream
            if not stream.spans:
                self._stream = live.Stream(stream.release_utc, stream.clock_ahead_s)

    def on_log_line(self, line: str) -> None:
        """A line of mpv's log, which may be about anything."""
        segment = read_opening(line)
        programme_utc = read_programme_date(line) if segment is None else None
        with self._lock:
            if segment is not None:
                self._stream = live.on_segment(self._stream, segment, time.monotonic())
            elif programme_utc is not None:
                self._stream = live.on_program_date(self._stream, programme_utc)

    def join(self, first_s: float) -> None:
        """It plays; `first_s` is the position of its first packet."""
        now = datetime.now(UTC)
        with self._lock:
            self._stream = live.on_joined(self._stream, first_s, now, _steady_s())
            if self._earlier is not None:
                self._stream = on_rejoined(self._stream, self._earlier, now)

    def seek(self) -> None:
        """The person moves about in it."""
        with self._lock:
            self._stream = live.on_seek(self._stream)

    def beat(self, sample: CacheSample, speed: float, cached_to_s: float | None = None) -> None:
        """The player is here; `speed` is 0 while it is held. `cached_to_s` is as in `Heard`."""
        if sample.position_s is None:
            return
        at_s = _steady_s() - (time.monotonic() - sample.at_s)
        heard = live.PositionSample(sample.position_s, at_s, speed, cached_to_s)
        with self._lock:
            self._stream = live.on_position(self._stream, heard, datetime.now(UTC))

    def evidence(self, position_s: float | None) -> LiveEvidence | None:
        """What is known of this position."""
        return self._stream.evidence(position_s)

    def within_epoch(self, position_s: float, edges: tuple[float, float]) -> tuple[float, float]:
        """Of what is kept, what is of the same epoch as this position."""
        return live.within_epoch(self._stream, position_s, edges)

    @property
    def segment_s(self) -> float | None:
        """The nominal length of its segments."""
        newest = self._stream.newest
        return newest.segment_s if newest is not None else None

    @property
    def quiet_s(self) -> float | None:
        """How long ago the newest segment was opened."""
        opened_at_s = self._stream.opened_at_s
        return time.monotonic() - opened_at_s if opened_at_s is not None else None


def _steady_s() -> float:
    """A clock that nobody puts right, and that goes on in sleep, where there is one."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boottime) if boottime is not None else time.monotonic()
