"""The line that says which state a page is in, and what goes with the state."""

from dataclasses import dataclass

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.text import fit, fitting, steady

NARROW_CELLS = 40
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class StatusText:
    """What a status line says: parts that are shown whole or not at all, and a rest that may be
    cut. `tone` is `alarm`, `writing` or nothing.
    """

    parts: tuple[str, ...] = ()
    rest: str = ""
    tone: str = ""


class StatusLine(Widget):
    """One line of parts, the first of which count most. A narrow line leaves out the name of the
    state, since a stamp is worth more.
    """

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

    text: reactive[StatusText] = reactive(StatusText())

    def __init__(self) -> None:
        super().__init__(id="heading")

    def show(
        self,
        state: str,
        *parts: str,
        alarm: str = "",
        rest: str = "",
        is_writing: bool = False,
    ) -> None:
        """Show the state, an alarm where there is one, the parts that fit whole, and as much of the
        rest as there is room for."""
        tone = "alarm" if alarm else "writing" if is_writing else ""
        self.text = StatusText(tuple(filter(None, (state, alarm, *parts))), rest, tone)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, text = self.size.width, self.text
        parts = text.parts[1:] if width < NARROW_CELLS and len(text.parts) > 1 else text.parts
        style = self.rich_style
        if text.tone:
            style = self.get_component_rich_style(f"status-line--{text.tone}")
        words = fitting(map(steady, parts), BETWEEN, width - 1)
        line = BETWEEN.join(filter(None, [words, steady(text.rest)]))
        return Strip([Segment(fit(f" {line}", width), style)], width)
