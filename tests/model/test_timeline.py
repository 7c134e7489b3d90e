"""A moment's evidence becomes a second of a recording, and notes get their order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.timeline import Timeline, in_order

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)


def note(number: int, position_s: float | None, **fields: object) -> Note:
    recording = "R" if position_s is not None else None
    moment = Moment(NOW + timedelta(seconds=number), recording, position_s, start_s=0.0)
    return replace(Note(f"N{number:03}", "H", moment), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("evidence", "second_s", "margin_s"),
    [
        ({"position_s": 90.0}, 90.0, 0.25),
        ({"position_s": 90.0, "start_s": 1.4}, 88.6, 0.25),
        ({"position_s": 90.0, "frame_s": 0.04}, 90.0, 0.04),
        ({"position_s": 90.0, "frame_s": 0.04, "stale_s": 2.0}, 90.0, 2.04),
        ({"position_s": 1.0, "start_s": 1.4}, 0.0, 0.25),
    ],
)
def test_a_file_counts_from_its_first_packet(
    evidence: dict[str, Any], second_s: float, margin_s: float
) -> None:
    place = Timeline().place(Moment(NOW, "R", **evidence))
    assert place is not None
    assert place.second_s == pytest.approx(second_s)
    assert place.margin_s == pytest.approx(margin_s)


@pytest.mark.parametrize("moment", [Moment(NOW), Moment(NOW, "R"), Moment(NOW, None, 5.0)])
def test_without_evidence_there_is_no_place(moment: Moment) -> None:
    assert Timeline().place(moment) is None


def test_a_nudge_moves_the_place_and_never_the_moment() -> None:
    nudged = note(1, 10.0, nudge_s=-3.0)
    assert nudged.moment.position_s == 10.0
    assert Timeline().place_note(nudged).second_s == 7.0  # type: ignore[union-attr]
    assert Timeline().place_note(replace(nudged, nudge_s=-11.0)).second_s == 0.0  # type: ignore[union-attr]


def test_notes_stand_in_the_order_of_the_recording() -> None:
    notes = [note(1, 50.0), note(2, 10.0), note(3, 30.0)]
    assert [n.id for _, n in in_order(notes, Timeline())] == ["N002", "N003", "N001"]


def test_a_note_without_a_place_stands_behind_the_one_captured_before_it() -> None:
    notes = [note(1, 50.0), note(2, 10.0), note(3, None), note(4, 30.0)]
    assert [n.id for _, n in in_order(notes, Timeline())] == ["N002", "N003", "N004", "N001"]


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e5)), max_size=30))
def test_ordering_loses_nothing_and_sorts_what_is_placed(positions: list[float | None]) -> None:
    notes = [note(number, position) for number, position in enumerate(positions)]
    ordered = [n for _, n in in_order(reversed(notes), Timeline())]
    assert sorted(n.id for n in ordered) == sorted(n.id for n in notes)
    seconds = [place.second_s for n in ordered if (place := Timeline().place_note(n))]
    assert seconds == sorted(seconds)
