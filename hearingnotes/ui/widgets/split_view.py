"""Panes side by side. The line behind the first is dragged, or moved by keys, and stays there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from textual import events, on
from textual.containers import Horizontal
from textual.widget import Widget

from hearingnotes.ui.widgets.divider import Divider

STEP_CELLS = 4


@dataclass(frozen=True, slots=True)
class SplitBounds:
    """Where a line can lie: how many cells the window has across it, how many of these the panes
    on both sides have with the line, and how many each of them needs at least to be read.
    """

    window: int
    room: int
    least_before: int
    least_behind: int

    @property
    def has_room(self) -> bool:
        """Whether there is room for the least of both."""
        return self.room > self.least_before + self.least_behind

    def line_at(self, wanted: int) -> int:
        """How many cells lie before the line, as near to those wanted as may be. Where there is no
        room for both, the pane behind the line has it.
        """
        return max(0, min(max(wanted, self.least_before), self.room - 1 - self.least_behind))


class Shares(Protocol):
    """Where the places of lines are remembered, each by the name of its line as a share of the
    window from 0 to 1; None where nobody has moved the line."""

    def share(self, line: str) -> float | None:
        """The share that the pane before the line has."""

    def hold(self, line: str, share: float | None) -> None:
        """Remember the share while the program runs."""

    def write(self) -> None:
        """Write what is remembered to the disk, off the UI thread."""


class SplitView(Horizontal):
    """Where a line lies is remembered as a share of the window, so that it holds in another."""

    def __init__(
        self, shares: Shares, first: Widget, line: Divider, *others: Widget, id: str
    ) -> None:
        super().__init__(first, line, *others, id=id)
        self._shares = shares
        self._first = first
        self.line = line
        self.lines: tuple[Divider, ...] = (line,)
        self.dragged: Divider | None = None

    def extent(self, line: Divider) -> SplitBounds:
        """Where this line can lie."""
        raise NotImplementedError

    def usual(self, line: Divider) -> int:
        """How many cells there are before the line where nobody has moved it."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Lay everything out as it is to be now."""
        self._first.styles.width = self.before(self.line)

    def before(self, line: Divider) -> int:
        """How many cells there are to be before the line."""
        share, extent = self._shares.share(line.kept_as), self.extent(line)
        wanted = self.usual(line) if share is None else round(share * extent.window)
        return extent.line_at(wanted)

    def move_line(self, step: int) -> None:
        """A step to the right, or with −1 to the left."""
        self._put(self.line, self.before(self.line) + step * STEP_CELLS)
        self._shares.write()

    # --- a quick mouse has left the line before the line holds it ---

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Bring the line after it."""
        for line in self.lines:
            line.follow(event)

    def on_mouse_up(self) -> None:
        """Leave the line there."""
        for line in self.lines:
            line.release()

    @on(Divider.Moved)
    def _moved(self, message: Divider.Moved) -> None:
        message.stop()
        self.dragged = line = message.line
        corner = self.region
        self._put(line, message.at_cell - (corner.x if line.is_upright else corner.y))

    @on(Divider.Left)
    def _left(self, message: Divider.Left) -> None:
        message.stop()
        self.dragged = None
        self.lay_out()
        self._shares.write()

    @on(Divider.Reset)
    def _reset(self, message: Divider.Reset) -> None:
        message.stop()
        self._shares.hold(message.line.kept_as, None)
        self.lay_out()
        self._shares.write()

    def _put(self, line: Divider, wanted: int) -> None:
        extent = self.extent(line)
        if extent.has_room:
            self._shares.hold(line.kept_as, extent.line_at(wanted) / extent.window)
            self.lay_out()
