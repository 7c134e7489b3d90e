"""The colours of a screen as it is drawn, letter by letter."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from rich.color import Color
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.screen import ModalScreen

Pair = tuple[str, str]
_NO_TEXT = set("━─╍╌┼╋│▌▐▎▏▊▔▁▂▃▄▅▆▇█▀🔎")


class Look(NamedTuple):
    """A text's colour, what is behind it, and how else it is set off."""

    color: str
    behind: str
    how: str

    @property
    def pair(self) -> Pair:
        """Both colours."""
        return self.color, self.behind


class Letter(NamedTuple):
    """A letter as it is drawn."""

    sign: str
    look: Look


def drawn_pairs(app: App[Any]) -> dict[Pair, str]:
    """Each pair of a text's colour and what is behind it, with the first words drawn so."""
    pairs: dict[Pair, str] = {}
    for line in drawn_letters(app):
        for pair, run in groupby(line, key=lambda letter: letter.look.pair):
            if words := words_of("".join(letter.sign for letter in run)):
                pairs.setdefault(pair, words)
    return pairs


def words_of(text: str) -> str:
    """The text without lines, bars and pictures, which are none."""
    return "".join(sign for sign in text if sign not in _NO_TEXT).strip()


def drawn_letters(app: App[Any]) -> Iterator[list[Letter]]:
    """Each line of what is to be read: what lies in the dark behind a modal screen is not."""
    strips = app.screen._compositor.render_strips(app.size)
    for region in _to_be_read(app):
        for strip in strips[region.y : region.bottom]:
            yield [
                Letter(sign, _look(style))
                for text, style, _ in strip.crop(region.x, region.right)
                if style is not None
                for sign in text
            ]


def _to_be_read(app: App[Any]) -> list[Region]:
    if isinstance(app.screen, ModalScreen):
        placed = app.screen._compositor.full_map.items()
        return [at.visible_region for widget, at in placed if not widget.children]
    return [app.screen.region]


def _look(style: Style) -> Look:
    pair = _hex(style.color), _hex(style.bgcolor)
    ways = (("bold", style.bold), ("italic", style.italic), ("underlined", style.underline))
    return Look(
        *(pair[::-1] if style.reverse else pair), " ".join(way for way, holds in ways if holds)
    )


def _hex(color: Color | None) -> str:
    return color.get_truecolor().hex if color is not None else "the terminal's"
