"""The anchors of the hearing, to read and to take back."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Timeline
from hearingnotes.model.wording import clock, second
from hearingnotes.ui.desk import Desk

NONE = "There are no anchors. a sets one for the chosen note, A for this moment."


class AnchorsScreen(ModalScreen[Anchor | None]):
    """Closes with the anchor that is to be removed, or with nothing."""

    CSS_PATH = "anchors.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """The list, one line each."""
        yield Static(" Anchors of this hearing", id="title", markup=False)
        yield OptionList(*map(self._option, self._desk.anchors), id="list", markup=False)
        yield Static(NONE if not self._desk.anchors else "", id="hint", markup=False)
        yield Static(" d take it back   Esc close", id="keys", markup=False)

    def _option(self, anchor: Anchor) -> Option:
        own = Timeline(self._desk.recordings).place(anchor.moment)
        was = second(own) if own is not None else f"{clock(anchor.moment)} by the clock"
        note = self._desk.notebook.get(anchor.note_id)
        words = f"  {one_line(note.text, 60)}" if note is not None else ""
        return Option(Content(f"{was:>20} is {format_time(anchor.second_s)}{words}"), anchor.id)

    def on_key(self, event: events.Key) -> None:
        """d removes; Esc and q close."""
        if event.key in {"escape", "q", "f7"}:
            self._close(None)
        elif event.key in {"d", "delete"} and self._desk.anchors:
            index = self.query_one(OptionList).highlighted
            if index is not None:
                self._close(self._desk.anchors[index])
        else:
            return
        event.stop()

    def _close(self, anchor: Anchor | None) -> None:
        if self.is_current:
            self.dismiss(anchor)
