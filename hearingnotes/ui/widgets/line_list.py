"""A list that is drawn line by line, so that ten thousand items cost what ten cost."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hearingnotes.ui.text import fit, wrap
from hearingnotes.ui.widgets.part_style import part_style

MOST_TEXT_CELLS = 100
"""From the end of a longer line the eye does not find the next one."""
INDENT = "  "

Line = TypeVar("Line")


class LineList(ScrollView, Generic[Line], can_focus=False):
    """Items of one or more lines each, one of which may be selected.

    A subclass wraps its items into lines, hands these over with `set_lines`, and draws a line in
    `line_segments` when it comes into sight.
    """

    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 30%;
        & > .line-list--bar { color: $accent; }
        & > .line-list--empty { color: $foreground 70%; }
        & > .line-list--selected { background: $primary 35%; color: $foreground; }
        & > .line-list--selected-inactive { background: $surface; color: $foreground; }
    }
    """
    COMPONENT_CLASSES = {
        "line-list--bar",
        "line-list--empty",
        "line-list--selected",
        "line-list--selected-inactive",
    }

    HINT_MARGIN_CELLS = len(INDENT) + 1
    """The width that `empty_text` leaves free."""

    class Clicked(Message):
        """An item was clicked; `chain` counts the clicks."""

        def __init__(self, line_list: "LineList[Any]", item_id: str, chain: int) -> None:
            super().__init__()
            self.line_list, self.item_id, self.chain = line_list, item_id, chain

    def __init__(
        self, *, margin_cells: int, least_cells: int, id: str | None = None, empty_text: str = ""
    ) -> None:
        """Make a list whose texts are wrapped to the width without `margin_cells`, but to
        `least_cells` at least. `empty_text` stands where there are no items."""
        super().__init__(id=id)
        self._margin_cells = margin_cells
        self._least_cells = least_cells
        self.empty_text = empty_text
        self.is_active = True
        self._lines: list[list[Line]] = []
        self._starts: list[int] = [0]
        self._wrapped_for = 0
        self._styles_now: dict[tuple[str, bool], Style] = {}

    # --- what a subclass says of its items ---

    @property
    def selected_id(self) -> str | None:
        """The id of the selected item."""
        raise NotImplementedError

    def item_id(self, index: int) -> str:
        """The id of the item at this place."""
        raise NotImplementedError

    def index_of(self, item_id: str) -> int | None:
        """The place of an item; None where the list does not have it."""
        raise NotImplementedError

    def line_segments(self, index: int, row: int, is_selected: bool) -> Iterable[Segment]:
        """One line of an item, without the cell of the bar before it."""
        raise NotImplementedError

    def is_drawn_selected(self, index: int, row: int) -> bool:
        """Whether this line is drawn as one of the selected item."""
        return self.item_id(index) == self.selected_id

    # --- the lines ---

    @property
    def line_cells(self) -> int:
        """The width beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def text_cells(self) -> int:
        """The width to which texts are wrapped."""
        return min(MOST_TEXT_CELLS, max(self._least_cells, self.line_cells - self._margin_cells))

    def set_lines(self, begin: int, end: int, lines: Sequence[list[Line]]) -> None:
        """Put the lines of these items, wrapped to `text_cells`, in place of the items from `begin`
        to before `end`. What this takes does not grow with the items before them."""
        self._lines[begin:end] = lines
        self._starts[begin:] = accumulate(
            map(len, self._lines[begin:]), initial=self._starts[begin]
        )
        self._wrapped_for = self.text_cells
        self.set_extent(Size(self.line_cells, self._starts[-1]))
        self.refresh()

    def set_extent(self, size: Size) -> None:
        """Make the list so many cells wide and lines long."""
        self.virtual_size = size

    def item_at(self, line: int) -> tuple[int, int] | None:
        """The item on this line of the whole list, and the row within the item."""
        if not 0 <= line < self._starts[-1]:
            return None
        index = bisect_right(self._starts, line) - 1
        return index, line - self._starts[index]

    def selected_lines(self) -> range | None:
        """The lines of the selected item; None where none is selected or wrapped yet."""
        index = self.index_of(self.selected_id) if self.selected_id else None
        if index is None or index >= len(self._lines):
            return None
        return range(self._starts[index], self._starts[index + 1])

    def show_selected(self) -> None:
        """Scroll until the selected item is in sight."""
        if (lines := self.selected_lines()) is not None:
            region = Region(0, lines.start, 1, len(lines))
            self.scroll_to_region(region, animate=False, immediate=True, force=True)

    def on_click(self, event: events.Click) -> None:
        """Post which item was clicked."""
        if (found := self.item_at(event.y + self.scroll_offset.y)) is not None:
            self.post_message(self.Clicked(self, self.item_id(found[0]), event.chain))

    # --- drawing ---

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, found = self.line_cells, self.item_at(y + self.scroll_offset.y)
        if found is None:
            hint = Segment(fit(self._hint(y - 1), width), self.style_of("line-list--empty"))
            return Strip([hint], width).apply_style(self.rich_style)
        is_selected = self.is_drawn_selected(*found)
        bar = "▌" if is_selected and self.is_active else " "
        segments = [
            Segment(bar, self.style_of("line-list--bar", is_selected)),
            *self.line_segments(*found, is_selected),
        ]
        return Strip(segments, width).apply_style(self._background(is_selected))

    def _hint(self, row: int) -> str:
        if self._lines or row < 0:
            return ""
        room = max(self._least_cells, self.line_cells - self.HINT_MARGIN_CELLS)
        rows = wrap(self.empty_text, room)
        return INDENT + rows[row] if row < len(rows) else ""

    def _background(self, is_selected: bool) -> Style:
        if not is_selected:
            return self.rich_style
        part = "selected" if self.is_active else "selected-inactive"
        return self.get_component_rich_style(f"line-list--{part}")

    def style_of(self, part: str, is_selected: bool = False) -> Style:
        """The style of a component class, in a line of the selected item or in another."""
        if (part, is_selected) not in self._styles_now:
            self._styles_now[part, is_selected] = part_style(self, part, is_selected=is_selected)
        return self._styles_now[part, is_selected]

    def notify_style_update(self) -> None:
        """Take the colours of another theme up."""
        super().notify_style_update()
        self._styles_now = {}
