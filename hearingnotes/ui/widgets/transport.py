"""Where the recording is and what it does: one line of words, one of a bar."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.model.timecode import format_time
from hearingnotes.player.state import Phase, PlayerState
from hearingnotes.ui.wrap import fit

_SIGNS = {
    Phase.ABSENT: "✗",
    Phase.LOADING: "…",
    Phase.PLAYING: "▶",
    Phase.PAUSED: "‖",
    Phase.BUFFERING: "…",
    Phase.ENDED: "■",
    Phase.FAILED: "✗",
}


class Transport(Widget):
    """The clock is given to it four times a second; it repaints only what differs."""

    COMPONENT_CLASSES = {
        "transport--phase",
        "transport--bar",
        "transport--rest",
        "transport--words",
    }

    class Clicked(Message):
        """The bar was clicked, at this second."""

        def __init__(self, second_s: float) -> None:
            super().__init__()
            self.second_s = second_s

    def __init__(self) -> None:
        super().__init__()
        self._words = ("", "")
        self._cells = 0
        self._duration_s: float | None = None

    def show(self, state: PlayerState, position_s: float | None) -> None:
        """Bring both lines up to date."""
        words = (f" {_SIGNS[state.phase]} {state.phase.value}", _words(state, position_s))
        self._duration_s = state.duration_s
        if words != self._words:
            self._words = words
            self.refresh(Region(0, 0, self.size.width, 1))
        cells = self._filled(position_s)
        if cells != self._cells:
            self._cells = cells
            self.refresh(Region(0, 1, self.size.width, 1))

    def on_click(self, event: events.Click) -> None:
        """A click on the bar goes there."""
        if event.y == 1 and self._duration_s:
            self.post_message(self.Clicked(self._duration_s * event.x / max(1, self.size.width)))

    def _filled(self, position_s: float | None) -> int:
        if not self._duration_s or position_s is None:
            return 0
        return round(min(1.0, position_s / self._duration_s) * self.size.width)

    def render_line(self, y: int) -> Strip:
        """The words, or the bar."""
        width = self.size.width
        if y == 0:
            phase, words = self._words
            head = fit(phase, min(width, 17))
            return Strip(
                [
                    Segment(head, self._style("phase")),
                    Segment(fit(words, width - len(head)), self._style("words")),
                ],
                width,
            )
        cells = min(self._cells, width)
        return Strip(
            [
                Segment("━" * cells, self._style("bar")),
                Segment("─" * (width - cells), self._style("rest")),
            ],
            width,
        )

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"transport--{part}")


def _words(state: PlayerState, position_s: float | None) -> str:
    here = format_time(position_s) if position_s is not None else "–:––"
    length = f" / {format_time(state.duration_s)}" if state.duration_s else ""
    if state.silent:
        sound = "no sound device"
    elif state.muted:
        sound = "sound off"
    else:
        sound = f"volume {state.volume:.0f}%"
    return f"{here}{length}   speed {state.speed:g}×   {sound}"
