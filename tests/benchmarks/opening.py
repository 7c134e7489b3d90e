"""From a library file to a list of notes that can be shown."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from hearingnotes.library.library import Library
from hearingnotes.session.note_index import NoteIndex
from tests.benchmarks.material import FEW, HEARING, Material
from tests.benchmarks.measure import Row, alternately, seconds_of


def measure(material: Material) -> Iterator[Row]:
    """Many notes against few; how much longer the whole program takes, `start` says."""
    many, few = (material.library(notes) for notes in (material.many, FEW))
    taken_s, base_s = alternately(
        material.rounds(15),
        lambda: seconds_of(partial(_open, many)),
        lambda: seconds_of(partial(_open, few)),
    )
    what, base = f"opening a library of {material.many:,} notes", f"one of {FEW}"
    yield Row(what, taken_s * 1e3, "ms", base_s * 1e3, base)


def _open(path: Path) -> None:
    with Library(path) as library:
        NoteIndex(library.notes.of_hearing(HEARING.id))
