"""Which modules of ours the first paint waits for longest, as `python -X importtime` has it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tests.benchmarks.material import FEW, Material
from tests.benchmarks.pseudo_terminal import (
    EMPTY_PAINTED,
    OURS_PAINTED,
    Program,
    empty,
    ours,
)

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|( +)([\w.]+)")
OURS = "hearingnotes"
SHOWN = 5
SHOWN_FOREIGN = 4


@dataclass(frozen=True, slots=True)
class Imported:
    """A module, the microseconds that it took without those it imports, and how deep it lay."""

    name: str
    self_us: int
    depth: int


def explained(material: Material) -> Iterator[str]:
    """The five modules of ours that cost most, with what only they bring in."""
    least = {module.name for module in _imports(empty(material, "-X", "importtime"), EMPTY_PAINTED)}
    program = ours(material, material.library(FEW), "-X", "importtime")
    modules = _imports(program, OURS_PAINTED)
    more = [module for module in modules if module.name not in least]
    yield f"{len(more)} modules more than an empty Textual app: {_ms(more)} ms of imports"
    costs = sorted(_by_ours(more).items(), key=lambda item: -sum(m.self_us for m in item[1]))
    for name, group in costs[:SHOWN]:
        foreign = sorted(
            (module for module in group if module.name != name), key=lambda m: -m.self_us
        )[:SHOWN_FOREIGN]
        brought = ", ".join(f"{module.name} {_ms([module])}" for module in foreign)
        yield f"{_ms(group):>8} ms  {name}" + (f", with {brought}" if brought else "")


def _imports(program: Program, painted: tuple[str, ...]) -> list[Imported]:
    """Everything imported until then; it is written to the terminal, and by ours to its log."""
    with program:
        program.painted(*painted)
        lines = program.written.splitlines()
    found = map(_LINE.search, lines)
    return [Imported(m[3], int(m[1]), len(m[2])) for m in found if m]


def _by_ours(modules: Iterable[Imported]) -> dict[str, list[Imported]]:
    """For each module of ours, itself and the foreign ones that it was the first to import.

    A module's line comes behind the lines of those that it imports, which lie deeper.
    """
    groups: dict[str, list[Imported]] = {}
    waiting: list[Imported] = []
    for module in modules:
        brought = [module, *(other for other in waiting if other.depth > module.depth)]
        waiting = [other for other in waiting if other.depth <= module.depth]
        if module.name.partition(".")[0] == OURS:
            groups[module.name] = brought
        else:
            waiting += (replace(other, depth=module.depth) for other in brought)
    return {**groups, "imported by no module of ours": waiting}


def _ms(modules: Iterable[Imported]) -> str:
    return f"{sum(module.self_us for module in modules) / 1000:.1f}"
