"""Anchors are kept, and setting or removing one is a step like any change of a note."""

import json
from collections.abc import Callable
from dataclasses import replace

from hearingnotes.library.codec import anchor_columns, anchor_from_columns
from hearingnotes.library.library import Library

from .conftest import NOW, make_anchor, make_note

Reopen = Callable[[str], Library]


def seconds(library: Library) -> list[float]:
    return [anchor.second_s for anchor in library.anchors.of_hearing("H1")]


def test_an_anchor_comes_back_as_it_was(library: Library, reopened: Reopen) -> None:
    by_clock = replace(make_anchor(2, 7.5), moment=replace(make_note(2).moment, recording_id=None))
    for anchor in (make_anchor(1, 90.0), by_clock):
        library.anchors.add(anchor)
    assert reopened("ana@desk").anchors.of_hearing("H1") == [make_anchor(1, 90.0), by_clock]


def test_an_anchor_survives_its_columns() -> None:
    anchor = replace(make_anchor(1, 90.0), note_id=None, removed_utc=NOW)
    assert anchor_from_columns(json.loads(json.dumps(anchor_columns(anchor)))) == anchor


def test_an_anchor_added_twice_is_one_anchor_and_one_step(library: Library) -> None:
    library.anchors.add(make_anchor(1, 90.0))
    library.anchors.add(make_anchor(1, 90.0))
    assert seconds(library) == [90.0]
    library.changes.undo("H1")
    assert library.changes.undo("H1") is None


def test_a_removed_anchor_is_a_tombstone(library: Library) -> None:
    library.anchors.add(make_anchor(1, 90.0))
    library.anchors.remove(make_anchor(1, 90.0))
    assert seconds(library) == []
    (stored,) = library.connection.execute("SELECT * FROM anchor").fetchall()
    assert stored["removed_utc"] is not None
    library.anchors.remove(make_anchor(1, 90.0))
    (again,) = library.connection.execute("SELECT * FROM anchor").fetchall()
    assert dict(again) == dict(stored)


def test_removing_an_anchor_that_never_was_is_no_step(library: Library) -> None:
    library.anchors.remove(make_anchor(1, 90.0))
    assert library.changes.undo("H1") is None


def test_notes_and_anchors_share_one_history_also_after_a_restart(
    library: Library, reopened: Reopen
) -> None:
    library.notes.add(make_note(1, "said"))
    library.anchors.add(make_anchor(1, 90.0))
    library.notes.change("star", make_note(1), replace(make_note(1), starred=True))
    library.anchors.remove(make_anchor(1, 90.0))
    later = reopened("ana@desk")

    def state() -> tuple[list[tuple[str, bool]], list[float]]:
        notes = [(note.text, note.starred) for note in later.notes.of_hearing("H1")]
        return notes, seconds(later)

    walked = [state()]
    actions = []
    for turn in (later.changes.undo, later.changes.redo):
        while step := turn("H1"):
            actions.append(step.action)
            walked.append(state())
    forth = ["add", "anchor", "star", "remove anchor"]
    assert actions == [*reversed(forth), *forth]
    states = [
        ([], []),
        ([("said", False)], []),
        ([("said", False)], [90.0]),
        ([("said", True)], [90.0]),
        ([("said", True)], []),
    ]
    assert walked == [*reversed(states), *states[1:]]


def test_each_person_undoes_their_own_anchors(library: Library, reopened: Reopen) -> None:
    ben = reopened("ben@room")
    library.anchors.add(make_anchor(1, 90.0))
    ben.anchors.add(make_anchor(2, 80.0))
    step = library.changes.undo("H1")
    assert step is not None
    assert step.anchor is not None
    assert step.anchor.id == make_anchor(1, 90.0).id
    assert seconds(library) == [80.0]
    assert library.changes.undo("H1") is None


def test_a_new_anchor_ends_redo(library: Library) -> None:
    library.notes.add(make_note(1, "said"))
    library.changes.undo("H1")
    library.anchors.add(make_anchor(1, 90.0))
    assert library.changes.redo("H1") is None


def test_every_change_of_an_anchor_is_in_the_log(library: Library) -> None:
    library.anchors.add(make_anchor(1, 90.0))
    library.anchors.remove(make_anchor(1, 90.0))
    library.changes.undo("H1")
    rows = library.connection.execute(
        "SELECT * FROM change WHERE anchor_id = 'A0001' ORDER BY seq"
    ).fetchall()
    assert [row["action"] for row in rows] == ["anchor", "remove anchor", "undo"]
    assert {row["who"] for row in rows} == {"ana@desk"}
    assert json.loads(rows[0]["after"])["second_s"] == 90.0
    assert json.loads(rows[1]["before"]) == {"removed_utc": None}


def test_changes_since_an_instant_have_the_anchors(library: Library) -> None:
    library.notes.add(make_note(1, "said"))
    before = library.changes.since(0)
    assert ([note.id for note in before.notes], before.anchored) == (["N0001"], ())
    library.anchors.add(make_anchor(1, 90.0))
    after = library.changes.since(before.seq)
    assert (after.notes, after.anchored) == ((), ("H1",))
    library.changes.undo("H1")
    assert library.changes.since(after.seq).anchored == ("H1",)
    assert library.changes.since(after.seq + 1).anchored == ()
