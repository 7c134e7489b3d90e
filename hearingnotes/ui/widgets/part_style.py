"""The styles of a widget's parts, their colours mixed with the background."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from rich.color import Color as RichColor
    from textual.widget import Widget


def part_style(widget: Widget, part: str, *, is_selected: bool = False) -> Style:
    """The style of a component class. A translucent colour is mixed with the background, which
    Textual does not do; in a selected line, which has another background, the colour is left
    opaque, so that the line can be read.
    """
    style = widget.get_component_rich_style(part, partial=True)
    color = widget.get_component_styles(part).color
    if is_selected or color.a == 1 or (behind := widget.rich_style.bgcolor) is None:
        return style
    return style + Style(color=_mixed(color, behind))


@lru_cache(maxsize=256)
def _mixed(color: Color, behind: RichColor) -> RichColor:
    return (Color.from_rich_color(behind) + color).rich_color
