"""The open library."""

import getpass
import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from hearingnotes.errors import HearingnotesError
from hearingnotes.files import mode_beside
from hearingnotes.library.anchors import AnchorStore
from hearingnotes.library.autosave import AutosaveStore
from hearingnotes.library.changes import ChangeLog
from hearingnotes.library.codec import note_columns
from hearingnotes.library.database import connect, describe_db_error
from hearingnotes.library.drafts import DraftStore
from hearingnotes.library.hearings import HearingStore, StoredHearing
from hearingnotes.library.notes import NoteStore
from hearingnotes.library.process_lock import ProcessLock
from hearingnotes.library.search import NoteSearch
from hearingnotes.library.tracked import NOTE
from hearingnotes.model.draft import Draft
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from hearingnotes.model.ulid import RANDOM_BYTES, ulid


class Library:
    """The hearings, notes, anchors, drafts, autosaves and search of one SQLite file.

    It may be passed from one thread to another, but used by one at a time.
    """

    def __init__(self, path: Path, *, who: str | None = None) -> None:
        """Open `path`, creating it where it is missing; raises HearingnotesError."""
        self.path = path
        self.connection = connect(path)
        self._lock = ProcessLock(path.with_name(path.name + "-open"), mode_beside(path))
        self.changes = ChangeLog(self.connection, who or _person())
        self.hearings = HearingStore(self.connection, self.changes)
        self.autosaves = AutosaveStore(self.connection, self._lock)
        self.notes = NoteStore(self.connection, self.autosaves, self.changes)
        self.anchors = AnchorStore(self.connection, self.changes)
        self.drafts = DraftStore(self.connection, self.changes)
        self.search = NoteSearch(self.connection, self.hearings)

    def timeline(self, stored: StoredHearing, notes: Iterable[Note]) -> Timeline:
        """Return the timeline of a hearing: its recordings, its anchors, the moments of these
        notes."""
        anchors = self.anchors.of_hearing(stored.hearing.id)
        return Timeline(stored.recordings, anchors, (note.moment for note in notes))

    def snapshot(
        self, stored: StoredHearing, shared: Roster, *, whole: bool = False
    ) -> HearingSnapshot:
        """Return all that is stored of a hearing; the `whole` with tombstones and the times of
        changes."""
        hearing_id = stored.hearing.id
        anchors = self.anchors.of_hearing(hearing_id, with_tombstones=whole)
        notes = self.notes.of_hearing(hearing_id, with_tombstones=whole)
        timeline = Timeline(stored.recordings, anchors, (note.moment for note in notes))
        changed_utc = self.changes.times(hearing_id) if whole else {}
        return HearingSnapshot(
            stored.hearing, timeline, tuple(notes), tuple(anchors), shared, changed_utc
        )

    def around(
        self, stored: StoredHearing, shared: Roster, notes: Sequence[Note]
    ) -> HearingSnapshot:
        """Return some notes of a hearing with what places them.

        The moments of other notes are read only where one of these has only the clock.
        """
        hearing_id = stored.hearing.id
        anchors = self.anchors.of_hearing(hearing_id)
        needs_others = any(note.moment.has_clock_only for note in notes)
        moments = self.notes.moments(hearing_id) if needs_others else ()
        timeline = Timeline(stored.recordings, anchors, moments)
        return HearingSnapshot(stored.hearing, timeline, tuple(notes), tuple(anchors), shared)

    def cited(self, draft: Draft, shared: Roster) -> dict[str, HearingSnapshot]:
        """Return the hearings of a draft by id: those shown beside it, and those that it cites."""
        wanted = {*draft.hearing_ids, *draft.cited_hearing_ids}
        return {
            stored.hearing.id: self.snapshot(stored, shared, whole=True)
            for stored in (*self.hearings.all(), *self.hearings.removed())
            if stored.hearing.id in wanted
        }

    def check_writable(self) -> None:
        """Raise HearingnotesError when notes can't be saved here, before one is lost."""
        writable = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        if not writable:
            raise HearingnotesError(
                f"The library {self.path} can't be written; make the file and its folder "
                "writable, or name another with --library FILE."
            )

    def check_saving(self) -> None:
        """Raise HearingnotesError when a note can't be saved now: save one, and roll back."""
        now = datetime.now(UTC)
        hearing = Hearing(ulid(now, os.urandom(RANDOM_BYTES)), "", now)
        note = Note(ulid(now, os.urandom(RANDOM_BYTES)), hearing.id, Moment(now), "a trial")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self.hearings.upsert(hearing, ())
                self.changes.add(NOTE, "add", note_columns(note))
                row = self.changes.row(NOTE, note.id)
                self.changes.change(NOTE, "edit", row, {"text": "a second trial"})
            finally:
                if self.connection.in_transaction:  # a full disk may have rolled back by itself
                    self.connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise HearingnotesError(describe_db_error(error, self.path)) from error

    def hold(self) -> None:
        """Show other programs that this one is writing; raises HearingnotesError."""
        try:
            self._lock.hold()
        except OSError as error:
            raise HearingnotesError(describe_db_error(error, self.path)) from error

    def close(self) -> None:
        """Close the file and release the lock."""
        self.connection.close()
        self._lock.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _person() -> str:
    """Return who changes notes here, for the change log: login name and machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in containers
        name = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    return f"{name}@{platform.node()}"
