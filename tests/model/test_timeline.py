"""A moment's evidence becomes a second of a recording, and notes get their order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.timeline import Place, Timeline, in_order
from tests.model.broadcasts import BEGAN, Broadcast, clock_only, heard

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
LIVE = Recording("R", "H", "youtube", "k", "https://x")
OTHER = Recording("S", "H", "granicus", "k", "https://y")
GOOD = Broadcast().joined(2820)


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
def test_a_moment_without_evidence_has_no_place(moment: Moment) -> None:
    assert Timeline().place(moment) is None


@given(st.integers(0, 40_000_000), st.integers(0, 40_000))
def test_a_nudge_to_a_whole_second_ends_on_it(position_ms: int, whole_s: int) -> None:
    """It is not to be shown as the second before."""
    position_s = position_ms / 1000
    place = Timeline().place_note(note(1, position_s, nudge_s=whole_s - position_s))
    assert place is not None
    assert place.second_s == whole_s


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
def test_ordering_keeps_all_notes_and_sorts_those_with_a_place(
    positions: list[float | None],
) -> None:
    notes = [note(number, position) for number, position in enumerate(positions)]
    ordered = [n for _, n in in_order(reversed(notes), Timeline())]
    assert sorted(n.id for n in ordered) == sorted(n.id for n in notes)
    seconds = [place.second_s for n in ordered if (place := Timeline().place_note(n))]
    assert seconds == sorted(seconds)


def placed(timeline: Timeline, moment: Moment, on: str | None = None) -> Place:
    place = timeline.place(moment, on)
    assert place is not None
    return place


# --- notes of a live stream, placed by their own evidence ---


@given(
    st.integers(0, 3),
    st.lists(st.floats(0, 8e4), min_size=2, max_size=2),
    st.floats(0, 100),
)
def test_a_later_moment_lies_later(wraps: int, after_s: list[float], late_s: float) -> None:
    """Through wraps and rejoining, as long as the broadcast has not broken off."""
    timeline = Timeline([LIVE])
    places = []
    for at_s in sorted(after_s):
        live = Broadcast().joined(wraps * 9e4 + at_s - late_s + 100)
        places.append(placed(timeline, heard(live, late_s)).second_s)
    assert places[1] - places[0] == pytest.approx(max(after_s) - min(after_s), abs=5.01)


def test_a_place_is_never_below_zero() -> None:
    assert placed(Timeline([LIVE]), heard(Broadcast().joined(0), -4)).second_s == 0


def test_a_place_says_that_it_lies_in_a_later_epoch() -> None:
    reset = replace(GOOD, first_s=-80.0, epoch=1)
    assert placed(Timeline([LIVE]), heard(reset, 100)).is_later_epoch
    assert not placed(Timeline([LIVE]), heard(GOOD, 100)).is_later_epoch


# --- while the player was down ---


def around(*moments: Moment, recording: Recording = LIVE) -> Timeline:
    return Timeline([recording], moments=moments)


@pytest.mark.parametrize(
    ("moments", "at_s", "second_s", "margin_s"),
    [
        pytest.param([heard(GOOD, 10), heard(GOOD, 130)], 2900, 2880, 2, id="between two"),
        pytest.param([heard(GOOD, 10)], 2900, 2880, 61, id="after one"),
        pytest.param([heard(GOOD, 130)], 2900, 2880, 61, id="before one"),
        pytest.param(
            [heard(GOOD, 10), heard(GOOD, 130, paused_s=45)], 2860, 2840, 46, id="paused, nearer it"
        ),
        pytest.param(
            [heard(GOOD, 10), heard(GOOD, 130, paused_s=45)], 2990, 2925, 46, id="paused, later"
        ),
        pytest.param(
            [heard(GOOD, 10), heard(GOOD, 40), heard(GOOD, 99)], 2890, 2870, 2, id="the nearest two"
        ),
    ],
)
def test_positions_around_a_note_without_one_place_it(
    moments: list[Moment], at_s: float, second_s: float, margin_s: float
) -> None:
    place = placed(around(*moments), clock_only(at_s))
    assert place == Place("R", second_s, margin_s, Rung.CLOCK)


BEHIND = heard(GOOD, 130, paused_s=2400)


@pytest.mark.parametrize(
    ("moments", "at_s", "second_s", "margin_s"),
    [
        pytest.param([BEHIND], 5400 + 570, 2950 + 600 + 2400, 1 + 60 + 2400, id="after one"),
        pytest.param([BEHIND], 5370 - 600, 2950 - 600 + 2400, 1 + 60 + 2400, id="before one"),
        pytest.param([heard(GOOD, 130, paused_s=40)], 3010, 2950 - 20 + 40, 61, id="hardly behind"),
        pytest.param([heard(GOOD, 10), BEHIND], 5360, 2940, 1 + 2400, id="between two"),
    ],
)
def test_a_listener_far_behind_may_have_listened_to_the_edge(
    moments: list[Moment], at_s: float, second_s: float, margin_s: float
) -> None:
    place = placed(around(*moments), clock_only(at_s))
    assert abs(place.second_s - second_s) <= 60
    assert place.margin_s == pytest.approx(margin_s, abs=1)


@given(st.floats(0, 4000), st.floats(0, 3000), st.booleans())
def test_an_earlier_position_places_a_note_within_its_margin(
    behind_s: float, since_s: float, is_on_air: bool
) -> None:
    """Whether the person went on listening where they were, or to what was on the air."""
    live = Broadcast(latency_s=0.0).joined(1000)
    last = heard(live, 100.0, paused_s=behind_s)
    moment = Moment(last.utc + timedelta(seconds=since_s))
    place = placed(around(last), moment)
    true_s = 1100 + since_s + (behind_s if is_on_air else 0.0)
    assert abs(place.second_s - true_s) <= place.margin_s + 0.001


def test_positions_around_a_note_count_as_anchors_have_placed_them() -> None:
    said = Anchor("A", "H", heard(GOOD, 0), "R", 100.0)
    timeline = Timeline([LIVE], [said], [heard(GOOD, 10), heard(GOOD, 130)])
    assert placed(timeline, clock_only(2900)).second_s == 160


def test_an_anchor_leaves_earlier_notes_to_the_positions_around_them() -> None:
    said = Anchor("A", "H", clock_only(9000), "R", 7000.0)
    timeline = Timeline([LIVE], [said], [heard(GOOD, 10), heard(GOOD, 130)])
    seconds = [placed(timeline, clock_only(at)).second_s for at in (2900, 9000, 9100)]
    assert seconds == pytest.approx([2880, 7000, 7100], abs=1e-5)


@pytest.mark.parametrize("at_s", [2700.0, 6000.0])
def test_a_note_is_not_placed_where_the_recording_does_not_reach(at_s: float) -> None:
    short = replace(LIVE, duration_s=3000.0)
    early = replace(GOOD, first_s=0.0, first_sq=0)
    assert around(heard(early, 100), recording=short).place(clock_only(at_s)) is None


def test_a_played_file_says_nothing_of_the_clock() -> None:
    assert around(Moment(BEGAN, "R", 50.0, 0.0)).place(clock_only(10)) is None


@given(st.lists(st.sampled_from([None, 50.0]), max_size=5), st.floats(0, 1e4))
def test_live_moments_without_a_position_place_no_note(
    positions: list[float | None], at_s: float
) -> None:
    heard_then = [heard(GOOD, 10, position_s=position) for position in positions]
    place = around(*heard_then).place(clock_only(at_s))
    assert (place is None) or 50.0 in positions


# --- more than one recording ---


@pytest.mark.parametrize(
    ("duration_s", "at_s", "second_s"),
    [(None, 100, 100), (None, -1, None), (50.0, 100, None), (100.0, 100, 100)],
)
def test_the_start_of_a_recording_places_a_note_roughly(
    duration_s: float | None, at_s: float, second_s: float | None
) -> None:
    began = replace(LIVE, starts_utc=BEGAN, duration_s=duration_s)
    place = Timeline([began]).place(clock_only(at_s))
    assert (place.second_s if place else None) == second_s
    assert place is None or (place.rung, place.margin_s) == (Rung.CLOCK, 60)


@pytest.mark.parametrize(
    ("known", "at_s", "is_placed"),
    [
        ({}, 11.9 * 3600, True),
        ({}, 12.1 * 3600, False),
        ({"duration_s": 13 * 3600.0}, 12.1 * 3600, True),
        ({"reach_s": 3600.0}, 7000, True),
        ({"reach_s": 3600.0, "reached_end": True}, 3650, True),
        ({"reach_s": 3600.0, "reached_end": True}, 3670, False),
    ],
)
def test_the_clock_places_no_note_beyond_the_broadcast(
    known: dict[str, Any], at_s: float, is_placed: bool
) -> None:
    began = replace(LIVE, starts_utc=BEGAN, **known)
    assert (Timeline([began]).place(clock_only(at_s)) is not None) is is_placed


def test_a_clock_that_is_known_to_be_ahead_is_corrected() -> None:
    began = replace(LIVE, starts_utc=BEGAN)
    moment = replace(clock_only(1800 + 300), clock_ahead_s=300.0)
    assert placed(Timeline([began]), moment).second_s == 1800


THIRD = replace(OTHER, id="T")


@pytest.mark.parametrize(
    ("recordings", "second_s", "margin_s"),
    [
        pytest.param([LIVE, replace(OTHER, aligned_to="R", aligned_s=850.0)], 2000, 1, id="said"),
        pytest.param(
            [replace(LIVE, aligned_to="S", aligned_s=850.0), OTHER], 3700, 1, id="the other way"
        ),
        pytest.param(
            [
                replace(LIVE, starts_utc=BEGAN),
                replace(OTHER, starts_utc=BEGAN + timedelta(seconds=50)),
            ],
            2800, 11, id="by the clock",
        ),
        pytest.param(
            [
                replace(LIVE, aligned_to="T", aligned_s=100.0),
                replace(OTHER, aligned_to="T", aligned_s=30.0),
                THIRD,
            ],
            2920, 1, id="by way of a third",
        ),
        pytest.param(
            [
                replace(LIVE, aligned_to="S", aligned_s=10.0),
                replace(OTHER, aligned_to="R", aligned_s=-10.0),
            ],
            2860, 1, id="each to the other",
        ),
    ],
)  # fmt: skip
def test_aligned_recordings_share_their_seconds(
    recordings: list[Recording], second_s: float, margin_s: float
) -> None:
    place = placed(Timeline(recordings), heard(GOOD, 30), on="S")
    assert (place.recording_id, place.second_s) == ("S", second_s)
    assert (place.margin_s, place.rung) == (margin_s, Rung.TIMESTAMP_AND_SEGMENT)
    assert placed(Timeline(recordings), heard(GOOD, 30)).recording_id == "R"


@pytest.mark.parametrize(
    "recordings",
    [
        [LIVE, OTHER],
        [LIVE],
        [LIVE, replace(OTHER, aligned_to="gone")],
        [LIVE, replace(OTHER, aligned_to="R", aligned_s=2900.0)],
        [LIVE, replace(OTHER, aligned_to="R", duration_s=2800.0)],
    ],
)
def test_recordings_without_alignment_share_no_seconds(
    recordings: list[Recording],
) -> None:
    assert Timeline(recordings).place(heard(GOOD, 30), on="S") is None


def test_an_alignment_by_a_person_goes_before_the_clocks() -> None:
    recordings = [
        replace(THIRD, starts_utc=BEGAN),
        replace(LIVE, starts_utc=BEGAN),
        replace(OTHER, starts_utc=BEGAN, aligned_to="R", aligned_s=850.0),
    ]
    said = Anchor("A", "H", heard(GOOD, 0), "T", 10.0)
    place = placed(Timeline(recordings, [said]), heard(GOOD, 30), on="S")
    assert (place.second_s, place.margin_s) == (2000, 1)


def test_the_room_and_an_outage_reach_an_aligned_recording_too() -> None:
    aligned = [LIVE, replace(OTHER, aligned_to="R", aligned_s=50.0)]
    said = Anchor("A", "H", clock_only(100), "R", 80.0)
    room = placed(Timeline(aligned, [said]), clock_only(110), on="S")
    assert room.second_s == pytest.approx(40)
    assert room.by_anchor
    outage = Timeline(aligned, moments=[heard(GOOD, 10), heard(GOOD, 130)])
    assert placed(outage, clock_only(2900), on="S").second_s == 2830


def test_a_broadcast_that_goes_on_under_a_new_id_has_its_own_seconds() -> None:
    timeline = Timeline([LIVE, OTHER])
    on_other = heard(Broadcast().joined(40), 3, recording_id="S")
    assert placed(timeline, on_other) == Place("S", 43, 1.0, Rung.TIMESTAMP_AND_SEGMENT)
    assert timeline.place(on_other, on="R") is None
