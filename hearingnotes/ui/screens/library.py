"""The hearings of the library, to choose one from."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hearingnotes.library.hearings import KeptHearing
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.wording import count

GUIDANCE = (
    "There are no hearings yet. Paste a link (YouTube and others) or the path of a recording "
    "above and press Enter. hearingnotes demo shows how it goes."
)


class LibraryScreen(Screen[None]):
    """One line to type in: it filters the list, or takes a link or a file."""

    class Chosen(Message):
        """A hearing of the list."""

        def __init__(self, kept: KeptHearing) -> None:
            super().__init__()
            self.kept = kept

    class Typed(Message):
        """Something that is not in the list: a link, or a file."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    CSS_PATH = "library.tcss"
    AUTO_FOCUS = "#what"

    def __init__(self, everything: Sequence[KeptHearing], problems: Sequence[str]) -> None:
        super().__init__()
        self._everything = everything
        self._shown: list[KeptHearing] = []
        self._problems = problems

    def compose(self) -> ComposeResult:
        """A title, the line, the list."""
        yield Static(" hearingnotes · open a hearing", id="title-line", markup=False)
        yield Input(
            placeholder="Type to find, or paste a link or a file's path", id="what", compact=True
        )
        yield OptionList(id="hearings", compact=True, markup=False)
        yield Static(self._hint(), id="hint", markup=False)
        yield Static(" ↑↓ choose   Enter open   Ctrl+Q quit", id="keys", markup=False)

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def tell(self, sentence: str) -> None:
        """What was typed can't be opened."""
        self.query_one("#hint", Static).update(Content(f"! {sentence}"))

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while letters go into the line."""
        hearings = self.query_one("#hearings", OptionList)
        if event.key == "down":
            hearings.action_cursor_down()
        elif event.key == "up":
            hearings.action_cursor_up()
        elif event.key == "escape":
            self.query_one("#what", Input).value = ""
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
            self.post_message(self.Chosen(self._shown[hearings.highlighted]))
        elif event.value.strip():
            self.post_message(self.Typed(event.value.strip()))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.post_message(self.Chosen(self._shown[event.option_index]))

    def _show(self, words: str) -> None:
        wanted = words.casefold().split()
        self._shown = [
            kept
            for kept in self._everything
            if all(
                word in f"{kept.hearing.title} {kept.hearing.body}".casefold() for word in wanted
            )
        ]
        hearings = self.query_one("#hearings", OptionList)
        hearings.clear_options()
        hearings.add_options(Option(self._row(kept)) for kept in self._shown)
        hearings.highlighted = 0 if self._shown else None

    def _row(self, kept: KeptHearing) -> str:
        day = kept.hearing.date or kept.hearing.created_utc.astimezone().date()
        return f"{day}  {count(kept.note_count, 'note'):>11}  {one_line(kept.hearing.title)}"

    def _hint(self) -> str:
        if self._problems:
            return "! " + "\n! ".join(self._problems)
        return "" if self._everything else GUIDANCE
