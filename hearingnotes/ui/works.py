"""What goes on in the background: what it is, how far, for how long, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearingnotes.media.lookup import Search

PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Work:
    """One thing under way: how far it is, since when, and what stops it and says so."""

    how_far: str
    since_s: float
    stop: Callable[[], str]

    def told(self, now_s: float) -> str:
        """How far it is, and how long that has taken where it takes long."""
        taken_s = now_s - self.since_s
        return f"{self.how_far} · {taken_s:.0f} s" if taken_s >= PATIENCE_S else self.how_far


class Works:
    """All that is under way; the one that was begun last is told, and is the one to be stopped."""

    def __init__(self) -> None:
        self._works: dict[Search, Work] = {}

    def go_on(self, what: Search, how_far: str, now_s: float, stop: Callable[[], str]) -> None:
        """It has begun, or is further by now."""
        known = self._works.get(what, Work(how_far, now_s, stop))
        self._works[what] = replace(known, how_far=how_far)

    def end(self, what: Search) -> None:
        """It is over."""
        self._works.pop(what, None)

    @property
    def latest(self) -> Work | None:
        """The one to be told."""
        return next(reversed(self._works.values()), None)

    def stop(self) -> str:
        """Stop that one; what to say of it, or nothing where there is none."""
        if not self._works:
            return ""
        _, work = self._works.popitem()
        return work.stop()
