"""Keys and what they do, in one line; a click on a key does what the key would."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.action import Action
from hearingnotes.ui.key_names import shown_key


@dataclass(frozen=True, slots=True)
class Shown:
    """A key as it is written, its word, and what a click does: an action, or the press of a key."""

    key: str
    word: str
    does: Action | str

    @property
    def parts(self) -> tuple[str, str]:
        """The two parts that are drawn."""
        return f" {self.key} ", f"{self.word}  "


class KeyBar(Widget, can_focus=False):
    """The keys of a page or dialogue, which never change."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        background: $panel;
        & > .key-bar--key { background: $panel; color: $accent; text-style: bold; }
        & > .key-bar--word { background: $panel; color: $foreground; }
    }
    """

    COMPONENT_CLASSES = {"key-bar--key", "key-bar--word"}

    class Clicked(Message):
        """The key of an action was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *keys: tuple[str, str], lead: str = "", id: str | None = None) -> None:
        """Make a line of these keys, a word for each; `lead` stands before them."""
        super().__init__(id=id)
        self._keys = [Shown(shown_key(key), word, key) for key, word in keys]
        self._lead = lead

    def shown(self) -> Sequence[Shown]:
        """The keys that are shown now."""
        return self._keys

    def render_line(self, y: int) -> Strip:
        """Draw the line of keys."""
        segments = [Segment(self._lead, self._style("word"))]
        for shown in self.shown():
            key, word = shown.parts
            segments += [Segment(key, self._style("key")), Segment(word, self._style("word"))]
        return Strip(segments).adjust_cell_length(self.size.width, self._style("word"))

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key would."""
        at = len(self._lead)
        for shown in self.shown():
            at += sum(map(len, shown.parts))
            if event.x < at:
                self._do(shown.does)
                return

    def _do(self, does: Action | str) -> None:
        if isinstance(does, Action):
            self.post_message(self.Clicked(does))
        else:
            self.app.simulate_key(does)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"key-bar--{part}")
