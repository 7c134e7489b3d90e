"""The notes, drawn line by line: ten thousand cost what ten cost."""

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hearingnotes.model.labels import WITHOUT_TEXT, flags, stamp_columns
from hearingnotes.model.lead import lead_of
from hearingnotes.model.marks import mark_parts, read_marks
from hearingnotes.model.note import Note
from hearingnotes.session.note_index import NoteIndex
from hearingnotes.ui.text import fit, steady, wrap
from hearingnotes.ui.widgets.part_style import part_style

STAMP_CELLS = 9
MARGIN_CELLS = 8
FLAG_CELLS = 4
TEXT_AT = 1 + STAMP_CELLS + 1 + MARGIN_CELLS + FLAG_CELLS
MIN_TEXT_CELLS, MOST_TEXT_CELLS = 10, 100
INDENT = "  "
PART = "note-list--"


class NoteList(ScrollView, can_focus=False):
    """Shows a `NoteIndex`; told by `refresh_from` what has changed in it."""

    COMPONENT_CLASSES = {
        "note-list--stamp",
        "note-list--margin",
        "note-list--flags",
        "note-list--text",
        "note-list--section",
        "note-list--quote",
        "note-list--mark",
        "note-list--unsent",
        "note-list--chosen",
        "note-list--empty",
    }

    class Clicked(Message):
        """A note was clicked; `note_id` names it, `chain` counts the clicks."""

        def __init__(self, note_id: str, chain: int) -> None:
            super().__init__()
            self.note_id, self.chain = note_id, chain

    def __init__(self, note_index: NoteIndex) -> None:
        super().__init__()
        self._note_index = note_index
        self._wrapped: list[Note] = []
        self._lines: list[list[str]] = []
        self._starts: list[int] = [0]
        self._wrapped_for = self._rows = 0
        self._styles_now: dict[tuple[str, bool], Style] = {}
        self.empty_text = ""

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.refresh_from(0)

    def on_resize(self) -> None:
        """Another width wraps anew; the chosen note stays in sight, or else the first one seen."""
        was_seen, self._rows = self._is_chosen_seen(self._rows), self.size.height
        if self._text_cells == self._wrapped_for:
            if was_seen:
                self.show_chosen()
            return
        top = None if was_seen else self._at(self.scroll_offset.y)
        self.refresh_from(0)
        if top is None or top[0] >= len(self._lines):
            self.show_chosen()
        else:
            self.scroll_to(y=self._starts[top[0]], animate=False, immediate=True, force=True)

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        super().notify_style_update()
        self._styles_now = {}

    @property
    def _cells(self) -> int:
        """The width beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def _text_cells(self) -> int:
        """No wider than the eye finds the next line from."""
        return min(MOST_TEXT_CELLS, max(MIN_TEXT_CELLS, self._cells - TEXT_AT))

    def refresh_from(self, index: int) -> None:
        """The notes shown from this place on may be others than before."""
        if self._cells <= 0:
            return
        width, old, new = self._text_cells, self._wrapped, self._note_index.shown
        is_wrapped = width == self._wrapped_for
        # News may come before the first notes are wrapped, or between two widths.
        index = min(index, len(self._lines)) if is_wrapped else 0
        stored = _same_at_end(old, new, index) if is_wrapped else 0
        changed = new[index : len(new) - stored]
        self._lines[index : len(old) - stored] = [_lines(note.text, width) for note in changed]
        self._wrapped, self._wrapped_for = list(new), width
        heights = map(len, self._lines[index:])
        self._starts[index:] = accumulate(heights, initial=self._starts[index])
        self._lengthen(Size(self._cells, self._starts[-1]))
        self.refresh()

    def _lengthen(self, size: Size) -> None:
        """Set to it as usual, all of the window would be laid out and drawn anew with each note."""
        if size != self.virtual_size:
            self.set_reactive(NoteList.virtual_size, size)
            self._scroll_update(size)

    def show_chosen(self) -> None:
        """Scroll so that the chosen note is seen."""
        index = self._note_index.index_of(self._note_index.selected)
        if index is None or index >= len(self._lines):
            return
        region = Region(0, self._starts[index], 1, len(self._lines[index]))
        self.scroll_to_region(region, animate=False, immediate=True, force=True)

    def _is_chosen_seen(self, rows: int) -> bool:
        """Whether it is in sight where so many rows are seen."""
        index = self._note_index.index_of(self._note_index.selected)
        if index is None or index >= len(self._lines):
            return False
        top, bottom = self._starts[index], self._starts[index + 1]
        return top < self.scroll_offset.y + rows and bottom > self.scroll_offset.y

    def on_click(self, event: events.Click) -> None:
        """Tell which note was clicked."""
        found = self._at(event.y + self.scroll_offset.y)
        if found is not None:
            self.post_message(self.Clicked(self._note_index.shown[found[0]].id, event.chain))

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width = self._cells
        line = y + self.scroll_offset.y
        found = self._at(line)
        if found is None:
            text = fit(self._hint(y - 1, width), width)
            style = self._style("empty")
            return Strip([Segment(text, style)], width).apply_style(self.rich_style)
        index, row = found
        note = self._note_index.shown[index]
        is_chosen = note.id == self._note_index.selected
        segments = self._segments(note, self._lines[index][row], row == 0, is_chosen, width)
        return Strip(segments, width).apply_style(self._base(is_chosen))

    def _hint(self, row: int, width: int) -> str:
        """A line of what stands here while there are no notes."""
        if self._lines or row < 0:
            return ""
        room = max(MIN_TEXT_CELLS, width - 2 * len(INDENT))
        rows = [row for line in self.empty_text.split("\n") for row in wrap(line, room)]
        return INDENT + rows[row] if row < len(rows) else ""

    def _segments(
        self, note: Note, text: str, is_first: bool, is_chosen: bool, width: int
    ) -> list[Segment]:
        stamp, sureness = stamp_columns(note, self._note_index.timeline) if is_first else ("", "")
        lead_s = lead_of(note, self._note_index.leads) if is_first else 0.0
        sureness += f" −{lead_s:g}" if lead_s else ""
        flags = self._flags(note) if is_first else ""
        style = partial(self._style, is_chosen=is_chosen)
        return [
            Segment("▌" if is_chosen else " ", style("stamp")),
            Segment(f"{stamp:>{STAMP_CELLS}} ", style("stamp")),
            Segment(fit(sureness, MARGIN_CELLS), style("margin")),
            Segment(fit(flags, FLAG_CELLS), style("flags")),
            *_marked(note, fit(text, width - TEXT_AT), style),
        ]

    def _flags(self, note: Note) -> str:
        """The note's flags, and … while it is not on the disk yet."""
        put_aside = "✎" if note.id in self._note_index.put_aside and not note.unsent else ""
        pending = "…" if note.id in self._note_index.pending else ""
        still = "▣" if note.id in self._note_index.pictured else ""
        return flags(note) + put_aside + pending + still

    def _at(self, line: int) -> tuple[int, int] | None:
        """Which note stands on this line of the whole list, and which line of the note it is."""
        if not 0 <= line < self._starts[-1]:
            return None
        index = bisect_right(self._starts, line) - 1
        return index, line - self._starts[index]

    def _base(self, is_chosen: bool) -> Style:
        return self.get_component_rich_style(f"{PART}chosen") if is_chosen else self.rich_style

    def _style(self, part: str, is_chosen: bool = False) -> Style:
        if (part, is_chosen) not in self._styles_now:
            style = part_style(self, f"{PART}{part}", is_chosen=is_chosen)
            self._styles_now[part, is_chosen] = style
        return self._styles_now[part, is_chosen]


def _marked(note: Note, text: str, style: Callable[[str], Style]) -> list[Segment]:
    """A line of the text; what its marks say shows also in the signs that are typed."""
    if note.unsent or not note.text:
        return [Segment(text, style("unsent"))]
    kind = read_marks(note.text).kind
    own = style(kind if kind != "note" else "text")
    marked = own + style("mark")
    return [Segment(part, marked if is_mark else own) for part, is_mark in mark_parts(text)]


def _same_at_end(old: list[Note], new: list[Note], index: int) -> int:
    """How many notes at the end are as before, if at most one at `index` came, went or changed."""
    same = min(len(old), len(new)) - index - (len(old) == len(new))
    return same if same > 0 and old[-same:] == new[-same:] else 0


@lru_cache(maxsize=1 << 15)
def _lines(text: str, width: int) -> list[str]:
    return wrap(steady(text) or WITHOUT_TEXT, width)
