"""A queue that sends one seek at a time."""

import threading
import time
from collections.abc import Callable

LONGEST_S = 1.0


class SeekQueue:
    """Sends a seek when the previous one has arrived; of those that wait, only the last.

    mpv may seek to the oldest packet of a live stream when one seek overtakes another.
    """

    def __init__(self, send: Callable[[float], None]) -> None:
        self._send = send
        self._lock = threading.Lock()
        self._sent_pts: float | None = None
        self._sent_at_s = 0.0
        self.target_pts: float | None = None
        """The position that is on its way to be played; None when there is none."""

    def seek_to(self, target_pts: float) -> None:
        """Seek to this position as soon as possible."""
        with self._lock:
            self.target_pts = target_pts
            if self._sent_pts is None:
                self._send_target()

    def on_arrived(self) -> None:
        """Handle the end of a seek: playback has restarted."""
        with self._lock:
            if self.target_pts == self._sent_pts:
                self.target_pts = None
            self._send_target()

    def check_timeout(self) -> None:
        """Give up a seek that does not arrive in time: mpv can't do it."""
        if self._sent_pts is not None and time.monotonic() - self._sent_at_s > LONGEST_S:
            self.on_arrived()

    def clear(self) -> None:
        """Drop all seeks: another recording is loaded."""
        with self._lock:
            self.target_pts = self._sent_pts = None

    def _send_target(self) -> None:
        self._sent_pts, self._sent_at_s = self.target_pts, time.monotonic()
        if self.target_pts is not None:
            self._send(self.target_pts)
