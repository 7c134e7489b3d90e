"""The line between two panes, which the mouse drags."""

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

LEFT_BUTTON = 1
UPRIGHT, UPRIGHT_CLEAR = "│", "┃"
LYING, LYING_CLEAR = "─", "━"


class Divider(Widget, can_focus=False):
    """A line one cell across that posts where the mouse drags it; what lays out the panes moves
    the line.
    """

    DEFAULT_CSS = """
    Divider {
        width: 1;
        height: 100%;
        background: $background;
        color: $foreground 30%;
        pointer: ew-resize;
        &:hover { color: $accent; }
        &.-lying { width: 100%; height: 1; pointer: ns-resize; }
    }
    """

    ALLOW_SELECT = False

    _is_held: reactive[bool] = reactive(False)

    class Moved(Message):
        """The mouse drags the line to this column or row of the window."""

        def __init__(self, line: "Divider", at_cell: int) -> None:
            super().__init__()
            self.line, self.at_cell = line, at_cell

    class Left(Message):
        """The mouse has released the line, which stays where `Moved` named last."""

    class Reset(Message):
        """The line is to return to its usual place."""

        def __init__(self, line: "Divider") -> None:
            super().__init__()
            self.line = line

    def __init__(self, kept_as: str, *, is_upright: bool = True) -> None:
        """Make a divider whose place is remembered under the name `kept_as`."""
        super().__init__(classes="" if is_upright else "-lying")
        self.kept_as = kept_as
        self.is_upright = is_upright
        self._has_moved = False
        self._posted_cell: int | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag the line."""
        if event.button == LEFT_BUTTON and self.screen.is_active:
            self._is_held, self._has_moved, self._posted_cell = True, False, self._cell_of(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the line along with the mouse."""
        self.follow(event)

    def on_mouse_up(self) -> None:
        """Leave the line where the mouse is."""
        self.release()

    def on_mouse_release(self) -> None:
        """Stop dragging where another page lies above, or where the button went up."""
        if self.app.mouse_captured is not self:
            self.release()

    def on_hide(self) -> None:
        """Stop dragging a line that is not shown any more."""
        self.release()

    def follow(self, event: events.MouseMove) -> None:
        """While the line is dragged, post where the mouse is, once for each cell."""
        if self._is_held and event.button != LEFT_BUTTON:
            self.release()  # the button was released where the terminal does not tell
        elif self._is_held and self._posted_cell != self._cell_of(event):
            self._has_moved, self._posted_cell = True, self._cell_of(event)
            self.post_message(self.Moved(self, self._posted_cell))

    def release(self) -> None:
        """Stop dragging, and post `Left` where the line has moved."""
        if not self._is_held:
            return
        self._is_held = False
        self.release_mouse()
        if self._has_moved:
            self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Post `Reset` at a double click."""
        if event.chain == 2 and not self._has_moved:
            self.post_message(self.Reset(self))

    def _cell_of(self, event: events.MouseEvent) -> int:
        return int(event.screen_x if self.is_upright else event.screen_y)

    # --- drawing: heavy where the mouse drags the line, or may begin to ---

    def on_enter(self) -> None:
        """Draw the line heavy while the mouse is on it."""
        self.refresh()

    def on_leave(self) -> None:
        """Draw the line light again."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one cell of an upright line, or all of a lying one."""
        is_clear = self._is_held or self.mouse_hover
        light, heavy = (UPRIGHT, UPRIGHT_CLEAR) if self.is_upright else (LYING, LYING_CLEAR)
        width = self.size.width
        return Strip([Segment((heavy if is_clear else light) * width, self.rich_style)], width)
