"""Actions on the picture: showing it, and saving stills of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.ui.action import WRITING, Action

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen


def show(screen: HearingScreen) -> None:
    """Show the picture, or hide it."""
    screen.picture_controller.toggle()


def capture(screen: HearingScreen) -> None:
    """Capture a note of this instant with its picture, and have its text typed."""
    note = screen.session.capture()
    screen.picture_controller.save_new(note)
    screen.note_entry.open(note)


def save_with_selected(screen: HearingScreen) -> None:
    """Save the present picture with the selected note."""
    moment = screen.session.player.moment()
    note = screen.selected_note()
    if note is not None:
        screen.picture_controller.save(note, moment)


def save_with_edited(screen: HearingScreen) -> None:
    """Save the present picture with the note that is being written."""
    moment = screen.session.player.moment()
    if screen.note_editor.note is not None:
        screen.picture_controller.save(screen.note_editor.note, moment)


def open_still(screen: HearingScreen) -> None:
    """Open the still of the selected note."""
    note = screen.selected_note()
    if note is not None:
        screen.picture_controller.open(note)


ACTIONS = (
    Action("picture", "Show the picture, or not", ("P",), show),
    Action("capture_still", "Note this moment, with its picture", ("s",), capture, captures=True),
    Action("still", "Keep the picture with the note", ("K",), save_with_selected),
    Action("open_still", "Open the picture kept with the note", ("O",), open_still),
    Action(
        "still_writing",
        "Keep the picture with the note being written",
        ("f9",),
        save_with_edited,
        WRITING,
    ),
)
