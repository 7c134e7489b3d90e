"""Reading TOML: the table, errors of the text, and the lines of keys, which tomllib does not
report."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hearingnotes.files import TooLargeError, read_text
from hearingnotes.model.sanitize import one_line

MOST_BYTES = 1 << 20
TOO_LARGE = "it is TOML of a size that can't be read"
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_HEADER = re.compile(r"\s*\[+([^][]+)\]")
_ENTRY = re.compile(r"""\s*((?:[^\s=#"'.]+|"[^"]*"|'[^']*'|\s*\.\s*)+?)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s."']+))\s*\.?""")


class WrongValueError(ValueError):
    """An invalid value: what it should be, or what is wrong with a whole file."""


class TomlError(WrongValueError):
    """A text is no TOML, or too large to be read where there is no `reason`.

    `line` is the line that tomllib names, else None; `seen_line` is the one that it had reached.
    """

    def __init__(self, reason: str = "", text: str = "") -> None:
        """Read the line from `reason`, which is tomllib's message."""
        lines, place = text.split("\n"), _PLACE.search(reason)
        self.whole_reason = one_line(reason)
        self.reason = one_line(_PLACE.sub("", reason))
        self.line = int(place[1]) if place and place[1] else None
        self.seen_line = self.line or len(lines)
        self.seen_text = lines[self.seen_line - 1]
        where = f"line {self.line}: it is not TOML ({self.reason})"
        whole = f"it is not TOML ({self.whole_reason})" if reason else TOO_LARGE
        super().__init__(where if self.line else whole)


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a file and its table; raises TomlError, NotUtf8Error, OSError."""
    try:
        text = read_text(path, MOST_BYTES)
    except TooLargeError as error:
        raise TomlError from error
    return text, parse_toml(text)


def parse_toml(text: str) -> dict[str, Any]:
    """Return the table of a text; raises TomlError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error), text) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, brackets within hundreds of brackets.
        raise TomlError from error


def line_of_key(text: str, *key: str) -> int | None:
    """Return the line, from 1, of a key or a table: `line_of_key(text, "keys", "pause")`.

    None where it is in an inline table, or written with escapes.
    """
    for number, parts in _keys(text):
        if parts[: len(key)] == key:
            return number
    return None


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            yield number, table
        elif entry := _ENTRY.match(line):
            yield number, (*table, *_parts(entry[1]))


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple("".join(match.groups(default="")) for match in _PART.finditer(dotted))
