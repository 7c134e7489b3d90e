"""What is chosen while the program runs, brought to the disk without a key waiting for it."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hearingnotes.remembered import Remembered
    from hearingnotes.settings import Settings


class Remembering:
    """Holds what is remembered. A thread writes it, begun with the first choice."""

    def __init__(self, remembered: Remembered, settings: Settings) -> None:
        self.remembered = remembered
        self._settings = settings
        self._to_write: SimpleQueue[Remembered | None] = SimpleQueue()
        self._thread: Thread | None = None

    def choose(self, **choices: Any) -> None:
        """Keep choices of settings."""
        self.remembered = self.remembered.choosing(self._settings, **choices)
        self.write()

    def guide(self) -> bool:
        """Whether this is the first start, which is told to newcomers; only once."""
        is_first, self.remembered = not self.remembered.guided, self.remembered.guide()
        if is_first:
            self.write()
        return is_first

    def share(self, line: str) -> float | None:
        """How much of the window lies before this line; None where it was never moved."""
        return self.remembered.shares.get(line)

    def hold(self, line: str, share: float | None) -> None:
        """The line is there now, and may still be on its way: not for the disk yet."""
        self.remembered = self.remembered.sharing(line, share)

    def write(self) -> None:
        """Bring it to the disk soon."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="remembering", daemon=True)
            self._thread.start()
        self._to_write.put(self.remembered)

    def end(self, limit_s: float = 3.0) -> None:
        """Have the last of it written; wait so long at most."""
        if self._thread is not None:
            self._to_write.put(None)
            self._thread.join(limit_s)

    def _work(self) -> None:
        while (latest := self._to_write.get()) is not None:
            latest.write()
