"""Conversion of themes to Textual's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.theme import Theme

if TYPE_CHECKING:
    from hearingnotes.config.themes import ThemeFile


DEFAULT_THEME = "night"


def as_textual(theme: ThemeFile) -> Theme:
    """Return the theme as Textual has it."""
    colors: dict[str, Any] = dict(theme.colors)
    # Like a selected line: Textual's own selection leaves too little contrast to the text.
    selection = {"input-selection-background": f"{theme.colors['primary']} 35%"}
    variables = {**selection, **theme.variables, **_cursor(theme)}
    return Theme(name=theme.name, dark=theme.dark, variables=variables, **colors)


def _cursor(theme: ThemeFile) -> dict[str, str]:
    """Return a cursor drawn by exchanging both colours, visible without colours, too."""
    text = theme.variables.get("input-cursor-foreground", theme.colors["background"])
    behind = theme.variables.get("input-cursor-background", theme.colors["foreground"])
    return {
        "input-cursor-foreground": behind,
        "input-cursor-background": text,
        "input-cursor-text-style": "reverse",
    }
