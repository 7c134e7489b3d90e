"""Copying, opening and exporting what was noted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.model.note import Note
from hearingnotes.ui.actions.table import Action

if TYPE_CHECKING:
    from hearingnotes.ui.screens.export import ExportWish
    from hearingnotes.ui.screens.hearing import HearingScreen

ORDER = 4


def _link(note: Note, screen: HearingScreen) -> str:
    from hearingnotes.export.story import Telling, note_link

    telling = Telling(screen.settings.link_style)
    link = note_link(note, screen.desk.timeline, screen.desk.leads, telling)
    if not link:
        screen.say("This note has no place in a recording, so it has no link yet.")
    return link


def copy_note(screen: HearingScreen) -> None:
    """Copy the note as it stands in an article."""
    note = screen.chosen()
    if note is not None and (link := _link(note, screen)):
        screen.program.copy(f"{note.text} (Source: {link})".strip())


def copy_link(screen: HearingScreen) -> None:
    """Copy the link alone."""
    note = screen.chosen()
    if note is not None and (link := _link(note, screen)):
        screen.program.copy(link)


def open_link(screen: HearingScreen) -> None:
    """Open the link in the browser."""
    note = screen.chosen()
    if note is not None and (link := _link(note, screen)):
        if link.startswith(("http://", "https://")):
            screen.program.browse(link)
        else:
            screen.say("This recording is a file on this machine; p plays it from the note.")


def export(screen: HearingScreen) -> None:
    """Write the notes to a file."""
    from hearingnotes.ui.exporting import export_screen

    screen.app.push_screen(export_screen(screen), partial(_remember, screen))


def _remember(screen: HearingScreen, wish: ExportWish | None) -> None:
    screen.last_export = wish or screen.last_export


ACTIONS = (
    Action("copy_note", "Copy the note with its link", ("y",), copy_note, footer="copy", rank=9),
    Action("copy_link", "Copy the link", ("Y",), copy_link),
    Action("open_link", "Open the link in the browser", ("o",), open_link),
    Action("export", "Export to a file", ("x",), export, footer="export", rank=7),
)
