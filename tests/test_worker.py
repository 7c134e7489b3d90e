"""One thread does tasks in their order, and loses none."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest

from hearingnotes.worker import BackgroundWorker

LIMIT_S = 10.0
LONG_S = 3600.0


class Gate:
    """A task that is at work until it is let on."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self) -> None:
        """Wait inside the task."""
        self.begun.set()
        assert self.may_end.wait(LIMIT_S)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.may_end.set()


def adding(done: list[str], word: str) -> Callable[[], None]:
    return lambda: done.append(word)


def test_tasks_are_done_in_their_order_before_a_close_is_over() -> None:
    done: list[str] = []
    worker = BackgroundWorker("test")
    for word in ("a", "b", "c"):
        worker.submit(adding(done, word))
    assert worker.close(LIMIT_S)
    assert done == ["a", "b", "c"]


def test_a_worker_without_a_task_has_no_thread() -> None:
    worker = BackgroundWorker("never-begun")
    assert worker.close(LIMIT_S)
    assert "never-begun" not in {thread.name for thread in threading.enumerate()}


def test_a_newer_task_takes_the_place_of_a_waiting_one_with_its_key(gate: Gate) -> None:
    done: list[str] = []
    worker = BackgroundWorker("test")
    worker.submit(gate)
    assert gate.begun.wait(LIMIT_S)
    worker.submit(adding(done, "old"), key="picture")
    worker.submit(adding(done, "other"), key="sound")
    worker.submit(adding(done, "new"), key="picture")
    gate.may_end.set()
    assert worker.close(LIMIT_S)
    assert done == ["new", "other"]


def test_a_task_at_work_is_not_replaced(gate: Gate) -> None:
    done: list[str] = []
    worker = BackgroundWorker("test")
    worker.submit(gate, key="picture")
    assert gate.begun.wait(LIMIT_S)
    worker.submit(adding(done, "new"), key="picture")
    gate.may_end.set()
    assert worker.close(LIMIT_S)
    assert done == ["new"]


def test_an_error_is_logged_and_the_next_task_is_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError("torn")

    worker = BackgroundWorker("painter")
    with caplog.at_level(logging.ERROR):
        worker.submit(fail)
        worker.submit(adding(done, "next"))
        assert worker.close(LIMIT_S)
    assert done == ["next"]
    assert "a task of painter has failed" in caplog.text
    assert "torn" in caplog.text


def test_a_close_says_when_a_task_takes_longer(gate: Gate) -> None:
    done: list[str] = []
    worker = BackgroundWorker("test")
    worker.submit(gate)
    worker.submit(adding(done, "last"))
    assert gate.begun.wait(LIMIT_S)
    assert not worker.close(0.0)
    gate.may_end.set()
    assert worker.close(LIMIT_S)
    assert done == ["last"]


def test_a_task_submitted_after_a_close_is_done() -> None:
    done: list[str] = []
    worker = BackgroundWorker("test")
    worker.submit(adding(done, "before"))
    assert worker.close(LIMIT_S)
    worker.submit(adding(done, "after"))
    assert worker.close(LIMIT_S)
    assert done == ["before", "after"]


def test_a_task_that_gives_a_pause_is_done_again() -> None:
    tries: list[int] = []
    worked = threading.Event()

    def work() -> float | None:
        tries.append(len(tries))
        if len(tries) < 3:
            return 0.0
        worked.set()
        return None

    worker = BackgroundWorker("test")
    worker.submit(work)
    assert worked.wait(LIMIT_S)
    assert worker.close(LIMIT_S)
    assert tries == [0, 1, 2]


def test_a_newer_task_ends_the_pause_and_replaces_what_is_to_be_done_again() -> None:
    done: list[str] = []
    failed, worked = threading.Event(), threading.Event()

    def fail() -> float:
        done.append("old")
        failed.set()
        return LONG_S

    def work() -> None:
        done.append("new")
        worked.set()

    worker = BackgroundWorker("test")
    worker.submit(fail, key="file")
    assert failed.wait(LIMIT_S)
    worker.submit(work, key="file")
    # Where the newer one came before the pause, that one is not ended by it.
    assert worker.close(LIMIT_S)
    assert worked.is_set()
    assert done == ["old", "new"]


def test_a_close_ends_the_pause_and_has_the_task_done_once_more() -> None:
    tries: list[int] = []
    failed = threading.Event()

    def fail() -> float:
        tries.append(len(tries))
        failed.set()
        return LONG_S

    worker = BackgroundWorker("test")
    worker.submit(fail)
    assert failed.wait(LIMIT_S)
    assert worker.close(LIMIT_S)
    assert len(tries) in {1, 2}
