"""What the keeper tells, brought onto the screen of a hearing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.library.events import (
    AnchorsChanged,
    HearingMerged,
    HearingUpdated,
    LibraryEvent,
    NotesChanged,
    UndoApplied,
)
from hearingnotes.library.writer import SaveBlocked
from hearingnotes.model.labels import count, named

if TYPE_CHECKING:
    from hearingnotes.library.writer import SaveBlocked
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


class LibraryEventHandler:
    """Takes reports for one screen. While anything is not on the disk, `alarm` says how much, and
    `remedy` why and what to do."""

    def __init__(self, screen: HearingScreen) -> None:
        self._screen = screen
        self.alarm = self.remedy = ""

    def take(self, report: LibraryEvent) -> None:
        """The keeper has written something, or can't."""
        screen, session = self._screen, self._screen.session
        match report:
            case NotesChanged():
                screen.show_notes(session.took(report))
            case AnchorsChanged(hearing_id, anchors) if hearing_id == session.hearing.id:
                session.update_anchors(anchors)
                screen.show_notes(0)
            case HearingUpdated(hearing, recordings) if hearing.id == session.hearing.id:
                is_new = session.update_description(hearing)
                if session.update_recordings(recordings) or is_new:
                    screen.show_notes(0)
            case UndoApplied() if report.of in session.ids:
                self._turned(report)
            case HearingMerged(gone_id) if gone_id == session.hearing.id:
                session.join(report)
                screen.playback.resume()
                screen.show_notes(0)
                screen.show_message(JOINED)

    def _turned(self, report: UndoApplied) -> None:
        self._notify_undo(report)
        self._screen.undo_queue.turned()

    def _notify_undo(self, report: UndoApplied) -> None:
        screen = self._screen
        if report.step is None:
            screen.show_message(describe_undo(report, None))
            return
        note = report.step.note
        if note is not None and note.deleted_utc and note.id in screen.session.unfinished:
            screen.session.discard_typed(note)
        which = f", {named(note, screen.session.note_index.timeline)}" if note is not None else ""
        step = f"{STEPS.get(report.step.action, report.step.action)}{which}"
        screen.show_message(describe_undo(report, step))
        if note is not None and screen.session.note_index.get(note.id) is not None:
            screen.select(note.id)

    def on_save_blocked(self, waiting: SaveBlocked) -> None:
        """What is not on the disk is this now."""
        self.alarm = not_saving(waiting)
        self.remedy = waiting.why if self.alarm else ""
        self._screen.show_message(describe_waiting(waiting), error=bool(waiting.why))
        self._screen.show_state()


_ARTICLE_STEPS = {
    "new article": "a new article",
    "add": "a paragraph added",
    "join": "a note joined to a paragraph",
    "cite": "a source added",
    "take a source away": "a source taken away",
    "write": "a paragraph written",
    "reword": "words changed",
    "move": "a paragraph moved",
    "join paragraphs": "two paragraphs joined",
    "split": "a paragraph split in two",
    "delete": "a passage taken out",
    "make it text": "a paragraph made text",
    "make it quote": "a paragraph made a quote",
    "make it heading": "a paragraph made a heading",
    "headline": "the headline",
    "standfirst": "the standfirst",
    "lay notes beside": "the notes of a hearing laid beside",
    "take notes away": "the notes of a hearing taken away",
    "remove": "the article removed",
    "restore": "the article brought back",
}
"""What is undone of an article, by the name of its action."""
_DONE = {"undo": "Undone", "redo": "Done again"}


def not_saving(waiting: SaveBlocked) -> str:
    """The alarm, in a line that has little room, that something shown is not on the disk; empty
    where everything is."""
    return f"NOT SAVING {waiting.count}" if waiting.count else ""


def describe_waiting(waiting: SaveBlocked) -> str:
    """Why something is not on the disk, and what to do; or that all is."""
    if not waiting.why:
        return "Everything is saved again."
    if not waiting.count:
        return waiting.why
    return f"{count(waiting.count, 'change')} not saved. {waiting.why} It is tried again by itself."


def article_step(action: str) -> str:
    """A step of an article in words; one that an older version named, by that name."""
    return _ARTICLE_STEPS.get(action, action)


def describe_undo(report: UndoApplied, step: str | None) -> str:
    """That `step` was undone or done again; None where nothing was turned, and why."""
    if report.why:
        return f"Nothing was {_DONE[report.action].lower()}. {report.why}"
    if step is None:
        return f"There is nothing to {report.action}."
    return f"{_DONE[report.action]}: {step}."
