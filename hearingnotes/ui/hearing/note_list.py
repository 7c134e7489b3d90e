"""The notes, drawn line by line: ten thousand cost what ten cost."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size

from hearingnotes.model.labels import WITHOUT_TEXT, flags, stamp_columns
from hearingnotes.model.lead import lead_of
from hearingnotes.model.marks import mark_parts, read_marks
from hearingnotes.model.note import Note
from hearingnotes.session.note_index import NoteIndex
from hearingnotes.ui.text import fit, steady, wrap
from hearingnotes.ui.textual_private import set_virtual_size
from hearingnotes.ui.widgets.line_list import INDENT, LineList

STAMP_CELLS = 9
MARGIN_CELLS = 8
FLAG_CELLS = 4
TEXT_AT = 1 + STAMP_CELLS + 1 + MARGIN_CELLS + FLAG_CELLS
LEAST_TEXT_CELLS = 10
PART = "note-list--"


class NoteList(LineList[str]):
    """Shows the notes of a `NoteIndex`; `refresh_from` says what has changed in it."""

    DEFAULT_CSS = """
    NoteList {
        height: 100%;
        overflow-y: scroll;
        & > .note-list--stamp { color: $accent; }
        & > .note-list--margin { color: $foreground 70%; }
        & > .note-list--flags { color: $warning; }
        & > .note-list--text { color: $foreground; }
        & > .note-list--section { color: $foreground; text-style: bold; }
        & > .note-list--quote { color: $foreground 90%; }
        & > .note-list--mark { color: $accent; }
        & > .note-list--unsent { color: $foreground 80%; text-style: italic; }
    }
    """
    COMPONENT_CLASSES = {
        "note-list--stamp",
        "note-list--margin",
        "note-list--flags",
        "note-list--text",
        "note-list--section",
        "note-list--quote",
        "note-list--mark",
        "note-list--unsent",
    }

    HINT_MARGIN_CELLS = 2 * len(INDENT)

    def __init__(self, note_index: NoteIndex) -> None:
        super().__init__(margin_cells=TEXT_AT, least_cells=LEAST_TEXT_CELLS)
        self._note_index = note_index
        self._wrapped: list[Note] = []
        self._rows = 0

    def on_mount(self) -> None:
        """Begin with the notes that there are."""
        self.refresh_from(0)

    def on_resize(self) -> None:
        """Wrap anew for another width, and keep the selected note in sight; where it was not, the
        first note that was."""
        was_seen, self._rows = self._is_selected_seen(self._rows), self.size.height
        if self.text_cells == self._wrapped_for:
            if was_seen:
                self.show_selected()
            return
        top = None if was_seen else self.item_at(self.scroll_offset.y)
        self.refresh_from(0)
        if top is None or top[0] >= len(self._lines):
            self.show_selected()
        else:
            self.scroll_to(y=self._starts[top[0]], animate=False, immediate=True, force=True)

    def refresh_from(self, index: int) -> None:
        """Show the notes from this place on as they are now."""
        if self.line_cells <= 0:
            self._wrapped_for = 0
            return
        width, old, new = self.text_cells, self._wrapped, self._note_index.shown
        is_wrapped = width == self._wrapped_for
        # News may come before the first notes are wrapped, or between two widths.
        index = min(index, len(self._lines)) if is_wrapped else 0
        stored = _same_at_end(old, new, index) if is_wrapped else 0
        changed = new[index : len(new) - stored]
        self._wrapped = list(new)
        self.set_lines(index, len(old) - stored, [_lines(note.text, width) for note in changed])

    def set_extent(self, size: Size) -> None:
        """Make the list so long. As Textual does it, all of the window would be laid out and drawn
        anew with each note."""
        if size != self.virtual_size:
            set_virtual_size(self, size)

    def _is_selected_seen(self, rows: int) -> bool:
        """Whether the selected note is in sight where so many rows are seen."""
        lines, top = self.selected_lines(), self.scroll_offset.y
        return lines is not None and lines.start < top + rows and lines.stop > top

    # --- what the list of lines asks ---

    @property
    def selected_id(self) -> str | None:
        """The id of the selected note."""
        return self._note_index.selected

    def item_id(self, index: int) -> str:
        """The id of the note at this place."""
        return self._note_index.shown[index].id

    def index_of(self, item_id: str) -> int | None:
        """The place of a note; None where it is not shown."""
        return self._note_index.index_of(item_id)

    def line_segments(self, index: int, row: int, is_selected: bool) -> Iterable[Segment]:
        """The stamp, how sure it is, the flags, and a line of the text."""
        note, is_first = self._note_index.shown[index], row == 0
        stamp, sureness = stamp_columns(note, self._note_index.timeline) if is_first else ("", "")
        lead_s = lead_of(note, self._note_index.leads) if is_first else 0.0
        sureness += f" −{lead_s:g}" if lead_s else ""
        flags = self._flags(note) if is_first else ""
        style = partial(self._style, is_selected=is_selected)
        text = fit(self._lines[index][row], self.line_cells - TEXT_AT)
        return [
            Segment(f"{stamp:>{STAMP_CELLS}} ", style("stamp")),
            Segment(fit(sureness, MARGIN_CELLS), style("margin")),
            Segment(fit(flags, FLAG_CELLS), style("flags")),
            *_marked(note, text, style),
        ]

    def _flags(self, note: Note) -> str:
        """The note's flags, and … while it is not on the disk yet."""
        put_aside = "✎" if note.id in self._note_index.put_aside and not note.unsent else ""
        pending = "…" if note.id in self._note_index.pending else ""
        still = "▣" if note.id in self._note_index.pictured else ""
        return flags(note) + put_aside + pending + still

    def _style(self, part: str, is_selected: bool) -> Style:
        return self.style_of(f"{PART}{part}", is_selected)


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
