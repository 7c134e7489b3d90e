"""Keys in the order in which they were pressed, however fast."""

from collections.abc import Callable
from functools import partial

from textual import events

from hearingnotes.ui.action import Action


class KeyDispatcher:
    """A screen that the app shows every key and paste as it arrives. Through the focused widget
    they would come late, some by a way of their own, and overtake each other."""

    def dispatch_input(self, event: events.Key | events.Paste) -> bool:
        """Do at once what it says; False when it is nothing of this screen."""
        raise NotImplementedError


class UndoQueue:
    """The turns that are under way on one screen, and what waits for their end."""

    def __init__(self, run: Callable[[Action], None]) -> None:
        self._run = run
        self._under_way = 0
        self._waiting: list[Callable[[], None]] = []

    @property
    def is_under_way(self) -> bool:
        """Whether an undo or a redo has not been answered yet."""
        return self._under_way > 0

    def run_undo(self, run: Callable[[], None]) -> None:
        """Undo or redo."""
        self._under_way += 1
        run()

    def defers(self, action: Action) -> bool:
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

    def on_undo_applied(self) -> None:
        """A turn was made, and what it changed is taken in."""
        self._under_way = max(0, self._under_way - 1)
        waiting, self._waiting = self._waiting, []
        for change in waiting:
            change()
