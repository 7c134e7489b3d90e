"""Actions for help, themes and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.ui.action import ANY, Action

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen


def show_keys(screen: HearingScreen) -> None:
    """Show the page of keys."""
    from hearingnotes.ui.dialogs.keys import KeysScreen

    screen.app.push_screen(KeysScreen(screen.keymap, screen.capture_from_page, screen.mode))


def select_theme(screen: HearingScreen) -> None:
    """Show the list of themes, which previews each."""
    screen.program.select_theme()


def leave(screen: HearingScreen) -> None:
    """Leave the program; everything is saved, and the next start resumes here."""
    screen.program.leave()


ACTIONS = (
    Action("help", "All keys", ("?",), show_keys, footer="keys", rank=90),
    Action(
        "help_writing",
        "All keys, while writing",
        ("f1",),
        show_keys,
        ANY,
        footer="keys",
        rank=20,
    ),
    Action("theme", "Theme: other colours", ("T",), select_theme),
    Action("quit", "Leave the program", ("q",), leave, footer="quit", rank=91),
    Action(
        "quit_writing",
        "Leave; what is typed is kept",
        ("ctrl+q",),
        leave,
        ANY,
        footer="quit",
        rank=21,
    ),
)
