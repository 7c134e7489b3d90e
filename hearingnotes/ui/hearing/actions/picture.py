"""The picture: seen, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.ui.action import WRITING, Action

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen


def show(screen: HearingScreen) -> None:
    """Show the picture, or no longer."""
    screen.picturing.toggle()


def capture(screen: HearingScreen) -> None:
    """A note of this instant with its picture, its text to be typed."""
    note = screen.desk.capture()
    screen.picturing.keep_new(note)
    screen.writing.begin(note)


def keep_with_chosen(screen: HearingScreen) -> None:
    """Keep what is to be seen now with the chosen note."""
    moment = screen.desk.player.moment()
    note = screen.chosen()
    if note is not None:
        screen.picturing.keep(note, moment)


def keep_with_written(screen: HearingScreen) -> None:
    """Keep what is to be seen now with the note that is being written."""
    moment = screen.desk.player.moment()
    if screen.composer.note is not None:
        screen.picturing.keep(screen.composer.note, moment)


def open_kept(screen: HearingScreen) -> None:
    """Open the picture that is kept with the chosen note."""
    note = screen.chosen()
    if note is not None:
        screen.picturing.open(note)


ACTIONS = (
    Action("picture", "Show the picture, or not", ("P",), show),
    Action("capture_still", "Note this moment, with its picture", ("s",), capture, captures=True),
    Action("still", "Keep the picture with the note", ("K",), keep_with_chosen),
    Action("open_still", "Open the picture kept with the note", ("O",), open_kept),
    Action(
        "still_writing",
        "Keep the picture with the note being written",
        ("f9",),
        keep_with_written,
        WRITING,
    ),
)
