"""Which key runs which action in which mode, with the person's own keys over the table's."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from textual.binding import Binding
from textual.widgets import TextArea

from hearingnotes.model.sanitize import one_line
from hearingnotes.ui.action import Action, Mode
from hearingnotes.ui.key_names import read_key, shown_key

PALETTE_KEY = "Ctrl+P"
_ALSO_NAMED = {"ctrl+space": "ctrl+@"}
"""Textual's name for what most terminals send for a key."""
_SHOWN_LENGTH = 60
_USUAL_HOLD = "till then its usual keys hold."
_EXAMPLES = f"{shown_key('f4')}, {shown_key('ctrl+o')} or comma"


class Keymap:
    """The actions with their keys in force."""

    def __init__(
        self,
        actions: Iterable[Action],
        overrides: Mapping[str, str],
        *,
        letters_are_text: bool = False,
    ) -> None:
        """`overrides` maps an action's id to its keys, separated by commas.

        For an invalid override the table's keys hold, and `problems` has the id and a sentence;
        valid ones stay in `overrides`. With `letters_are_text`, a key that types something is no
        command while watching.
        """
        self.letters_are_text = letters_are_text
        table = {action.id: action for action in actions}
        self.problems: list[tuple[str, str]] = []
        self.overrides: dict[str, str] = {}
        changed = dict(table)
        for action_id, text in overrides.items():
            if action_id not in table:
                self.problems.append((action_id, _describe_unknown_action(action_id, table)))
                continue
            keys, wrong = _read(table[action_id], text)
            if wrong:
                self.problems += [(action_id, sentence) for sentence in wrong]
            else:
                self.overrides[action_id] = text
                changed[action_id] = replace(table[action_id], keys=keys)
        self._settle_clashes(changed, table)
        self.actions: tuple[Action, ...] = tuple(changed.values())
        self._find = {
            (mode, name): action
            for action in self.actions
            for mode in action.modes
            for key in action.keys
            for name in (key, _ALSO_NAMED.get(key, key))
        }
        self._named = {action.id: self._name(action) for action in self.actions}

    def _settle_clashes(self, changed: dict[str, Action], table: Mapping[str, Action]) -> None:
        """Drop overrides that clash until none does. A default key that holds again may have been
        given to another action, so this repeats."""
        while clashes := _clashes(changed.values()):
            dropped: set[str] = set()
            for key, *both in clashes:
                own = [action_id for action_id in self.overrides if action_id in both]
                self.problems += [(action_id, _clash(key, both, own)) for action_id in own[-1:]]
                dropped.update(own)
            if not dropped:
                raise ValueError(f"the table of actions clashes: {clashes}")
            for action_id in dropped:
                del self.overrides[action_id]
                changed[action_id] = table[action_id]

    def find(self, mode: Mode, key: str, character: str | None) -> Action | None:
        """Return the action of a key press, by the key's name or its character."""
        found = self._find.get((mode, key))
        if found is None and character is not None:
            found = self._find.get((mode, character))
        return found

    def actions_for(self, mode: Mode) -> list[Action]:
        """Return the actions of this mode."""
        return [action for action in self.actions if mode in action.modes]

    def key_for(self, action: Action, mode: Mode) -> str:
        """Return the first key that works in this mode, as people write it, or an empty string."""
        is_typing = self.letters_are_text and mode is Mode.WATCHING
        working = (key for key in action.keys if not (is_typing and len(key) == 1))
        return next(map(shown_key, working), "")

    def format_keys(self, sentence: str, **parts: object) -> str:
        """Return the sentence with keys in force in place of the ids of actions in braces.

        An example is `{undo} brings it back.`; `parts` are inserted by their names.
        """
        return sentence.format_map({**self._named, **parts})

    def _name(self, action: Action) -> str:
        """Return the action's name in sentences: its key, or else where to find it."""
        return self.key_for(action, action.modes[0]) or f"“{action.title}” ({PALETTE_KEY})"


def _read(action: Action, text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the keys written for an action, and a sentence for each invalid one."""
    keys: dict[str, None] = {}
    wrong: dict[str, None] = {}
    for written in [text] if text in {" ", ","} else map(str.strip, text.split(",")):
        key = read_key(written)
        if key is None:
            wrong[_describe_unknown_key(action.id, written)] = None
        elif why := why_not(key, action.modes):
            refused = f"{action.id} can't have {_format_key(key)} for a key: {why}"
            wrong[f"{refused}; give it another, {_USUAL_HOLD}"] = None
        else:
            keys[key] = None
    return tuple(keys), list(wrong)


def _describe_unknown_key(action_id: str, written: str) -> str:
    if not written:
        return f"{action_id} needs a key (a comma is written comma); {_USUAL_HOLD}"
    shown = one_line(written, _SHOWN_LENGTH)
    return (
        f"{action_id} can't have {shown} for a key: write it as the page of all keys does, "
        f"like {_EXAMPLES}; {_USUAL_HOLD}"
    )


def _format_key(key: str) -> str:
    """Return a key for a sentence, which has commas of its own."""
    return "comma" if key == "," else shown_key(key)


def _clashes(actions: Iterable[Action]) -> list[tuple[str, str, str]]:
    """Return each key that two actions share in one mode, with the ids of both."""
    taken: dict[tuple[Mode, str], str] = {}
    found: dict[tuple[str, str, str], None] = {}
    for action in actions:
        for mode in action.modes:
            for key in action.keys:
                other = taken.setdefault((mode, key), action.id)
                if other != action.id:
                    found[key, other, action.id] = None
    return list(found)


def _clash(key: str, both: list[str], own: list[str]) -> str:
    """Return a sentence about a key of two actions; `own` are those with keys of a person's."""
    whose = "one of them" if len(own) > 1 else own[0]
    return (
        f"{_format_key(key)} is the key of both {' and '.join(both)}; give {whose} another, "
        f"till then the usual keys of {' and '.join(own)} hold."
    )


def _describe_unknown_action(name: str, table: Mapping[str, Action]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, table, n=1)
    nearest = f"; did you mean {close[0]}?" if close else "."
    return f"there is no action {one_line(name, _SHOWN_LENGTH)}{nearest}"


_OF_TEXTS = {Mode.WRITING, Mode.REWORDING}
_ONLY_SELECT = {"f6", "f7"}
_EDITING = {
    key
    for binding in TextArea.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
} - _ONLY_SELECT
_SENT_FOR = {
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+i": "tab",
    "ctrl+h": "backspace",
    "ctrl+8": "backspace",
    "ctrl+question_mark": "backspace",
    "ctrl+left_square_bracket": "escape",
    "ctrl+3": "escape",
    "ctrl+at": "ctrl+space",
    "ctrl+2": "ctrl+space",
}
"""Keys for which terminals send the same code as for another. That of Ctrl+J ends a line."""
_OF_THE_PROGRAM = {
    "ctrl+p": "it opens the list of all commands",
    "ctrl+c": "it copies what is selected, and elsewhere tells how to leave",
}
_SHIFT = "shift+"


def why_not(key: str, modes: Collection[Mode]) -> str:
    """Return why the key can't be used for an action of these modes; empty where it can."""
    unshifted = key.replace(_SHIFT, "")  # few terminals distinguish Ctrl+Shift+M from Ctrl+M
    if unshifted in _SENT_FOR:
        return f"terminals send it for {shown_key(_SENT_FOR[unshifted])}"
    if unshifted in _OF_THE_PROGRAM:
        return _OF_THE_PROGRAM[unshifted]
    if _OF_TEXTS.isdisjoint(modes):
        return ""
    if len(key) == 1 or unshifted == "space":
        return "while a text is written it types"
    if key == "tab":
        return "while a text is written it completes marks, or indents"
    return "while a text is written it edits" if key in _EDITING else ""
