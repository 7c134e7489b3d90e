"""The thread that writes outlives whatever a job, a report or the library raises."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.library import writer as writer_module
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
from hearingnotes.library.library import Library
from hearingnotes.library.writer import LibraryWriter, SaveBlocked
from hearingnotes.model.draft import Draft
from tests.library.conftest import HEARING, RECORDING, make_anchor, make_note
from tests.library.test_writer import OTHER, OTHER_RECORDING, Reports, stored, until_waiting

NOTE = make_note(1, "heard")
LATER = make_note(9, "later")
DRAFT = Draft("D1", datetime(2026, 1, 16, tzinfo=UTC), hearing_ids=("H1",))

JOBS: dict[str, Callable[[LibraryWriter], object]] = {
    "save_hearing": lambda writer: writer.save_hearing(replace(HEARING, title="New"), [RECORDING]),
    "remember_position": lambda writer: writer.remember_position("H1", 42.0),
    "remember_reach": lambda writer: writer.remember_reach("R1", 4200.0),
    "add": lambda writer: writer.add(make_note(2, "new")),
    "change": lambda writer: writer.change("edit", NOTE, replace(NOTE, text="changed")),
    "delete": lambda writer: writer.delete(NOTE),
    "add_anchor": lambda writer: writer.add_anchor(make_anchor(1, 90.0)),
    "remove_anchor": lambda writer: writer.remove_anchor(make_anchor(5, 50.0)),
    "change_draft": lambda writer: writer.change_draft("new article", DRAFT, DRAFT),
    "undo": lambda writer: writer.undo("H1"),
    "redo": lambda writer: writer.redo("H1"),
    "autosave": lambda writer: writer.autosave(make_note(3, "half a")),
    "discard_autosave": lambda writer: writer.discard_autosave(make_note(4)),
}
ASKS_FOR_NOTHING = {
    *("path", "start", "close", "waiting", "unsaved_drafts"),
    *("orphaned", "notes_of", "pending_ids"),
}


class Once:
    """Raises the first time it is called, as no code here should."""

    def __init__(self, call: Callable[..., Any], error: type[Exception] = KeyError) -> None:
        self._call, self._error = call, error
        self.has_raised = False

    def __call__(self, *args: Any) -> Any:
        if not self.has_raised:
            self.has_raised = True
            raise self._error("as in a fault of ours")
        return self._call(*args)


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def started(path: Path, reports: Reports) -> Iterator[LibraryWriter]:
    library = Library(path, who="ana@desk")
    library.hearings.save(HEARING, [RECORDING])
    library.notes.add(NOTE)
    library.anchors.add(make_anchor(5, 50.0))
    writer = LibraryWriter(library, reports.take)
    writer.start()
    yield writer
    writer.close()


def test_the_table_of_jobs_has_every_kind() -> None:
    asked = {name for name in vars(LibraryWriter) if not name.startswith("_")}
    assert asked - ASKS_FOR_NOTHING == JOBS.keys()


@pytest.mark.parametrize("name", JOBS)
def test_a_job_that_raises_once_is_done_later_and_holds_up_nothing(
    started: LibraryWriter, reports: Reports, path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, runs = started._put, list[Once]()

    def put_raising(run: Callable[..., Any], row: str, **shown: Any) -> None:
        runs.append(Once(run))
        put(runs[-1], row, **shown)

    monkeypatch.setattr(started, "_put", put_raising)
    JOBS[name](started)
    monkeypatch.undo()
    started.add(LATER)
    reports.saved(LATER.id)
    assert LATER in stored(path)
    until_waiting(started, lambda waiting: waiting == SaveBlocked())
    assert [run.has_raised for run in runs] == [True]
    assert started.close() == []


def make_every_report(writer: LibraryWriter, path: Path) -> None:
    """What leads to a report of each kind."""
    writer.add(make_note(2))
    writer.add_anchor(make_anchor(2, 90.0))
    writer.change_draft("new article", DRAFT, DRAFT)
    writer.save_hearing(OTHER, [OTHER_RECORDING])
    writer.undo("H1")
    with Library(path, who="ben@room") as ben:
        ben.hearings.rename("H1", "As Ben calls it")


KINDS = (
    NotesChanged,
    AnchorsChanged,
    DraftsChanged,
    DraftSaved,
    HearingUpdated,
    UndoApplied,
    HearingMerged,
)


def test_the_table_of_library_events_has_every_kind() -> None:
    assert (
        LibraryEvent
        == NotesChanged
        | AnchorsChanged
        | DraftsChanged
        | DraftSaved
        | HearingUpdated
        | (UndoApplied | HearingMerged)
    )
    assert set(KINDS) == set(LibraryEvent.__args__)


@pytest.mark.parametrize("kind", KINDS)
def test_a_library_event_that_fails_at_first_is_posted_again(
    path: Path, reports: Reports, kind: type[LibraryEvent]
) -> None:
    library = Library(path, who="ana@desk")
    library.hearings.save(HEARING, [RECORDING])
    take = Once(reports.take)

    def report(event: LibraryEvent) -> None:
        (take if isinstance(event, kind) else reports.take)(event)

    writer = LibraryWriter(library, report)
    writer.start()
    make_every_report(writer, path)
    reports.until(lambda event: isinstance(event, kind))
    assert take.has_raised
    writer.add(LATER)
    reports.saved(LATER.id)
    assert writer.close() == []


@pytest.mark.parametrize("error", [ValueError, KeyError, RecursionError, MemoryError])
def test_changes_that_cannot_be_read_are_reported_and_hold_up_nothing(
    started: LibraryWriter, reports: Reports, path: Path, error: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    changes = started._library.changes

    def unreadable(_: int) -> None:
        raise error

    monkeypatch.setattr(changes, "since", unreadable)
    started.add(LATER)
    reports.saved(LATER.id)
    assert LATER in stored(path)
    blocked = until_waiting(started, lambda waiting: bool(waiting.why))
    assert blocked.count == 0
    assert "can't be read" in blocked.why
    monkeypatch.undo()
    with Library(path, who="ben@room") as ben:
        ben.notes.add(make_note(7, "Ben's"))
    reports.until(lambda r: isinstance(r, NotesChanged) and make_note(7, "Ben's") in r.notes)
    until_waiting(started, lambda waiting: waiting == SaveBlocked())


def test_changes_of_one_note_keep_their_order_behind_one_that_failed(
    started: LibraryWriter, reports: Reports, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = started._library.notes
    monkeypatch.setattr(notes, "add", Once(notes.add))
    new = make_note(2, "first words")
    started.add(new)
    started.change("edit", new, replace(new, text="second words"))
    started.add(LATER)
    reports.saved(LATER.id)
    reports.saved(new.id)
    reports.saved(new.id)
    assert [note.text for note in stored(path)] == ["heard", "second words", "later"]


def test_undo_does_not_take_back_another_step_than_the_one_that_is_not_saved(
    started: LibraryWriter, reports: Reports, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(started._library.notes, "add", refuse)
    started.add(make_note(2, "not saved"))
    until_waiting(started, lambda waiting: waiting.count == 1)
    started.undo("H1")
    turned = reports.until(lambda event: isinstance(event, UndoApplied))
    assert isinstance(turned, UndoApplied)
    assert (turned.step, "not saved yet" in turned.why) == (None, True)
    assert stored(path) == [NOTE]


def test_an_undo_that_fails_is_answered(
    started: LibraryWriter, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        started._library.changes, "undo", Once(started._library.changes.undo, ValueError)
    )
    started.undo("H1")
    turned = reports.until(lambda event: isinstance(event, UndoApplied))
    assert isinstance(turned, UndoApplied)
    assert "ValueError" in turned.why
    started.undo("H1")
    turned = reports.until(lambda event: isinstance(event, UndoApplied))
    assert isinstance(turned, UndoApplied)
    assert turned.step is not None


def test_a_disk_that_does_not_answer_is_reported_while_it_hangs(
    started: LibraryWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, goes_on = threading.Event(), threading.Event()

    def hang(*_: object) -> None:
        hangs.set()
        goes_on.wait()

    monkeypatch.setattr(writer_module, "LATE_S", 0.0)
    monkeypatch.setattr(started._library.notes, "add", hang)
    started.add(make_note(2))
    hangs.wait()
    waiting = until_waiting(started, lambda waiting: waiting.count == 1)
    assert "Nothing can be written to" in waiting.why
    goes_on.set()
    until_waiting(started, lambda waiting: waiting == SaveBlocked())


def refuse(*_: object) -> None:
    raise sqlite3.OperationalError("disk I/O error")


def test_the_save_alarm_stays_while_somebody_goes_on_typing(
    started: LibraryWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(started._library.autosaves, "write", refuse)
    started.autosave(make_note(2, "h"))
    first = until_waiting(started, lambda waiting: waiting.count == 1)
    for length in range(50):
        started.autosave(make_note(2, "h" * length))
        assert started.waiting() == first
    monkeypatch.undo()
    until_waiting(started, lambda waiting: waiting == SaveBlocked())


def test_undo_waits_for_a_deletion_behind_words_that_cannot_be_dropped(
    started: LibraryWriter, reports: Reports, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(started._library.notes, "discard_autosave", refuse)
    started.add(LATER)
    reports.saved(LATER.id)
    started.discard_autosave(NOTE)
    started.delete(NOTE)
    started.undo("H1")
    turned = reports.until(lambda event: isinstance(event, UndoApplied))
    assert isinstance(turned, UndoApplied)
    assert turned.step is None
    assert "not saved yet" in turned.why
    assert stored(path) == [NOTE, LATER]


def test_a_library_that_was_moved_is_reported_and_written_when_it_is_back(
    started: LibraryWriter, reports: Reports, path: Path
) -> None:
    aside = path.with_name("aside.db")
    path.rename(aside)
    started.add(LATER)
    blocked = until_waiting(started, lambda waiting: waiting.count == 1)
    assert "was moved, removed or replaced" in blocked.why
    aside.rename(path)
    reports.saved(LATER.id)
    until_waiting(started, lambda waiting: waiting == SaveBlocked())
    assert LATER in stored(path)


def test_queued_notes_are_among_those_of_a_hearing_opened_again(
    started: LibraryWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("add", "change", "delete"):
        monkeypatch.setattr(started._library.notes, name, refuse)
    monkeypatch.setattr(started._library.autosaves, "write", refuse)
    started.add(LATER)
    edited = replace(NOTE, text="edited")
    started.change("edit", NOTE, edited)
    started.autosave(make_note(3, "half a"))
    until_waiting(started, lambda waiting: waiting.count == 3)
    assert started.notes_of("H1") == [edited, LATER]
    assert started.pending_ids() == {NOTE.id, LATER.id}
    assert started.orphaned("H1") == [make_note(3, "half a")]
    started.change("star", edited, replace(edited, starred=True))
    started.delete(LATER)
    assert started.notes_of("H1") == [replace(edited, starred=True)]
    monkeypatch.undo()
    until_waiting(started, lambda waiting: waiting == SaveBlocked())


def test_a_queued_star_does_not_hide_words_put_aside(
    started: LibraryWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = replace(NOTE, text="put aside", unsent=True)
    started.autosave(aside)
    monkeypatch.setattr(started._library.notes, "change", refuse)
    started.change("star", NOTE, replace(NOTE, starred=True))
    until_waiting(started, lambda waiting: waiting.count == 1)
    assert started.orphaned("H1") == [aside]
