"""libmpv alone, playing with the options of ours: what the player costs whoever uses it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from hearingnotes.player import libmpv, mpv_player
from tests.e2e.terminal import ROOT


class BareMpv:
    """A recording that plays, with nothing watching it."""

    def __init__(self, path: str) -> None:
        module: Any = libmpv._import_mpv()
        options = {**mpv_player._OPTIONS, **mpv_player._WITHOUT_WINDOW, "ao": "null"}
        self._mpv = module.MPV(**options)
        self._mpv.command("loadfile", path)

    def position_s(self) -> float | None:
        """mpv's time-pos."""
        position_s: float | None = self._mpv._get_property("time-pos")
        return position_s

    def close(self) -> None:
        """Stop it."""
        self._mpv.terminate()


@contextmanager
def playing_apart(path: str) -> Iterator[int]:
    """The process of one that plays a recording or a stream."""
    command = [sys.executable, "-m", __name__, path]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.stdin.close()


if __name__ == "__main__":
    playing = BareMpv(sys.argv[1])
    while playing.position_s() is None:
        sleep(0.01)
    print("playing", flush=True)
    sys.stdin.read()
