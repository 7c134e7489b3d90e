"""A gate for calls into something that may be closed while they run."""

import threading
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class Gate:
    """Lets calls through until it is closed, and waits for the last of them.

    Calls run side by side for as long as they take: none waits for another.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.Lock())
        self._inside = 0
        self._is_closed = False

    def call(self, function: Callable[..., Answer], *arguments: object) -> Answer | None:
        """Return what the function returns; None once the gate is closed."""
        with self._changed:
            if self._is_closed:
                return None
            self._inside += 1
        try:
            return function(*arguments)
        finally:
            with self._changed:
                self._inside -= 1
                if self._is_closed:
                    self._changed.notify_all()

    def close(self) -> None:
        """Close the gate: no further call passes."""
        with self._changed:
            self._is_closed = True

    def wait_until_empty(self) -> None:
        """Wait until all calls that were let through have returned; none may be the caller's
        own."""
        with self._changed:
            self._changed.wait_for(lambda: not self._inside)
