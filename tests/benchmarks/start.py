"""From the command to a whole screen."""

from collections.abc import Callable, Iterator
from functools import partial

from tests.benchmarks.material import FEW, Material
from tests.benchmarks.measure import Row, alternately
from tests.benchmarks.pseudo_terminal import (
    EMPTY_PAINTED,
    OURS_PAINTED,
    Program,
    empty,
    ours,
)

BASE = "an empty Textual app"


def measure(material: Material) -> Iterator[Row]:
    """The very first start, and starts on hearings with few and with many notes."""
    base = partial(empty, material)
    starts: list[tuple[str, Callable[[], Program]]] = [
        ("start, for the first time", partial(ours, material)),
        *(
            (f"start, {notes:,} notes", partial(ours, material, material.library(notes)))
            for notes in (FEW, material.many)
        ),
    ]
    _painting(base, EMPTY_PAINTED)  # compiles what was never compiled
    for what, start in starts:
        _painting(start, OURS_PAINTED)
        taken_s, base_s = alternately(
            material.rounds(9),
            partial(_painting, start, OURS_PAINTED),
            partial(_painting, base, EMPTY_PAINTED),
        )
        yield Row(what, taken_s * 1000, "ms", base_s * 1000, BASE, "≤ 1.3×")


def _painting(start: Callable[[], Program], whole: tuple[str, ...]) -> float:
    with start() as program:
        return program.painted(*whole)
