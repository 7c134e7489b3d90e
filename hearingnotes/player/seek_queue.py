"""Seeks, one after the other."""

import threading
import time
from collections.abc import Callable

LONGEST_S = 1.0


class SeekQueue:
    """Sends a seek when the one before has arrived; of those that wait only the last.

    In a live stream mpv may go to the oldest that is kept when one overtakes another.
    """

    def __init__(self, send: Callable[[float], None]) -> None:
        self._send = send
        self._lock = threading.Lock()
        self._sent_s: float | None = None
        self._sent_at_s = 0.0
        self.target_s: float | None = None
        """The position that is on its way to be played; None when there is none."""

    def go(self, target_s: float) -> None:
        """To this position, as soon as that can be."""
        with self._lock:
            self.target_s = target_s
            if self._sent_s is None:
                self._send_target()

    def arrived(self) -> None:
        """It plays again."""
        with self._lock:
            if self.target_s == self._sent_s:
                self.target_s = None
            self._send_target()

    def beat(self) -> None:
        """Some time has gone by: where a seek can't be done, nothing arrives."""
        if self._sent_s is not None and time.monotonic() - self._sent_at_s > LONGEST_S:
            self.arrived()

    def forget(self) -> None:
        """Something else is played."""
        with self._lock:
            self.target_s = self._sent_s = None

    def _send_target(self) -> None:
        self._sent_s, self._sent_at_s = self.target_s, time.monotonic()
        if self.target_s is not None:
            self._send(self.target_s)
