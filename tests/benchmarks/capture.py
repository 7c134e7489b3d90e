"""From the key to the frozen stamp."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from time import sleep

from hearingnotes.library.library import Library
from hearingnotes.library.writer import LibraryWriter
from hearingnotes.model.roster import Roster
from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.session.hearing_session import HearingSession
from tests.benchmarks import hold_up
from tests.benchmarks.bare_mpv import BareMpv
from tests.benchmarks.material import FEW, Material
from tests.benchmarks.measure import Row, alternately, seconds_of
from tests.e2e.terminal import ROOT

BETWEEN_KEYS_S = 0.007  # no multiple of mpv's own rhythm, so that all of it is met
BASE = "time-pos asked of a bare libmpv"


def measure(material: Material) -> Iterator[Row]:
    """With a recording that plays: the whole capture, and the player's part in it.

    Before that: how long a key has to wait for libmpv to load.
    """
    held_s, base_s = alternately(
        material.rounds(7), _held_up_s, partial(_held_up_s, hold_up.NOTHING)
    )
    what = "longest wait of a key while libmpv loads"
    yield Row(what, held_s * 1e3, "ms", base_s * 1e3, "a thread that sleeps")
    tone = material.tone()
    bare = BareMpv(str(tone))
    player = MpvPlayer(lambda: None, options={"ao": "null"})
    player.load(str(tone), "R1")
    try:
        until(lambda: player.moment().position_s and bare.position_s())
        with Library(material.library(FEW)) as library:
            writer = LibraryWriter(library, print)
            session = HearingSession(
                open_reference(library, str(tone)), writer, [], [], [], Roster()
            )
            session.player = player
            taken_s, moment_s, base_s = alternately(
                material.rounds(500, 50),
                lambda: at_a_key(session.capture),
                lambda: at_a_key(player.moment),
                lambda: at_a_key(bare.position_s),
            )
    finally:
        player.close()
        bare.close()
    yield Row("key to frozen stamp: desk.capture()", taken_s * 1e3, "ms", base_s * 1e3, BASE)
    yield Row("of that, player.moment()", moment_s * 1e3, "ms", base_s * 1e3, BASE, "< 0.1 ms")


def _held_up_s(*words: str) -> float:
    command = [sys.executable, "-m", hold_up.__name__, *words]
    return float(subprocess.check_output(command, cwd=ROOT))


def at_a_key(run: Callable[[], object]) -> float:
    """How long it takes at an instant that has nothing to do with mpv's own."""
    sleep(BETWEEN_KEYS_S)
    return seconds_of(run)


def until(holds: Callable[[], object]) -> None:
    """Wait for something to hold."""
    while not holds():
        sleep(0.01)
