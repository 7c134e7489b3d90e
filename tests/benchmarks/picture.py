"""What the picture costs beside the notes: keys, the processor, what goes to the terminal."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from tests.benchmarks.keys import COMPOSER_PAINTED, _marking, letter, opening
from tests.benchmarks.material import Material
from tests.benchmarks.measure import Row, alternately
from tests.benchmarks.processor import SETTLED_S, WINDOW_S, WINDOWS, _shares
from tests.benchmarks.pseudo_terminal import Program

SECONDS = 300
FIRST_PAINTED = ("Watching", " quit ", "playing")
WIDE = (40, 120)
CELL = (10, 21)
TERMINALS = {
    "half blocks": {},
    "kitty": {"TERM": "xterm-kitty"},
    "iterm": {"TERM_PROGRAM": "WezTerm"},
    "sixel": {"TERM": "foot"},
}
BASE = "the same without the picture"


def measure(material: Material) -> Iterator[Row]:
    """A picture that moves everywhere, 480 lines high, drawn 4 times a second, and none; in each
    form that there is."""
    video = _moving_video(material)
    for form, variables in TERMINALS.items():
        yield from _measured(material, video, form, variables)


def _measured(
    material: Material, video: Path, form: str, variables: dict[str, str]
) -> Iterator[Row]:
    with ExitStack() as running:
        seen = running.enter_context(_watching(material, video, variables, "--picture"))
        unseen = running.enter_context(_watching(material, video, variables))
        for program in (seen, unseen):
            program.painted(*FIRST_PAINTED)
            program.rest(SETTLED_S)
            program.press("m")
            program.painted("1 note")
        marked, also_marked = count(2), count(2)
        taken_s = alternately(
            material.rounds(20),
            partial(_marking, seen, marked),
            partial(_marking, unseen, also_marked),
            partial(opening, seen, COMPOSER_PAINTED),
            partial(opening, unseen, COMPOSER_PAINTED),
            partial(letter, seen, COMPOSER_PAINTED),
            partial(letter, unseen, COMPOSER_PAINTED),
        )
        for at, what in enumerate(("mark", "composer", "letter")):
            ours_ms, base_ms = (1e3 * taken for taken in taken_s[2 * at : 2 * at + 2])
            yield Row(f"key to painted {what}, {form}", ours_ms, "ms", base_ms, BASE,
                      "≤ 1.2×")  # fmt: skip
        shares = []
        for _ in range(1 if material.quick else WINDOWS):
            shares.append(_shares(seen, unseen.pid))
            unseen.rest(0)  # a terminal that takes nothing more would hold it up
        ours, base = (median(column) for column in zip(*shares, strict=True))
        yield Row(f"processor while playing, {form}", ours, "%", base, BASE)
        rates = [program.drawn_in(WINDOW_S) / WINDOW_S / 1e3 for program in (seen, unseen)]
        yield Row(f"to the terminal, {form}", rates[0], "kB/s", rates[1], BASE)


def _watching(material: Material, video: Path, variables: dict[str, str], *words: str) -> Program:
    played = ("-m", "hearingnotes", str(video), "--mpv", "ao=null", "--mpv", "loop-file=inf")
    return Program(material, *played, *words, size=WIDE, cell_size=CELL, variables=variables)


def _moving_video(material: Material) -> Path:
    path = material.folder / "hearing.mp4"
    command = [
        "ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=s=852x480:r=25:d={SECONDS}",
        "-f", "lavfi", "-i", f"sine=d={SECONDS}", "-c:v", "libx264", "-preset", "ultrafast",
        "-g", "125", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    return path
