"""What playing costs the processor."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from tests.benchmarks.bare_mpv import playing_apart
from tests.benchmarks.material import FEW, Material
from tests.benchmarks.measure import Row, worked_s
from tests.benchmarks.pseudo_terminal import OURS_PAINTED, Program, ours

WINDOW_S, WINDOWS = 5.0, 4
SETTLED_S = 3.0
BASE = "libmpv alone"


def measure(material: Material) -> Iterator[Row]:
    """Shares of one core, of the program and of libmpv alone, in the same seconds."""
    if material.quick:
        return
    for notes in (FEW, material.many):
        with (
            ours(material, material.library(notes)) as program,
            playing_apart(str(material.tone())) as base_pid,
        ):
            program.painted(*OURS_PAINTED, "playing")
            program.rest(SETTLED_S)
            shares = [_shares(program, base_pid) for _ in range(WINDOWS)]
        taken, base = (median(column) for column in zip(*shares, strict=True))
        yield Row(
            f"processor while playing, {notes:,} notes", taken, "%", base, BASE, "≤ +5 points"
        )


def _shares(program: Program, base_pid: int) -> tuple[float, float]:
    before = worked_s(program.pid), worked_s(base_pid)
    begun = perf_counter()
    program.rest(WINDOW_S)
    after = worked_s(program.pid), worked_s(base_pid)
    elapsed_s = perf_counter() - begun
    ours_s, base_s = (late - early for late, early in zip(after, before, strict=True))
    return 100 * ours_s / elapsed_s, 100 * base_s / elapsed_s
