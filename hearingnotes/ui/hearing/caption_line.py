"""The caption that is being said, in one line, where there is no room for more."""

from bisect import bisect_right
from itertools import accumulate

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.model.captions import Caption
from hearingnotes.ui.text import fit, steady, wrap

SIGN = "▸ "


class CaptionLine(Widget):
    """One line with the current caption, or with the part of it that is being said."""

    DEFAULT_CSS = """
    CaptionLine { height: 1; background: $surface; color: $foreground 90%; }
    """

    _text: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__()
        self._caption: Caption | None = None
        self._width = 0
        self._parts: list[str] = []
        self._begins: list[float] = []

    def show(self, caption: Caption | None, second_s: float) -> None:
        """Show the part of the caption that is said at this second; None where nothing is."""
        self._text = self._part(caption, second_s) if caption is not None else ""

    def _part(self, caption: Caption, second_s: float) -> str:
        width = self.size.width - len(SIGN) - 1
        if caption is not self._caption or width != self._width:
            self._caption, self._width = caption, width
            self._parts = _evenly(caption.text, width)
            self._begins = _start_seconds(caption, self._parts)
        return steady(self._parts[max(0, bisect_right(self._begins, second_s) - 1)])

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        text = f" {SIGN}{self._text}" if self._text else ""
        return Strip([Segment(fit(text, width), self.rich_style)], width)


def _evenly(text: str, width: int) -> list[str]:
    """The text in as few parts as fit the width, of about equal length."""
    parts = wrap(text, width)
    narrower = range(len(text) // len(parts), width) if len(parts) > 1 else ()
    return next((even for w in narrower if len(even := wrap(text, w)) == len(parts)), parts)


def _start_seconds(caption: Caption, parts: list[str]) -> list[float]:
    """The second at which each part begins to be said; wrapping leaves out blanks only."""
    words = caption.timed_words
    ends = [*accumulate(_letters(word) for _, word in words)]
    before = accumulate((_letters(part) for part in parts[:-1]), initial=0)
    return [words[min(bisect_right(ends, letters), len(words) - 1)][0] for letters in before]


def _letters(text: str) -> int:
    return len("".join(text.split()))
