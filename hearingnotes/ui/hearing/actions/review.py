"""Actions of the archive pass, which verifies note after note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.session.review import ArchivePass
from hearingnotes.ui.action import Action

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen

WIDEST_FIRST = (
    "{widest_first} puts the notes with a wide ± first in the archive pass; "
    "{archive_pass} begins it."
)


def turn_on_or_off(screen: HearingScreen) -> None:
    """Start the pass at the first unverified note, or end it."""
    if screen.archive_pass is not None:
        screen.archive_pass.stop()
        screen.archive_pass = None
        screen.show_message("The archive pass has ended; back to where it began.")
    elif screen.session.player.reach() is not None:
        screen.show_message("The archive pass is for the finished video; this is still live.")
    elif not screen.session.player.state.loaded:
        screen.show_message("Nothing is playing to check the notes against.")
    else:
        screen.archive_pass = ArchivePass(screen.session)
        screen.session.note_index.selected = None
        advance(1, screen)
    screen.show_state()


def advance(step: int, screen: HearingScreen) -> None:
    """Play the next (1) or previous (-1) unverified note in a loop."""
    assert screen.archive_pass is not None
    note = screen.archive_pass.next(step)
    if note is None:
        screen.show_with_keys(
            "Every note that has a place is verified. {archive_pass} ends the archive pass."
        )
    else:
        screen.select(note.id)
        screen.archive_pass.play(note)
    screen.show_state()


def widest_first(screen: HearingScreen) -> None:
    """Order the pass by widest margin, or by place again."""
    if screen.archive_pass is None:
        screen.show_with_keys(WIDEST_FIRST)
        return
    screen.archive_pass.widest_first = not screen.archive_pass.widest_first
    screen.session.note_index.selected = None
    advance(1, screen)
    first = screen.archive_pass.widest_first
    screen.show_message(
        "Notes with a wide ± come first." if first else "Notes come in their order."
    )


ACTIONS = (
    Action("archive_pass", "Check the notes one by one (archive pass)", ("r",), turn_on_or_off),
    Action("widest_first", "In the archive pass: wide ± first, or not", ("w",), widest_first),
)
