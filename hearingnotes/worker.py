"""Background work: one thread that runs tasks in their order."""

import logging
import threading
from collections.abc import Callable, Hashable

log = logging.getLogger(__name__)

Task = Callable[[], float | None]
"""A task; a number of seconds as its result means that it failed, and is to be tried again then."""


class BackgroundWorker:
    """A thread, started with the first task, that runs one task after the other.

    An error of a task is logged, and the next task runs. Tasks submitted after `close` run as well,
    but nobody waits for them, and no task is tried again.
    """

    def __init__(self, name: str) -> None:
        """Prepare a worker; `name` is that of its thread."""
        self._name = name
        self._wake = threading.Condition()
        self._tasks: dict[Hashable, Task] = {}
        self._thread: threading.Thread | None = None
        self._is_working = self._is_closed = False

    def submit(self, task: Task, key: Hashable | None = None) -> None:
        """Queue a task, in the place of one with the same `key` that still waits; from any
        thread."""
        with self._wake:
            self._tasks[object() if key is None else key] = task
            if not self._is_working:
                self._is_working = True
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            self._wake.notify()

    def close(self, limit_s: float) -> bool:
        """Finish all waiting tasks; return whether they are done within the limit."""
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
        """Queue a failed task again, unless there is a newer one; a submitted task ends the
        pause."""
        with self._wake:
            if not self._is_closed:
                self._tasks.setdefault(key, task)
                self._wake.wait(pause_s)
