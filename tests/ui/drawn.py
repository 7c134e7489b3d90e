"""The colours of a screen as it is drawn, cell by cell."""

from typing import Any

from rich.color import Color
from textual.app import App
from textual.geometry import Region
from textual.screen import ModalScreen

Pair = tuple[str, str]
_NO_TEXT = set("━─╍╌│▌▐▎▏▊▔▁▂▃▄▅▆▇█🔎")


def drawn_pairs(app: App[Any]) -> dict[Pair, str]:
    """Each pair of a text's colour and what is behind it, with the first words drawn so.

    Lines, bars and pictures are no text; what lies in the dark behind a modal screen is not read.
    """
    pairs: dict[Pair, str] = {}
    strips = app.screen._compositor.render_strips(app.size)
    for region in _to_be_read(app):
        for strip in strips[region.y : region.bottom]:
            for text, style, _ in strip.crop(region.x, region.right):
                words = "".join(letter for letter in text if letter not in _NO_TEXT).strip()
                if words and style is not None:
                    pair = _hex(style.color), _hex(style.bgcolor)
                    pairs.setdefault(pair[::-1] if style.reverse else pair, words)
    return pairs


def _to_be_read(app: App[Any]) -> list[Region]:
    if isinstance(app.screen, ModalScreen):
        placed = app.screen._compositor.full_map.items()
        return [at.visible_region for widget, at in placed if not widget.children]
    return [app.screen.region]


def _hex(color: Color | None) -> str:
    assert color is not None
    return color.get_truecolor().hex
