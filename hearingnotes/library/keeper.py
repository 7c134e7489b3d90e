"""The thread that writes: nothing that waits for a key ever waits for the disk."""

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from hearingnotes.library.database import explain
from hearingnotes.library.hearings import KeptHearing
from hearingnotes.library.joining import Joining
from hearingnotes.library.library import Library
from hearingnotes.library.steps import Since, Step
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.note import Note

log = logging.getLogger(__name__)

LOOK_FOR_OTHERS_S = 0.4
RETRY_S = (0.5, 1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class NotesChanged:
    """These notes are on the disk as they stand here, by this program or another.

    `saved` is the id of the note that this program asked to have written, once for each asking.
    """

    notes: tuple[Note, ...]
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class AnchorsChanged:
    """The hearing has these anchors now, by this program or another; all that hold."""

    hearing_id: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class DraftsChanged:
    """These drafts are on the disk as they stand here, by this program or another."""

    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class DraftKept:
    """A change of this draft that this program asked for is on the disk; once for each asking."""

    draft_id: str


@dataclass(frozen=True, slots=True)
class Described:
    """Another program has described the hearing and its recordings so."""

    hearing: Hearing
    recordings: tuple[Recording, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """An undo or redo was done in the hearing or draft `of`; `step` is None when there was nothing
    to turn."""

    action: str
    step: Step | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """The recording of the new hearing `gone_id` was in the library already: it goes on in that
    hearing, which has these notes and anchors."""

    gone_id: str
    kept: KeptHearing
    notes: tuple[Note, ...]
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The disk refuses: `count` changes are not saved yet. Zero when all is well again."""

    count: int
    why: str = ""


Report = (
    NotesChanged
    | AnchorsChanged
    | DraftsChanged
    | DraftKept
    | Described
    | Turned
    | Joined
    | Waiting
)


@dataclass(frozen=True, slots=True)
class _Job:
    run: Callable[[Library], Report | None]
    note: Note | None = None
    anchor: Anchor | None = None
    draft: Draft | None = None
    saves: str | None = None
    journals: str | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether the person was shown it as not saved yet."""
        return any(awaited is not None for awaited in (self.saves, self.anchor, self.draft))


class Keeper:
    """Writes in the order asked, tries again while the disk refuses, and reports what is kept."""

    def __init__(self, library: Library, report: Callable[[Report], None]) -> None:
        self._library = library
        self._report = report
        self._jobs: deque[_Job] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._refused: list[_Job] = []
        self._is_waiting = False
        self._seq = library.changes.since(1 << 62).seq
        self._data_version = 0
        self._joining = Joining()
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)

    @property
    def path(self) -> Path:
        """Where the library is."""
        return self._library.path

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def keep_hearing(self, hearing: Hearing, recordings: Iterable[Recording]) -> None:
        """Add the hearing, or bring it up to date; ends in Joined when it is there already."""
        kept = tuple(recordings)
        self._put(_Job(lambda library: self._keep_hearing(library, hearing, kept)))

    def remember_position(self, hearing_id: str, resume_s: float) -> None:
        """Where to go on the next time."""
        now = self._joining.id
        self._put(
            _Job(lambda library: library.hearings.remember_position(now(hearing_id), resume_s))
        )

    def remember_reach(self, recording_id: str, reach_s: float) -> None:
        """How far a broadcast has gone."""
        now = self._joining.id
        self._put(_Job(lambda library: library.hearings.remember_reach(now(recording_id), reach_s)))

    def add(self, note: Note) -> None:
        """Keep a new note."""
        self._put(
            _Job(lambda library: library.notes.add(self._joining.note(note)), note, saves=note.id)
        )

    def change(self, action: str, before: Note, after: Note) -> None:
        """Make a change: only the fields that differ between the two."""
        now = self._joining.note
        self._put(
            _Job(
                lambda library: library.notes.change(action, now(before), now(after)),
                after,
                saves=after.id,
            )
        )

    def delete(self, note: Note) -> None:
        """Leave a tombstone."""
        self._put(
            _Job(lambda library: library.notes.delete(self._joining.note(note)), saves=note.id)
        )

    def add_anchor(self, anchor: Anchor) -> None:
        """Keep a new anchor."""
        now = self._joining.anchor
        self._put(_Job(lambda library: library.anchors.add(now(anchor)), anchor=anchor))

    def remove_anchor(self, anchor: Anchor) -> None:
        """Let an anchor go."""
        now = self._joining.anchor
        self._put(_Job(lambda library: library.anchors.remove(now(anchor)), anchor=anchor))

    def change_draft(self, action: str, before: Draft, after: Draft, typing: str = "") -> None:
        """Make a change of a draft, or keep a new one; see `Drafts.change`."""
        now = self._joining.draft
        self._put(
            _Job(
                lambda library: _change_draft(library, action, now(before), now(after), typing),
                draft=after,
            )
        )

    def undo(self, hearing_id: str) -> None:
        """Take back the latest step in a hearing or a draft."""
        now = self._joining.id
        self._put(_Job(lambda lib: Turned("undo", lib.changes.undo(now(hearing_id)), hearing_id)))

    def redo(self, hearing_id: str) -> None:
        """Make again the step undone last there."""
        now = self._joining.id
        self._put(_Job(lambda lib: Turned("redo", lib.changes.redo(now(hearing_id)), hearing_id)))

    def write_journal(self, note: Note) -> None:
        """Keep what is being typed; a later text of the same note replaces one still waiting."""
        now = self._joining.note
        job = _Job(lambda library: library.journal.write(now(note)), note, journals=note.id)
        with self._wake:
            if self._jobs and self._jobs[-1].journals == note.id:
                self._jobs.pop()
            self._jobs.append(job)
            self._wake.notify()

    def forget_journal(self, note_id: str) -> None:
        """The text being typed was let go."""
        self._put(_Job(lambda library: library.journal.forget(note_id)))

    def close(self, limit_s: float = 12.0) -> list[Note]:
        """Write what is left, close the library, and give back the notes that could not be kept."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(limit_s)
        left = [*self._refused, *self._jobs]
        return list({job.note.id: job.note for job in left if job.note is not None}.values())

    def unsaved_drafts(self) -> list[Draft]:
        """Once closed: the drafts as they could not be kept."""
        left = [*self._refused, *self._jobs]
        return list({job.draft.id: job.draft for job in left if job.draft is not None}.values())

    def _keep_hearing(
        self, library: Library, hearing: Hearing, recordings: tuple[Recording, ...]
    ) -> Report | None:
        if self._joining.has(hearing.id):
            return None
        other = library.hearings.keep_or_join(hearing, recordings)
        if other is None:
            return None
        notes = library.notes.of_hearing(other.hearing.id)
        anchors = library.anchors.of_hearing(other.hearing.id)
        self._joining.take(hearing, recordings, other)
        return Joined(hearing.id, other, tuple(notes), tuple(anchors))

    def _put(self, job: _Job) -> None:
        with self._wake:
            self._jobs.append(job)
            self._wake.notify()

    def _work(self) -> None:
        failures = 0
        while True:
            with self._wake:
                if not self._jobs and not self._closing:
                    self._wake.wait(LOOK_FOR_OTHERS_S)
                job = self._jobs[0] if self._jobs else None
                closing = self._closing
            if job is None:
                if closing:
                    break
                self._look_for_others()
            elif self._try(job):
                failures = 0
            else:
                failures += 1
                if closing and failures > 1:
                    break
                with self._wake:
                    self._wake.wait(RETRY_S[min(failures, len(RETRY_S)) - 1])
        self._library.close()

    def _try(self, job: _Job) -> bool:
        """Do the first job; False when the disk refuses and it has to be tried again."""
        report: Report | None = None
        try:
            report = job.run(self._library)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError):
                return self._refuse(job)
            log.warning("the library refuses: %s", error)
            why = explain(error, self._library.path)
            self._is_waiting = True
            self._report(Waiting(sum(j.is_awaited for j in self._jobs), why))
            return False
        except Exception:
            return self._refuse(job)
        self._done(job)
        if self._is_waiting and not self._jobs:
            self._is_waiting = False
            self._report(Waiting(0))
        self._publish(job.saves)
        if report is not None:
            self._report(report)
        return True

    def _refuse(self, job: _Job) -> bool:
        """A fault of ours: the note is told at the end, and must not keep the others waiting."""
        log.exception("a change could not be kept: %r", job.note or job.anchor or job.draft)
        self._refused.append(job)
        self._done(job)
        told = "Something unexpected kept a note from being saved; it is printed when you leave."
        self._report(Waiting(len(self._refused), told))
        return True

    def _done(self, job: _Job) -> None:
        with self._wake:
            # While the job ran, a newer text may have taken its place in the queue.
            if self._jobs and self._jobs[0] is job:
                self._jobs.popleft()

    def _look_for_others(self) -> None:
        try:
            version = self._library.connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error as error:
            log.warning("no look at the library: %s", error)
            return
        if version != self._data_version:
            self._data_version = version
            self._publish()

    def _publish(self, saved: str | None = None) -> None:
        since = Since(self._seq)
        anchored: dict[str, tuple[Anchor, ...]] = {}
        described: list[Described] = []
        try:
            since = self._library.changes.since(self._seq)
            of_hearing = self._library.anchors.of_hearing
            anchored = {hearing_id: tuple(of_hearing(hearing_id)) for hearing_id in since.anchored}
            told = map(self._library.hearings.as_others_have_it, since.described)
            described = [Described(*news) for news in told if news is not None]
            self._seq = since.seq
        except sqlite3.Error as error:
            log.warning("what has changed can't be read: %s", error)
        if since.notes or saved:
            self._report(NotesChanged(since.notes, saved))
        for hearing_id, anchors in anchored.items():
            self._report(AnchorsChanged(hearing_id, anchors))
        for news in described:
            self._report(news)
        if since.drafts:
            self._report(DraftsChanged(since.drafts))


def _change_draft(
    library: Library, action: str, before: Draft, after: Draft, typing: str
) -> DraftKept:
    library.drafts.change(action, before, after, typing)
    return DraftKept(after.id)
