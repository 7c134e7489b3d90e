"""Polls the position of a player that may hang."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

POLL_EVERY_S = 0.25
SILENT_CORE_S = 0.05


@dataclass(frozen=True, slots=True)
class PolledPosition:
    """A position, and when it was read, on the monotonic clock."""

    position_pts: float | None
    at_s: float


class PositionPoller:
    """Reads the position a few times a second, and at once on request, on a thread of its own."""

    def __init__(
        self, read: Callable[[], float | None], on_poll: Callable[[PolledPosition], None]
    ) -> None:
        """Start the thread; `read` may hang, `on_poll` is called on the thread a few times a
        second."""
        self._read = read
        self._on_poll = on_poll
        self._stopped = threading.Event()
        self._requested = threading.Event()
        self._answered = threading.Event()
        self.latest = PolledPosition(None, time.monotonic())
        self._thread = threading.Thread(target=self._run, name="mpv-position", daemon=True)
        self._thread.start()

    def now(self) -> tuple[float | None, float]:
        """Return the position at this very call and its age in seconds: 0 unless the player was
        silent."""
        if not self._stopped.is_set():
            self._answered.clear()
            self._requested.set()
            if self._answered.wait(SILENT_CORE_S):
                return self.latest.position_pts, 0.0
        return self.latest.position_pts, time.monotonic() - self.latest.at_s

    def stop(self) -> None:
        """Stop reading; the thread ends soon."""
        self._stopped.set()
        self._requested.set()

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def _run(self) -> None:
        polled_at_s = 0.0
        while not self._stopped.is_set():
            was_requested = self._requested.wait(POLL_EVERY_S)
            self._requested.clear()
            self.latest = PolledPosition(self._read(), time.monotonic())
            self._answered.set()
            # A caller of `now` would have to wait for Python's lock until `on_poll` returns.
            if not was_requested or self.latest.at_s - polled_at_s >= POLL_EVERY_S:
                polled_at_s = self.latest.at_s
                self._on_poll(self.latest)
