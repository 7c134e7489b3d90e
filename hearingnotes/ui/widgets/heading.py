"""The line above the composer: which state it is, and what goes with it."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.wrap import fit

NARROW_CELLS = 40


class Heading(Widget):
    """One line; where it is narrow, a stamp is worth more than the name of the state."""

    COMPONENT_CLASSES = {"heading--writing"}

    def __init__(self) -> None:
        super().__init__(id="heading")
        self._parts: tuple[str, ...] = ()
        self._is_writing = False

    def show(self, *parts: str, is_writing: bool = False) -> None:
        """Show these parts, the state first."""
        if (parts, is_writing) != (self._parts, self._is_writing):
            self._parts, self._is_writing = parts, is_writing
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        parts = self._parts[1:] if width < NARROW_CELLS and len(self._parts) > 1 else self._parts
        style = self.rich_style
        if self._is_writing:
            style = self.get_component_rich_style("heading--writing")
        return Strip([Segment(fit(" " + " · ".join(parts), width), style)], width)
