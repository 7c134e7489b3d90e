"""The registry of importers: each module in `formats` has one."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from hearingnotes.errors import UsageError
from hearingnotes.files import SourceFile, read_source
from hearingnotes.importers import formats
from hearingnotes.importers.incoming import ImportedHearing
from hearingnotes.model.sanitize import one_line

USUAL_MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Importer:
    """A format that can be imported.

    `name` is typed with --format, `title` describes it, `endings` are the extensions of its files,
    which are no larger than `most_bytes`. `read` returns the content of a file; it raises
    HearingnotesError that names the file, and the line where there is one.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    read: Callable[[SourceFile], ImportedHearing]
    most_bytes: int = USUAL_MOST_BYTES


@cache
def all_importers() -> dict[str, Importer]:
    """Return all importers by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(formats.__path__))
    found = [import_module(f"{formats.__name__}.{name}").IMPORTER for name in names]
    return {importer.name: importer for importer in found}


def importer_for(path: Path, name: str | None = None) -> Importer:
    """Return the importer of this name, else that of the file's extension; raises UsageError."""
    known = ", ".join(all_importers())
    if name is not None:
        importer = all_importers().get(name)
        if importer is None:
            raise UsageError(f"There is no format “{one_line(name, 40)}”; there are: {known}.")
        return importer
    ending = path.suffix.casefold()
    found = next((i for i in all_importers().values() if ending in i.endings), None)
    if found is None:
        raise UsageError(
            f"What {one_line(str(path), 200)} is can't be told by its ending; say it with "
            f"--format, which may be {known}."
        )
    return found


def read_file(path: Path, name: str | None = None) -> ImportedHearing:
    """Read the content of a file to import; raises HearingnotesError."""
    importer = importer_for(path, name)
    return importer.read(read_source(path, importer.most_bytes))
