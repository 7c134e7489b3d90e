"""What the program says while nothing is typed: the latest sentence, until the next."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.wrap import fit, wrap


class MessageArea(Widget):
    """Plain sentences, never markup."""

    COMPONENT_CLASSES = {"message-area--trouble"}

    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        self.is_trouble = False

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in place of the one before."""
        self.sentence, self.is_trouble = sentence, trouble
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the sentence."""
        width = self.size.width
        lead = "! " if self.is_trouble else "  "
        lines = wrap(self.sentence, max(10, width - 3))
        if len(lines) > self.size.height > 0:
            lines[self.size.height - 1] += "…"
        text = (lead if y == 0 else "  ") + lines[y] if y < len(lines) else ""
        style = (
            self.get_component_rich_style("message-area--trouble")
            if self.is_trouble
            else self.rich_style
        )
        return Strip([Segment(fit(text, width), style)], width)
