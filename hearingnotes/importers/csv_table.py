"""A file to import, read once and never beyond a limit."""

import codecs
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from hearingnotes.errors import Trouble, UsageTrouble
from hearingnotes.model.sanitize import one_line
from hearingnotes.system import expanded

_NAME_LIMIT = 200
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Source:
    r"""The text of a file, its lines ending in `\n`; `name` is how the person called it, `beside`
    the folder that its links to files lead from."""

    name: str
    text: str
    read_utc: datetime
    beside: PurePath | None = None

    def trouble(self, what: str, line: int | None = None) -> Trouble:
        """What is wrong with it, and where."""
        return Trouble(f"{_where(self.name, line)}: {what}")


def read_source(path: Path, most_bytes: int) -> Source:
    """The file; raises Trouble when it can't be read, is too large, or is no text."""
    path, name = expanded(path), one_line(str(path), _NAME_LIMIT)
    try:
        if path.is_dir():
            raise UsageTrouble(f"{name} is a folder; name a file in it.")
        if path.stat().st_size > most_bytes:
            raise _too_large(name, most_bytes)
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except FileNotFoundError as error:
        raise UsageTrouble(f"There is no file {name}; check its name and folder.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name can't be one"
        raise UsageTrouble(f"{name} can't be read ({why}); name another file.") from error
    if len(content) > most_bytes:  # a pipe tells no size
        raise _too_large(name, most_bytes)
    text = _decoded(name, content).replace("\r\n", "\n").replace("\r", "\n")
    return Source(name, text, datetime.now(UTC), Path(os.path.realpath(path)).parent)


def _decoded(name: str, content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"{_where(name, line)}: this is not written in UTF-8; save the file as UTF-8."
        raise Trouble(what) from error


def _too_large(name: str, most_bytes: int) -> Trouble:
    limit = f"{most_bytes >> 20} MB"
    return Trouble(f"{name} is larger than {limit}, which no such file needs; name the right one.")


def _where(name: str, line: int | None) -> str:
    return f"{name}, line {line}" if line is not None else name
