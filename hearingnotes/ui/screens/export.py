"""Where the notes go, and in which form."""

from dataclasses import dataclass
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hearingnotes.model.links import LinkStyle


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person chose."""

    style: str
    link_style: LinkStyle
    path: Path


class ExportScreen(ModalScreen[ExportWish | None]):
    """A style, a form of link, a file name. Tab goes from one to the next, Enter writes."""

    CSS_PATH = "export.tcss"
    AUTO_FOCUS = ""  # set at once, below: a moment later the first letters would be lost

    def __init__(self, styles: list[str], link_style: LinkStyle, file_name: str) -> None:
        super().__init__()
        self._styles = styles
        self._link_style = link_style
        self._file_name = file_name

    def compose(self) -> ComposeResult:
        """Three questions, already answered."""
        with Vertical(id="box"):
            yield Static("Export the notes: Enter writes, Tab moves, Esc goes back")
            yield Static("Form")
            yield OptionList(
                *(Option(style, id=style) for style in self._styles),
                id="style",
                compact=True,
                markup=False,
            )
            yield Static("YouTube links")
            yield OptionList(
                *(Option(style, id=style) for style in LinkStyle),
                id="links",
                compact=True,
                markup=False,
            )
            yield Static("File")
            yield Input(self._file_name, id="file", compact=True)

    def on_mount(self) -> None:
        """Begin with the usual, ready for another file name."""
        self.set_focus(self.query_one("#file", Input), scroll_visible=False)
        self.query_one("#style", OptionList).highlighted = 0
        self.query_one("#links", OptionList).highlighted = list(LinkStyle).index(self._link_style)

    @on(OptionList.OptionHighlighted)
    def _mark_choice(self, event: OptionList.OptionHighlighted) -> None:
        """A dot, so that colour alone does not tell what is chosen."""
        choices = event.option_list
        for index in range(choices.option_count):
            dot = "●" if index == event.option_index else "○"
            name = choices.get_option_at_index(index).id
            choices.replace_option_prompt_at_index(index, f"{dot} {name}")

    def on_key(self, event: events.Key) -> None:
        """Esc goes back."""
        if event.key == "escape":
            event.stop()
            self._close(None)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _write(self) -> None:
        file_name = self.query_one("#file", Input).value.strip()
        if not file_name:
            self.query_one("#file", Input).focus()
            return
        style = self.query_one("#style", OptionList).highlighted or 0
        links = self.query_one("#links", OptionList).highlighted or 0
        wish = ExportWish(self._styles[style], list(LinkStyle)[links], Path(file_name))
        self._close(wish)

    def _close(self, wish: ExportWish | None) -> None:
        if self.is_current:  # a second Enter may come before the first has closed it
            self.dismiss(wish)
