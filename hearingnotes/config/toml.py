"""The lines of keys in a TOML file, which tomllib does not report."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[+([^][]+)\]")
_ENTRY = re.compile(r"""\s*((?:[^\s=#"'.]+|"[^"]*"|'[^']*'|\s*\.\s*)+?)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s."']+))\s*\.?""")


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
