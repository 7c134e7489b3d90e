"""Agendas from files: an item a line in text or markdown, or a column of a CSV."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from hearingnotes.importers.csv_table import read_table, read_text, wrong_at
from hearingnotes.model.sanitize import one_line

MOST_BYTES = 1 << 20
MOST_ITEMS = 2000
ITEM_COLUMNS = ("item", "title", "agenda item", "matter", "name")
NUMBER_COLUMNS = ("number", "no", "no.", "#")
_SIGN = re.compile(r"\s*(?:[-*+•]\s+|>\s+|#+\s+)*(?:\[[ xX]\]\s+)?")
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*")
_BETWEEN_ROWS = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
_ROW = re.compile(r"\s*\|(.*)\|\s*")
_CELLS = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"#\s")


def read_agenda(path: Path) -> tuple[str, ...]:
    """Read the items of a .md, .txt or .csv file, in order.

    The `# ` title of a markdown file is no item. Raises HearingnotesError that names file and line.
    """
    text = read_text(path, MOST_BYTES)
    items = _from_csv(text, path) if path.suffix.casefold() == ".csv" else _from_lines(text)
    if not items:
        raise wrong_at(path, None, "there is no item in it; write one a line")
    if len(items) > MOST_ITEMS:
        raise wrong_at(path, None, f"it has {len(items)} items; name the right file")
    return tuple(items)


def _from_lines(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip() and not _RULE.fullmatch(line)]
    lines = list(_without_tables(lines))
    if len(lines) > 1 and _HEADING.match(lines[0]) and not _HEADING.match(lines[1]):
        lines = lines[1:]
    items = (one_line(_SIGN.sub("", line, count=1)) for line in lines)
    return [item for item in items if item]


def _without_tables(lines: list[str]) -> Iterator[str]:
    """Yield rows of a markdown table as plain lines, without its head and the line below it."""
    for line, below in pairwise([*lines, ""]):
        row = _ROW.fullmatch(line)
        is_head = row is not None and _BETWEEN_ROWS.fullmatch(below) is not None
        if is_head or _BETWEEN_ROWS.fullmatch(line):
            continue
        cells = _CELLS.split(row[1]) if row is not None else [line]
        yield " ".join(cell.replace("\\|", "|").strip() for cell in cells) if row else line


def _from_csv(text: str, path: Path) -> list[str]:
    columns, rows = read_table(text, path)
    item = next((name for name in ITEM_COLUMNS if name in columns), None)
    if item is None:
        what = f"none of its columns is called {', '.join(ITEM_COLUMNS[:3])}; name one so"
        raise wrong_at(path, 1, what)
    number = next((name for name in NUMBER_COLUMNS if name in columns), None)
    items = (one_line(f"{row[number] if number else ''} {row[item]}") for _, row in rows)
    return [words for words in items if words]
