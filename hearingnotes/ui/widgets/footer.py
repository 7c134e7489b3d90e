"""The keys that count in this state, in one line."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.ui.actions.table import Action, State
from hearingnotes.ui.keymap import Keymap, shown_key

NARROW_CELLS = 60


class KeyFooter(Widget):
    """As many keys as fit, the ones that matter most; in the order of their rank."""

    COMPONENT_CLASSES = {"key-footer--key", "key-footer--word"}

    class Clicked(Message):
        """An action was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keymap: Keymap, *, letters_are_text: bool) -> None:
        """`letters_are_text`: while watching, a key that types something is no command."""
        super().__init__()
        self._keymap = keymap
        self._letters_are_text = letters_are_text
        self._state: State | None = State.WATCHING

    def show(self, state: State | None) -> None:
        """Change to the keys of a state; None while a question is asked."""
        if state is not self._state:
            self._state = state
            self.refresh()

    def _shown(self) -> list[tuple[Action, str, str]]:
        """The actions that fit, each with its key and its word."""
        if self._state is None:
            return []
        keys = {
            action: key
            for action in self._keymap.of_state(self._state)
            if action.footer and (key := self._key_of(action))
        }
        # Help and leaving are at the end, but must be seen on the narrowest screen.
        wanted = sorted(keys, key=lambda action: (action.rank < 90, action.rank))
        room, kept = self.size.width - sum(map(len, self._palette)), []
        words: set[str] = set()
        for action in wanted:
            if action.footer in words:
                continue  # its other key is there already
            cells = len(shown_key(keys[action])) + len(action.footer) + 4
            if cells <= room:
                room -= cells
                kept.append(action)
                words.add(action.footer)
        kept.sort(key=lambda action: action.rank)
        return [(action, f" {shown_key(keys[action])} ", f"{action.footer}  ") for action in kept]

    @property
    def _is_typing(self) -> bool:
        return self._letters_are_text and self._state is State.WATCHING

    @property
    def _palette(self) -> tuple[str, ...]:
        """Where letters are no commands, the key that finds all there are."""
        has_room = self.size.width >= NARROW_CELLS
        return (" Ctrl+P ", "commands  ") if self._is_typing and has_room else ()

    def _key_of(self, action: Action) -> str:
        """The key to name: the first that works in this state."""
        return next((key for key in action.keys if not (self._is_typing and len(key) == 1)), "")

    def render_line(self, y: int) -> Strip:
        """The line of keys."""
        segments: list[Segment] = []
        if self._state is None:
            segments += [
                Segment(" Enter ", self._style("key")),
                Segment("done  ", self._style("word")),
            ]
            segments += [
                Segment(" Esc ", self._style("key")),
                Segment("back  ", self._style("word")),
            ]
        for _, key, word in self._shown():
            segments += [Segment(key, self._style("key")), Segment(word, self._style("word"))]
        if self._palette:
            key, word = self._palette
            segments += [Segment(key, self._style("key")), Segment(word, self._style("word"))]
        return Strip(segments).adjust_cell_length(self.size.width, self._style("word"))

    def on_click(self, event: events.Click) -> None:
        """A click does what the key would."""
        at = 0
        for action, key, word in self._shown():
            at += len(key) + len(word)
            if event.x < at:
                self.post_message(self.Clicked(action))
                return

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"key-footer--{part}")
