"""Moving about in a broadcast, with the real libmpv: as far as there is something to hear."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.player.protocol import LiveStart, SeekWindow
from tests.live.broadcast import Broadcast
from tests.live.plan import Plan
from tests.live.viewer import WAIT_S
from tests.media.origin import Origin

KEY = "dQw4w9WgXcQ"
FIRST_S = 2805.0
EDGE_S = 5.0


@pytest.fixture
def player(origin: Origin) -> Iterator[MpvPlayer]:
    """One that has joined a broadcast: at 2805 s, with 15 s before it."""
    player = MpvPlayer(lambda: None, options={"ao": "null"})
    with Broadcast(origin, KEY, Plan(lasts_s=30)) as broadcast:
        player.load(broadcast.media_url(), "R", live=LiveStart())
        until(lambda: reach(player).behind_s > 12)
        yield player
    player.close()


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < ends, "in vain"
        threading.Event().wait(0.02)


def reach(player: MpvPlayer) -> SeekWindow:
    return player.reach() or SeekWindow(0.0, 0.0, None, None)


def position_s(player: MpvPlayer) -> float:
    return player.moment().position_s or 0.0


@pytest.mark.parametrize("seconds", [30.0, 300.0])
def test_a_seek_beyond_the_edge_goes_to_the_edge(player: MpvPlayer, seconds: float) -> None:
    before_s = position_s(player)
    player.seek_by(seconds)
    until(lambda: position_s(player) > before_s + 4)
    until(lambda: reach(player).behind_s < EDGE_S + 1)


def test_a_seek_from_a_second_before_the_edge_leads_to_it(player: MpvPlayer) -> None:
    player.set_paused(True)
    player.seek_to_edge()
    until(lambda: position_s(player) > FIRST_S + 8)
    at_s = position_s(player)
    player.seek_by(-1)
    player.seek_by(300)
    until(lambda: player._seeks.target_pts is None)
    assert position_s(player) > at_s - 0.5


def test_a_seek_back_beyond_the_cache_goes_to_the_oldest_second(player: MpvPlayer) -> None:
    until(lambda: reach(player).back_s > 2)
    player.seek_by(-300)
    until(lambda: FIRST_S <= position_s(player) < FIRST_S + 1)
