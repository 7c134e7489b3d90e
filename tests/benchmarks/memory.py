"""What the program holds in memory once it is on the screen and plays."""

from collections.abc import Callable, Iterator
from functools import partial

from tests.benchmarks.material import FEW, Material
from tests.benchmarks.measure import Row, alternately, resident_mb
from tests.benchmarks.pseudo_terminal import (
    EMPTY_PAINTED,
    OURS_PAINTED,
    Program,
    empty,
    ours,
)

SETTLED_S = 1.0
BASE = "an empty Textual app"


def measure(material: Material) -> Iterator[Row]:
    """With few and with many notes."""
    for notes in (FEW, material.many):
        start = partial(ours, material, material.library(notes))
        taken_mb, base_mb = alternately(
            material.rounds(3, 1),
            partial(_resident_mb, start, (*OURS_PAINTED, "playing")),
            partial(_resident_mb, partial(empty, material), EMPTY_PAINTED),
        )
        yield Row(f"memory (RSS), {notes:,} notes", taken_mb, "MB", base_mb, BASE)


def _resident_mb(start: Callable[[], Program], painted: tuple[str, ...]) -> float:
    with start() as program:
        program.painted(*painted)
        program.rest(SETTLED_S)
        return resident_mb(program.pid)
