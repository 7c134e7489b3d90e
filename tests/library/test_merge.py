"""What two people noted of one hearing becomes one, all of it or nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from hearingnotes.errors import UsageError
from hearingnotes.library.library import Library
from hearingnotes.library.merge import MergeResult, merge
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.random_hearings import hearings

from .conftest import HEARING, NOW, RECORDING, make_anchor, make_note

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)
OTHER = Recording("R2", "H1", "vimeo", "76979871", "https://vimeo.com/76979871")


def of_ben(
    *notes: Note,
    at: datetime | None = LATER,
    hearing: Hearing = HEARING,
    recordings: tuple[Recording, ...] = (RECORDING,),
    anchors: tuple[Anchor, ...] = (),
) -> HearingSnapshot:
    """What another reporter has, all changed at one instant."""
    changed = [*(note.id for note in notes), *(anchor.id for anchor in anchors)]
    changed_utc = dict.fromkeys(changed, at) if at is not None else {}
    timeline = Timeline(recordings, anchors)
    return HearingSnapshot(hearing, timeline, notes, anchors, changed_utc=changed_utc)


def texts(library: Library, hearing_id: str = "H1") -> list[str]:
    return [note.text for note in library.notes.of_hearing(hearing_id)]


def dumped(library: Library) -> list[str]:
    """All that is in the library, the log too."""
    return [line for line in library.connection.iterdump() if "sqlite_sequence" not in line]


def counts(merged: MergeResult) -> tuple[int, int, int]:
    return merged.new, merged.changed, merged.same


def test_notes_of_two_reporters_come_together(library: Library) -> None:
    library.notes.add(make_note(1, "ana's"))
    merged = merge(library, of_ben(make_note(1, "ana's"), make_note(2, "ben's")))
    assert texts(library) == ["ana's", "ben's"]
    assert counts(merged) == (1, 0, 1)
    assert not merged.is_new_hearing


DELETED = {"deleted_utc": NOW}


@pytest.mark.parametrize(
    ("ours", "theirs", "at", "stands", "counted"),
    [
        ({"text": "a"}, {"text": "b"}, LATER, {"text": "b"}, (0, 1, 0)),
        ({"text": "a"}, {"text": "b"}, LONG_AGO, {"text": "a"}, (0, 0, 1)),
        ({"text": "a"}, {"text": "b"}, None, {"text": "a"}, (0, 0, 1)),
        ({"text": "a"}, {"text": "a"}, LATER, {"text": "a"}, (0, 0, 1)),
        (
            {},
            {"starred": True, "nudge_s": 2.0},
            LATER,
            {"starred": True, "nudge_s": 2.0},
            (0, 1, 0),
        ),
        (DELETED, {"text": "b"}, LATER, {"text": "b", "deleted_utc": None}, (0, 1, 0)),
        (DELETED, {"text": "b"}, LONG_AGO, {"text": "", **DELETED}, (0, 0, 0)),
        ({"text": "a"}, DELETED, LATER, {"text": "", **DELETED}, (0, 1, 0)),
        ({"text": "a"}, DELETED, LONG_AGO, {"text": "a", "deleted_utc": None}, (0, 0, 1)),
        (DELETED, DELETED, LATER, DELETED, (0, 0, 0)),
    ],
)
def test_merge_keeps_the_version_changed_later(
    library: Library,
    ours: dict[str, object],
    theirs: dict[str, object],
    at: datetime | None,
    stands: dict[str, object],
    counted: tuple[int, int, int],
) -> None:
    library.notes.add(replace(make_note(1), **ours))  # type: ignore[arg-type]
    merged = merge(library, of_ben(replace(make_note(1), **theirs), at=at))  # type: ignore[arg-type]
    (note,) = library.notes.of_hearing("H1", with_tombstones=True)
    assert {name: getattr(note, name) for name in stands} == stands
    assert counts(merged) == counted


@pytest.mark.parametrize("at", [LONG_AGO, LATER])
def test_merge_logs_the_other_version(library: Library, at: datetime) -> None:
    library.notes.add(make_note(1, "ana's"))
    merge(library, of_ben(make_note(1, "ben's"), at=at))
    *_, logged = library.changes.of_hearing("H1")
    stands, fell = ("ben's", "ana's") if at is LATER else ("ana's", "ben's")
    action = "import" if at is LATER else "passed over"
    assert (logged.action, logged.who) == (action, "ana@desk")
    assert (logged.before, logged.after) == ({"text": fell}, {"text": stands})
    assert texts(library) == [stands]
    step = library.changes.undo("H1")
    assert (step is None) == (at is LATER)
    assert texts(library) == (["ben's"] if at is LATER else [])


def test_undo_takes_back_own_steps_and_nothing_that_was_merged(library: Library) -> None:
    for number in (1, 2):
        library.notes.add(make_note(number, "ana's"))
        library.notes.change("edit", make_note(number, "ana's"), make_note(number, "ana's own"))
    gone = replace(make_note(2, "ana's"), deleted_utc=LATER)
    merge(library, of_ben(gone, make_note(3, "ben's"), at=LATER))
    assert texts(library) == ["ana's own", "ben's"]
    library.changes.undo("H1")
    library.changes.undo("H1")
    assert library.changes.undo("H1") is None
    assert texts(library) == ["ben's"]
    library.changes.redo("H1")
    library.changes.redo("H1")
    assert library.changes.redo("H1") is None
    assert texts(library) == ["ana's own", "ben's"]


@pytest.mark.parametrize("at", [LONG_AGO, LATER])
def test_merge_counts_a_note_that_both_changed(library: Library, at: datetime) -> None:
    library.notes.add(make_note(1, "levy"))
    known_utc = library.changes.times("H1")["N0001"]
    assert merge(library, of_ben(make_note(1, "ben's"), at=at)).both == 0
    library.notes.add(make_note(2, "vote"))
    library.notes.change("edit", make_note(2, "vote"), make_note(2, "ana's"))
    assert merge(library, of_ben(make_note(2, "ben's"), at=at)).both == 1
    assert merge(library, of_ben(make_note(1, "levy"), at=known_utc)).both == 0


@pytest.mark.parametrize("at", [LONG_AGO, LATER, None])
def test_a_second_merge_changes_nothing(library: Library, at: datetime | None) -> None:
    library.notes.add(make_note(1, "ana's"))
    roster = Roster((Speaker("chair", "Hanif"),), {"cb": "community board"})
    hearing = replace(HEARING, leads={"": 3.0, "@chair": 5.0}, roster=roster, agenda=("Budget",))
    anchors = (make_anchor(1, 500.0),)
    theirs = of_ben(
        make_note(1, "ben's"), make_note(2, "new"), at=at, hearing=hearing, anchors=anchors
    )
    merge(library, theirs)
    before = dumped(library)
    assert counts(merge(library, theirs)) == (0, 0, 2)
    assert dumped(library) == before


def test_merges_in_both_directions_give_the_same_notes(library: Library, tmp_path: Path) -> None:
    """Also when both changed a note at the same instant."""
    merge(library, of_ben(make_note(1, "a"), at=LATER))
    with Library(tmp_path / "ben.db") as ben:
        merge(ben, of_ben(make_note(1, "b"), at=LATER))
        merge(ben, of_ben(make_note(1, "a"), at=LATER))
        merge(library, of_ben(make_note(1, "b"), at=LATER))
        assert texts(ben) == texts(library) == ["b"]


def test_an_edit_after_a_merge_counts_by_its_own_time(library: Library) -> None:
    """Not by when the two met: else what was changed elsewhere just before would be lost."""
    merge(library, of_ben(make_note(1, "first"), at=LONG_AGO))
    merge(library, of_ben(make_note(1, "second"), at=LONG_AGO + timedelta(minutes=1)))
    assert texts(library) == ["second"]
    assert library.changes.times("H1")["N0001"] == LONG_AGO + timedelta(minutes=1)


def test_merge_keeps_evidence_as_it_was_taken(library: Library) -> None:
    library.notes.add(make_note(1, "ana's"))
    otherwise = replace(make_note(1, "ben's"), moment=make_note(99).moment)
    merge(library, of_ben(otherwise))
    (note,) = library.notes.of_hearing("H1")
    assert (note.text, note.moment) == ("ben's", make_note(1).moment)


def test_merge_knows_a_hearing_by_its_recording(library: Library) -> None:
    """Then what theirs calls its recordings is called here as it is here."""
    library.notes.add(make_note(1, "ana's"))
    hearing = replace(HEARING, id="H9", title="Theirs")
    recording = replace(RECORDING, id="R9", hearing_id="H9", duration_s=900.0)
    moment = replace(make_note(2).moment, recording_id="R9")
    theirs = Note("N0002", "H9", moment, "ben's")
    anchor = Anchor("A1", "H9", moment, "R9", 7.0)
    merged = merge(
        library, of_ben(theirs, hearing=hearing, recordings=(recording,), anchors=(anchor,))
    )
    assert (merged.hearing.id, merged.hearing.title) == ("H1", HEARING.title)
    assert [note.moment.recording_id for note in library.notes.of_hearing("H1")] == ["R1", "R1"]
    assert [a.recording_id for a in library.anchors.of_hearing("H1")] == ["R1"]
    (stored,) = library.hearings.all()
    assert [(r.id, r.duration_s) for r in stored.recordings] == [("R1", 900.0)]


def test_merge_knows_a_hearing_by_its_notes(library: Library) -> None:
    library.notes.add(make_note(1, "ana's"))
    merged = merge(
        library, of_ben(make_note(1, "x"), hearing=replace(HEARING, id="H9"), recordings=())
    )
    assert merged.hearing.id == "H1"


def test_merge_refuses_notes_of_another_hearing(library: Library) -> None:
    library.notes.add(make_note(1, "ana's"))
    library.hearings.save(replace(HEARING, id="H2", title="Trees"), [])
    with pytest.raises(UsageError, match="in another hearing here, “Committee on Immigration”"):
        merge(library, of_ben(make_note(1, "x")), into="H2")


def test_merge_brings_a_removed_hearing_back(library: Library) -> None:
    library.hearings.remove("H1")
    merge(library, of_ben())
    assert [stored.hearing.id for stored in library.hearings.all()] == ["H1"]


def test_merge_adds_only_what_a_hearing_lacks(library: Library) -> None:
    ours = replace(HEARING, leads={"": 3.0}, roster=Roster((Speaker("chair", "Hanif"),)))
    library.hearings.save(ours, [])
    theirs = replace(
        HEARING,
        title="Other",
        body="Council",
        leads={"": 9.0, "@clerk": 1.0},
        roster=Roster((Speaker("chair", "Nobody"), Speaker("clerk", "Ben"))),
        agenda=("Budget",),
    )
    merged = merge(library, of_ben(hearing=theirs)).hearing
    assert merged == library.hearings.all()[0].hearing
    assert (merged.title, merged.body, merged.agenda) == (HEARING.title, "Council", ("Budget",))
    assert merged.leads == {"": 3.0, "@clerk": 1.0}
    assert merged.roster.names == {"chair": "Hanif", "clerk": "Ben"}


def test_a_removed_anchor_stays_removed_and_goes_with_a_later_removal(library: Library) -> None:
    library.anchors.add(make_anchor(1, 500.0))
    library.anchors.add(make_anchor(2, 600.0))
    library.anchors.remove(make_anchor(2, 600.0))
    removed = replace(make_anchor(1, 500.0), removed_utc=NOW)
    merge(library, of_ben(anchors=(removed,), at=LATER))
    merge(library, of_ben(anchors=(make_anchor(2, 600.0),), at=LONG_AGO))
    assert library.anchors.of_hearing("H1") == []


def test_merged_recordings_may_be_aligned_to_one_that_comes_later(tmp_path: Path) -> None:
    first = replace(OTHER, aligned_to="R1", aligned_s=95.0)
    with Library(tmp_path / "new.db") as library:
        merge(library, of_ben(recordings=(first, RECORDING)))
        (stored,) = library.hearings.all()
    assert {r.id: r.aligned_to for r in stored.recordings} == {"R1": None, "R2": "R1"}


def test_merge_takes_a_recording_that_was_removed_here(library: Library) -> None:
    library.hearings.remove_recording(RECORDING)
    merge(library, of_ben(make_note(1, "x")))
    (stored,) = library.hearings.all()
    (recording,) = stored.recordings
    (note,) = library.notes.of_hearing("H1")
    assert note.moment.recording_id == recording.id != "R1"


class DeadError(Exception):
    """The power fails."""


@pytest.mark.parametrize("after", range(4))
def test_a_merge_that_fails_in_the_middle_changes_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    library.notes.add(make_note(1, "ana's"))
    before = dumped(library)
    really_log, left = library.changes.log, iter(range(after))

    def log(*values: object, **more: object) -> None:
        if next(left, None) is None:
            raise DeadError
        really_log(*values, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(library.changes, "log", log)
    hearing = replace(HEARING, body="Council")
    theirs = of_ben(
        make_note(1, "x"), make_note(2, "y"), hearing=hearing, anchors=(make_anchor(1, 5.0),)
    )
    with pytest.raises(DeadError):
        merge(library, theirs)
    assert dumped(library) == before


def test_a_dry_run_of_a_merge_counts_and_stores_nothing(library: Library) -> None:
    before = dumped(library)
    assert counts(merge(library, of_ben(make_note(1, "x")), dry_run=True)) == (1, 0, 0)
    assert dumped(library) == before
    merge(library, of_ben(make_note(1, "x")))
    assert texts(library) == ["x"]


@settings(max_examples=15, deadline=None)
@given(hearings())
def test_merge_puts_everything_into_a_new_library(theirs: HearingSnapshot) -> None:
    with TemporaryDirectory() as folder, Library(Path(folder, "new.db")) as library:
        merged = merge(library, theirs)
        stored = next(k for k in library.hearings.all() if k.hearing.id == merged.hearing.id)
        ours = library.snapshot(stored, Roster(), whole=True)
    assert replace(ours.hearing, opened_utc=None) == theirs.hearing
    assert ours.timeline.recordings == theirs.timeline.recordings
    assert (ours.notes, ours.anchors) == (theirs.notes, theirs.anchors)
    assert ours.changed_utc == theirs.changed_utc
