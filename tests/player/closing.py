"""Plays a recording to its end and closes the player at once, over and over.

`python -m tests.player.closing FILE AT_S ROUNDS`, a process of its own: libmpv may end it.
"""

import sys
import threading
from functools import partial

from hearingnotes.player.state import Phase
from tests.player.listener import Listener

MANY = 20


def main() -> None:
    """A word for each round that was lived through."""
    path, at_s, rounds = sys.argv[1:]
    for _ in range(int(rounds)):
        listener = Listener()
        listener.player.load(path, "R", at_s=float(at_s))
        listener.until(partial(_has_ended, listener))
        for volume in range(MANY):
            listener.player.set_volume(volume)  # mpv tells of each, also while it is being ended
        listener.player.close()
        for thread in threading.enumerate():
            if thread.name == "mpv-end":
                thread.join()
        print("closed", flush=True)


def _has_ended(listener: Listener) -> bool:
    return listener.player.state.phase is Phase.ENDED


if __name__ == "__main__":
    main()
