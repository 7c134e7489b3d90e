"""The hearing's title, and how many notes there are."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.model.sanitize import one_line
from hearingnotes.ui.text import fit, steady


class TitleBar(Widget):
    """One line; a long title is cut, the count never."""

    def __init__(self) -> None:
        super().__init__(id="title-line")
        self._title, self._count = "", ""

    def show(self, title: str, count: str) -> None:
        """Show these."""
        shown = (steady(one_line(title)), count)
        if shown != (self._title, self._count):
            self._title, self._count = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        right = f" {self._count} "
        text = fit(f" {self._title}", max(0, width - cell_len(right))) + right
        return Strip([Segment(text, self.rich_style)], width)
