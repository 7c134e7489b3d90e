"""The thread that writes: no key ever waits for the disk."""

import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from hearingnotes.library.database import describe_db_error
from hearingnotes.library.events import (
    AnchorsChanged,
    DraftSaved,
    DraftsChanged,
    HearingMerged,
    HearingUpdated,
    LibraryEvent,
    NotesChanged,
    UndoApplied,
)
from hearingnotes.library.id_redirects import IdRedirects
from hearingnotes.library.jobs import RETRY_S, Job, JobQueue
from hearingnotes.library.library import Library
from hearingnotes.library.tracked import ChangeSet, UndoStep
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.note import Note

log = logging.getLogger(__name__)

POLL_EVERY_S = 0.4
LATE_S = 3.0
NO_ANSWER = (
    "Nothing can be written to {path}; see whether its disk is there, and whether another program "
    "keeps it busy."
)
UNEXPECTED = (
    "The program has made a mistake ({error}); the log says more. Notes and articles that are not "
    "saved are printed when you leave."
)
GONE = "The library {path} was moved, removed or replaced; put it back where it was."
UNREADABLE = (
    "What has changed in the library can't be read ({error}); your notes are saved, the log "
    "says more."
)
NOT_SAVED_FIRST = "A change before it is not saved yet; try again when it is."

Turn = Callable[[str], UndoStep | None]

_BLOCKING_ERRORS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR}


class _GoneError(Exception):
    """The library's file is not where it was opened."""


class _Attempt(Enum):
    """The result of trying a job; `PAUSES_ALL` where no other could have been written either."""

    DONE = "done"
    FAILED = "failed"
    PAUSES_ALL = "pauses all"


@dataclass(frozen=True, slots=True)
class SaveBlocked:
    """A warning that saving is blocked; empty where all is well.

    `count` is the number of notes, anchors and articles shown to the person that should be on the
    disk by now and are not; `why` is a sentence with what to do. With `why` and no count, changes
    by other programs can't be read.
    """

    count: int = 0
    why: str = ""


class LibraryWriter:
    """Writes jobs in the order requested, retries those that fail, and reports what is saved.

    The thread survives any exception of a job or a report: it logs it, does what else there is to
    do, and tries again.
    """

    def __init__(self, library: Library, report: Callable[[LibraryEvent], None]) -> None:
        self._library = library
        self._report = report
        self._jobs = JobQueue()
        self._running: Job | None = None
        self._wake = threading.Condition()
        self._closing = False
        self._unreported: deque[LibraryEvent] = deque()
        self._unread_why = ""
        self._logged = ""
        self._identity = _identity(library.path)
        self._seq = library.changes.newest()
        self._data_version = 0
        self._redirects = IdRedirects()
        self._thread = threading.Thread(target=self._work, name="library-writer", daemon=True)

    @property
    def path(self) -> Path:
        """The path of the library."""
        return self._library.path

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def save_hearing(self, hearing: Hearing, recordings: Iterable[Recording]) -> None:
        """Insert or update the hearing; HearingMerged follows when another one has its
        recording."""
        stored = tuple(recordings)
        self._put(lambda library: self._save_hearing(library, hearing, stored), hearing.id)

    def remember_position(self, hearing_id: str, resume_s: float) -> None:
        """Store the second at which playback resumes."""

        def remember(library: Library) -> None:
            library.hearings.remember_position(self._redirects.id(hearing_id), resume_s)

        self._put(remember, hearing_id, replaces=f"position of {hearing_id}")

    def remember_reach(self, recording_id: str, reach_s: float) -> None:
        """Store the last known second of a broadcast."""

        def remember(library: Library) -> None:
            library.hearings.remember_reach(self._redirects.id(recording_id), reach_s)

        self._put(remember, recording_id, replaces=f"reach of {recording_id}")

    def add(self, note: Note, put_aside: Note | None = None) -> None:
        """Store a new note, whose text was `put_aside` before; see `NoteStore.add`."""
        redirected = self._redirects.note

        def add(library: Library) -> None:
            library.notes.add(redirected(note), put_aside)

        self._put(add, note.id, note=note, saves=note.id, ends_typing=True)

    def change(self, action: str, before: Note, after: Note, put_aside: Note | None = None) -> None:
        """Store a change: only the fields that differ between the two; see `NoteStore.change`."""
        redirected = self._redirects.note

        def change(library: Library) -> None:
            library.notes.change(action, redirected(before), redirected(after), put_aside)

        is_edit = action == "edit"
        self._put(change, after.id, note=after, saves=after.id, ends_typing=is_edit)

    def delete(self, note: Note) -> None:
        """Leave a tombstone of the note."""
        redirected = self._redirects.note
        tombstone = replace(note, deleted_utc=datetime.now(UTC))
        self._put(
            lambda library: library.notes.delete(redirected(note)),
            note.id,
            note=tombstone,
            saves=note.id,
            ends_typing=True,
        )

    def add_anchor(self, anchor: Anchor) -> None:
        """Store a new anchor."""
        redirected = self._redirects.anchor
        self._put(lambda library: library.anchors.add(redirected(anchor)), anchor.id, anchor=anchor)

    def remove_anchor(self, anchor: Anchor) -> None:
        """Leave a tombstone of the anchor."""
        redirected = self._redirects.anchor
        self._put(
            lambda library: library.anchors.remove(redirected(anchor)), anchor.id, anchor=anchor
        )

    def change_draft(self, action: str, before: Draft, after: Draft, typing: str = "") -> None:
        """Store a change of a draft, or a new one; see `DraftStore.change`."""
        redirected = self._redirects.draft

        def change(library: Library) -> DraftSaved:
            library.drafts.change(action, redirected(before), redirected(after), typing)
            return DraftSaved(after.id)

        self._put(change, after.id, draft=after)

    def undo(self, hearing_id: str) -> None:
        """Undo the latest step in a hearing or a draft, once all before it is saved."""
        self._turn("undo", lambda library: library.changes.undo, hearing_id)

    def redo(self, hearing_id: str) -> None:
        """Redo the step undone last in a hearing or a draft."""
        self._turn("redo", lambda library: library.changes.redo, hearing_id)

    def autosave(self, note: Note) -> None:
        """Autosave what is being typed; a later text of the same note replaces one that still
        waits."""
        redirected = self._redirects.note
        self._put(
            lambda library: library.autosaves.write(redirected(note)),
            note.id,
            note=note,
            replaces=f"journal of {note.id}",
        )

    def discard_autosave(self, note: Note, put_aside: Note | None = None) -> None:
        """Discard the autosave of a note; see `NoteStore.discard_autosave`."""
        redirected = self._redirects.note
        self._put(
            lambda library: library.notes.discard_autosave(redirected(note), put_aside),
            note.id,
            ends_typing=True,
        )

    def orphaned(self, hearing_id: str) -> list[Note]:
        """Return what `AutosaveStore.orphaned` returns, with what is still on its way to the
        disk."""
        jobs = self._queued()
        found = {note.id: note for note in self._library.autosaves.orphaned(hearing_id)}
        for job in jobs:
            if job.ends_typing:
                found.pop(job.row, None)
            elif job.note is not None and job.saves is None:
                note = self._redirects.note(job.note)
                found.update({note.id: note} if note.hearing_id == hearing_id else {})
        return list(found.values())

    def notes_of(self, hearing_id: str) -> list[Note]:
        """Return the hearing's notes as the person sees them, on the disk already or on the way."""
        jobs = self._queued()  # before the disk is read: one that is done in between is there
        notes = {note.id: note for note in self._library.notes.of_hearing(hearing_id)}
        for job in jobs:
            if job.note is not None and job.saves is not None:
                note = self._redirects.note(job.note)
                notes.update({note.id: note} if note.hearing_id == hearing_id else {})
        return [note for note in notes.values() if note.deleted_utc is None]

    def pending_ids(self) -> set[str]:
        """Return the ids of the notes with changes that are shown and not on the disk yet."""
        return {job.saves for job in self._queued() if job.saves is not None}

    def _queued(self) -> list[Job]:
        with self._wake:
            return list(self._jobs)

    def waiting(self) -> SaveBlocked:
        """Return a warning where shown changes should be on the disk and are not.

        It may be called at any time, from any thread, also when the thread that writes hangs.
        """
        now_s = time.monotonic()
        with self._wake:
            shown = [job for job in self._jobs if job.is_shown]
            why = self._jobs.why
        if shown and not why and now_s - shown[0].requested_s > LATE_S:
            why = NO_ANSWER.format(path=self.path)
        count = len({job.row for job in shown})
        return SaveBlocked(count, why) if why else SaveBlocked(0, self._unread_why)

    def close(self, limit_s: float = 12.0) -> list[Note]:
        """Write what is left, close the library, and return the notes that could not be saved."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(limit_s)
        notes = {job.note.id: job.note for job in self._queued() if job.note is not None}
        return [note for note in notes.values() if note.deleted_utc is None]

    def unsaved_drafts(self) -> list[Draft]:
        """Return, after `close`, the drafts that could not be saved."""
        return list({job.draft.id: job.draft for job in self._queued() if job.draft}.values())

    def _save_hearing(
        self, library: Library, hearing: Hearing, recordings: tuple[Recording, ...]
    ) -> LibraryEvent | None:
        if self._redirects.has(hearing.id):
            return None
        other = library.hearings.save_or_merge(hearing, recordings)
        if other is None:
            return None
        notes = library.notes.of_hearing(other.hearing.id)
        anchors = library.anchors.of_hearing(other.hearing.id)
        self._redirects.add(hearing, recordings, other)
        return HearingMerged(hearing.id, other, tuple(notes), tuple(anchors))

    def _turn(self, action: str, turn: Callable[[Library], Turn], scope_id: str) -> None:
        """Undo or redo; it is never retried, since it would act on another step by then."""

        def run(library: Library) -> UndoApplied:
            with self._wake:
                ahead = self._jobs.ahead_of(self._running)
            if any(job.is_shown for job in ahead):
                why = " ".join([NOT_SAVED_FIRST, *(job.why for job in ahead if job.why)][:2])
                return UndoApplied(action, None, scope_id, why)
            try:
                return UndoApplied(action, turn(library)(self._redirects.id(scope_id)), scope_id)
            except Exception as error:
                log.exception("%s failed", action)
                return UndoApplied(action, None, scope_id, self._explained(error))

        self._put(run, f"{action} of {scope_id}")

    def _put(self, run: Callable[[Library], LibraryEvent | None], row: str, **shown: Any) -> None:
        with self._wake:
            self._jobs.put(Job(run, row, **shown), self._running)
            self._wake.notify()

    def _work(self) -> None:
        while not self._closing:
            try:
                self._work_once()
            except Exception:
                log.exception("the thread that writes goes on behind an error")
                with self._wake:
                    self._wake.wait(POLL_EVERY_S)
        try:
            self._finish()
        except Exception:
            log.exception("what was left could not be written")
        finally:
            self._library.close()

    def _work_once(self) -> None:
        self._report_all()
        with self._wake:
            job = self._jobs.next(time.monotonic())
            if job is None and not self._closing:
                self._wake.wait(POLL_EVERY_S)
                job = self._jobs.next(time.monotonic())
            self._running = job  # before anything can take its place
        if job is not None:
            self._try(job)
        elif not self._closing:
            self._poll_other_programs()

    def _finish(self) -> None:
        """Try once more all that is left; twice where nothing at all could be written."""
        pauses = 0
        held: set[str] = set()
        for job in self._queued():
            if job.row in held:
                continue
            while (outcome := self._try(job)) is _Attempt.PAUSES_ALL and pauses < 1:
                pauses += 1
                with self._wake:
                    self._wake.wait(RETRY_S[0])
            if outcome is _Attempt.PAUSES_ALL:
                return
            if outcome is _Attempt.FAILED:
                held.add(job.row)
        self._report_all()

    def _try(self, job: Job) -> _Attempt:
        try:
            with self._wake:
                self._running = job
            self._check_place()
            report = job.run(self._library)
        except Exception as error:
            return self._failed(job, error)
        with self._wake:
            self._running = None
            self._jobs.done(job)
        self._publish(job.saves)
        if report is not None:
            self._post(report)
        return _Attempt.DONE

    def _failed(self, job: Job, error: Exception) -> _Attempt:
        why = self._explained(error)
        if why != job.why:  # each of its tries fails alike
            log.error("a change can't be written (%s)", job.row, exc_info=error)
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
        pauses_all = code in _BLOCKING_ERRORS or isinstance(error, _GoneError)
        with self._wake:
            self._running = None
            self._jobs.failed(job, why, time.monotonic(), pauses_all=pauses_all)
        return _Attempt.PAUSES_ALL if pauses_all else _Attempt.FAILED

    def _explained(self, error: Exception) -> str:
        if isinstance(error, _GoneError):
            return GONE.format(path=self.path)
        is_of_disk = isinstance(error, sqlite3.DatabaseError)
        if is_of_disk and not isinstance(error, sqlite3.IntegrityError):
            return describe_db_error(error, self._library.path)
        return UNEXPECTED.format(error=type(error).__name__)

    def _check_place(self) -> None:
        """Raise where the library was moved or replaced: its file could be written, and nobody
        would find it."""
        if _identity(self.path) != self._identity:
            raise _GoneError

    def _post(self, report: LibraryEvent) -> None:
        self._unreported.append(report)
        self._report_all()

    def _report_all(self) -> None:
        """Post the events in order; one that the receiver rejects is posted again later."""
        while self._unreported:
            try:
                self._report(self._unreported[0])
            except Exception as error:
                self._log_once("a report was not taken", error)
                return
            self._unreported.popleft()

    def _poll_other_programs(self) -> None:
        try:
            version = self._library.connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error as error:
            self._log_once("no look at the library", error)
            return
        if version != self._data_version and self._publish():
            self._data_version = version

    def _publish(self, saved: str | None = None) -> bool:
        """Report what has changed, and that `saved` is on the disk; return whether all could be
        read."""
        since = ChangeSet(self._seq)
        anchored: dict[str, tuple[Anchor, ...]] = {}
        described: list[HearingUpdated] = []
        unread_why = ""
        try:
            since = self._library.changes.since(self._seq)
            of_hearing = self._library.anchors.of_hearing
            anchored = {hearing_id: tuple(of_hearing(hearing_id)) for hearing_id in since.anchored}
            updates = map(self._library.hearings.external_update, since.described)
            described = [HearingUpdated(*news) for news in updates if news is not None]
            self._seq = since.seq
        except Exception as error:
            self._log_once("what has changed can't be read", error)
            if not isinstance(error, sqlite3.Error):
                self._seq = since.seq  # it can't be read the next time either
            unread_why = UNREADABLE.format(error=type(error).__name__)
        self._unread_why = unread_why
        if since.notes or saved:
            self._post(NotesChanged(since.notes, saved))
        for hearing_id, anchors in anchored.items():
            self._post(AnchorsChanged(hearing_id, anchors))
        for news in described:
            self._post(news)
        if since.drafts:
            self._post(DraftsChanged(since.drafts))
        return not unread_why

    def _log_once(self, what: str, error: Exception) -> None:
        """Log an error, unless it was the last one logged: these come again and again."""
        logged = f"{what}: {error!r}"
        if logged != self._logged:
            self._logged = logged
            log.error("%s", what, exc_info=error)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
