"""The captions, line by line. Only those in sight are wrapped, however long the hearing is."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.model.captions import Captions
from hearingnotes.model.timecode import format_time
from hearingnotes.ui.text import fit, steady, wrap
from hearingnotes.ui.widgets.part_style import part_style

STAMP_CELLS = 8
TEXT_AT = 2 + STAMP_CELLS + 1
MIN_TEXT_CELLS = 10
ABOVE_SHARE = 4
WHEEL_STEPS = 3
SAID, SELECTED = "▸", "▌"


@dataclass(frozen=True, slots=True)
class _Row:
    at: int
    text: str
    is_first: bool


class CaptionPane(Widget, can_focus=False):
    """Shows all captions or some of them, with a sign at the one that is being said.

    The text stands still while the sign moves down; behind the last lines a page is turned.
    """

    DEFAULT_CSS = """
    CaptionPane {
        height: 1fr;
        background: $background;
        color: $foreground;
        & > .caption-pane--stamp { color: $foreground 70%; }
        & > .caption-pane--text { color: $foreground 80%; }
        & > .caption-pane--said { color: $foreground; text-style: bold; }
        & > .caption-pane--selected { background: $primary 35%; color: $foreground; }
        & > .caption-pane--empty { color: $foreground 70%; }
    }
    """

    COMPONENT_CLASSES = {
        "caption-pane--stamp",
        "caption-pane--text",
        "caption-pane--said",
        "caption-pane--selected",
        "caption-pane--empty",
    }

    class Clicked(Message):
        """The caption of this number was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__()
        self._captions = Captions()
        self._shown: Sequence[int] = ()
        self._top = 0
        self._rows: list[_Row] = []
        self._said: int | None = None
        self._selected: int | None = None
        self._is_following = True
        self.empty_text = ""

    # --- what is shown ---

    def take(self, captions: Captions) -> None:
        """Show all of these captions, from the beginning."""
        self._captions = captions
        self.show(None)

    def show(self, indices: Sequence[int] | None, selected: int | None = None) -> None:
        """Show the captions of these numbers with one selected, or all and none selected."""
        self._shown = range(len(self._captions)) if indices is None else indices
        self._selected, self._is_following = selected, selected is None
        if selected is None:
            selected = self._said
        self._turn_to(self._place(selected) if selected is not None else 0)

    def select_by(self, steps: int) -> None:
        """Select further up or down among the captions shown."""
        if self._selected is None or not self._shown:
            return
        place = min(max(0, self._place(self._selected) + steps), len(self._shown) - 1)
        self._selected = self._shown[place]
        if self._has_room_for(place):
            self.refresh()
        else:
            self._turn_to(place)

    @property
    def selected(self) -> int | None:
        """The number of the selected caption."""
        return self._selected

    def follow(self, spoken: int | None) -> None:
        """Mark the caption that is being said now; None where none is."""
        before, self._said = self._said, spoken
        if before == spoken:
            return
        place = self._place(spoken) if spoken is not None else None
        if self._is_following and place is not None and not self._has_room_for(place):
            self._turn_to(place)
        elif spoken is not None and self._selected is None and self._is_seen(spoken):
            self._is_following = True
        for y, row in enumerate(self._rows):
            if self._shown[row.at] in {before, spoken}:
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """Wrap anew, the first caption in its place unless the one that counts would be out of
        sight."""
        self._fill(self._top)
        counts = self._said if self._is_following else self._selected
        if counts is not None and not self._has_room_for(self._place(counts)):
            self._turn_to(self._place(counts))

    # --- what is in sight ---

    def _place(self, index: int) -> int:
        """The place of a caption among those shown, or of the first behind it."""
        from bisect import bisect_left

        return bisect_left(self._shown, index)

    def _is_seen(self, index: int) -> bool:
        return any(self._shown[row.at] == index for row in self._rows)

    def _has_room_for(self, place: int) -> bool:
        """Whether the caption is seen whole, with something of what follows."""
        mine = [y for y, row in enumerate(self._rows) if row.at == place]
        if not mine:
            return False
        is_at_end = self._rows[-1].at == len(self._shown) - 1 and self._has_end
        return is_at_end or self._rows[-1].at > place

    @property
    def _has_end(self) -> bool:
        """Whether the last caption is seen to its last line."""
        last = len(self._shown) - 1
        shown = sum(1 for row in self._rows if row.at == last)
        return shown == len(self._wrapped(last))

    def _turn_to(self, place: int) -> None:
        """Turn to the caption at this place, with some lines above it."""
        room = self.size.height // ABOVE_SHARE
        while place > 0 and place <= len(self._shown) and room > 0:
            room -= len(self._wrapped(place - 1))
            if room >= 0:
                place -= 1
        self._fill(place)

    def _fill(self, top: int) -> None:
        """Show as many captions as fit, from this place on."""
        self._top = min(max(0, top), max(0, len(self._shown) - 1))
        self._rows = []
        at = self._top
        while at < len(self._shown) and len(self._rows) < self.size.height:
            texts = self._wrapped(at)
            self._rows += [_Row(at, text, row == 0) for row, text in enumerate(texts)]
            at += 1
        del self._rows[self.size.height :]
        self.refresh()

    def _wrapped(self, at: int) -> list[str]:
        cells = max(MIN_TEXT_CELLS, self.size.width - TEXT_AT - 1)
        return wrap(steady(self._captions[self._shown[at]].text), cells)

    # --- the mouse ---

    def on_click(self, event: events.Click) -> None:
        """Post which caption was clicked."""
        if event.y < len(self._rows):
            self.post_message(self.Clicked(self._shown[self._rows[event.y].at]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down; the pane follows again when the current caption comes into sight."""
        self._scroll(WHEEL_STEPS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        self._scroll(-WHEEL_STEPS)

    def _scroll(self, steps: int) -> None:
        self._fill(self._top + steps)
        self._is_following = self._said is not None and self._is_seen(self._said)

    # --- drawing ---

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width = self.size.width
        if y >= len(self._rows):
            hint = f" {self.empty_text}" if not self._rows and y == 1 else ""
            rest = Segment(fit(hint, width), self._style("empty"))
            return Strip([rest], width).apply_style(self.rich_style)
        row = self._rows[y]
        index = self._shown[row.at]
        is_said, is_selected = index == self._said, index == self._selected
        sign = SELECTED if is_selected else " "
        sign += SAID if is_said and row.is_first else " "
        stamp = format_time(self._captions[index].begin_s) if row.is_first else ""
        style = self._style("said" if is_said else "text", is_selected)
        segments = [
            Segment(sign, self._style("said")),
            Segment(f"{stamp:>{STAMP_CELLS}} ", self._style("stamp", is_selected)),
            Segment(fit(row.text, width - TEXT_AT), style),
        ]
        base = self.rich_style
        if is_selected:
            base = self.get_component_rich_style("caption-pane--selected")
        return Strip(segments, width).apply_style(base)

    def _style(self, part: str, is_selected: bool = False) -> Style:
        return part_style(self, f"caption-pane--{part}", is_selected=is_selected)
