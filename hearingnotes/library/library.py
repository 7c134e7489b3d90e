"""One open library."""

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
    """The hearings, notes, anchors, drafts, journal and search of one SQLite file.

    It may be handed from one thread to another, but used by one at a time.
    """

    def __init__(self, path: Path, *, who: str | None = None) -> None:
        """Open `path`, making it where it is missing; raises HearingnotesError when that can't be
        done."""
        self.path = path
        self.connection = connect(path)
        self._holder = ProcessLock(path.with_name(path.name + "-open"), mode_beside(path))
        self.changes = ChangeLog(self.connection, who or _person())
        self.hearings = HearingStore(self.connection, self.changes)
        self.journal = AutosaveStore(self.connection, self._holder)
        self.notes = NoteStore(self.connection, self.journal, self.changes)
        self.anchors = AnchorStore(self.connection, self.changes)
        self.drafts = DraftStore(self.connection, self.changes)
        self.search = NoteSearch(self.connection, self.hearings)

    def timeline(self, stored: StoredHearing, notes: Iterable[Note]) -> Timeline:
        """What places a hearing's notes: its recordings, its anchors, the notes themselves."""
        anchors = self.anchors.of_hearing(stored.hearing.id)
        return Timeline(stored.recordings, anchors, (note.moment for note in notes))

    def snapshot(
        self, stored: StoredHearing, shared: Roster, *, whole: bool = False
    ) -> HearingSnapshot:
        """All that is kept of a hearing; the `whole` with its tombstones and the times of changes,
        too."""
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
        """Some notes of a hearing, and what places them: the other notes do so only where one of
        these has no more than the clock."""
        hearing_id = stored.hearing.id
        anchors = self.anchors.of_hearing(hearing_id)
        wants_others = any(note.moment.has_clock_only for note in notes)
        moments = self.notes.moments(hearing_id) if wants_others else ()
        timeline = Timeline(stored.recordings, anchors, moments)
        return HearingSnapshot(stored.hearing, timeline, tuple(notes), tuple(anchors), shared)

    def cited(self, draft: Draft, shared: Roster) -> dict[str, HearingSnapshot]:
        """The hearings whose notes lie beside a draft or are cited in it, by their ids."""
        wanted = {*draft.hearing_ids, *draft.cited_hearing_ids}
        return {
            stored.hearing.id: self.snapshot(stored, shared, whole=True)
            for stored in (*self.hearings.all(), *self.hearings.removed())
            if stored.hearing.id in wanted
        }

    def check_writable(self) -> None:
        """Raises HearingnotesError when a note could not be kept here: better told before than
        after."""
        writable = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        if not writable:
            raise HearingnotesError(
                f"The library {self.path} can't be written; make the file and its folder "
                "writable, or name another with --library FILE."
            )

    def check_saving(self) -> None:
        """Raise HearingnotesError when a note can't be kept now: keep one, and take that back."""
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
        """Let other programs see that this one is writing; raises HearingnotesError."""
        try:
            self._holder.hold()
        except OSError as error:
            raise HearingnotesError(describe_db_error(error, self.path)) from error

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
        self._holder.close()

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
    """Who changes notes here, for the change log: login name and machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in containers
        name = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    return f"{name}@{platform.node()}"
