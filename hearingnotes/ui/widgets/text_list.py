"""A list of texts, one of them chosen, drawn line by line."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hearingnotes.ui.text import fit, steady, wrap
from hearingnotes.ui.widgets.part_style import part_style

MIN_TEXT_CELLS, MOST_TEXT_CELLS = 8, 100


@dataclass(frozen=True, slots=True)
class TextItem:
    """A text, what stands before its first line, and what stands in a line of its own below.

    `tone` names how it is drawn: `text`, `heading`, `quote` or `warning`. `gap` asks for an
    empty line above.
    """

    id: str
    text: str
    head: str = ""
    foot: str = ""
    tone: str = "text"
    gap: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    head: str
    text: str
    tone: str


class TextList(ScrollView, can_focus=False):
    """Shows cards; `head_cells` is the room before their texts."""

    COMPONENT_CLASSES = {
        "cards--head",
        "cards--text",
        "cards--heading",
        "cards--quote",
        "cards--warning",
        "cards--foot",
        "cards--chosen",
        "cards--chosen-elsewhere",
    }

    class Clicked(Message):
        """A card was clicked; `chain` counts the clicks."""

        def __init__(self, cards: "TextList", card_id: str, chain: int) -> None:
            super().__init__()
            self.cards, self.card_id, self.chain = cards, card_id, chain

    def __init__(self, *, id: str, head_cells: int, empty_text: str = "") -> None:
        super().__init__(id=id)
        self._head_cells = head_cells
        self.empty_text = empty_text
        self._cards: Sequence[TextItem] = ()
        self._lines: list[list[_Line]] = []
        self._starts: list[int] = [0]
        self._wrapped_for = -1
        self.chosen: str | None = None
        self.is_active = False

    def show(self, cards: Sequence[TextItem], chosen: str | None) -> None:
        """Show these, the chosen one in sight."""
        are_same = cards is self._cards or cards == self._cards
        is_same = are_same and self._wrapped_for == self._text_cells
        self._cards, self.chosen = cards, chosen
        if not is_same:
            self._wrap()
        self.refresh()
        self.show_chosen()

    def on_resize(self) -> None:
        """Another width wraps anew."""
        if self._text_cells != self._wrapped_for:
            self._wrap()
            self.refresh()
            self.show_chosen()

    @property
    def _cells(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _text_cells(self) -> int:
        """No wider than the eye finds the next line from."""
        return min(MOST_TEXT_CELLS, max(MIN_TEXT_CELLS, self._cells - self._head_cells - 2))

    def _wrap(self) -> None:
        if self._cells <= 0:
            return
        self._wrapped_for = self._text_cells
        self._lines = [[*self._lines_of(card)] for card in self._cards]
        self._starts = [*accumulate(map(len, self._lines), initial=0)]
        self.virtual_size = Size(self._cells, self._starts[-1])

    def _lines_of(self, card: TextItem) -> list[_Line]:
        words = wrap(steady(card.text), self._text_cells) or [""]
        foot = wrap(steady(card.foot), self._text_cells) if card.foot else []
        lines = [_Line("", text, card.tone) for text in words]
        lines[0] = _Line(card.head, words[0], card.tone)
        gap = [_Line("", "", card.tone)] if card.gap else []
        return [*gap, *lines, *(_Line("", text, "foot") for text in foot)]

    def show_chosen(self) -> None:
        """Scroll so that the chosen card is seen."""
        at = next((i for i, card in enumerate(self._cards) if card.id == self.chosen), None)
        if at is not None and at < len(self._lines):
            region = Region(0, self._starts[at], 1, len(self._lines[at]))
            self.scroll_to_region(region, animate=False, immediate=True, force=True)

    def on_click(self, event: events.Click) -> None:
        """Tell which card was clicked."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < self._starts[-1]:
            card = self._cards[bisect_right(self._starts, line) - 1]
            self.post_message(self.Clicked(self, card.id, event.chain))

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width, line = self._cells, y + self.scroll_offset.y
        if not 0 <= line < self._starts[-1]:
            hints = wrap(self.empty_text, width - 3) if not self._cards else []
            text = fit(f"  {hints[y - 1]}" if 0 < y <= len(hints) else "", width)
            return Strip([Segment(text, self._style("foot"))], width).apply_style(self.rich_style)
        at = bisect_right(self._starts, line) - 1
        card, row = self._cards[at], line - self._starts[at]
        shown = self._lines[at][row]
        is_chosen = card.id == self.chosen and not (card.gap and row == 0)
        head, tone = self._style("head", is_chosen), self._style(shown.tone, is_chosen)
        segments = [
            Segment("▌" if is_chosen and self.is_active else " ", head),
            Segment(fit(shown.head, self._head_cells), head),
            Segment(fit(shown.text, width - self._head_cells - 1), tone),
        ]
        base = self.rich_style
        if is_chosen:
            base = self._base("chosen" if self.is_active else "chosen-elsewhere")
        return Strip(segments, width).apply_style(base)

    def _style(self, part: str, is_chosen: bool = False) -> Style:
        return part_style(self, f"cards--{part}", is_chosen=is_chosen)

    def _base(self, part: str) -> Style:
        return self.get_component_rich_style(f"cards--{part}")
