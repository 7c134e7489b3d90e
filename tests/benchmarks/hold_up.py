"""Prints for how many seconds at most the main thread stood still while libmpv came up on another.

`import` and loading a library can hold Python's lock, and with it every key.
"""

import os
import sys
from itertools import pairwise
from threading import Thread
from time import perf_counter, sleep

from hearingnotes.player.mpv_player import MpvPlayer

TICK_S = 0.0005
NOTHING = "nothing"
NOTHING_S = 0.15


def main() -> None:
    """Tick as long as the thread works."""
    bring = sleep_a_while if NOTHING in sys.argv else bring_player
    thread = Thread(target=bring, daemon=True)
    ticks = [perf_counter()]
    thread.start()
    while thread.is_alive():
        sleep(TICK_S)
        ticks.append(perf_counter())
    print(max(late - early for early, late in pairwise(ticks)), flush=True)
    os._exit(0)  # the player need not be taken down


def bring_player() -> None:
    """As the program does it."""
    MpvPlayer(lambda: None, options={"ao": "null"})


def sleep_a_while() -> None:
    """What the same time costs without."""
    sleep(NOTHING_S)


if __name__ == "__main__":
    main()
