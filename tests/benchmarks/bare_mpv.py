"""libmpv alone, playing with the options of ours: what the player costs whoever uses it."""

import sys
from pathlib import Path
from time import sleep
from typing import Any

from hearingnotes.player import mpv_player


class BareMpv:
    """A recording that plays, with nothing watching it."""

    def __init__(self, path: Path) -> None:
        module: Any = mpv_player._import_mpv()
        options = {**mpv_player._OPTIONS, **mpv_player._SOUND_ONLY, "ao": "null"}
        self._mpv = module.MPV(**options)
        self._mpv.command("loadfile", str(path))

    def position_s(self) -> float | None:
        """mpv's time-pos."""
        position_s: float | None = self._mpv._get_property("time-pos")
        return position_s

    def close(self) -> None:
        """Stop it."""
        self._mpv.terminate()


if __name__ == "__main__":
    playing = BareMpv(Path(sys.argv[1]))
    while playing.position_s() is None:
        sleep(0.01)
    print("playing", flush=True)
    sys.stdin.read()
