"""Notes are kept with every change, and every change can be taken back, also after a restart."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearingnotes.library.codec import note_columns, note_from_columns
from hearingnotes.library.library import Library
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.query import query_of

from .conftest import make_note

Reopen = Callable[[str], Library]


def found_by(library: Library, words: str) -> list[Note]:
    return [note for _, notes in library.search.find(query_of(words.split())) for note in notes]


def texts(library: Library) -> list[str]:
    return [note.text for note in library.notes.of_hearing("H1")]


def test_a_note_comes_back_as_it_was(library: Library, reopened: Reopen) -> None:
    note = replace(make_note(1, "line one\nline two — “so”"), starred=True, nudge_s=-2.0)
    library.notes.add(note)
    assert reopened("ana@desk").notes.of_hearing("H1") == [note]


@given(
    st.builds(
        Note,
        id=st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26),
        hearing_id=st.just("H1"),
        moment=st.builds(
            Moment,
            utc=st.datetimes(timezones=st.just(UTC)),
            recording_id=st.none() | st.text(),
            position_s=st.none() | st.floats(allow_nan=False, allow_infinity=False),
            start_s=st.none() | st.floats(allow_nan=False, allow_infinity=False),
            frame_s=st.none() | st.floats(0.001, 1),
            stale_s=st.floats(0, 1e6),
        ),
        text=st.text(st.characters(codec="utf-8")),
        nudge_s=st.floats(-1e6, 1e6),
        starred=st.booleans(),
        verified=st.booleans(),
        unsent=st.booleans(),
        deleted_utc=st.none() | st.datetimes(timezones=st.just(UTC)),
    )
)
def test_every_note_survives_its_columns(note: Note) -> None:
    columns = json.loads(json.dumps(note_columns(note)))
    assert note_from_columns(columns) == note


def test_a_note_added_twice_is_one_note(library: Library) -> None:
    library.notes.add(make_note(1, "once"))
    library.notes.add(make_note(1, "once"))
    assert texts(library) == ["once"]


def test_a_deleted_note_is_a_tombstone(library: Library) -> None:
    library.notes.add(make_note(1, "gone"))
    library.notes.delete(make_note(1, "gone"))
    assert texts(library) == []
    stored = library.connection.execute("SELECT text, deleted_utc FROM note").fetchone()
    assert stored["text"] == "gone"
    assert stored["deleted_utc"] is not None


def test_undo_and_redo_walk_the_steps_also_after_a_restart(
    library: Library, reopened: Reopen
) -> None:
    library.notes.add(make_note(1, "first"))
    library.notes.change("edit", library.notes.of_hearing("H1")[0], make_note(1, "second"))
    library.notes.delete(make_note(1, "second"))
    later = reopened("ana@desk")
    seen = [texts(later)]
    for _ in range(3):
        later.changes.undo("H1")
        seen.append(texts(later))
    assert later.changes.undo("H1") is None
    for _ in range(3):
        later.changes.redo("H1")
        seen.append(texts(later))
    assert later.changes.redo("H1") is None
    assert seen == [[], ["second"], ["first"], [], ["first"], ["second"], []]


def test_a_new_step_of_a_note_ends_redo(library: Library) -> None:
    library.notes.add(make_note(1, "one"))
    library.changes.undo("H1")
    library.notes.add(make_note(2, "two"))
    assert library.changes.redo("H1") is None
    assert texts(library) == ["two"]


def test_each_person_undoes_their_own_steps(library: Library, reopened: Reopen) -> None:
    ben = reopened("ben@room")
    library.notes.add(make_note(1, "ana's"))
    ben.notes.add(make_note(2, "ben's"))
    step = library.changes.undo("H1")
    assert step is not None
    assert step.note is not None
    assert step.note.text == "ana's"
    assert texts(library) == ["ben's"]


def test_undo_of_one_field_keeps_what_a_colleague_did_to_another(
    library: Library, reopened: Reopen
) -> None:
    ben = reopened("ben@room")
    note = make_note(1, "draft")
    library.notes.add(note)
    library.notes.change("star", note, replace(note, starred=True))
    ben.notes.change("edit", note, replace(note, text="better"))
    library.changes.undo("H1")
    (left,) = library.notes.of_hearing("H1")
    assert (left.text, left.starred) == ("better", False)


def test_every_change_is_in_the_log_with_who_and_when(library: Library) -> None:
    library.notes.add(make_note(1, "one"))
    library.notes.change("edit", library.notes.of_hearing("H1")[0], make_note(1, "two"))
    library.changes.undo("H1")
    rows = library.connection.execute(
        "SELECT * FROM change WHERE note_id IS NOT NULL ORDER BY seq"
    ).fetchall()
    assert [row["action"] for row in rows] == ["add", "edit", "undo"]
    assert {row["who"] for row in rows} == {"ana@desk"}
    assert json.loads(rows[1]["before"]) == {"text": "one"}
    assert json.loads(rows[1]["after"]) == {"text": "two"}
    assert all(datetime.fromisoformat(row["utc"]) for row in rows)


def test_a_change_that_changes_nothing_is_no_step(library: Library) -> None:
    library.notes.add(make_note(1, "same"))
    library.notes.change("edit", library.notes.of_hearing("H1")[0], make_note(1, "same"))
    library.changes.undo("H1")
    assert texts(library) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("budget", ["N0001", "N0002"]),
        ("BUDGET cut", ["N0002"]),
        ("budg", ["N0001", "N0002"]),
        ("cafe", ["N0003"]),
        ('" OR *', []),
        ("NEAR(", []),
        ("", []),
        ("gone", []),
    ],
)
def test_search_takes_words_as_words(library: Library, words: str, found: list[str]) -> None:
    library.notes.add(make_note(1, "The budget is balanced"))
    library.notes.add(make_note(2, "A cut of the budget"))
    library.notes.add(make_note(3, "They met in the café"))
    library.notes.add(make_note(4, "gone"))
    library.notes.delete(make_note(4, "gone"))
    assert [note.id for note in found_by(library, words)] == found


def test_search_follows_edits(library: Library) -> None:
    library.notes.add(make_note(1, "before"))
    library.notes.change("edit", library.notes.of_hearing("H1")[0], make_note(1, "after"))
    assert found_by(library, "before") == []
    assert len(found_by(library, "after")) == 1


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text())
def test_search_never_fails(library: Library, words: str) -> None:
    found_by(library, words)


def test_redo_never_brings_back_what_was_undone_before_a_new_step(library: Library) -> None:
    one, two = make_note(1, "one"), make_note(2, "two")
    library.notes.add(one)
    library.notes.add(two)
    library.notes.delete(one)
    library.changes.undo("H1")
    library.notes.change("star", two, replace(two, starred=True))
    library.changes.undo("H1")
    step = library.changes.redo("H1")
    assert step is not None
    assert step.action == "star"
    assert texts(library) == ["one", "two"]
