"""A text to type, in whose place the program says something while nothing is typed."""

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from hearingnotes.model.sanitize import printable
from hearingnotes.ui.text import fit, steady, wrap


class TextEditor(TextArea):
    """A text that can be typed while `is_writing`, and else the latest sentence of the program.

    Another widget for the sentence would take a new layout and a new focus each time that writing
    begins, and twice the time from the key to the screen.
    """

    DEFAULT_CSS = """
    TextEditor, TextEditor:focus {
        height: 100%;
        max-width: 104;
        padding: 0 2;
        border: none;
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
        & > .text-editor--error { background: $surface; color: $error; text-style: bold; }
    }
    """

    COMPONENT_CLASSES = {"text-editor--error"}

    def __init__(self, take_key: Callable[[events.Key], bool], *, blink: bool) -> None:
        """Make an editor. `take_key` is asked first about every key; the keys for which it returns
        False go into the text.
        """
        super().__init__(compact=True, soft_wrap=True, tab_behavior="indent")
        self._take_key = take_key
        self._blink = blink
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.is_writing = False
        self.sentence = ""
        self.is_error = False

    def begin_text(self, text: str) -> None:
        """Begin to write, with this text and the cursor behind it."""
        self.is_writing = True
        self.cursor_blink = self._blink
        text = printable(text)
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)
        self.refresh()

    def end_text(self) -> str:
        """Stop writing; return the text as it was written."""
        text = self.text
        self.is_writing = False
        self.cursor_blink = False
        self.load_text("")
        return text

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, without signs that would disturb the terminal. Every way into the text
        but `begin_text` leads through here, and what is pasted may be anybody's."""
        edit.text = printable(edit.text)
        return super().edit(edit)

    def new_line(self) -> None:
        """Break the line at the cursor."""
        self.insert("\n")

    def undo(self) -> None:
        """Take back the latest change."""
        self._turn(super().undo)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._turn(super().redo)

    def _turn(self, turn: Callable[[], None]) -> None:
        """Undo or redo with the cursor in the first line: Textual looks for the cursor before it
        moves it, and every other line may be gone."""
        text, selection = self.text, self.selection
        self.selection = Selection.cursor((0, 0))
        turn()
        if self.text == text:
            self.selection = selection

    def on_resize(self) -> None:
        """Keep the cursor in sight, since text wraps and scrolls otherwise in another window."""
        if self.is_writing:
            self.call_after_refresh(self.scroll_cursor_visible)

    # --- the sentence that is shown while nothing is typed ---

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in place of the one before; plain, never markup."""
        if (sentence, error) != (self.sentence, self.is_error):
            self.sentence, self.is_error = sentence, error
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the text, or of the sentence."""
        if self.is_writing:
            return super().render_line(y)
        width, height = self.size
        lead = "! " if self.is_error else ""
        lines = wrap(steady(self.sentence), width - len(lead))
        if len(lines) > height > 0:
            lines[height - 1] = fit(lines[height - 1] + " …", width - len(lead))
        text = (lead if y == 0 else " " * len(lead)) + lines[y] if y < len(lines) else ""
        style = self.rich_style
        if self.is_error:
            style = self.get_component_rich_style("text-editor--error")
        return Strip([Segment(fit(text, width), style)], width)

    # --- keys and mouse: nothing of the text can be changed while nothing is typed ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an editing key changes the text: only while writing."""
        return self.is_writing and super().check_action(action, parameters)

    async def _on_key(self, event: events.Key) -> None:
        if self._take_key(event):
            event.stop()
            event.prevent_default()
        elif not self.is_writing:
            event.prevent_default()
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        if self.is_writing:
            await super()._on_paste(event)
        event.stop()
        event.prevent_default()

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        if not self.is_writing:
            event.prevent_default()
