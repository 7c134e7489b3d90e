"""All keys, made from the table of actions."""

from collections.abc import Callable
from itertools import groupby

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hearingnotes.ui.actions.table import Action, State
from hearingnotes.ui.keymap import Keymap, shown_key

KEY_CELLS = 18


class KeysScreen(ModalScreen[None]):
    """A page to read; any of Esc, q, ? and Enter closes it."""

    CSS_PATH = "keys.tcss"

    def __init__(self, keymap: Keymap, capture: Callable[[str, str | None], bool]) -> None:
        """`capture` is shown each key: a moment is not missed because the page is open."""
        super().__init__()
        self._keymap = keymap
        self._capture = capture

    def compose(self) -> ComposeResult:
        """Both states, one below the other."""
        with VerticalScroll(id="page"):
            yield Static(self._page())

    def on_key(self, event: events.Key) -> None:
        """Close, also to take a moment."""
        captured = self._capture(event.key, event.character)
        if captured or event.key in {"escape", "q", "question_mark", "enter", "f1"}:
            event.stop()
            if self.is_current:  # a second Esc may come before the first has closed it
                self.dismiss()

    def _page(self) -> Content:
        parts: list[Content] = [
            Content("All keys. Esc closes this page; the settings can change every key.\n")
        ]
        for state in State:
            parts.append(Content.styled(f"\nWhile {state.value}\n", "bold"))
            actions = self._keymap.of_state(state)
            for title, group in groupby(actions, key=_common_title):
                parts.append(_row(title, list(group)))
        parts.append(Content("\nCtrl+P finds every command by its name, and changes the theme.\n"))
        return Content("").join(parts)


def _common_title(action: Action) -> str:
    """Nine speakers make one row."""
    return "Note with speaker 1 to 9" if action.id.startswith("speaker_") else action.title


def _row(title: str, actions: list[Action]) -> Content:
    if len(actions) > 1:
        keys = f"{shown_key(actions[0].keys[0])} … {shown_key(actions[-1].keys[0])}"
        names = "speaker_1 …"
    else:
        keys = " or ".join(shown_key(key) for key in actions[0].keys)
        names = actions[0].id
    return Content.assemble(
        f"  {keys:<{KEY_CELLS}}",
        f"{title:<42}",
        (f"{names}\n", "dim"),
    )
