"""Breaking a note's text into lines of so many cells; pure."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """The text's lines, none wider than `width` cells; words stay whole where they fit."""
    if len(text) <= width and text.isascii() and "\n" not in text:
        return [text]
    width = max(2, width)
    return [line for paragraph in text.split("\n") for line in _paragraph(paragraph, width)]


def _paragraph(paragraph: str, width: int) -> Iterator[str]:
    line, line_cells = "", 0
    for word in _words(paragraph):
        word_cells = cell_len(word)
        if line_cells + cell_len(word.rstrip(" ")) <= width:
            line, line_cells = line + word, line_cells + word_cells
            continue
        if line:
            yield line.rstrip(" ")
        *full, line = chop_cells(word, width) or [word]
        yield from full
        line_cells = cell_len(line)
    yield line.rstrip(" ")


def _words(paragraph: str) -> Iterator[str]:
    """Words with the spaces behind them."""
    start = 0
    for index in range(1, len(paragraph)):
        if paragraph[index - 1] == " " and paragraph[index] != " ":
            yield paragraph[start:index]
            start = index
    if start < len(paragraph):
        yield paragraph[start:]


def fit(text: str, width: int) -> str:
    """The text in exactly so many cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    cells = cell_len(text)
    if cells <= width:
        return text + " " * (width - cells)
    cut = chop_cells(text, max(1, width - 1))[0] + "…"
    return cut + " " * (width - cell_len(cut))
