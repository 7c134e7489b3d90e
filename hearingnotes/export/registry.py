"""The registry of export formats: each module in `formats` has one or several."""

import pkgutil
import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import PurePath

from hearingnotes.errors import UsageError
from hearingnotes.export import formats
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.sanitize import one_line

USUAL = "article"
# `.docx`, but not what follows the full stop of a number or a sentence in a name.
_ENDING = re.compile(r"\.(?!\d)\w{1,8}")


@cache
def all_formats() -> dict[str, ExportFormat]:
    """Return all formats by name, those of markdown first."""
    names = [info.name for info in pkgutil.iter_modules(formats.__path__)]
    ordered = sorted(names, key=lambda name: (name != "markdown", name))
    modules = [import_module(f"{formats.__name__}.{name}") for name in ordered]
    return {
        export_format.name: export_format for module in modules for export_format in module.FORMATS
    }


def format_for_path(path: PurePath) -> ExportFormat | None:
    """Return the format of the file's extension, the first of several; None without one."""
    ending = path.suffix.casefold()
    return next(
        (
            export_format
            for export_format in all_formats().values()
            if ending in export_format.endings
        ),
        None,
    )


def check_ending(path: PurePath, endings: Iterable[str]) -> None:
    """Raise UsageError for a file whose extension is that of another format than these."""
    if _ENDING.fullmatch(path.suffix) and path.suffix.casefold() not in (known := sorted(endings)):
        raise UsageError(
            f"Nothing here writes {path.suffix}; let the file end in {', '.join(known)}, or say "
            "with --format what is to stand in it."
        )


def get_format(name: str) -> ExportFormat:
    """Return the format of this name; `markdown` is its usual style. Raises UsageError."""
    export_format = all_formats().get(USUAL if name == "markdown" else name)
    if export_format is None:
        raise UsageError(
            f"There is no form “{one_line(name, 40)}”; there are: {', '.join(all_formats())}."
        )
    return export_format
