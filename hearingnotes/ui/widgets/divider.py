"""The line between two panes, which the mouse drags."""

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

LEFT_BUTTON = 1
UPRIGHT, UPRIGHT_CLEAR = "│", "┃"
LYING, LYING_CLEAR = "─", "━"


class Divider(Widget, can_focus=False):
    """One cell across. It tells where the mouse has it; whoever lays out the panes moves it."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The mouse has the line in this column or row of the window."""

        def __init__(self, line: "Divider", at_cell: int) -> None:
            super().__init__()
            self.line, self.at_cell = line, at_cell

    class Left(Message):
        """The mouse has let go of the line where it was told to be last."""

    class Reset(Message):
        """The line is to go back to its usual place."""

        def __init__(self, line: "Divider") -> None:
            super().__init__()
            self.line = line

    def __init__(self, kept_as: str, *, is_upright: bool = True) -> None:
        """`kept_as` is the name under which its place is remembered."""
        super().__init__(classes="" if is_upright else "-lying")
        self.kept_as = kept_as
        self.is_upright = is_upright
        self._is_held = self._has_moved = False
        self._posted_cell: int | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of it."""
        if event.button == LEFT_BUTTON and self.screen.is_active:
            self._is_held, self._has_moved, self._posted_cell = True, False, self._cell_of(event)
            self.capture_mouse()
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        self.follow(event)

    def on_mouse_up(self) -> None:
        """Leave it there."""
        self.release()

    def on_mouse_release(self) -> None:
        """Another page has come over it, or the button went up; the mouse may have it again."""
        if self.app.mouse_captured is not self:
            self.release()

    def on_hide(self) -> None:
        """There is nothing to be held."""
        self.release()

    def follow(self, event: events.MouseMove) -> None:
        """While it is held, tell where the mouse is, once for each cell."""
        if self._is_held and event.button != LEFT_BUTTON:
            self.release()  # the button was released where the terminal does not tell
        elif self._is_held and self._posted_cell != self._cell_of(event):
            self._has_moved, self._posted_cell = True, self._cell_of(event)
            self.post_message(self.Moved(self, self._posted_cell))

    def release(self) -> None:
        """The mouse holds it no longer."""
        if not self._is_held:
            return
        self._is_held = False
        self.release_mouse()
        self.refresh()
        if self._has_moved:
            self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """A double click puts the usual back."""
        if event.chain == 2 and not self._has_moved:
            self.post_message(self.Reset(self))

    def _cell_of(self, event: events.MouseEvent) -> int:
        return int(event.screen_x if self.is_upright else event.screen_y)

    # --- drawing: heavy where the mouse has it, or may take it ---

    def on_enter(self) -> None:
        """The mouse is on it."""
        self.refresh()

    def on_leave(self) -> None:
        """The mouse has gone."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the window."""
        is_clear = self._is_held or self.mouse_hover
        light, heavy = (UPRIGHT, UPRIGHT_CLEAR) if self.is_upright else (LYING, LYING_CLEAR)
        width = self.size.width
        return Strip([Segment((heavy if is_clear else light) * width, self.rich_style)], width)
