"""A list over the screen, to select from."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hearingnotes.model.sanitize import one_line
from hearingnotes.ui.text import steady
from hearingnotes.ui.widgets.key_bar import KeyBar
from hearingnotes.ui.widgets.option_list import SelectList

Result = TypeVar("Result")


class ListDialog(ModalScreen[Result | None]):
    """A title, a list of lines, and keys. Esc and q close it with None."""

    DEFAULT_CSS = """
    ListDialog {
        align: center middle;
        background: $background 60%;
        #title, #list, #hint, #keys { width: 76; max-width: 100%; }
        #title { height: 1; background: $accent; color: $background; text-style: bold; }
        #list {
            height: auto;
            min-height: 1;
            max-height: 60%;
            border: none;
            border-left: blank;
            background: $surface;
            color: $foreground;
        }
        #list:focus { border-left: heavy $accent; }
        #hint { height: auto; padding: 0 1; background: $surface; color: $foreground; }
    }
    """
    TITLE_LINE = ""
    NOTHING = ""
    """The sentence for an empty list."""
    KEYS: tuple[tuple[str, str], ...] = (("enter", "take it"), ("escape", "close"))
    CLOSING = frozenset({"escape", "q"})
    _highlighted_index = 0

    def lines(self) -> Iterable[tuple[str, str]]:
        """Return the id and the text of each line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Yield title, list, hint and keys."""
        lines = [Option(_line(text), line_id) for line_id, text in self.lines()]
        yield Static(f" {self.TITLE_LINE}", id="title", markup=False)
        yield SelectList(*lines, id="list", markup=False)
        yield Static("" if lines else self.NOTHING, id="hint", markup=False)
        yield KeyBar(*self.KEYS, id="keys")

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        """Mark the line with a sign: colour alone must not show which it is."""
        lines = event.option_list
        for index, mark in ((self._highlighted_index, " "), (event.option_index, "▌")):
            text = str(lines.get_option_at_index(index).prompt)[1:]
            lines.replace_option_prompt_at_index(index, Content(mark + text))
        self._highlighted_index = event.option_index

    @property
    def highlighted(self) -> str | None:
        """The id of the highlighted line."""
        option = self.query_one(OptionList).highlighted_option
        return option.id if option is not None else None

    def on_key(self, event: events.Key) -> None:
        """Close without a result."""
        if event.key in self.CLOSING:
            event.stop()
            self.close_with(None)

    def close_with(self, result: Result | None) -> None:
        """Close with this result, once: a second key may come before the dialogue has closed."""
        if self.is_current:
            self.dismiss(result)


class ChoiceDialog(ListDialog[str]):
    """A list that closes with the id of the selected line.

    Lines may be added after it has opened, so that keys pressed meanwhile do not go to another
    screen.
    """

    def __init__(self, title: str, lines: Mapping[str, str], nothing: str = "") -> None:
        super().__init__()
        self.TITLE_LINE, self.NOTHING = title, nothing
        self._choices = lines

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence below the list."""
        self.query_one("#hint", Static).update(Content(f"{'! ' if error else ''}{sentence}"))

    def fill(self, lines: Mapping[str, str], nothing: str) -> None:
        """Fill the empty list with lines; `nothing` is the sentence for none."""
        self._choices = lines
        options = self.query_one(OptionList)
        options.add_options(Option(_line(text), id_) for id_, text in lines.items())
        options.highlighted = 0 if lines else None
        self.show_message("" if lines else nothing)

    def lines(self) -> Iterable[tuple[str, str]]:
        """Return the lines given."""
        return self._choices.items()

    @on(OptionList.OptionSelected)
    def _on_selected(self, event: OptionList.OptionSelected) -> None:
        self.close_with(event.option_id)


def _line(text: str) -> Content:
    return Content(f" {steady(one_line(text))}")
