"""The line above the composer: which state it is, and what goes with it."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.steady import steady
from hearingnotes.ui.wrap import fit, fitting

NARROW_CELLS = 40
BETWEEN = " · "


class Heading(Widget):
    """One line of parts, of which the first count most; where it is narrow, a stamp is worth more
    than the name of the state."""

    COMPONENT_CLASSES = {"heading--writing"}

    def __init__(self) -> None:
        super().__init__(id="heading")
        self._parts: tuple[str, ...] = ()
        self._rest = ""
        self._is_writing = False

    def show(self, *parts: str, rest: str = "", is_writing: bool = False) -> None:
        """Show the parts that fit whole, the state first, and of the rest as much as there is room
        for."""
        shown = (tuple(filter(None, parts)), rest, is_writing)
        if shown != (self._parts, self._rest, self._is_writing):
            self._parts, self._rest, self._is_writing = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        parts = self._parts[1:] if width < NARROW_CELLS and len(self._parts) > 1 else self._parts
        style = self.rich_style
        if self._is_writing:
            style = self.get_component_rich_style("heading--writing")
        words = fitting(map(steady, parts), BETWEEN, width - 1)
        line = BETWEEN.join(filter(None, [words, steady(self._rest)]))
        return Strip([Segment(fit(f" {line}", width), style)], width)
