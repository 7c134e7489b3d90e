"""What is brought up for a hearing is ended with it, whenever it comes."""

import threading
from collections.abc import Callable

import pytest

from hearingnotes.session.events import PlayerReady, SessionEvent
from hearingnotes.session.media_loader import MediaLoader, PlayerOptions

WAIT_S = 20.0


def _threads(*names: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name in names]


def _end_of_libmpv() -> None:
    """Wait until what was begun to be started or ended is; none may be left then."""
    for name in ("player-start", "mpv-end"):
        for thread in _threads(name):
            thread.join(WAIT_S)
    assert _threads("player-start", "mpv-end", "MPVEventHandlerThread") == []


def _posting_to(
    posted: list[SessionEvent], is_ready: threading.Event
) -> Callable[[SessionEvent], None]:
    def post(message: SessionEvent) -> None:
        posted.append(message)
        if isinstance(message, PlayerReady):
            is_ready.set()

    return post


@pytest.mark.parametrize("has_come", [True, False], ids=["not taken", "on its way"])
def test_a_player_that_nobody_takes_is_closed(has_come: bool) -> None:
    posted, is_ready = list[SessionEvent](), threading.Event()
    loader = MediaLoader(PlayerOptions(False, 100.0, {"ao": "null"}), _posting_to(posted, is_ready))
    loader.start_player()
    if has_come:
        assert is_ready.wait(WAIT_S)
    loader.close()
    _end_of_libmpv()
