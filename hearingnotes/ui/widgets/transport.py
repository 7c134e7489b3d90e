"""Where the recording is and what it does: one line of words, one of a bar."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.status import Status
from hearingnotes.ui.wrap import fit

PHASE_CELLS = 16


class Transport(Widget):
    """The clock is given to it four times a second; it repaints only what differs."""

    COMPONENT_CLASSES = {
        "transport--phase",
        "transport--bar",
        "transport--rest",
        "transport--words",
    }

    class Clicked(Message):
        """The bar was clicked, at this part of its length (0 to 1)."""

        def __init__(self, part: float) -> None:
            super().__init__()
            self.part = part

    def __init__(self) -> None:
        super().__init__()
        self._status = Status("", "")
        self._cells = 0

    def show(self, status: Status) -> None:
        """Bring both lines up to date."""
        words_differ = (status.phase, status.words) != (self._status.phase, self._status.words)
        self._status = status
        if words_differ:
            self.refresh(Region(0, 0, self.size.width, 1))
        cells = round(status.filled * self.size.width)
        if cells != self._cells:
            self._cells = cells
            self.refresh(Region(0, 1, self.size.width, 1))

    def on_click(self, event: events.Click) -> None:
        """A click on the bar goes there."""
        if event.y == 1:
            self.post_message(self.Clicked(event.x / max(1, self.size.width)))

    def render_line(self, y: int) -> Strip:
        """The words, or the bar."""
        width = self.size.width
        if y == 0:
            head = fit(f" {self._status.phase}", min(width, PHASE_CELLS))
            return Strip(
                [
                    Segment(head, self._style("phase")),
                    Segment(fit(self._status.words, width - len(head)), self._style("words")),
                ],
                width,
            )
        cells = min(self._cells, width)
        return Strip(
            [
                Segment("━" * cells, self._style("bar")),
                Segment("─" * (width - cells), self._style("rest")),
            ],
            width,
        )

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"transport--{part}")
