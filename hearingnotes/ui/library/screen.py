"""The list of all hearings, to open one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hearingnotes.library.hearings import StoredHearing
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import handles
from hearingnotes.ui.program import program_of
from hearingnotes.ui.text import steady
from hearingnotes.ui.widgets.input import TextInput
from hearingnotes.ui.widgets.key_bar import KeyBar
from hearingnotes.ui.widgets.option_list import SelectList
from hearingnotes.ui.widgets.title_bar import PageTitle

GUIDANCE = (
    "There are no hearings yet. Paste a link (YouTube and others) or the path of a recording "
    "above and press Enter. hearingnotes demo shows how it goes."
)
KEYS = (
    ("up", "before"),
    ("down", "next"),
    ("enter", "open"),
    ("ctrl+f", "search all"),
    ("escape", "clear"),
    ("ctrl+q", "quit"),
)
MOVES = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}
NARROW_CELLS = 50
NO_MATCH = "No hearing has these words; Enter opens them as a link or a file."


class LibraryScreen(Screen[None]):
    """One line to type in, which filters the list, or takes a link or a file."""

    class Selected(Message):
        """A hearing was selected in the list."""

        def __init__(self, stored: StoredHearing) -> None:
            super().__init__()
            self.stored = stored

    class Typed(Message):
        """A link or a file was typed that is not in the list."""

        def __init__(self, text: str, screen: LibraryScreen) -> None:
            super().__init__()
            self.text = text
            self.screen = screen

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#what"

    def __init__(self, everything: Sequence[StoredHearing], problems: Sequence[str]) -> None:
        super().__init__()
        self._everything = everything
        self._handles = handles(everything)
        self._titles = Counter(one_line(stored.hearing.title) for stored in everything)
        self._shown: list[StoredHearing] = []
        self._highlighted_row = 0
        self._problems = problems

    def compose(self) -> ComposeResult:
        """A title, the line, the list."""
        yield PageTitle("hearingnotes · open a hearing")
        yield TextInput(
            placeholder="Type to find, or paste a link or a file's path", id="what", compact=True
        )
        hearings = SelectList(id="hearings", compact=True, markup=False)
        hearings.can_focus = False  # letters always go into the line
        yield hearings
        yield Static(id="hint", markup=False)
        yield KeyBar(*KEYS)

    def on_mount(self) -> None:
        """Show all hearings."""
        self._show("")

    def show_error(self, sentence: str) -> None:
        """Show why what was typed can't be opened."""
        self.query_one("#hint", Static).update(Content(f"! {sentence}"))

    def on_key(self, event: events.Key) -> None:
        """Move in the list by arrows, while letters go into the line."""
        hearings = self.query_one("#hearings", OptionList)
        if event.key in MOVES:
            getattr(hearings, f"action_{MOVES[event.key]}")()
        elif event.key in {"ctrl+f", "f6"}:
            program_of(self).search_all()
        elif event.key == "escape":
            self.query_one("#what", Input).value = ""
            self._show("")
        else:
            return
        event.stop()
        event.prevent_default()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        hearings = self.query_one("#hearings", OptionList)
        if hearings.highlighted is not None:
            self.post_message(self.Selected(self._shown[hearings.highlighted]))
        elif event.value.strip():
            self.post_message(self.Typed(event.value.strip(), self))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.post_message(self.Selected(self._shown[event.option_index]))

    def _show(self, words: str) -> None:
        wanted = words.casefold().split()
        self._shown = [
            stored
            for stored in self._everything
            if all(word in self._words_of(stored) for word in wanted)
        ]
        hearings = self.query_one("#hearings", OptionList)
        hearings.clear_options()
        self._highlighted_row = 0
        hearings.add_options(
            Option(self._row(stored, is_selected=index == 0))
            for index, stored in enumerate(self._shown)
        )
        hearings.highlighted = 0 if self._shown else None
        self.query_one("#hint", Static).update(Content(self._hint(words)))

    def _words_of(self, stored: StoredHearing) -> str:
        hearing = stored.hearing
        return f"{hearing.title} {hearing.body} {self._handles[hearing.id]}".casefold()

    @on(OptionList.OptionHighlighted)
    def _highlight_selected(self) -> None:
        """Move the sign of the selected row."""
        hearings = self.query_one("#hearings", OptionList)
        selected = hearings.highlighted
        if selected is None or selected == self._highlighted_row:
            return
        for index in (self._highlighted_row, selected):
            row = self._row(self._shown[index], is_selected=index == selected)
            hearings.replace_option_prompt_at_index(index, row)
        self._highlighted_row = selected

    def _row(self, stored: StoredHearing, *, is_selected: bool) -> str:
        mark = "▌" if is_selected else " "  # colour alone must not tell
        title = one_line(stored.hearing.title)
        if self.app.size.width < NARROW_CELLS:
            return steady(f"{mark}{title}")
        day = stored.hearing.date or stored.hearing.created_utc.astimezone().date()
        where = f"  {one_line(stored.address)}" if self._titles[title] > 1 else ""
        handle, notes = self._handles[stored.hearing.id], count(stored.note_count, "note")
        return steady(f"{mark}{handle}  {day}  {notes:>11}  {title}{where}")

    def _hint(self, words: str = "") -> str:
        if self._everything and words.strip() and not self._shown:
            return NO_MATCH
        if self._problems:
            return "! " + "\n! ".join(self._problems)
        return "" if self._everything else GUIDANCE
