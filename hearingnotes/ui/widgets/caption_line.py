"""Where there is no room for more: the caption that is being said, in one line."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.model.captions import Caption
from hearingnotes.ui.steady import steady
from hearingnotes.ui.wrap import fit, wrap

SIGN = "▸ "


class CaptionLine(Widget):
    """One line; of a caption that is longer, the part that is being said."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show(self, caption: Caption | None, second_s: float) -> None:
        """Show what of it is said at this second; None where nothing is."""
        text = self._part(caption, second_s) if caption is not None else ""
        if text != self._text:
            self._text = text
            self.refresh()

    def _part(self, caption: Caption, second_s: float) -> str:
        parts = _evenly(steady(caption.text), self.size.width - len(SIGN) - 1)
        begun = sum(1 for begins_s, _ in caption.timed_words if begins_s <= second_s)
        for part in parts:
            begun -= len(part.split())
            if begun <= 0:
                return part
        return parts[-1]

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        text = f" {SIGN}{self._text}" if self._text else ""
        return Strip([Segment(fit(text, width), self.rich_style)], width)


def _evenly(text: str, width: int) -> list[str]:
    """As few parts as fit the width, of about the same length."""
    parts = wrap(text, width)
    narrower = range(len(text) // len(parts), width) if len(parts) > 1 else ()
    return next((even for w in narrower if len(even := wrap(text, w)) == len(parts)), parts)
