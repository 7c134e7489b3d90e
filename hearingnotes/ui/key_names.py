"""The names of keys: the table's, the variants that people write, the one that is shown.

In the table, a key that types something is its character, except `space`. Any other key has
Textual's name, with its modifiers in alphabetical order.
"""

import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, key_to_character

_MODIFIERS = {"alt": "alt", "ctrl": "ctrl", "control": "ctrl", "shift": "shift"}
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
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Backspace",
    "tab": "Tab",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
_WRITTEN = {
    **{name: name for name in _SHOWN},
    **{shown.lower(): name for name, shown in _SHOWN.items()},
    "return": "enter",
}


def read_key(written: str) -> str | None:
    """Return the table's name of a key, in whichever way it is written; None for no key."""
    text = unicodedata.normalize("NFC", written)
    *before, plain = map(str.strip, text.replace("++", "+plus").split("+"))
    if text.strip() in {"", "+"}:  # strip and split would lose it
        before, plain = [], text and (text.strip() or "space")
    modifiers = sorted(_MODIFIERS.get(name.lower(), "") for name in before)
    key = _plain(plain)
    if key is None or "" in modifiers or len({*modifiers}) < len(modifiers):
        return None
    if modifiers and len(key) == 1:
        return _with_modifiers(modifiers, key)
    return "+".join([*modifiers, key])


def shown_key(key: str) -> str:
    """Return a key as people write it: Ctrl+N for `ctrl+n`."""
    if len(key) == 1:
        return key
    *modifiers, plain = key.split("+")
    shown = _SHOWN.get(plain) or (_sign(plain) or plain).upper()
    if modifiers:
        shown = shown[0].upper() + shown[1:]
    return "+".join([*map(str.capitalize, modifiers), shown])


def _plain(written: str) -> str | None:
    """Return the name of a key without modifiers."""
    if name := _WRITTEN.get(written.lower()):
        return name
    if len(written) == 1 and written.isprintable() and not written.isspace():
        return written
    return _sign(written.lower())


def _with_modifiers(modifiers: list[str], character: str) -> str | None:
    """Return a letter with Shift as the capital. None for Shift with another sign, whose result
    depends on the keyboard."""
    small, capital = character.lower(), character.upper()
    is_letter = small != capital and len(small) == len(capital) == 1
    if modifiers == ["shift"]:
        return capital if is_letter else None
    if "shift" in modifiers and not is_letter:
        return None
    return "+".join([*modifiers, small if is_letter else _textual_name(character)])


def _textual_name(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _sign(name: str) -> str | None:
    """Return the ASCII sign that has this name in Textual: `,` for `comma`."""
    sign = key_to_character(REPLACED_KEYS.get(name, name)) if name.isascii() and name else None
    return sign if sign is not None and sign.isascii() and sign.isprintable() else None
