"""The least that Textual can do: a header, a footer, and a line to type in that a key shows."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input


class EmptyApp(App[None]):
    """n shows the line and goes there, Esc hides it again."""

    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """Top, middle, bottom."""
        yield Header()
        line = Input(placeholder="Writing")
        line.cursor_blink = line.display = False
        yield line
        yield Footer()

    def on_key(self, event: events.Key) -> None:
        """The two keys."""
        line = self.query_one(Input)
        if event.key == "n" and not line.display:
            line.display = True
            line.focus(scroll_visible=False)
        elif event.key == "escape":
            line.display = False
            line.value = ""


if __name__ == "__main__":
    EmptyApp().run()
