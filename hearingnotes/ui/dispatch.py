"""Dispatching keys in the order in which they were pressed, however fast."""

from collections.abc import Callable
from functools import partial

from textual import events

from hearingnotes.ui.action import Action


class KeyDispatcher:
    """A screen that gets every key and paste from the app as it arrives.

    Through the focused widget they would come late, some by ways of their own, and overtake each
    other.
    """

    def dispatch_input(self, event: events.Key | events.Paste) -> bool:
        """Handle the key or paste at once; return False where it is not for this screen."""
        raise NotImplementedError


class UndoQueue:
    """The undos and redos that are running for one screen, and the changes that wait for them."""

    def __init__(self, run: Callable[[Action], None]) -> None:
        self._run = run
        self._under_way = 0
        self._waiting: list[Callable[[], None]] = []

    @property
    def is_under_way(self) -> bool:
        """Whether an undo or redo has not been answered yet."""
        return self._under_way > 0

    def run_undo(self, run: Callable[[], None]) -> None:
        """Start an undo or redo by calling `run`."""
        self._under_way += 1
        run()

    def defers(self, action: Action) -> bool:
        """Return whether the action has to wait; if so it is run after the undos."""
        waits = self.is_under_way and action.changes_notes
        if waits:
            self._waiting.append(partial(self._run, action))
        return waits

    def do_in_order(self, change: Callable[[], None]) -> None:
        """Run a change that has read its evidence already: at once, or after the running undos."""
        if self.is_under_way:
            self._waiting.append(change)
        else:
            change()

    def on_undo_applied(self) -> None:
        """Run what has waited: an undo or redo was applied and shown."""
        self._under_way = max(0, self._under_way - 1)
        waiting, self._waiting = self._waiting, []
        for change in waiting:
            change()
