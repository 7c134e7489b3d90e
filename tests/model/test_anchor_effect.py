"""What an anchor does to the notes of a hearing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.anchor_effect import Move, anchor_of, describe_moves, moves
from hearingnotes.model.hearing import Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.timeline import Place, Timeline

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
RECORDING = Recording("R", "H", "youtube", "k", "https://x")


def note(number: int, position_s: float, nudge_s: float = 0.0) -> Note:
    moment = Moment(NOW + timedelta(seconds=number), "R", position_s, 0.0, 0.04)
    return Note(f"N{number:03}", "H", moment, nudge_s=nudge_s)


def move(before_s: float | None, after_s: float | None, on: str = "R") -> Move:
    def place(second_s: float | None, on: str) -> Place | None:
        return Place(on, second_s, 1.0, Rung.FILE) if second_s is not None else None

    return Move(note(1, 0.0), place(before_s, "R"), place(after_s, on))


@pytest.mark.parametrize(
    ("found", "written"),
    [
        ([], "no note moves"),
        ([move(10.0, 733.4)], "1 note moves by +12:03.4"),
        ([move(733.0, 10.0), move(734.0, 11.0)], "2 notes move by −12:03"),
        ([move(10.0, 20.0), move(10.0, 7.0)], "2 notes move by −0:03 to +0:10"),
        ([move(10.0, 9.8)], "1 note moves by −0:00.2"),
        ([move(None, 20.0), move(10.0, 20.0)], "2 notes move by +0:10"),
        ([move(None, 20.0)], "1 note moves"),
        ([move(20.0, None), move(20.0, 30.0, on="R2")], "2 notes move"),
    ],
)
def test_moves_are_described_by_their_distance(found: list[Move], written: str) -> None:
    assert describe_moves(found) == written


SECONDS = st.floats(60, 1e5)


@given(SECONDS, SECONDS, st.floats(-60, 60), st.lists(SECONDS, max_size=8))
def test_an_anchored_note_comes_to_its_second_and_every_move_is_listed(
    position_s: float, second_s: float, nudge_s: float, others: list[float]
) -> None:
    anchored = note(0, position_s, nudge_s)
    notes = [anchored, *(note(number, other) for number, other in enumerate(others, 1))]
    before = Timeline([RECORDING])
    after = Timeline([RECORDING], [anchor_of(anchored, "A", "R", second_s)])
    place = after.place_note(anchored)
    assert place is not None
    assert place.second_s == pytest.approx(second_s)
    moved = {found.note.id for found in moves(notes, before, after)}
    for each in notes:
        where = [timeline.place_note(each) for timeline in (before, after)]
        seconds = [found and found.second_s for found in where]
        assert (seconds[0] != seconds[1]) == (each.id in moved)


def test_moves_stand_in_the_order_that_they_make() -> None:
    notes = [note(1, 10.0), note(2, 20.0), note(3, 30.0)]
    after = Timeline([RECORDING], [anchor_of(notes[1], "A", "R", 50.0)])
    found = moves(reversed(notes), Timeline([RECORDING]), after)
    assert [(move.note.id, move.by_s) for move in found] == [("N002", 30.0), ("N003", 30.0)]
    elsewhere = replace(found[0], after=Place("R2", 1.0, 1.0, Rung.FILE))
    assert elsewhere.by_s is None
