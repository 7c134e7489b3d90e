"""The real libmpv, and somebody who hears what it plays."""

import threading
from collections.abc import Callable

from hearingnotes.model.frame import Frame
from hearingnotes.model.timeline import Timeline
from hearingnotes.player.mpv_player import MpvPlayer

WAIT_S = 20


class Listener:
    """A player, and a way to wait for what it does."""

    def __init__(self, **options: str) -> None:
        self._changed = threading.Condition()
        self.player = MpvPlayer(self.wake, on_frame=self.see, options={"ao": "null", **options})

    def see(self, frame: Frame) -> None:
        """A frame of the picture; nobody looks at it here."""

    def wake(self) -> None:
        """Something is different."""
        with self._changed:
            self._changed.notify_all()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to hold; looked at when the state changes, and now and then."""
        with self._changed:
            for _ in range(int(WAIT_S / 0.05)):
                if holds():
                    return
                self._changed.wait(0.05)
        raise AssertionError(f"in vain: {self.player.state}, {self.player.moment()}")

    def second_s(self) -> float:
        place = Timeline().place(self.player.moment())
        return place.second_s if place else -1.0
