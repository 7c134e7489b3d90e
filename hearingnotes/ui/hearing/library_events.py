"""Events of the library, shown on the screen of a hearing."""

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
from hearingnotes.model.labels import named
from hearingnotes.ui.library_sentences import (
    describe_undo,
    describe_waiting,
    not_saving,
    note_step,
)

if TYPE_CHECKING:
    from hearingnotes.library.writer import SaveBlocked
    from hearingnotes.ui.hearing.view import HearingView


JOINED = "This recording was in the library already; its hearing goes on here."


class LibraryEventHandler:
    """Shows the library's events on one screen.

    While anything is not on the disk, `alarm` says how much, and `remedy` says why and what to do.
    """

    def __init__(self, view: HearingView) -> None:
        self._view = view
        self.alarm = self.remedy = ""

    def handle(self, event: LibraryEvent) -> None:
        """Apply an event that concerns this hearing, and show it."""
        view, session = self._view, self._view.session
        match event:
            case NotesChanged():
                view.show_notes(session.on_notes_changed(event))
            case AnchorsChanged(hearing_id, anchors) if hearing_id == session.hearing.id:
                session.update_anchors(anchors)
                view.show_notes(0)
            case HearingUpdated(hearing, recordings) if hearing.id == session.hearing.id:
                is_new = session.update_hearing(hearing)
                if session.update_recordings(recordings) or is_new:
                    view.show_notes(0)
            case UndoApplied() if event.of in session.ids:
                self._on_undo_applied(event)
            case HearingMerged(gone_id) if gone_id == session.hearing.id:
                session.on_hearing_merged(event)
                view.playback.resume()
                view.show_notes(0)
                view.show_message(JOINED)

    def _on_undo_applied(self, event: UndoApplied) -> None:
        self._notify_undo(event)
        self._view.undo_queue.on_undo_applied()

    def _notify_undo(self, event: UndoApplied) -> None:
        view = self._view
        if event.step is None:
            view.show_message(describe_undo(event, None))
            return
        note = event.step.note
        if note is not None and note.deleted_utc and note.id in view.session.unfinished:
            view.session.discard_typed(note)
        which = f", {named(note, view.session.note_index.timeline)}" if note is not None else ""
        step = f"{note_step(event.step.action)}{which}"
        view.show_message(describe_undo(event, step))
        if note is not None and view.session.note_index.get(note.id) is not None:
            view.select(note.id)

    def on_save_blocked(self, waiting: SaveBlocked) -> None:
        """Show what is not on the disk."""
        self.alarm = not_saving(waiting)
        self.remedy = waiting.why if self.alarm else ""
        self._view.show_message(describe_waiting(waiting), error=bool(waiting.why))
        self._view.show_state()
