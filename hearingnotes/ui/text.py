"""Breaking texts into lines of so many cells. Pure."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, chop_cells

from hearingnotes.model.sanitize import printable

# Latin letters, the punctuation and signs that go with them, currencies, arrows.
_ONE_CELL_EACH = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193]*"
)


def wrap(text: str, width: int) -> list[str]:
    """Return the text's lines, none wider than `width` cells; words stay whole where they fit."""
    if len(text) <= width and text.isascii() and "\n" not in text:
        return [text]
    width = max(2, width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        is_narrow = _ONE_CELL_EACH.fullmatch(paragraph)
        lines += (_narrow_paragraph if is_narrow else _paragraph)(paragraph, width)
    return lines


def _narrow_paragraph(paragraph: str, width: int) -> Iterator[str]:
    """Wrap like `_paragraph`, many times faster, where each character takes one cell."""
    paragraph = paragraph.rstrip(" ")
    start, end = 0, len(paragraph)
    while end - start > width:
        cut = paragraph.rfind(" ", start, start + width + 1)
        if cut < start:
            yield paragraph[start : start + width]
            start += width
            continue
        yield paragraph[start:cut].rstrip(" ")
        start = cut + 1
        while start < end and paragraph[start] == " ":
            start += 1
    yield paragraph[start:]


def _paragraph(paragraph: str, width: int) -> Iterator[str]:
    line, line_cells = "", 0
    for word in _words(paragraph):
        letters = word.rstrip(" ")
        if line_cells + cell_len(letters) <= width:
            line, line_cells = line + word, line_cells + cell_len(word)
            continue
        if line:
            yield line.rstrip(" ")
        *full, rest = chop_cells(letters, width) or [letters]
        yield from full
        line = rest + word[len(letters) :]
        line_cells = cell_len(line)
    yield line.rstrip(" ")


def _words(paragraph: str) -> Iterator[str]:
    """Yield the words, each with the spaces after it."""
    start = 0
    for index in range(1, len(paragraph)):
        if paragraph[index - 1] == " " and paragraph[index] != " ":
            yield paragraph[start:index]
            start = index
    if start < len(paragraph):
        yield paragraph[start:]


def fitting(parts: Iterable[str], between: str, width: int) -> str:
    """Return as many parts as fit whole into `width` cells, most important first; at least the
    first part."""
    line, *others = [*filter(None, parts)] or [""]
    for part in others:
        if cell_len(longer := f"{line}{between}{part}") <= width:
            line = longer
    return line


def fit(text: str, width: int) -> str:
    """Return the text in exactly `width` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    cells = cell_len(text)
    if cells <= width:
        return text + " " * (width - cells)
    cut = chop_cells(text, max(1, width - 1))[0] + "…"
    return cut + " " * (width - cell_len(cut))


_UNSTEADY = re.compile(
    "\u200d"  # joins emoji into one
    "|[\ufe00-\ufe0f]"  # selects a variant: as a picture, as a sign
    "|[\U0001f3fb-\U0001f3ff]"  # a skin colour
    "|[\U000e0001\U000e0020-\U000e007f]"  # a language; the name of a region, behind a flag
    "|[\u00ad\u200b\u2060\ufeff]"  # allows or forbids a line break
    "|[\u2061-\u2064\u206a-\u206f]"  # invisible operators
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # writing direction, also of the text beside
)
_FLAGS = {0x1F1E6 + at: letter for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def steady(text: str) -> str:
    """Return the text as every terminal draws it: joined emoji apart, flags as two letters."""
    if text.isascii():
        return printable(text)
    return _UNSTEADY.sub("", printable(text)).translate(_FLAGS)
