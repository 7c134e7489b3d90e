"""Merging an imported hearing into the library: all of it, or nothing."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from hearingnotes.errors import UsageError
from hearingnotes.library.changes import DROPPED, IMPORT, PASSED_OVER
from hearingnotes.library.codec import Columns, anchor_columns, note_columns
from hearingnotes.library.database import transaction
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.library.tracked import ANCHOR, NOTE, TrackedTable
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.change import Change
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.links import recording_key
from hearingnotes.model.note import Note
from hearingnotes.model.recordings import find_same
from hearingnotes.model.roster import Roster, combined
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.ulid import RANDOM_BYTES, ulid

# What two versions of a row may differ in; the evidence of a moment is never changed.
_MAY_DIFFER = {
    NOTE: ("text", "nudge_s", "starred", "verified", "unsent", "deleted_utc", "from_captions"),
    ANCHOR: ("recording_id", "second_s", "removed_utc"),
}


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The result of a merge.

    `new`, `changed` and `same` count notes; `both` those, changed or not, that had been changed on
    both sides. `abbreviations` and `speakers` count what is new in the hearing's roster.
    """

    hearing: Hearing
    new: int = 0
    changed: int = 0
    same: int = 0
    is_new_hearing: bool = False
    both: int = 0
    abbreviations: int = 0
    speakers: int = 0


def merge(
    library: Library, imported: HearingSnapshot, *, into: str | None = None, dry_run: bool = False
) -> MergeResult:
    """Merge an imported hearing into the stored one with the id `into`, or into its match.

    Its match is the stored hearing with the same id, one of its recordings or one of its notes;
    without a match it is stored as a new hearing. Where both have a note, the version changed later
    wins, and the other one goes to the change log; a version of `imported` without a time of change
    never wins. Merging the same again changes nothing. With `dry_run` nothing is stored. Raises
    UsageError when its notes are in another stored hearing.
    """
    merged: list[MergeResult] = []
    with suppress(_DryRunError), transaction(library.connection):
        # Recordings may be aligned to one that is inserted after them.
        library.connection.execute("PRAGMA defer_foreign_keys = ON")
        merged.append(_merge(library, imported, _target(library, imported, into)))
        if dry_run:
            raise _DryRunError
    library.hearings.all()  # so that it knows the stored values
    return merged[0]


class _DryRunError(Exception):
    """Leaves the transaction without storing anything."""


def _merge(
    library: Library, imported: HearingSnapshot, stored: StoredHearing | None
) -> MergeResult:
    theirs = imported.hearing
    hearing = (
        _filled(stored.hearing, theirs)
        if stored is not None
        else replace(theirs, opened_utc=datetime.now(UTC))
    )
    ids = _recording_ids(library, imported, stored)
    recordings = _recordings(imported, stored, hearing.id, ids)
    library.hearings.upsert(hearing, recordings)
    rows = _Rows(library, imported, hearing.id)
    for anchor in imported.anchors:
        if anchor.recording_id in ids:
            rows.upsert_anchor(_anchor_in(anchor, hearing.id, ids))
    for note in imported.notes:
        rows.upsert_note(_note_in(note, hearing.id, ids))
    before, after = stored.hearing.roster if stored is not None else Roster(), hearing.roster
    return MergeResult(
        hearing,
        rows.new,
        rows.changed,
        rows.same,
        stored is None,
        rows.both,
        len(after.abbreviations) - len(before.abbreviations),
        len(after.speakers) - len(before.speakers),
    )


def _target(library: Library, imported: HearingSnapshot, into: str | None) -> StoredHearing | None:
    everything = {
        stored.hearing.id: stored
        for stored in (*library.hearings.all(), *library.hearings.removed())
    }
    if into is not None:
        return everything[into]
    if imported.hearing.id in everything:
        return everything[imported.hearing.id]
    theirs = {recording_key(r.platform, r.key) for r in imported.timeline.recordings.values()}
    for stored in everything.values():
        if any(recording_key(r.platform, r.key) in theirs for r in stored.recordings):
            return stored
    rows = (library.changes.row(NOTE, note.id) for note in imported.notes)
    return next((everything[row["hearing_id"]] for row in rows if row is not None), None)


def _filled(ours: Hearing, theirs: Hearing) -> Hearing:
    """Return our hearing with its missing fields from theirs."""
    return replace(
        ours,
        body=ours.body or theirs.body,
        date=ours.date or theirs.date,
        leads={**ours.leads, **theirs.leads, **ours.leads},
        roster=combined(ours.roster, theirs.roster),
        agenda=ours.agenda or theirs.agenda,
    )


def _recording_ids(
    library: Library, imported: HearingSnapshot, stored: StoredHearing | None
) -> dict[str, str]:
    """Return the ids of their recordings in this library."""
    ours = stored.recordings if stored is not None else ()
    ids = {}
    for recording in imported.timeline.recordings.values():
        known = find_same(ours, recording.platform, recording.key)
        ids[recording.id] = known.id if known else _free_id(library, recording.id)
    return ids


def _free_id(library: Library, wanted: str) -> str:
    taken = library.connection.execute("SELECT 1 FROM recording WHERE id = ?", (wanted,)).fetchone()
    return wanted if taken is None else ulid(datetime.now(UTC), os.urandom(RANDOM_BYTES))


def _recordings(
    imported: HearingSnapshot, stored: StoredHearing | None, hearing_id: str, ids: Mapping[str, str]
) -> Iterable[Recording]:
    """Yield their recordings, and ours with missing fields from theirs."""
    ours = (
        {recording.id: recording for recording in stored.recordings} if stored is not None else {}
    )
    for recording in imported.timeline.recordings.values():
        theirs = replace(
            recording,
            id=ids[recording.id],
            hearing_id=hearing_id,
            aligned_to=ids.get(recording.aligned_to or ""),
        )
        known = ours.get(theirs.id)
        yield theirs if known is None else _filled_recording(known, theirs)


def _filled_recording(ours: Recording, theirs: Recording) -> Recording:
    is_placed = ours.aligned_to is not None or ours.starts_utc is not None
    placed_by = ours if is_placed else theirs
    return replace(
        ours,
        title=ours.title or theirs.title,
        duration_s=ours.duration_s if ours.duration_s is not None else theirs.duration_s,
        starts_utc=placed_by.starts_utc,
        aligned_to=placed_by.aligned_to,
        aligned_s=placed_by.aligned_s,
        reach_s=max(filter(None, (ours.reach_s, theirs.reach_s)), default=None),
        reached_end=ours.reached_end or theirs.reached_end,
    )


def _note_in(note: Note, hearing_id: str, ids: Mapping[str, str]) -> Note:
    recording_id = note.moment.recording_id
    moment = replace(note.moment, recording_id=ids.get(recording_id or "", recording_id))
    return replace(note, hearing_id=hearing_id, moment=moment)


def _anchor_in(anchor: Anchor, hearing_id: str, ids: Mapping[str, str]) -> Anchor:
    recording_id = anchor.moment.recording_id
    moment = replace(anchor.moment, recording_id=ids.get(recording_id or "", recording_id))
    return replace(
        anchor, hearing_id=hearing_id, moment=moment, recording_id=ids[anchor.recording_id]
    )


class _Rows:
    """Inserts or updates notes and anchors one by one, and counts the visible notes."""

    def __init__(self, library: Library, imported: HearingSnapshot, hearing_id: str) -> None:
        self._library = library
        self._changes = library.changes
        self._hearing_id = hearing_id
        self._theirs_utc = imported.changed_utc
        self._ours_utc = library.changes.times(hearing_id)
        self.new = self.changed = self.same = self.both = 0

    @cached_property
    def _steps(self) -> dict[str, list[Change]]:
        """The earlier changes of each note and anchor in this library."""
        steps: dict[str, list[Change]] = {}
        for step in self._changes.of_hearing(self._hearing_id):
            steps.setdefault(step.note_id or step.anchor_id, []).append(step)
        return steps

    def upsert_note(self, note: Note) -> None:
        before = self._changes.row(NOTE, note.id)
        self._upsert(NOTE, before, note_columns(note))
        after = self._changes.row(NOTE, note.id)
        was_seen = before is not None and before["deleted_utc"] is None
        is_seen = after["deleted_utc"] is None
        self.new += before is None and is_seen
        self.changed += (
            before is not None and (was_seen or is_seen) and tuple(before) != tuple(after)
        )
        self.same += was_seen and tuple(before) == tuple(after)

    def upsert_anchor(self, anchor: Anchor) -> None:
        self._upsert(ANCHOR, self._changes.row(ANCHOR, anchor.id), anchor_columns(anchor))

    def _upsert(self, kind: TrackedTable, row: Any, theirs: Columns) -> None:
        theirs_utc = self._theirs_utc.get(theirs["id"])
        if row is None:
            self._changes.add(kind, IMPORT, theirs, theirs_utc)
            return
        self._check_hearing(row)
        ours_utc = self._ours_utc[row["id"]]
        fields = {name: theirs[name] for name in _MAY_DIFFER[kind]}
        if theirs_utc is None or all(row[name] == value for name, value in fields.items()):
            return
        steps = self._steps[row["id"]]
        # At the same instant the texts decide, so that both sides end up alike.
        if (theirs_utc, str(fields)) > (ours_utc, str({name: row[name] for name in fields})):
            self._changes.change(kind, IMPORT, row, fields, theirs_utc)
            self.both += kind is NOTE and _was_changed_here(steps)
        elif all(step.of_version_utc != theirs_utc for step in steps):
            self._changes.log_rejected(kind, PASSED_OVER, row, fields, ours_utc)
            self.both += kind is NOTE and _was_changed_here(steps)

    def _check_hearing(self, row: Any) -> None:
        if row["hearing_id"] != self._hearing_id:
            title = self._library.connection.execute(
                "SELECT title FROM hearing WHERE id = ?", (row["hearing_id"],)
            ).fetchone()["title"]
            raise UsageError(
                f"Notes of this file are in another hearing here, “{one_line(title, 120)}”; "
                "import it into that one."
            )


def _was_changed_here(steps: Iterable[Change]) -> bool:
    """Return whether the current version was made from another one here, and not imported."""
    *_, last = (step for step in steps if step.action not in {PASSED_OVER, DROPPED})
    return last.action != IMPORT and last.before is not None
