"""The line above the composer: which state it is, and what goes with it."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.text import fit, fitting, steady

NARROW_CELLS = 40
BETWEEN = " · "


class StatusLine(Widget):
    """One line of parts, of which the first count most; where it is narrow, a stamp is worth more
    than the name of the state."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        background: $panel;
        color: $foreground;
        & > .status-line--writing { background: $accent; color: $background; text-style: bold; }
        & > .status-line--alarm { background: $error; color: $background; text-style: bold; }
    }
    """

    COMPONENT_CLASSES = {"status-line--writing", "status-line--alarm"}

    def __init__(self) -> None:
        super().__init__(id="heading")
        self._parts: tuple[str, ...] = ()
        self._rest = ""
        self._is_writing = self._is_alarm = False

    def show(
        self,
        state: str,
        *parts: str,
        alarm: str = "",
        rest: str = "",
        is_writing: bool = False,
    ) -> None:
        """Show the state, what is wrong where anything is, the parts that fit whole, and of the
        rest as much as there is room for."""
        shown = (tuple(filter(None, (state, alarm, *parts))), rest, is_writing, bool(alarm))
        if shown != (self._parts, self._rest, self._is_writing, self._is_alarm):
            self._parts, self._rest, self._is_writing, self._is_alarm = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        parts = self._parts[1:] if width < NARROW_CELLS and len(self._parts) > 1 else self._parts
        style = self.rich_style
        if self._is_alarm or self._is_writing:
            which = "alarm" if self._is_alarm else "writing"
            style = self.get_component_rich_style(f"status-line--{which}")
        words = fitting(map(steady, parts), BETWEEN, width - 1)
        line = BETWEEN.join(filter(None, [words, steady(self._rest)]))
        return Strip([Segment(fit(f" {line}", width), style)], width)
