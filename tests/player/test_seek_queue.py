"""Seeks that come faster than they can be done."""

import pytest

from hearingnotes.player import seek_queue
from hearingnotes.player.seek_queue import SeekQueue


def test_a_seek_is_sent_at_once_and_the_next_when_it_has_arrived() -> None:
    sent = list[float]()
    one = SeekQueue(sent.append)
    for position_s in (50.0, 45.0, 40.0):
        one.seek_to(position_s)
    assert (sent, one.target_pts) == ([50], 40)
    one.on_arrived()
    assert (sent, one.target_pts) == ([50, 40], 40)
    one.on_arrived()
    one.on_arrived()
    assert (sent, one.target_pts) == ([50, 40], None)


def test_a_seek_that_never_arrives_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = list[float]()
    one = SeekQueue(sent.append)
    one.seek_to(50.0)
    one.seek_to(40.0)
    one.check_timeout()
    assert sent == [50]
    monkeypatch.setattr(seek_queue, "LONGEST_S", 0.0)
    one.check_timeout()
    assert sent == [50, 40]


def test_a_queued_seek_is_dropped_when_something_else_is_played() -> None:
    sent = list[float]()
    one = SeekQueue(sent.append)
    one.seek_to(50.0)
    one.seek_to(40.0)
    one.clear()
    one.on_arrived()
    assert (sent, one.target_pts) == ([50], None)
