"""Seeks that come faster than they can be done."""

import pytest

from hearingnotes.player import seek_queue as seeks
from hearingnotes.player.seek_queue import SeekQueue


def test_a_seek_is_sent_at_once_and_the_next_when_it_has_arrived() -> None:
    sent = list[float]()
    one = SeekQueue(sent.append)
    for position_s in (50.0, 45.0, 40.0):
        one.go(position_s)
    assert (sent, one.target_s) == ([50], 40)
    one.arrived()
    assert (sent, one.target_s) == ([50, 40], 40)
    one.arrived()
    one.arrived()
    assert (sent, one.target_s) == ([50, 40], None)


def test_a_seek_that_never_arrives_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = list[float]()
    one = SeekQueue(sent.append)
    one.go(50.0)
    one.go(40.0)
    one.beat()
    assert sent == [50]
    monkeypatch.setattr(seeks, "LONGEST_S", 0.0)
    one.beat()
    assert sent == [50, 40]


def test_a_queued_seek_is_dropped_when_something_else_is_played() -> None:
    sent = list[float]()
    one = SeekQueue(sent.append)
    one.go(50.0)
    one.go(40.0)
    one.forget()
    one.arrived()
    assert (sent, one.target_s) == ([50], None)
