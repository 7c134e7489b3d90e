"""A list of texts, each with words before its first line and below its last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment

from hearingnotes.ui.text import fit, steady, wrap
from hearingnotes.ui.widgets.line_list import LineList

LEAST_TEXT_CELLS = 8


@dataclass(frozen=True, slots=True)
class TextItem:
    """A text, what stands before its first line, and what stands in a line of its own below.

    `tone` names how the text is drawn: `text`, `heading`, `quote` or `warning`. `gap` asks for an
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


class TextList(LineList[_Line]):
    """Shows text items; `head_cells` is the room before their texts."""

    DEFAULT_CSS = """
    TextList {
        & > .text-list--head { color: $accent; }
        & > .text-list--text { color: $foreground; }
        & > .text-list--heading { color: $foreground; text-style: bold; }
        & > .text-list--quote { color: $foreground 90%; text-style: italic; }
        & > .text-list--warning { color: $warning; }
        & > .text-list--foot { color: $foreground 70%; }
    }
    """
    COMPONENT_CLASSES = {
        "text-list--head",
        "text-list--text",
        "text-list--heading",
        "text-list--quote",
        "text-list--warning",
        "text-list--foot",
    }

    def __init__(self, *, id: str, head_cells: int, empty_text: str = "") -> None:
        super().__init__(
            margin_cells=head_cells + 2,
            least_cells=LEAST_TEXT_CELLS,
            id=id,
            empty_text=empty_text,
        )
        self._head_cells = head_cells
        self._items: Sequence[TextItem] = ()
        self._indices: dict[str, int] = {}
        self._selected_id: str | None = None
        self.is_active = False

    def show(self, items: Sequence[TextItem], selected_id: str | None) -> None:
        """Show these items, the selected one in sight."""
        are_same = items is self._items or items == self._items
        is_same = are_same and self._wrapped_for == self.text_cells
        self._items, self._selected_id = items, selected_id
        if not is_same:
            self._wrap_items()
        self.refresh()
        self.show_selected()

    def on_resize(self) -> None:
        """Wrap anew where the width is another."""
        if self.text_cells != self._wrapped_for:
            self._wrap_items()
            self.show_selected()

    def _wrap_items(self) -> None:
        self._indices = {item.id: index for index, item in enumerate(self._items)}
        if self.line_cells <= 0:
            self._wrapped_for = 0
            return
        lines = [[*self._lines_of(item)] for item in self._items]
        self.set_lines(0, len(self._lines), lines)

    def _lines_of(self, item: TextItem) -> Iterator[_Line]:
        if item.gap:
            yield _Line("", "", item.tone)
        head, *others = wrap(steady(item.text), self.text_cells) or [""]
        yield _Line(item.head, head, item.tone)
        yield from (_Line("", text, item.tone) for text in others)
        if item.foot:
            foot = wrap(steady(item.foot), self.text_cells)
            yield from (_Line("", text, "foot") for text in foot)

    # --- what the list of lines asks ---

    @property
    def selected_id(self) -> str | None:
        """The id of the selected item."""
        return self._selected_id

    def item_id(self, index: int) -> str:
        """The id of the item at this place."""
        return self._items[index].id

    def index_of(self, item_id: str) -> int | None:
        """The place of an item; None where the list does not have it."""
        return self._indices.get(item_id)

    def is_drawn_selected(self, index: int, row: int) -> bool:
        """Whether the line is one of the selected item, and not the gap above it."""
        is_gap = row == 0 and self._items[index].gap
        return not is_gap and super().is_drawn_selected(index, row)

    def line_segments(self, index: int, row: int, is_selected: bool) -> Iterable[Segment]:
        """What stands before the text, and the text."""
        line = self._lines[index][row]
        yield Segment(
            fit(line.head, self._head_cells), self.style_of("text-list--head", is_selected)
        )
        text = fit(line.text, self.line_cells - self._head_cells - 1)
        yield Segment(text, self.style_of(f"text-list--{line.tone}", is_selected))
