"""What the keeper tells, brought onto the screen of a hearing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.library.events import (
    AnchorsChanged,
    Described,
    Joined,
    NotesChanged,
    Report,
    Turned,
)
from hearingnotes.model.labels import named
from hearingnotes.ui.reporting import not_saving, turned_told, waiting_told

if TYPE_CHECKING:
    from hearingnotes.library.writer import Waiting
    from hearingnotes.ui.hearing.screen import HearingScreen

STEPS = {
    "add": "the new note",
    "edit": "the text",
    "delete": "the deletion",
    "nudge": "the move",
    "move": "the move to another moment",
    "star": "the star",
    "verify": "the check mark",
    "anchor": "the anchor",
    "remove anchor": "taking the anchor back",
}
"""What is undone, by the name of its action."""

JOINED = "This recording was in the library already; its hearing goes on here."


class LibraryNews:
    """Takes reports for one screen. While anything is not on the disk, `alarm` says how much, and
    `remedy` why and what to do."""

    def __init__(self, screen: HearingScreen) -> None:
        self._screen = screen
        self.alarm = self.remedy = ""

    def take(self, report: Report) -> None:
        """The keeper has written something, or can't."""
        screen, desk = self._screen, self._screen.desk
        match report:
            case NotesChanged():
                screen.show_notes(desk.took(report))
            case AnchorsChanged(hearing_id, anchors) if hearing_id == desk.hearing.id:
                desk.take_anchors(anchors)
                screen.show_notes(0)
            case Described(hearing, recordings) if hearing.id == desk.hearing.id:
                is_new = desk.take_description(hearing)
                if desk.take_recordings(recordings) or is_new:
                    screen.show_notes(0)
            case Turned() if report.of in desk.ids:
                self._turned(report)
            case Joined(gone_id) if gone_id == desk.hearing.id:
                desk.join(report)
                screen.playing.goes_on()
                screen.show_notes(0)
                screen.say(JOINED)

    def _turned(self, report: Turned) -> None:
        self._tell_turned(report)
        self._screen.turning.turned()

    def _tell_turned(self, report: Turned) -> None:
        screen = self._screen
        if report.step is None:
            screen.say(turned_told(report, None))
            return
        note = report.step.note
        if note is not None and note.deleted_utc and note.id in screen.desk.unfinished:
            screen.desk.let_go(note)
        which = f", {named(note, screen.desk.notebook.timeline)}" if note is not None else ""
        step = f"{STEPS.get(report.step.action, report.step.action)}{which}"
        screen.say(turned_told(report, step))
        if note is not None and screen.desk.notebook.get(note.id) is not None:
            screen.choose(note.id)

    def take_waiting(self, waiting: Waiting) -> None:
        """What is not on the disk is this now."""
        self.alarm = not_saving(waiting)
        self.remedy = waiting.why if self.alarm else ""
        self._screen.say(waiting_told(waiting), trouble=bool(waiting.why))
        self._screen.show_state()
