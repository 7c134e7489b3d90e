"""The keys that count in this state, in one line."""

from collections.abc import Sequence

from hearingnotes.ui.action import Mode
from hearingnotes.ui.keymap import PALETTE_KEY, Keymap
from hearingnotes.ui.widgets.key_bar import KeyBar, Shown

NARROW_CELLS = 60
OF_A_QUESTION = (Shown("Enter", "done", "enter"), Shown("Esc", "back", "escape"))
PALETTE = Shown(PALETTE_KEY, "commands", PALETTE_KEY.lower())


class KeyFooter(KeyBar):
    """As many keys as fit, the ones that matter most; in the order of their rank."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self._state: Mode | None = Mode.WATCHING

    def show(self, state: Mode | None) -> None:
        """Change to the keys of a state; None while a question is asked."""
        if state is not self._state:
            self._state = state
            self.refresh()

    def shown(self) -> Sequence[Shown]:
        """The actions that fit, each with its key and its word."""
        if self._state is None:
            return OF_A_QUESTION
        keys = {
            action: key
            for action in self._keymap.actions_for(self._state)
            if action.footer and (key := self._keymap.key_for(action, self._state))
        }
        # Help and leaving are at the end, but must be seen on the narrowest screen.
        wanted = sorted(keys, key=lambda action: (action.rank < 90, action.rank))
        palette = self._palette(self._state)
        room, stored = self.size.width - sum(_cells(shown) for shown in palette), []
        words: set[str] = set()
        for action in wanted:
            shown = Shown(keys[action], action.footer, action)
            # Where the word is there already, another key of it is.
            if action.footer not in words and _cells(shown) <= room:
                room -= _cells(shown)
                stored.append((action.rank, shown))
                words.add(action.footer)
        stored.sort(key=lambda pair: pair[0])
        return [*(shown for _, shown in stored), *palette]

    def _palette(self, state: Mode) -> tuple[Shown, ...]:
        """Where letters are no commands, the key that finds all there are."""
        is_typing = self._keymap.letters_are_text and state is Mode.WATCHING
        return (PALETTE,) if is_typing and self.size.width >= NARROW_CELLS else ()


def _cells(shown: Shown) -> int:
    return sum(map(len, shown.parts))
