"""How a screen is coloured, in a table: a row for each kind of text that differs in any theme."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from hearingnotes.config.themes import load_themes
from hearingnotes.ui.text import fit
from tests.ui.drawn import Letter, Look, words_of

THEMES, _ = load_themes(None)
WORDS_CELLS = 28
LOOK_CELLS = 36

Drawn = list[list[Letter]]
"""The lines of a screen."""


def table_of_looks(drawn: Mapping[str, Drawn]) -> str:
    """The first words of each kind, and their look in each theme. The letters are the same in all;
    a column that is no theme's gives the colours as they are.
    """
    rows: dict[tuple[Look, ...], str] = {}
    for line in zip(*drawn.values(), strict=True):
        for looks, words in _runs(line):
            rows.setdefault(looks, words)
    head = _row("", list(drawn))
    return head + "".join(
        _row(f"“{words}”", [_worded(look, theme) for look, theme in zip(looks, drawn, strict=True)])
        for looks, words in rows.items()
    )


def _runs(line: tuple[list[Letter], ...]) -> Iterator[tuple[tuple[Look, ...], str]]:
    """What of a line looks the same, theme by theme."""
    letters = zip(*line, strict=True)
    for looks, run in groupby(letters, key=lambda same: tuple(one.look for one in same)):
        if words := words_of("".join(same[0].sign for same in run)):
            yield looks, words


def _row(words: str, cells: list[str]) -> str:
    columns = (fit(cell, LOOK_CELLS) for cell in cells)
    return "  ".join([fit(words, WORDS_CELLS), *columns]).rstrip() + "\n"


def _worded(look: Look, theme: str) -> str:
    how = f", {look.how}" if look.how else ""
    return f"{_named(look.color, theme)} on {_named(look.behind, theme)}{how}"


def _named(color: str, theme: str) -> str:
    """The theme's own name of a colour; the colour itself where it was mixed."""
    if theme not in THEMES:
        return color
    names = (name for name, own in THEMES[theme].colors.items() if _is_same(own, color))
    return next(names, color)


def _is_same(one: str, other: str) -> bool:
    """Whether no more than Textual's rounding is between them."""
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return all(abs(a - b) <= 1 for a, b in parts)
