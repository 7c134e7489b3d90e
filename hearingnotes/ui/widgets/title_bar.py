"""The line at the top of a page: its title, and where it counts something, how many."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Static

from hearingnotes.model.sanitize import one_line
from hearingnotes.ui.text import fit, steady


class PageTitle(Static):
    """A title above a page, in one line."""

    DEFAULT_CSS = """
    PageTitle {
        height: 1;
        background: $primary 25%;
        color: $foreground;
        text-style: bold;
    }
    """

    def __init__(self, title: str = "") -> None:
        super().__init__(f" {title}", markup=False)


class TitleBar(PageTitle):
    """A title and a count, in one line; a long title is cut, the count never."""

    _text: reactive[tuple[str, str]] = reactive(("", ""))

    def show(self, title: str, count: str) -> None:
        """Show a title and a count."""
        self._text = steady(one_line(title)), count

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, (title, count) = self.size.width, self._text
        right = f" {count} "
        text = fit(f" {title}", max(0, width - cell_len(right))) + right
        return Strip([Segment(text, self.rich_style)], width)
