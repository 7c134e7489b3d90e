"""A list over the screen, to choose from."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hearingnotes.model.sanitize import one_line
from hearingnotes.ui.text import steady
from hearingnotes.ui.widgets.key_bar import KeyBar
from hearingnotes.ui.widgets.option_list import SelectList

Result = TypeVar("Result")


class ListDialog(ModalScreen[Result | None]):
    """A title, a line for each thing, the keys. Esc and q close it with nothing."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["list_dialog.tcss", "../widgets/key_bar.tcss"]
    TITLE_LINE = ""
    NOTHING = ""
    """What is said where there is nothing to list."""
    KEYS: tuple[tuple[str, str], ...] = (("enter", "take it"), ("escape", "close"))
    CLOSING = frozenset({"escape", "q"})
    _highlighted_index = 0

    def lines(self) -> Iterable[tuple[str, str]]:
        """The id and the text of each line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The list, one line each."""
        lines = [Option(_line(text), line_id) for line_id, text in self.lines()]
        yield Static(f" {self.TITLE_LINE}", id="title", markup=False)
        yield SelectList(*lines, id="list", markup=False)
        yield Static("" if lines else self.NOTHING, id="hint", markup=False)
        yield KeyBar(*self.KEYS, id="keys")

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        """A sign, so that colour alone does not tell which line is meant."""
        lines = event.option_list
        for index, mark in ((self._highlighted_index, " "), (event.option_index, "▌")):
            text = str(lines.get_option_at_index(index).prompt)[1:]
            lines.replace_option_prompt_at_index(index, Content(mark + text))
        self._highlighted_index = event.option_index

    @property
    def highlighted(self) -> str | None:
        """The id of the line that is marked."""
        option = self.query_one(OptionList).highlighted_option
        return option.id if option is not None else None

    def on_key(self, event: events.Key) -> None:
        """Close without a choice."""
        if event.key in self.CLOSING:
            event.stop()
            self.close_with(None)

    def close_with(self, result: Result | None) -> None:
        """Close; a second key may come before the first has closed it."""
        if self.is_current:
            self.dismiss(result)


class ChoiceDialog(ListDialog[str]):
    """Closes with the id of the line that was chosen. The lines may come when it is open already:
    keys that are pressed meanwhile are then not another screen's."""

    def __init__(self, title: str, lines: Mapping[str, str], nothing: str = "") -> None:
        super().__init__()
        self.TITLE_LINE, self.NOTHING = title, nothing
        self._choices = lines

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Say something below the list."""
        self.query_one("#hint", Static).update(Content(f"{'! ' if error else ''}{sentence}"))

    def fill(self, lines: Mapping[str, str], nothing: str) -> None:
        """These are the lines."""
        self._choices = lines
        options = self.query_one(OptionList)
        options.add_options(Option(_line(text), id_) for id_, text in lines.items())
        options.highlighted = 0 if lines else None
        self.show_message("" if lines else nothing)

    def lines(self) -> Iterable[tuple[str, str]]:
        """As they were given."""
        return self._choices.items()

    @on(OptionList.OptionSelected)
    def _on_selected(self, event: OptionList.OptionSelected) -> None:
        self.close_with(event.option_id)


def _line(text: str) -> Content:
    return Content(f" {steady(one_line(text))}")
