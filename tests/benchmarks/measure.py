"""One row of the table, and how its numbers are come by."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from math import floor, log10
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

HEAD = ("what", "ours", "base", "compared", "goal", "base is")
_WIDTHS = (43, 10, 10, 10, 10)
MOST_DECIMALS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A cost of ours beside that of the base, both in `unit`.

    Shares of a processor (%) are compared by their difference, all else by its ratio.
    """

    what: str
    ours: float
    unit: str
    base: float | None = None
    base_is: str = ""
    goal: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of HEAD."""
        base = f"{_number(self.base)} {self.unit}" if self.base is not None else "–"
        ours = f"{_number(self.ours)} {self.unit}"
        return self.what, ours, base, self._compared, self.goal, self.base_is

    @property
    def _compared(self) -> str:
        if self.base is None:
            return "–"
        if self.unit == "%":
            return f"{self.ours - self.base:+.1f} points"
        return f"{self.ours / self.base:.2f}×"


def line(cells: tuple[str, ...]) -> str:
    """A line of the table: what it is on the left, numbers on the right."""
    first, *numbers, last = cells
    widths = zip(numbers, _WIDTHS[1:], strict=True)
    return "  ".join((f"{first:<{_WIDTHS[0]}}", *(f"{n:>{w}}" for n, w in widths), last)).rstrip()


def seconds_of(run: Callable[[], Any]) -> float:
    """How long one run takes."""
    begun = perf_counter()
    run()
    return perf_counter() - begun


def alternately(rounds: int, *takes: Callable[[], float]) -> list[float]:
    """The median of each, taken in turns, so that a busy machine slows all of them alike.

    What goes first changes from round to round.
    """
    taken: list[list[float]] = [[] for _ in takes]
    in_turns = list(zip(takes, taken, strict=True))
    for _ in range(rounds):
        for take, results in in_turns:
            results.append(take())
        in_turns.reverse()
    return [median(results) for results in taken]


def worked_s(pid: int) -> float:
    """Processor time of all threads so far (Linux only)."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """The memory that a process holds."""
    shown = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    return int(shown.stdout) / 1024


def _number(value: float) -> str:
    """Three digits that mean something."""
    before = floor(log10(abs(value))) if value else 0
    return f"{value:,.{min(MOST_DECIMALS, max(0, 2 - before))}f}"
