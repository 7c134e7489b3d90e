"""Actions that capture a moment, and those of the note editor."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.ui.action import WRITING, Action

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen

SPEAKER_KEYS = "123456789"
NO_SPEAKER = "Key {} has no speaker yet; a roster gives it one, see hearingnotes roster --help."


def capture(screen: HearingScreen) -> None:
    """Capture a note of this instant, and have its text typed."""
    screen.note_entry.open(screen.session.capture())


def capture_speaker(key: str, screen: HearingScreen) -> None:
    """Capture a note of this instant that begins with the speaker of this key."""
    note = screen.session.capture()
    speaker = screen.session.roster.at_key(int(key))
    words = f"@{speaker.mark}:" if speaker else screen.settings.speakers.get(key, "")
    screen.note_entry.open(replace(note, text=f"{words.strip()} " if words.strip() else ""))
    if not words:
        screen.status_controller.show_notice(f"key {key} has no speaker yet")
        # Shown as an error, it stays until the note is saved.
        screen.show_message(NO_SPEAKER.format(key), error=True)


def speaker_before(screen: HearingScreen) -> None:
    """Change the speaker of the note that is being written to the one before."""
    from hearingnotes.model.marks import read_marks
    from hearingnotes.session.completion import speaker_before as find

    current = read_marks(screen.note_editor.text).speaker
    speaker = find(current, screen.session.note_index.latest_first())
    if speaker is None:
        screen.show_message("No note has a speaker yet: a note that begins with @name has.")
    else:
        screen.note_editor.speak_as(speaker)


def mark(screen: HearingScreen) -> None:
    """Capture a note of this instant without a text."""
    screen.note_entry.save_finished(screen.session.capture())


def save(screen: HearingScreen) -> None:
    """Save the note with its text."""
    screen.note_entry.save()


def park(screen: HearingScreen) -> None:
    """Put the note's text aside, and watch again."""
    screen.note_entry.park()


def new_line(screen: HearingScreen) -> None:
    """Insert a new line into the text."""
    screen.note_editor.new_line()


ACTIONS = (
    Action(
        "capture", "Note this moment", ("n", "enter"), capture, footer="note", rank=1, captures=True
    ),
    *(
        Action(
            f"speaker_{key}",
            f"Note this moment with speaker {key}",
            (key,),
            partial(capture_speaker, key),
            captures=True,
        )
        for key in SPEAKER_KEYS
    ),
    Action("mark", "Mark this moment, no text", ("m",), mark, footer="mark", rank=2, captures=True),
    Action("save", "Save the note", ("enter",), save, WRITING, footer="save", rank=1),
    Action(
        "park",
        "Keep the text unsent, back to watching",
        ("escape",),
        park,
        WRITING,
        footer="keep unsent",
        rank=2,
    ),
    Action(
        "speaker_before",
        "Switch to the speaker before",
        ("ctrl+s", "f8"),
        speaker_before,
        WRITING,
        footer="speaker",
        rank=7,
    ),
    Action("new_line", "A new line", ("ctrl+n",), new_line, WRITING, footer="new line", rank=3),
)
