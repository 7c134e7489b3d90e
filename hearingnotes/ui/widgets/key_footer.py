"""The most useful keys of the current mode, in one line."""

from collections.abc import Sequence

from textual.reactive import reactive

from hearingnotes.ui.action import Mode
from hearingnotes.ui.keymap import PALETTE_KEY, Keymap
from hearingnotes.ui.widgets.key_bar import KeyBar, Shown

NARROW_CELLS = 60
OF_A_QUESTION = (Shown("Enter", "done", "enter"), Shown("Esc", "back", "escape"))
PALETTE = Shown(PALETTE_KEY, "commands", PALETTE_KEY.lower())


class KeyFooter(KeyBar):
    """As many keys as fit, those that matter most, in the order of their rank."""

    _mode: reactive[Mode | None] = reactive[Mode | None](Mode.WATCHING)

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def show(self, mode: Mode | None) -> None:
        """Show the keys of this mode; None while a question is asked."""
        self._mode = mode

    def shown(self) -> Sequence[Shown]:
        """The keys of the actions that fit."""
        if self._mode is None:
            return OF_A_QUESTION
        keys = {
            action: key
            for action in self._keymap.actions_for(self._mode)
            if action.footer and (key := self._keymap.key_for(action, self._mode))
        }
        # Help and leaving are at the end, but must be seen on the narrowest screen.
        wanted = sorted(keys, key=lambda action: (action.rank < 90, action.rank))
        palette = self._palette(self._mode)
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

    def _palette(self, mode: Mode) -> tuple[Shown, ...]:
        """The key of the command palette, where letters are no commands."""
        is_typing = self._keymap.letters_are_text and mode is Mode.WATCHING
        return (PALETTE,) if is_typing and self.size.width >= NARROW_CELLS else ()


def _cells(shown: Shown) -> int:
    return sum(map(len, shown.parts))
