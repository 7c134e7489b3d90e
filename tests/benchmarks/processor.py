"""What playing costs the processor."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.material import FEW, Material
from tests.benchmarks.measure import Row
from tests.benchmarks.pseudo_terminal import OURS_PAINTED, Program, ours
from tests.e2e.terminal import ROOT

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
            _bare_mpv(material.tone()) as base_pid,
        ):
            program.painted(*OURS_PAINTED, "playing")
            program.rest(SETTLED_S)
            shares = [_shares(program, base_pid) for _ in range(WINDOWS)]
        taken, base = (median(column) for column in zip(*shares, strict=True))
        yield Row(
            f"processor while playing, {notes:,} notes", taken, "%", base, BASE, "≤ +5 points"
        )


def _shares(program: Program, base_pid: int) -> tuple[float, float]:
    before = _worked_s(program.pid), _worked_s(base_pid)
    begun = perf_counter()
    program.rest(WINDOW_S)
    after = _worked_s(program.pid), _worked_s(base_pid)
    elapsed_s = perf_counter() - begun
    ours_s, base_s = (late - early for late, early in zip(after, before, strict=True))
    return 100 * ours_s / elapsed_s, 100 * base_s / elapsed_s


def _worked_s(pid: int) -> float:
    """Processor time of all threads so far (Linux only)."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _bare_mpv(tone: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "tests.benchmarks.bare_mpv", str(tone)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.stdin.close()
