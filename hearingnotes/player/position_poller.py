"""Reading the position off a player that may hang."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

PULSE_S = 0.25
SILENT_CORE_S = 0.05


@dataclass(frozen=True, slots=True)
class CacheSample:
    """A position, and when it was read by the clock that only goes on."""

    position_s: float | None
    at_s: float


class PositionPoller:
    """Reads a few times a second, and at once when asked, on a thread of its own."""

    def __init__(
        self, read: Callable[[], float | None], on_beat: Callable[[CacheSample], None]
    ) -> None:
        """`read` may hang; `on_beat` is called on the thread, a few times a second."""
        self._read = read
        self._on_beat = on_beat
        self._stopped = threading.Event()
        self._asked = threading.Event()
        self._answered = threading.Event()
        self.latest = CacheSample(None, time.monotonic())
        self._thread = threading.Thread(target=self._run, name="mpv-pulse", daemon=True)
        self._thread.start()

    def now(self) -> tuple[float | None, float]:
        """The position at this very call, and how old it is: old when the player did not answer."""
        if not self._stopped.is_set():
            self._answered.clear()
            self._asked.set()
            if self._answered.wait(SILENT_CORE_S):
                return self.latest.position_s, 0.0
        return self.latest.position_s, time.monotonic() - self.latest.at_s

    def stop(self) -> None:
        """Beat no more."""
        self._stopped.set()
        self._asked.set()

    def join(self) -> None:
        """Wait for the last beat to be over."""
        self._thread.join()

    def _run(self) -> None:
        beat_at_s = 0.0
        while not self._stopped.is_set():
            was_asked = self._asked.wait(PULSE_S)
            self._asked.clear()
            self.latest = CacheSample(self._read(), time.monotonic())
            self._answered.set()
            # Whoever asked would have to wait for Python's lock until the beat is over.
            if not was_asked or self.latest.at_s - beat_at_s >= PULSE_S:
                beat_at_s = self.latest.at_s
                self._on_beat(self.latest)
