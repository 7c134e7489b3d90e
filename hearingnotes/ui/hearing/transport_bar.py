"""The state of the player: a line of words, and a strip of the whole hearing."""

from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.hearing.timeline_strip import TICK, StripMarkers, bar, density, played_cells
from hearingnotes.ui.hearing.transport_status import Status
from hearingnotes.ui.text import fit, fitting

PHASE_CELLS = 15
BETWEEN = "   "


class TransportBar(Widget):
    """A line of words and the bar; with three lines, the one between shows where notes lie.

    The status is handed over four times a second; only the lines that differ are painted anew,
    which a `reactive` can't do.
    """

    DEFAULT_CSS = """
    TransportBar {
        height: 2;
        background: $surface;
        & > .transport-bar--phase { color: $accent; background: $surface; text-style: bold; }
        & > .transport-bar--words { color: $foreground; background: $surface; }
        & > .transport-bar--bar { color: $accent; background: $surface; }
        & > .transport-bar--rest { color: $foreground 40%; background: $surface; }
        & > .transport-bar--tick { color: $foreground; background: $surface; }
        & > .transport-bar--notes { color: $secondary; background: $surface; }
    }
    """

    COMPONENT_CLASSES = {
        "transport-bar--phase",
        "transport-bar--bar",
        "transport-bar--rest",
        "transport-bar--words",
        "transport-bar--notes",
        "transport-bar--tick",
    }

    class Clicked(Message):
        """The strip was clicked at this second of its span."""

        def __init__(self, second_s: float) -> None:
            super().__init__()
            self.second_s = second_s

    def __init__(self) -> None:
        super().__init__()
        self._status = Status("", ())
        self._marked = StripMarkers()
        self._drawn: tuple[str, str, int] = ("", "", 0)

    def show(self, status: Status) -> None:
        """Show the status of the player."""
        words_differ = (status.phase, status.parts) != (self._status.phase, self._status.parts)
        self._status = status
        if words_differ:
            self.refresh(Region(0, 0, self.size.width, 1))
        self._show_strip()

    def mark(self, marked: StripMarkers) -> None:
        """Show where the notes lie."""
        if marked != self._marked:
            self._marked = marked
            self._show_strip()

    def _show_strip(self) -> None:
        drawn = self._draw(self.size.width)
        if drawn != self._drawn:
            self._drawn = drawn
            self.refresh(Region(0, 1, self.size.width, max(0, self.size.height - 1)))

    def _draw(self, width: int) -> tuple[str, str, int]:
        """The line of notes, the bar, and how many cells of both are behind the player."""
        stretch = self._status.span
        line = bar(stretch, self._marked.sections_s if stretch.whole_s else (), width)
        notes = density(stretch, self._marked.notes_s if stretch.whole_s else (), width)
        return notes, line, played_cells(stretch, width)

    def on_click(self, event: events.Click) -> None:
        """Post the second that was clicked on the strip."""
        stretch = self._status.span
        if event.y > 0 and stretch.whole_s:
            self.post_message(self.Clicked(stretch.second_s(event.x, self.size.width)))

    def render_line(self, y: int) -> Strip:
        """Draw the words, the notes or the bar."""
        width = self.size.width
        if y == 0:
            head = fit(f" {self._status.phase}", min(width, PHASE_CELLS))
            words = fitting(self._status.parts, BETWEEN, width - len(head))
            return Strip(
                [
                    Segment(head, self._style("phase")),
                    Segment(fit(words, width - len(head)), self._style("words")),
                ],
                width,
            )
        notes, line, played = self._drawn = self._draw(width)
        if y < self.size.height - 1:
            return Strip([Segment(notes, self._style("notes"))], width)
        ahead = (
            Segment("".join(signs), self._style("tick" if is_tick else "rest"))
            for is_tick, signs in groupby(line[played:], key=TICK.__eq__)
        )
        return Strip([Segment(line[:played], self._style("bar")), *ahead], width)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"transport-bar--{part}")
