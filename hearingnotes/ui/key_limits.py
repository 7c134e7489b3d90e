"""Which keys can't be given to an action, and why."""

from collections.abc import Collection

from textual.binding import Binding
from textual.widgets import TextArea

from hearingnotes.ui.action import State
from hearingnotes.ui.key_names import shown_key

_OF_TEXTS = {State.WRITING, State.REWORDING}
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
"""What terminals have one code for; that of Ctrl+J ends a line."""
_OF_THE_PROGRAM = {
    "ctrl+p": "it opens the list of all commands",
    "ctrl+c": "it copies what is selected, and elsewhere tells how to leave",
}
_SHIFT = "shift+"


def why_not(key: str, states: Collection[State]) -> str:
    """Why the key can't be that of an action of these states; empty where it can."""
    unshifted = key.replace(_SHIFT, "")  # few terminals tell Ctrl+Shift+M from Ctrl+M
    if unshifted in _SENT_FOR:
        return f"terminals send it for {shown_key(_SENT_FOR[unshifted])}"
    if unshifted in _OF_THE_PROGRAM:
        return _OF_THE_PROGRAM[unshifted]
    if _OF_TEXTS.isdisjoint(states):
        return ""
    if len(key) == 1 or unshifted == "space":
        return "while a text is written it types"
    if key == "tab":
        return "while a text is written it completes marks, or indents"
    return "while a text is written it edits" if key in _EDITING else ""
