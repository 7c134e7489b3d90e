"""One open library."""

import getpass
import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from hearingnotes.errors import Trouble
from hearingnotes.library.anchors import Anchors
from hearingnotes.library.autosave import Journal
from hearingnotes.library.changes import Changes
from hearingnotes.library.codec import note_columns
from hearingnotes.library.database import connect, explain
from hearingnotes.library.drafts import Drafts
from hearingnotes.library.hearings import Hearings, KeptHearing
from hearingnotes.library.notes import Notes
from hearingnotes.library.process_lock import Holder
from hearingnotes.library.search import Search
from hearingnotes.library.tracked import NOTE
from hearingnotes.model.draft import Draft
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster
from hearingnotes.model.snapshot import Proceedings
from hearingnotes.model.timeline import Timeline
from hearingnotes.model.ulid import RANDOM_BYTES, ulid
from hearingnotes.privacy import mode_beside


class Library:
    """The hearings, notes, anchors, drafts, journal and search of one SQLite file.

    It may be handed from one thread to another, but used by one at a time.
    """

    def __init__(self, path: Path, *, who: str | None = None) -> None:
        """Open `path`, making it where it is missing; raises Trouble when that can't be done."""
        self.path = path
        self.connection = connect(path)
        self._holder = Holder(path.with_name(path.name + "-open"), mode_beside(path))
        self.changes = Changes(self.connection, who or _person())
        self.hearings = Hearings(self.connection, self.changes)
        self.journal = Journal(self.connection, self._holder)
        self.notes = Notes(self.connection, self.journal, self.changes)
        self.anchors = Anchors(self.connection, self.changes)
        self.drafts = Drafts(self.connection, self.changes)
        self.search = Search(self.connection, self.hearings)

    def timeline(self, kept: KeptHearing, notes: Iterable[Note]) -> Timeline:
        """What places a hearing's notes: its recordings, its anchors, the notes themselves."""
        anchors = self.anchors.of_hearing(kept.hearing.id)
        return Timeline(kept.recordings, anchors, (note.moment for note in notes))

    def proceedings(self, kept: KeptHearing, shared: Roster, *, whole: bool = False) -> Proceedings:
        """All that is kept of a hearing; the `whole` with its tombstones and the times of changes,
        too."""
        hearing_id = kept.hearing.id
        anchors = self.anchors.of_hearing(hearing_id, with_tombstones=whole)
        notes = self.notes.of_hearing(hearing_id, with_tombstones=whole)
        timeline = Timeline(kept.recordings, anchors, (note.moment for note in notes))
        changed_utc = self.changes.times(hearing_id) if whole else {}
        return Proceedings(
            kept.hearing, timeline, tuple(notes), tuple(anchors), shared, changed_utc
        )

    def around(self, kept: KeptHearing, shared: Roster, notes: Sequence[Note]) -> Proceedings:
        """Some notes of a hearing, and what places them: the other notes do so only where one of
        these has no more than the clock."""
        hearing_id = kept.hearing.id
        anchors = self.anchors.of_hearing(hearing_id)
        wants_others = any(note.moment.has_clock_only for note in notes)
        moments = self.notes.moments(hearing_id) if wants_others else ()
        timeline = Timeline(kept.recordings, anchors, moments)
        return Proceedings(kept.hearing, timeline, tuple(notes), tuple(anchors), shared)

    def cited(self, draft: Draft, shared: Roster) -> dict[str, Proceedings]:
        """The hearings whose notes lie beside a draft or are cited in it, by their ids."""
        wanted = {*draft.hearing_ids, *draft.cited_hearing_ids}
        return {
            kept.hearing.id: self.proceedings(kept, shared, whole=True)
            for kept in (*self.hearings.all(), *self.hearings.removed())
            if kept.hearing.id in wanted
        }

    def check_writable(self) -> None:
        """Raises Trouble when a note could not be kept here: better told before than after."""
        writable = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        if not writable:
            raise Trouble(
                f"The library {self.path} can't be written; make the file and its folder "
                "writable, or name another with --library FILE."
            )

    def check_saving(self) -> None:
        """Raises Trouble when a note can't be kept now: keeps one, and takes that back."""
        now = datetime.now(UTC)
        hearing = Hearing(ulid(now, os.urandom(RANDOM_BYTES)), "", now)
        note = Note(ulid(now, os.urandom(RANDOM_BYTES)), hearing.id, Moment(now), "a trial")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self.hearings.bring(hearing, ())
                self.changes.add(NOTE, "add", note_columns(note))
                row = self.changes.row(NOTE, note.id)
                self.changes.change(NOTE, "edit", row, {"text": "a second trial"})
            finally:
                if self.connection.in_transaction:  # a full disk may have rolled back by itself
                    self.connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise Trouble(explain(error, self.path)) from error

    def hold(self) -> None:
        """Let other programs see that this one is writing; raises Trouble."""
        try:
            self._holder.hold()
        except OSError as error:
            raise Trouble(explain(error, self.path)) from error

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
