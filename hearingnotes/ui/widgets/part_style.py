"""The colours of a widget's parts, mixed with the background."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from rich.color import Color as RichColor
    from textual.widget import Widget


def part_style(widget: Widget, part: str, *, is_chosen: bool = False) -> Style:
    """How a part is drawn. One whose colour lets something of the background through recedes:
    Textual would draw it as if it let nothing. In a chosen line, which has another background, none
    does, so that it can be read.
    """
    style = widget.get_component_rich_style(part, partial=True)
    color = widget.get_component_styles(part).color
    if is_chosen or color.a == 1 or (behind := widget.rich_style.bgcolor) is None:
        return style
    return style + Style(color=_mixed(color, behind))


@lru_cache(maxsize=256)
def _mixed(color: Color, behind: RichColor) -> RichColor:
    return (Color.from_rich_color(behind) + color).rich_color
