"""Work that nobody waits for: one thread that does tasks in their order."""

import logging
import threading
from collections.abc import Callable, Hashable

log = logging.getLogger(__name__)

Task = Callable[[], float | None]
"""What is to be done; a number of seconds says that it failed, and is to be done again by then."""


class BackgroundWorker:
    """A thread, begun with the first task, that does one task after the other.

    An error of a task goes into the log, and the next task is done. What is submitted after `close`
    is done, too, but nobody waits for it then, and no task is done again.
    """

    def __init__(self, name: str) -> None:
        """`name` is that of the thread."""
        self._name = name
        self._wake = threading.Condition()
        self._tasks: dict[Hashable, Task] = {}
        self._thread: threading.Thread | None = None
        self._is_working = self._is_closed = False

    def submit(self, task: Task, key: Hashable | None = None) -> None:
        """Have it done after those before it, or in the place of one with its `key` that still
        waits; from any thread, without waiting."""
        with self._wake:
            self._tasks[object() if key is None else key] = task
            if not self._is_working:
                self._is_working = True
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            self._wake.notify()

    def close(self, limit_s: float) -> bool:
        """Have all that waits done, and wait so long at most; whether it is done."""
        with self._wake:
            self._is_closed = True
            self._wake.notify()
            thread = self._thread
        if thread is not None:
            thread.join(limit_s)
        return thread is None or not thread.is_alive()

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            key, task = taken
            pause_s = self._run(task)
            if pause_s is not None:
                self._put_back(key, task, pause_s)

    def _take(self) -> tuple[Hashable, Task] | None:
        with self._wake:
            while not self._tasks and not self._is_closed:
                self._wake.wait()
            if not self._tasks:
                self._is_working = False
                return None
            key = next(iter(self._tasks))
            return key, self._tasks.pop(key)

    def _run(self, task: Task) -> float | None:
        try:
            return task()
        except Exception:
            log.exception("a task of %s has failed", self._name)
            return None

    def _put_back(self, key: Hashable, task: Task, pause_s: float) -> None:
        """Have it done again, unless a newer one is there; what is submitted ends the pause."""
        with self._wake:
            if not self._is_closed:
                self._tasks.setdefault(key, task)
                self._wake.wait(pause_s)
