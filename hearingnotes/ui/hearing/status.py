"""The status line above the note editor: the mode, and what matters in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hearingnotes.model.labels import stamp
from hearingnotes.model.sanitize import one_line
from hearingnotes.session.completion import Aids, Suggestion, used_marks
from hearingnotes.ui.keymap import Keymap
from hearingnotes.ui.text import fit
from hearingnotes.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from hearingnotes.media.lookup import Cancellable
    from hearingnotes.model.note import Note
    from hearingnotes.session.events import SearchProgressed
    from hearingnotes.ui.hearing.library_events import LibraryEventHandler
    from hearingnotes.ui.hearing.mirror import MirrorController
    from hearingnotes.ui.hearing.note_entry import NoteEntryController
    from hearingnotes.ui.hearing.view import HearingView


FILTER_CELLS = 30
OFFERS = 3
MARKS_FROM = 1000
ARCHIVE_PASS = (
    "{verify} right  {nudge_back} {nudge_on} nudge  {next_note} next  "
    "{widest_first} wide ± first  {archive_pass} end"
)
STOPS_IT = "{stop} stops that"
FILTERED = "only notes with “{words}” ({stop} shows all)"
UNVERIFIED = "captions, unverified"


class StatusController:
    """Sets the text of the status line of one screen."""

    def __init__(
        self,
        view: HearingView,
        mirror: MirrorController,
        library_events: LibraryEventHandler,
        note_entry: NoteEntryController,
    ) -> None:
        self._view = view
        self._mirror = mirror
        self._library_events = library_events
        self._note_entry = note_entry
        self.heading = StatusLine()
        self.running_tasks = RunningTasks()

    def show(self) -> None:
        """Show the present state."""
        view = self._view
        note, request = view.note_editor.note, view.prompt.question
        if note is not None:
            self._show_writing(note)
        elif request is not None:
            self.heading.show(request.label, alarm=self._library_events.alarm)
        else:
            what, *more = self._watching()
            self.heading.show(what, self._mirror.sign, *more, alarm=self._library_events.alarm)

    def _watching(self) -> tuple[str, ...]:
        """Return the parts of the status line while no note is written."""
        view, keymap = self._view, self._view.keymap
        if view.archive_pass is not None:
            keys = () if keymap.letters_are_text else (keymap.format_keys(ARCHIVE_PASS),)
            return "Archive pass", f"{view.archive_pass.left} left", *keys
        if (task := self.running_tasks.latest) is not None:
            return "Watching", task.describe(time.monotonic()), keymap.format_keys(STOPS_IT)
        if view.words:
            words = fit(one_line(view.words), min(FILTER_CELLS, cell_len(view.words)))
            return "Watching", keymap.format_keys(FILTERED, words=words.rstrip())
        if keymap.letters_are_text:
            return "Watching", "any letter begins a note"
        return ("Watching",)

    def _show_writing(self, note: Note) -> None:
        """Show the stamp, and the completions of the mark that is being typed."""
        view = self._view
        offers = view.note_editor.suggestions()[:OFFERS]
        written = view.note_editor.written() or note
        tab = f"Tab: {'  '.join(_offer(offer) for offer in offers)}" if offers else ""
        self.heading.show(
            "Writing",
            stamp(note.moment, view.session.timeline),
            self._mirror.sign,
            UNVERIFIED if written.is_unverified_quote else "",
            view.note_editor.remark,
            "left from the last time" if self._note_entry.is_resumed(note) else "",
            alarm=self._library_events.alarm,
            rest=self._library_events.remedy or tab,
            is_writing=True,
        )

    def show_notice(self, sentence: str) -> None:
        """Show a sentence above the note that is being written, if one is."""
        if self._view.note_editor.note is not None:
            self._view.note_editor.remark = sentence
            self.show()

    def aids(self) -> Aids:
        """Return the completions for the marks of a note."""
        session = self._view.session
        return Aids(session.roster, used_marks(session.note_index.latest_first()[:MARKS_FROM]))

    # --- running tasks ---

    def update_progress(self, event: SearchProgressed, stop: Callable[[], str]) -> None:
        """Show the progress of a search; `stop` stops it and returns a sentence."""
        self.running_tasks.update(event.search, event.progress, time.monotonic(), stop)
        self.show()

    def tick(self) -> None:
        """Update the time that the running task has taken."""
        if self.running_tasks.latest is not None:
            self.show()


def _offer(offer: Suggestion) -> str:
    return f"{offer.mark} ({offer.meaning})" if offer.meaning else offer.mark


PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class RunningTask:
    """A running task: its progress, its start on a monotonic clock, and how to stop it."""

    progress: str
    since_s: float
    stop: Callable[[], str]

    def describe(self, now_s: float) -> str:
        """Return the progress, with the seconds taken where they are many."""
        taken_s = now_s - self.since_s
        return f"{self.progress} · {taken_s:.0f} s" if taken_s >= PATIENCE_S else self.progress


class RunningTasks:
    """All running tasks. The one that was started last is shown, and is the one to be stopped."""

    def __init__(self) -> None:
        self._tasks: dict[Cancellable, RunningTask] = {}

    def update(
        self, what: Cancellable, progress: str, now_s: float, stop: Callable[[], str]
    ) -> None:
        """Add a task, or update its progress."""
        known = self._tasks.get(what, RunningTask(progress, now_s, stop))
        self._tasks[what] = replace(known, progress=progress)

    def finish(self, what: Cancellable) -> None:
        """Remove a task that is over."""
        self._tasks.pop(what, None)

    @property
    def latest(self) -> RunningTask | None:
        """The task that was started last."""
        return next(reversed(self._tasks.values()), None)

    def stop(self) -> str:
        """Stop the latest task and return a sentence; empty where there is none."""
        if not self._tasks:
            return ""
        _, task = self._tasks.popitem()
        return task.stop()


NO_NOTES = "No notes yet. Press {capture} the moment you hear something."
BY_KEY = "{capture} notes what you hear: its second is taken at the key. Type, then Enter."
BY_ANY_LETTER = "Any letter begins a note: its second is taken at that letter. Then Enter."
FIRST_START = (
    "{pause} pauses; {back_5} and {on_5} go back and on 5 seconds; {play_note} plays from a note.",
    "{help} shows all keys; {quit_writing} leaves. What you note is kept at once.",
)
NO_NOTE_FITS = "No note has these words."


def empty_list_text(keymap: Keymap, *, is_first_start: bool) -> str:
    """Return the text of an empty list: one line, or three at the first start."""
    if not is_first_start:
        return keymap.format_keys(NO_NOTES)
    how = BY_ANY_LETTER if keymap.letters_are_text else BY_KEY
    return "\n".join(keymap.format_keys(line) for line in (how, *FIRST_START))
