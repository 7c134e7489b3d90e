"""Where the recording is and what it does: a line of words, and the strip of the whole hearing."""

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
    """The clock is given to it four times a second; it repaints only what differs.

    With three lines, the middle one shows where notes lie.
    """

    COMPONENT_CLASSES = {
        "transport--phase",
        "transport--bar",
        "transport--rest",
        "transport--words",
        "transport--notes",
        "transport--tick",
    }

    class Clicked(Message):
        """The strip was clicked, at this second of what it stretches over."""

        def __init__(self, second_s: float) -> None:
            super().__init__()
            self.second_s = second_s

    def __init__(self) -> None:
        super().__init__()
        self._status = Status("", ())
        self._marked = StripMarkers()
        self._drawn: tuple[str, str, int] = ("", "", 0)

    def show(self, status: Status) -> None:
        """Bring it up to date."""
        words_differ = (status.phase, status.parts) != (self._status.phase, self._status.parts)
        self._status = status
        if words_differ:
            self.refresh(Region(0, 0, self.size.width, 1))
        self._show_strip()

    def mark(self, marked: StripMarkers) -> None:
        """These are the notes by now."""
        if marked != self._marked:
            self._marked = marked
            self._show_strip()

    def _show_strip(self) -> None:
        drawn = self._draw(self.size.width)
        if drawn != self._drawn:
            self._drawn = drawn
            self.refresh(Region(0, 1, self.size.width, max(0, self.size.height - 1)))

    def _draw(self, width: int) -> tuple[str, str, int]:
        """The density of notes, the bar, and how much of both is behind the player."""
        stretch = self._status.span
        line = bar(stretch, self._marked.sections_s if stretch.whole_s else (), width)
        notes = density(stretch, self._marked.notes_s if stretch.whole_s else (), width)
        return notes, line, played_cells(stretch, width)

    def on_click(self, event: events.Click) -> None:
        """A click on the strip goes there."""
        stretch = self._status.span
        if event.y > 0 and stretch.whole_s:
            self.post_message(self.Clicked(stretch.second_s(event.x, self.size.width)))

    def render_line(self, y: int) -> Strip:
        """The words, where notes lie, or the bar."""
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
        return self.get_component_rich_style(f"transport--{part}")
