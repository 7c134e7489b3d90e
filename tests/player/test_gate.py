"""Calls that go on while what they lead into is being ended."""

import threading

from hearingnotes.player.gate import Gate


def test_a_call_is_answered_until_the_gate_is_closed() -> None:
    gate, asked = Gate(), list[str]()
    assert gate.call(str.upper, "a") == "A"
    gate.close()
    assert gate.call(asked.append, "b") is None
    assert asked == []
    gate.wait_until_empty()


def test_a_call_that_fails_is_over() -> None:
    gate = Gate()
    try:
        gate.call(int, "no number")
    except ValueError:
        gate.close()
        gate.wait_until_empty()
    else:
        raise AssertionError


def test_calls_run_side_by_side_and_closing_the_gate_waits_for_them() -> None:
    gate, hung, go_on, empty = Gate(), threading.Event(), threading.Event(), threading.Event()

    def hang() -> None:
        hung.set()
        go_on.wait()

    def wait() -> None:
        gate.wait_until_empty()
        empty.set()

    slow = threading.Thread(target=gate.call, args=(hang,))
    slow.start()
    hung.wait()
    assert gate.call(str.upper, "a") == "A"  # no call waits for the one that hangs
    gate.close()
    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not empty.is_set()
    go_on.set()
    waiting.join()
    slow.join()
    assert empty.is_set()
