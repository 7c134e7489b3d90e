"""Writing a file so that it is either the old one or the new one, and never someone else's."""

import os
from pathlib import Path

from hearingnotes.errors import Trouble

MARKER = "<!-- written by hearingnotes; it may be written anew -->"


def write_export(path: Path, text: str, *, force: bool = False) -> None:
    """Write beside and rename; raises Trouble. A file without the marker needs `force`."""
    path = path.expanduser()
    try:
        if path.exists() and not force and MARKER not in path.read_text("utf-8", "replace"):
            raise Trouble(
                f"{path} is there already and was not written by this program; "
                "name another file, or replace it with --force."
            )
        replace_file(path.resolve(), f"{text}\n{MARKER}\n")
    except OSError as error:
        raise Trouble(f"{path} can't be written: {error.strerror}.") from error


def replace_file(path: Path, text: str) -> None:
    """Put `text` at `path` in one step, on the disk when it returns; raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
