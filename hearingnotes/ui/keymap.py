"""Which key does what in which state, with the person's own keys laid over the table."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from textual.keys import Keys

from hearingnotes.ui.actions.table import Action, State

_NAMES = {key.value for key in Keys} | {
    "space",
    "enter",
    "escape",
    "tab",
    "backspace",
    "delete",
    "up",
    "down",
    "left",
    "right",
}
_MODIFIERS = ("ctrl+", "shift+", "alt+")
_SHOWN = {
    "space": "space",
    "enter": "Enter",
    "escape": "Esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "tab": "Tab",
}


PALETTE_KEY = "Ctrl+P"


class Keymap:
    """The actions, with the keys that they answer to."""

    def __init__(
        self,
        actions: Iterable[Action],
        overrides: Mapping[str, str],
        *,
        letters_are_text: bool = False,
    ) -> None:
        """`overrides`: for an action's id, its keys with commas between.

        What can't be taken is told in `problems`, and the table's own keys hold; what is taken
        stays in `overrides`. With `letters_are_text`, a key that types something is no command
        while watching.
        """
        self.letters_are_text = letters_are_text
        table = {action.id: action for action in actions}
        self.problems: list[str] = []
        self.overrides: dict[str, str] = {}
        changed = dict(table)
        for action_id, text in overrides.items():
            keys = tuple(key.strip() or key for key in text.split(",") if key)
            wrong = [key for key in keys if not _is_key(key)]
            told = "settings, [keys]:"
            if action_id not in table:
                self.problems.append(
                    f"{told} there is no action {action_id}{_near(action_id, table)}"
                )
            elif not keys:
                self.problems.append(f"{told} {action_id} needs a key.")
            elif wrong:
                names = ", ".join(wrong)
                self.problems.append(f"{told} {action_id} can't have {names} for a key.")
            else:
                self.overrides[action_id] = text
                changed[action_id] = replace(table[action_id], keys=keys)
        clashes = _clashes(changed.values())
        if clashes:
            self.problems += clashes
            changed, self.overrides = table, {}
        self.actions: tuple[Action, ...] = tuple(changed.values())
        self._find = {
            (state, key): action
            for action in self.actions
            for state in action.states
            for key in action.keys
        }
        self._named = {action.id: self._name(action) for action in self.actions}

    def find(self, state: State, key: str, character: str | None) -> Action | None:
        """The action of a key press, by the key's name or the character that it types."""
        found = self._find.get((state, key))
        if found is None and character is not None:
            found = self._find.get((state, character))
        return found

    def of_state(self, state: State) -> list[Action]:
        """The actions that can be done in this state."""
        return [action for action in self.actions if state in action.states]

    def key_of(self, action: Action, state: State) -> str:
        """The first key that works in this state, as people write it; empty where none does."""
        is_typing = self.letters_are_text and state is State.WATCHING
        working = (key for key in action.keys if not (is_typing and len(key) == 1))
        return next(map(shown_key, working), "")

    def told(self, sentence: str, **parts: object) -> str:
        """The sentence with the key that works now in place of each action's id in braces, as in
        `{undo} brings it back.`; `parts` are put in by their names, as they are.
        """
        return sentence.format_map({**self._named, **parts})

    def _name(self, action: Action) -> str:
        """How a sentence names the action: by its key, or else by where it is found."""
        return self.key_of(action, action.states[0]) or f"“{action.title}” ({PALETTE_KEY})"


def shown_key(key: str) -> str:
    """A key as people write it: `ctrl+n` as Ctrl+N."""
    for modifier in _MODIFIERS:
        if key.startswith(modifier):
            rest = shown_key(key.removeprefix(modifier))
            return f"{modifier.capitalize()}{rest.upper() if len(rest) == 1 else rest}"
    if key in _SHOWN:
        return _SHOWN[key]
    return key.upper() if len(key) > 1 else key


def _is_key(key: str) -> bool:
    plain = key
    for modifier in _MODIFIERS:
        plain = plain.removeprefix(modifier)
    return (len(plain) == 1 and plain.isprintable()) or key in _NAMES or plain in _NAMES


def _clashes(actions: Iterable[Action]) -> list[str]:
    taken: dict[tuple[State, str], Action] = {}
    told: dict[str, None] = {}
    for action in actions:
        for state in action.states:
            for key in action.keys:
                other = taken.setdefault((state, key), action)
                if other is not action:
                    told[
                        f"settings, [keys]: {shown_key(key)} is the key of both "
                        f"{other.id} and {action.id}; give one of them another."
                    ] = None
    return list(told)


def _near(name: str, table: Mapping[str, Action]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, table, n=1)
    return f"; did you mean {close[0]}?" if close else "."
