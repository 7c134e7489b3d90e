"""Undo and redo are done on the keeper's thread; what is pressed behind them waits for them."""

from collections.abc import Callable
from functools import partial

from hearingnotes.ui.action import Action


class Turning:
    """The turns that are under way on one screen, and what waits for their end."""

    def __init__(self, run: Callable[[Action], None]) -> None:
        self._run = run
        self._under_way = 0
        self._waiting: list[Callable[[], None]] = []

    @property
    def is_under_way(self) -> bool:
        """Whether an undo or a redo has not been answered yet."""
        return self._under_way > 0

    def turn(self, turn: Callable[[], None]) -> None:
        """Undo or redo."""
        self._under_way += 1
        turn()

    def holds(self, action: Action) -> bool:
        """Whether the action has to wait, and is kept for then."""
        waits = self.is_under_way and action.changes_notes
        if waits:
            self._waiting.append(partial(self._run, action))
        return waits

    def do_in_order(self, change: Callable[[], None]) -> None:
        """Make a change for which all has been read that must be of the key's own instant: at once,
        or behind the turns that are under way."""
        if self.is_under_way:
            self._waiting.append(change)
        else:
            change()

    def turned(self) -> None:
        """A turn was made, and what it changed is taken in."""
        self._under_way = max(0, self._under_way - 1)
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()
