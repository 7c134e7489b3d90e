"""A format that can be imported."""

from collections.abc import Callable
from dataclasses import dataclass

from hearingnotes.importers.csv_table import Source
from hearingnotes.importers.incoming import Incoming

USUAL_MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Importer:
    """`name` is what is typed for it, `title` what it is, `endings` are those of its files, which
    are no larger than `most_bytes`.

    `read` gives what the file brings; raises Trouble that names the file, and the line where there
    is one.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    read: Callable[[Source], Incoming]
    most_bytes: int = USUAL_MOST_BYTES
