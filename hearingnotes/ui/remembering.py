"""What is chosen while the program runs, brought to the disk without a key waiting for it."""

from __future__ import annotations

from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from hearingnotes.config.state import Remembered

if TYPE_CHECKING:
    from hearingnotes.config.settings import Settings


@dataclass(frozen=True, slots=True)
class _News:
    """Which choices and lines are others than when it was last written."""

    now: Remembered
    choices: frozenset[str]
    lines: frozenset[str]

    def write(self) -> None:
        on_disk = Remembered.read(self.now.path)
        on_disk.taking(self.now, self.choices, self.lines).write()


class Remembering:
    """Holds what is remembered. A thread writes it, begun with the first choice: what is new, over
    what the file says by then, since another program may have written there.
    """

    def __init__(self, remembered: Remembered, settings: Settings) -> None:
        self.remembered = remembered
        self._settings = settings
        self._choices: set[str] = set()
        self._lines: set[str] = set()
        self._to_write: SimpleQueue[_News | None] = SimpleQueue()
        self._thread: Thread | None = None

    def choose(self, **choices: Any) -> None:
        """Keep choices of settings."""
        self.remembered = self.remembered.choosing(self._settings, **choices)
        self._choices.update(choices)
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
        self._lines.add(line)

    def write(self) -> None:
        """Bring it to the disk soon."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="remembering", daemon=True)
            self._thread.start()
        news = _News(self.remembered, frozenset(self._choices), frozenset(self._lines))
        self._choices.clear()
        self._lines.clear()
        self._to_write.put(news)

    def end(self, limit_s: float = 3.0) -> None:
        """Have the last of it written; wait so long at most."""
        if self._thread is not None:
            self._to_write.put(None)
            self._thread.join(limit_s)
            self._thread = None

    def _work(self) -> None:
        while (news := self._to_write.get()) is not None:
            news.write()
