"""The thread that writes: in order, again and again while the disk refuses, and never silently."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.library.events import (
    AnchorsChanged,
    HearingMerged,
    HearingUpdated,
    LibraryEvent,
    NotesChanged,
    UndoApplied,
)
from hearingnotes.library.library import Library
from hearingnotes.library.writer import LibraryWriter, SaveBlocked
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note

from .conftest import HEARING, NOW, RECORDING, make_anchor, make_note

WAIT_S = 20
LOOK_S = 0.01


class Reports:
    """What a writer has reported."""

    def __init__(self) -> None:
        self._queue: queue.Queue[LibraryEvent] = queue.Queue()
        self.take = self._queue.put

    def until(self, wanted: Callable[[LibraryEvent], bool]) -> LibraryEvent:
        """The first report from now on that is wanted."""
        while True:
            report = self._queue.get(timeout=WAIT_S)
            if wanted(report):
                return report

    def saved(self, note_id: str) -> LibraryEvent:
        return self.until(lambda r: isinstance(r, NotesChanged) and r.saved == note_id)

    def anchors(self) -> LibraryEvent:
        return self.until(lambda r: isinstance(r, AnchorsChanged))


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def writer(path: Path, reports: Reports) -> Iterator[LibraryWriter]:
    writer = LibraryWriter(Library(path, who="ana@desk"), reports.take)
    writer.save_hearing(HEARING, [RECORDING])
    writer.start()
    yield writer
    writer.close()


def until_waiting(writer: LibraryWriter, wanted: Callable[[SaveBlocked], bool]) -> SaveBlocked:
    """What waits for the disk, once that is so."""
    deadline_s = time.monotonic() + WAIT_S
    while not wanted(waiting := writer.waiting()):
        assert time.monotonic() < deadline_s, waiting
        threading.Event().wait(LOOK_S)
    return waiting


def stored(path: Path) -> list[Note]:
    with Library(path) as library:
        return library.notes.of_hearing("H1")


OTHER = replace(HEARING, id="H2", title="4LBmWqYuuDY")
OTHER_RECORDING = replace(RECORDING, id="R2", hearing_id="H2")


def other_note(number: int, **fields: Any) -> Note:
    note = make_note(number, hearing_id="H2")
    return replace(note, moment=replace(note.moment, recording_id="R2"), **fields)


def test_a_new_hearing_joins_the_one_that_has_its_recording(
    writer: LibraryWriter, reports: Reports, path: Path
) -> None:
    writer.add(make_note(1))
    writer.save_hearing(OTHER, [OTHER_RECORDING])
    joined = reports.until(lambda r: isinstance(r, HearingMerged))
    assert isinstance(joined, HearingMerged)
    assert (joined.stored.hearing, joined.stored.recordings) == (HEARING, (RECORDING,))
    assert joined.notes == (make_note(1),)
    # What is asked by one who has not heard of it yet is done all the same.
    two = other_note(2)
    writer.add(two)
    writer.change("edit", two, replace(two, text="two"))
    writer.add(other_note(3))
    writer.delete(other_note(3))
    writer.save_hearing(OTHER, [OTHER_RECORDING])
    writer.remember_position("H2", 42.0)
    writer.autosave(other_note(4))
    writer.undo("H2")
    reports.until(lambda r: isinstance(r, UndoApplied) and r.step is not None)
    assert stored(path) == [make_note(1), make_note(2, "two"), make_note(3)]
    assert writer.close() == []
    with Library(path) as library:
        (hearing,) = library.hearings.all()
        assert hearing.hearing.title == HEARING.title
        assert hearing.hearing.resume_s == 42.0
        assert library.autosaves.orphaned("H1") == [make_note(4)]


def test_notes_from_before_the_recording_was_known_join_too(
    writer: LibraryWriter, reports: Reports, path: Path
) -> None:
    early = replace(make_note(2, "early", "H2"), moment=Moment(NOW))
    writer.save_hearing(OTHER, [])
    writer.add(early)
    writer.save_hearing(OTHER, [OTHER_RECORDING])
    joined = reports.until(lambda r: isinstance(r, HearingMerged))
    assert isinstance(joined, HearingMerged)
    assert joined.notes == (replace(early, hearing_id="H1"),)
    writer.undo("H2")
    reports.until(lambda r: isinstance(r, UndoApplied) and r.step is not None)
    assert stored(path) == []
    with Library(path) as library:
        assert [k.hearing.id for k in (*library.hearings.all(), *library.hearings.removed())] == [
            "H1"
        ]


def test_two_programs_that_open_the_same_at_once_make_one_hearing(path: Path) -> None:
    barrier = threading.Barrier(2)

    def open_it(number: int) -> None:
        hearing = replace(HEARING, id=f"H{number}")
        recording = replace(RECORDING, id=f"R{number}", hearing_id=hearing.id)
        note = make_note(number, hearing_id=hearing.id)
        writer = LibraryWriter(Library(path), lambda _: None)
        writer.save_hearing(hearing, [recording])
        writer.add(replace(note, moment=replace(note.moment, recording_id=recording.id)))
        barrier.wait()
        writer.start()
        assert writer.close() == []

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(open_it, (1, 2)))
    with Library(path) as library:
        (one,) = library.hearings.all()
        notes = library.notes.of_hearing(one.hearing.id)
    assert [note.id for note in notes] == ["N0001", "N0002"]
    assert {note.moment.recording_id for note in notes} == {one.recordings[0].id}


def test_a_note_that_is_reported_saved_is_in_the_file(
    writer: LibraryWriter, reports: Reports, path: Path
) -> None:
    note = make_note(1, "said and kept")
    writer.add(note)
    assert reports.saved(note.id) == NotesChanged((note,), note.id)
    assert stored(path) == [note]


def test_the_writer_makes_changes_in_the_order_asked(
    writer: LibraryWriter, reports: Reports, path: Path
) -> None:
    note = make_note(1)
    writer.add(note)
    for second in range(1, 11):
        writer.change("nudge", note, replace(note, nudge_s=float(second)))
    writer.undo("H1")
    turned = reports.until(lambda r: isinstance(r, UndoApplied))
    assert isinstance(turned, UndoApplied)
    assert turned.step is not None
    assert turned.step.action == "nudge"
    assert [n.nudge_s for n in stored(path)] == [9.0]


def test_undo_with_nothing_to_undo_is_answered(writer: LibraryWriter, reports: Reports) -> None:
    writer.undo("H1")
    assert reports.until(lambda r: isinstance(r, UndoApplied)) == UndoApplied("undo", None, "H1")


def test_another_programs_notes_are_reported(
    writer: LibraryWriter, reports: Reports, path: Path
) -> None:
    writer.add(make_note(1))
    reports.saved("N0001")
    with Library(path, who="ben@room") as ben:
        ben.notes.add(make_note(2, "from the room"))
    report = reports.until(lambda r: isinstance(r, NotesChanged))
    assert report == NotesChanged((make_note(2, "from the room"),), None)


def test_the_writer_reports_all_anchors_that_hold(writer: LibraryWriter, reports: Reports) -> None:
    first, second = make_anchor(1, 90.0), make_anchor(2, 80.0)
    writer.add_anchor(first)
    assert reports.anchors() == AnchorsChanged("H1", (first,))
    writer.add_anchor(second)
    assert reports.anchors() == AnchorsChanged("H1", (first, second))
    writer.remove_anchor(first)
    assert reports.anchors() == AnchorsChanged("H1", (second,))


def test_an_undone_anchor_is_reported_as_a_step_with_the_remaining_anchors(
    writer: LibraryWriter, reports: Reports
) -> None:
    writer.add_anchor(make_anchor(1, 90.0))
    reports.anchors()
    writer.undo("H1")
    assert reports.anchors() == AnchorsChanged("H1", ())
    turned = reports.until(lambda r: isinstance(r, UndoApplied))
    assert isinstance(turned, UndoApplied)
    assert turned.step is not None
    assert (turned.step.action, turned.step.note) == ("anchor", None)
    assert turned.step.anchor is not None
    assert turned.step.anchor.removed_utc is not None


def test_another_programs_anchors_are_reported(
    writer: LibraryWriter, reports: Reports, path: Path
) -> None:
    writer.add(make_note(1))
    reports.saved("N0001")
    with Library(path, who="ben@room") as ben:
        ben.anchors.add(make_anchor(1, 90.0))
    assert reports.anchors() == AnchorsChanged("H1", (make_anchor(1, 90.0),))


def test_an_unsaved_anchor_is_counted(
    writer: LibraryWriter, reports: Reports, full: Callable[[bool], None]
) -> None:
    full(True)
    big = replace(make_anchor(1, 90.0), id="A" * 100_000)
    writer.add(make_note(1, "x" * 100_000))
    writer.add_anchor(big)
    assert "full" in until_waiting(writer, lambda waiting: waiting.count == 2).why
    full(False)
    assert reports.anchors() == AnchorsChanged("H1", (big,))


@pytest.fixture
def full(writer: LibraryWriter, reports: Reports) -> Callable[[bool], None]:
    """Let SQLite find the disk full, or with room again."""

    def fill(is_full: bool) -> None:
        pages = "1" if is_full else "1000000"
        writer._library.connection.execute(f"PRAGMA max_page_count = {pages}")

    writer.add(make_note(0))
    reports.saved("N0000")
    return fill


def test_the_writer_reports_a_full_disk_and_tries_again(
    writer: LibraryWriter, reports: Reports, path: Path, full: Callable[[bool], None]
) -> None:
    full(True)
    big = make_note(1, "x" * 100_000)
    writer.add(big)
    writer.change("star", big, replace(big, starred=True))
    assert "full" in until_waiting(writer, lambda waiting: waiting.count == 1).why
    full(False)
    until_waiting(writer, lambda waiting: waiting == SaveBlocked())
    reports.saved(big.id)
    assert len(stored(path)) == 2


def test_the_writer_returns_unsaved_notes_at_its_end(
    writer: LibraryWriter, reports: Reports, full: Callable[[bool], None]
) -> None:
    full(True)
    big = make_note(1, "x" * 100_000)
    writer.add(big)
    until_waiting(writer, lambda waiting: waiting.count == 1)
    assert writer.close() == [big]


def test_a_change_that_can_never_be_saved_does_not_hold_up_the_others(
    writer: LibraryWriter, reports: Reports, path: Path
) -> None:
    orphan = make_note(1, "of a hearing that is not there", hearing_id="nowhere")
    writer.add(orphan)
    writer.add(make_note(2, "kept"))
    reports.saved("N0002")
    assert writer.close() == [orphan]
    assert [note.text for note in stored(path)] == ["kept"]


def test_the_writer_saves_what_is_left_when_it_closes(writer: LibraryWriter, path: Path) -> None:
    for number in range(50):
        writer.add(make_note(number))
    assert writer.close() == []
    assert len(stored(path)) == 50


def test_a_recording_added_to_another_hearing_does_not_stop_the_writer(
    path: Path, reports: Reports
) -> None:
    library = Library(path, who="ana@desk")
    library.hearings.save(HEARING, [RECORDING])
    library.hearings.save(OTHER, [])
    library.hearings.all()  # as the list of hearings reads them
    writer = LibraryWriter(library, reports.take)
    writer.start()
    writer.add(make_note(1))
    reports.saved("N0001")
    with Library(path, who="ben@room") as ben:
        ben.hearings.save(OTHER, [OTHER_RECORDING])
    reports.until(lambda r: isinstance(r, HearingUpdated) and r.hearing.id == "H2")
    writer.add(make_note(2, "still saved"))
    reports.saved("N0002")
    assert writer.close() == []
    assert [note.text for note in stored(path)] == ["", "still saved"]
