"""What anchors do to places, and that taking one back undoes it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.timeline import Place, Timeline
from tests.model.broadcasts import BEGAN, Broadcast, clock_only, heard

LIVE = Recording("R", "H", "youtube", "k", "https://x")
OTHER = Recording("S", "H", "granicus", "k", "https://y")
GOOD = Broadcast().joined(2820)
AGAIN = replace(GOOD, first_s=3.0, first_sq=1, manifest=2, epoch=1, restarted=True)
UNKNOWN = replace(GOOD, first_s=7.0, first_sq=None, segment_s=None, manifest=None, release_utc=None)
COUNTS = [GOOD, AGAIN, UNKNOWN, replace(UNKNOWN, epoch=1), replace(GOOD, first_s=40_000.0)]


def anchor(moment: Moment, second_s: float, on: str = "R", number: int = 1) -> Anchor:
    return Anchor(f"A{number:03}", "H", moment, on, second_s)


def placed(moment: Moment, *anchors: Anchor, on: str | None = None) -> Place:
    place = Timeline([LIVE, OTHER], anchors).place(moment, on)
    assert place is not None
    return place


def second_s(moment: Moment, *anchors: Anchor, on: str | None = None) -> float:
    return placed(moment, *anchors, on=on).second_s


moments = st.one_of(
    st.builds(heard, st.sampled_from(COUNTS), st.floats(0, 1e4)),
    st.builds(clock_only, st.floats(0, 4e4)),
    st.builds(lambda at_s: Moment(BEGAN + timedelta(seconds=at_s), "R"), st.floats(0, 4e4)),
    st.builds(lambda at_s: Moment(BEGAN, "R", at_s, 1.4, 0.04), st.floats(2, 1e5)),
)
anchors = st.builds(
    anchor, moments, st.floats(0, 1e5), st.sampled_from("RS"), st.integers(100, 999)
)


@given(moments, st.lists(anchors, max_size=5), st.floats(0, 1e5), st.sampled_from("RS"))
def test_an_anchor_places_its_moment_exactly_whatever_was_said_before(
    moment: Moment, before: list[Anchor], at_s: float, on: str
) -> None:
    said = replace(anchor(moment, at_s, on), id="B")
    place = placed(moment, *before, said, on=on)
    assert place.second_s == pytest.approx(at_s, abs=1e-6)
    assert (place.by_anchor, place.margin_s, place.recording_id) == (True, 1.0, on)


@given(st.lists(moments, max_size=8), st.lists(anchors, max_size=4), anchors)
def test_an_anchor_taken_back_restores_every_place(
    them: list[Moment], before: list[Anchor], said: Anchor
) -> None:
    removed = replace(said, removed_utc=BEGAN)
    without, after = Timeline([LIVE, OTHER], before), Timeline([LIVE, OTHER], [*before, removed])
    for moment in them:
        assert after.place(moment) == without.place(moment)
        assert after.place(moment, "S") == without.place(moment, "S")
    assert after.anchors == without.anchors


@given(st.lists(moments, max_size=8), st.lists(anchors, max_size=4, unique_by=lambda a: a.id))
def test_the_order_in_which_anchors_are_given_does_not_matter(
    them: list[Moment], said: list[Anchor]
) -> None:
    one, other = Timeline([LIVE], said), Timeline([LIVE], said[::-1])
    for moment in them:
        assert one.place(moment, "R") == other.place(moment, "R")


@given(
    st.lists(st.floats(0, 1e4), min_size=2, max_size=8),
    st.lists(st.tuples(st.floats(0, 1e4), st.floats(0, 2e4)), max_size=4),
)
def test_places_between_two_anchors_rise_with_the_position(
    heard_s: list[float], said: list[tuple[float, float]]
) -> None:
    timeline = Timeline(
        [LIVE],
        [anchor(heard(GOOD, at), to_s, number=i) for i, (at, to_s) in enumerate(said)],
    )

    def stretch(at_s: float) -> int:
        return sum(anchored_s <= at_s for anchored_s, _ in said)

    for one, other in zip(sorted(heard_s), sorted(heard_s)[1:], strict=False):
        places = [timeline.place(heard(GOOD, at)) for at in (one, other)]
        if stretch(one) == stretch(other) and places[0] and places[1]:
            assert places[0].second_s <= places[1].second_s


def test_an_anchor_moves_only_later_moments_that_have_a_place() -> None:
    said = anchor(heard(GOOD, 100), 2820 + 100 - 600)
    assert [second_s(heard(GOOD, at), said) for at in (99, 100, 5000)] == [2919, 2320, 7220]


def test_two_anchors_hold_each_for_its_part() -> None:
    said = [anchor(heard(GOOD, 100), 2910), anchor(heard(GOOD, 1000), 3000, number=2)]
    seconds = [second_s(heard(GOOD, at), *said) for at in (50, 100, 999, 1000, 1100)]
    assert seconds == [2870, 2910, 3809, 3000, 3100]


def test_the_latest_anchor_of_a_moment_holds() -> None:
    said = [anchor(heard(GOOD, 100), 50.0), anchor(heard(GOOD, 100), 70.0, number=2)]
    assert second_s(heard(GOOD, 110), *said) == second_s(heard(GOOD, 110), *said[::-1]) == 80
    anew = [replace(each, moment=heard(AGAIN, 100)) for each in said]
    assert second_s(heard(AGAIN, 90), *anew) == 60


def test_an_anchor_moves_no_other_count() -> None:
    said = anchor(heard(GOOD, 100), 10.0)
    assert Timeline([LIVE], [said]).place(heard(AGAIN, 100)) is None
    assert second_s(Moment(BEGAN, "R", 5000.0), said) == 5000
    assert placed(Moment(BEGAN, "R", 5000.0), said).margin_s == 0.25
    elsewhere = heard(GOOD, 200, recording_id="S")
    assert Timeline([LIVE, OTHER], [said]).place(elsewhere, on="R") is None


@pytest.mark.parametrize("live", [AGAIN, UNKNOWN, replace(UNKNOWN, epoch=1)])
def test_an_anchor_places_all_of_a_later_epoch_also_before_it(
    live: LiveEvidence,
) -> None:
    assert Timeline([LIVE]).place(heard(live, 50)) is None
    said = anchor(heard(live, 100), 7000.0)
    for at_s, to_s in ((50, 6950), (100, 7000), (400, 7300)):
        place = placed(heard(live, at_s), said)
        assert (place.second_s, place.by_anchor, place.margin_s) == (to_s, True, 1.0)
        assert place.is_later_epoch is (live.epoch > 0)


def test_a_later_epoch_of_one_manifest_is_one_count_for_all_who_join_it() -> None:
    later = replace(AGAIN, first_s=998.0, first_sq=200, first_utc=BEGAN + timedelta(hours=2))
    assert second_s(heard(later, 10), anchor(heard(AGAIN, 100), 7000.0)) == 7905


def test_an_anchor_on_another_recording_leaves_the_place_on_this_one() -> None:
    said = anchor(heard(GOOD, 100), 40.0, on="S")
    assert second_s(heard(GOOD, 110), said) == 2930
    assert [second_s(heard(GOOD, at), said, on="S") for at in (70, 110)] == [10, 50]


def test_a_nudge_comes_on_top_of_an_anchor() -> None:
    note = Note("N", "H", heard(GOOD, 110), nudge_s=-3.0)
    place = Timeline([LIVE], [anchor(heard(GOOD, 100), 40.0)]).place_note(note)
    assert place is not None
    assert place.second_s == 47


def test_a_moment_before_the_start_of_the_recording_has_no_place() -> None:
    said = anchor(heard(AGAIN, 100), 40.0)
    assert Timeline([LIVE], [said]).place(heard(AGAIN, 0)) is None
    assert second_s(heard(AGAIN, 59.5), said) == 0
    room = anchor(clock_only(100), 40.0)
    assert Timeline([LIVE], [room]).place(clock_only(0)) is None
    assert second_s(clock_only(59.5), room) == 0


# --- how sure it is ---


@pytest.mark.parametrize(
    ("moment", "anchored", "margin_s"),
    [
        pytest.param(heard(GOOD, 900), heard(GOOD, 1), 1.0, id="timestamps"),
        pytest.param(heard(GOOD, 900, stale_s=2.0), heard(GOOD, 1), 3.0, id="from memory"),
        pytest.param(heard(GOOD, 900), heard(GOOD, 1, stale_s=2.0), 3.0, id="anchored from memory"),
        pytest.param(
            heard(Broadcast().joined(9000, first_s=40_000.0), 20),
            heard(Broadcast().joined(2820, first_s=40_000.0), 200),
            1 + 0.006 * 6180,
            id="segments, joined twice",
        ),
    ],
)
def test_an_anchored_place_has_the_margin_of_its_moment(
    moment: Moment, anchored: Moment, margin_s: float
) -> None:
    place = placed(moment, anchor(anchored, 30.0))
    assert place.margin_s == pytest.approx(margin_s)
    assert place.by_anchor


COUNTED = Broadcast(timestamp_s=40_000.0)


@pytest.mark.parametrize(
    ("first", "then", "said_s", "between", "margin_s"),
    [
        pytest.param(heard(GOOD, 100), heard(GOOD, 1000), 3800, heard(GOOD, 500), 1, id="agree"),
        pytest.param(heard(GOOD, 100), heard(GOOD, 1000), 3801.9, heard(GOOD, 500), 1, id="nearly"),
        pytest.param(heard(GOOD, 100), heard(GOOD, 1000), 3200, heard(GOOD, 500), 601, id="cut"),
        pytest.param(heard(GOOD, 100), heard(GOOD, 1000), 3840, heard(GOOD, 500), 41, id="put in"),
        pytest.param(
            heard(GOOD, 100), heard(GOOD, 1000), 3200, heard(GOOD, 500, stale_s=2.0), 603, id="old"
        ),
        pytest.param(
            heard(GOOD, 100), heard(GOOD, 1000, stale_s=2.0), 3803, heard(GOOD, 500), 1,
            id="the second from memory",
        ),
        pytest.param(clock_only(100), clock_only(1000), 3200, clock_only(500), 601, id="room"),
        pytest.param(
            heard(COUNTED.joined(1000), 0), heard(COUNTED.joined(9000), 0), 10_930,
            heard(COUNTED.joined(5000), 0), 1 + 0.006 * 4000, id="drift explains it",
        ),
        pytest.param(
            heard(COUNTED.joined(1000), 0), heard(COUNTED.joined(9000), 0), 10_000,
            heard(COUNTED.joined(5000), 0), 1 + 0.006 * 4000 + 900, id="more than drift",
        ),
    ],
)  # fmt: skip
def test_the_margin_between_two_anchors_covers_their_disagreement(
    first: Moment, then: Moment, said_s: float, between: Moment, margin_s: float
) -> None:
    """The first says second 2900; a place between them follows it, and may be past a cut."""
    said = [anchor(first, 2900.0), anchor(then, said_s, number=2)]
    assert placed(between, *said).margin_s == pytest.approx(margin_s)
    assert placed(first, *said).margin_s == 1.0 + first.stale_s
    assert placed(then, *said).margin_s == 1.0 + 2 * then.stale_s


@pytest.mark.parametrize(("at_s", "margin_s"), [(50, 1), (100, 1), (999, 91), (1000, 1), (2e4, 1)])
def test_a_place_outside_of_two_anchors_is_as_sure_as_with_one(
    at_s: float, margin_s: float
) -> None:
    said = [anchor(heard(AGAIN, 100), 2910), anchor(heard(AGAIN, 1000), 3720, number=2)]
    assert placed(heard(AGAIN, at_s), *said).margin_s == margin_s


@given(
    st.floats(-600, 600),
    st.floats(101, 999),
    st.floats(100, 1000),
    st.lists(st.floats(-1, 1), min_size=2, max_size=2),
)
def test_a_cut_between_two_anchors_leaves_the_truth_within_the_margin(
    cut_s: float, cut_at_s: float, at_s: float, slips_s: list[float]
) -> None:
    def true_s(at_s: float) -> float:
        return 2000 + at_s - (cut_s if at_s >= cut_at_s else 0.0)

    said = [
        anchor(heard(GOOD, at), true_s(at) + slip_s, number=int(at))
        for at, slip_s in zip((100.0, 1000.0), slips_s, strict=True)
    ]
    place = placed(heard(GOOD, at_s), *said)
    is_reported = abs(cut_s) > 4  # less may be the hand that set the anchors
    assert not is_reported or abs(place.second_s - true_s(at_s)) <= place.margin_s + 0.001


@given(
    st.floats(-120, 120),
    st.lists(st.tuples(st.floats(0, 4e4), st.floats(0, 3e4)), min_size=2, max_size=2),
    st.floats(-0.005, 0.005),
    st.floats(-1, 1),
    st.sampled_from([0.0, 30_000.0]),
)
def test_an_anchored_broadcast_keeps_the_truth_within_the_margin(
    trimmed_s: float,
    joined: list[tuple[float, float]],
    drift: float,
    slip_s: float,
    timestamp_s: float,
) -> None:
    """The owner has cut some off the start, and the person is right to a second."""
    broadcast = Broadcast(length_s=5 * (1 + drift), timestamp_s=timestamp_s)
    (first, first_heard), (then, then_heard) = sorted(joined)
    said_s = max(0.0, broadcast.true_s(first, first_heard) - trimmed_s)
    anchored = heard(broadcast.joined(first), first_heard)
    moment = heard(broadcast.joined(then), then_heard)
    place = placed(moment, anchor(anchored, max(0.0, said_s + slip_s)))
    true_s = max(0.0, broadcast.true_s(then, then_heard) - trimmed_s)
    if place.by_anchor and said_s > 0:
        assert abs(place.second_s - true_s) <= place.margin_s + 0.001


def test_an_anchor_before_a_break_leaves_the_margin_behind_it() -> None:
    """The timestamps jumped back by so little that segments and they still agree."""
    before = Broadcast().joined(32_000)
    after = replace(before, first_s=before.first_s - 100, epoch=1)
    said = anchor(heard(before, 100), 32_100.0)
    assert placed(heard(after, 400), said).margin_s == 101
    again = anchor(heard(after, 300), 32_300.0, number=2)
    assert placed(heard(after, 400), said, again).margin_s == 1


# --- the room ---


def test_the_room_is_placed_by_one_anchor_or_two() -> None:
    """The recording began 25 minutes into the clock, and a pause of 10 minutes was cut out."""
    said = [anchor(clock_only(1600), 100.0), anchor(clock_only(6000), 3900.0, number=2)]
    assert Timeline([LIVE]).place(clock_only(1600)) is None
    seconds = [second_s(clock_only(at), *said) for at in (1550, 1600, 5999, 6000, 7000)]
    assert seconds == pytest.approx([50, 100, 4499, 3900, 4900], abs=1e-5)
    place = placed(clock_only(7000), *said)
    assert (place.rung, place.margin_s, place.by_anchor) == (Rung.CLOCK, 1.0, True)


def test_the_room_is_placed_on_the_recording_that_a_person_named() -> None:
    began = replace(LIVE, starts_utc=BEGAN)
    on_other = anchor(clock_only(100), 20.0, on="S")
    place = Timeline([began, OTHER], [on_other]).place(clock_only(110))
    assert place is not None
    assert (place.recording_id, place.margin_s) == ("S", 1.0)


HOUR_S = 3600.0


@pytest.mark.parametrize(
    ("after_s", "lasts_s", "to_s"),
    [
        pytest.param(60, None, 160, id="a minute on"),
        pytest.param(-60, None, 40, id="a minute before"),
        pytest.param(9 * HOUR_S, None, 9 * HOUR_S + 100, id="as long as hearings last"),
        pytest.param(13 * HOUR_S, None, None, id="another day"),
        pytest.param(-13 * HOUR_S, None, None, id="the day before"),
        pytest.param(3 * HOUR_S, 4 * HOUR_S, 3 * HOUR_S + 100, id="within the recording"),
        pytest.param(5 * HOUR_S, 4 * HOUR_S, None, id="when the recording was over"),
    ],
)
def test_the_clock_of_the_room_holds_for_one_sitting(
    after_s: float, lasts_s: float | None, to_s: float | None
) -> None:
    room = Timeline([replace(LIVE, duration_s=lasts_s)], [anchor(clock_only(0), 100.0)])
    place = room.place(clock_only(after_s))
    assert (place.second_s if place else None) == pytest.approx(to_s)


def test_a_later_sitting_has_its_own_anchor() -> None:
    day_s = 24 * HOUR_S
    said = [anchor(clock_only(0), 100.0), anchor(clock_only(day_s), 9000.0, number=2)]
    seconds = [second_s(clock_only(at), *said) for at in (60, day_s - 60, day_s + 60)]
    assert seconds == pytest.approx([160, 8940, 9060])


def test_a_note_taken_while_a_recording_did_not_play_is_not_of_the_room() -> None:
    """At home, the same evening: that clock tells nothing of what the room's clock does."""
    at_home = Moment(BEGAN + timedelta(seconds=60), "R")
    began = replace(LIVE, starts_utc=BEGAN)
    room = anchor(clock_only(0), 100.0)
    on_air = [heard(GOOD, 10)]
    assert Timeline([began], [room], on_air).place(at_home) is None
    assert second_s(at_home, room, anchor(at_home, 500.0, number=2)) == pytest.approx(500)
    assert second_s(clock_only(61), room, anchor(at_home, 500.0, number=2)) == pytest.approx(161)
