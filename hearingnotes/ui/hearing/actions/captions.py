"""Actions on captions: showing, finding and quoting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.ui.action import WRITING, Action

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen


def quote(screen: HearingScreen) -> None:
    """Capture a note with the captions of the last 15 seconds."""
    note = screen.caption_controller.capture()
    screen.note_entry.open(note)
    if not note.from_captions:
        screen.status_controller.show_notice(screen.caption_controller.why_none())


def insert_quote(screen: HearingScreen) -> None:
    """Insert the captions of the last 15 seconds into the note that is being written."""
    screen.caption_controller.insert()


def find(screen: HearingScreen) -> None:
    """Find words in the captions, and play from there."""
    screen.caption_controller.find()


def toggle(screen: HearingScreen) -> None:
    """Show the captions, or hide them."""
    screen.caption_controller.toggle()


ACTIONS = (
    Action(
        "quote",
        "Quote the last 15 seconds of the captions",
        ("Q", "f10"),
        quote,
        footer="quote",
        rank=12,
        captures=True,
    ),
    Action("find_said", "Find words in the captions, and play from there", ("W",), find),
    Action("captions", "Show the captions, or not", ("c",), toggle),
    Action(
        "quote_writing",
        "Quote the last 15 seconds of the captions, while writing",
        ("ctrl+g", "f10"),
        insert_quote,
        WRITING,
        footer="quote",
        rank=8,
    ),
)
