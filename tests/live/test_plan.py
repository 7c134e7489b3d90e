"""What is planned to happen in a broadcast."""

import math
from typing import Any

import pytest

from tests.live.plan import Break, Cut, Plan, Segment


def numbers(plan: Plan) -> list[tuple[int, int, int, float, int]]:
    return [
        (one.second_s, one.manifest, one.sq, one.pts_shift_s, one.breaks) for one in plan.segments
    ]


SHORT: dict[str, Any] = {"joined_s": 100, "window_s": 10, "lasts_s": 20}
BEFORE = [(90, 1, 18, 0.0, 0), (95, 1, 19, 0.0, 0), (100, 1, 20, 0.0, 0)]


@pytest.mark.parametrize(
    ("one", "after"),
    [
        (Break(105), [(105, 1, 21, -105, 1), (110, 1, 22, -105, 1), (115, 1, 23, -105, 1)]),
        (Break(105, 5), [(110, 1, 21, -110, 1), (115, 1, 22, -110, 1)]),
        (Break(105, 5, pts_restarts=False), [(110, 1, 21, 0.0, 1), (115, 1, 22, 0.0, 1)]),
        (Break(105, 5, new_manifest=True), [(110, 2, 0, -110, 1), (115, 2, 1, -110, 1)]),
    ],
)
def test_a_planned_break_renumbers_later_segments(
    one: Break, after: list[tuple[int, int, int, float, int]]
) -> None:
    assert numbers(Plan(breaks=(one,), **SHORT)) == [*BEFORE, *after]


def test_planned_breaks_may_follow_one_another() -> None:
    breaks = (Break(100, 5, new_manifest=True), Break(110, 5))
    assert numbers(Plan(breaks=breaks, **SHORT))[2:] == [(105, 2, 0, -105, 1), (115, 2, 1, -115, 2)]


def test_planned_numbers_may_be_wrong_from_the_start() -> None:
    plan = Plan(pts_offset_s=50_000, sq_offset=7, **SHORT)
    assert plan.segments[0] == Segment(90, 1, 25, 50_000, 0)


def seconds(segments: tuple[Segment, ...]) -> list[int]:
    return [segment.second_s for segment in segments]


def test_the_window_ends_with_the_segment_that_is_complete() -> None:
    plan = Plan(**SHORT)
    assert seconds(plan.window(104.9, 1)) == [90, 95]
    assert seconds(plan.window(105.0, 1)) == [95, 100]
    assert plan.window(105.0, 2) == ()


@pytest.mark.parametrize(("follows", "listed"), [(False, [95, 100]), (True, [110])])
def test_the_playlist_of_an_old_manifest_does_not_grow(follows: bool, listed: list[int]) -> None:
    plan = Plan(breaks=(Break(105, 5, new_manifest=True),), follows=follows, **SHORT)
    assert seconds(plan.window(114, 1)) == [95, 100]
    assert seconds(plan.window(115, 1)) == listed
    assert seconds(plan.window(115, 2)) == [110]


def test_a_planned_broadcast_has_no_segments_after_its_end() -> None:
    plan = Plan(ends_s=110, **SHORT)
    assert seconds(plan.window(1000, 1)) == [100, 105]


@pytest.mark.parametrize(
    ("now_s", "status"),
    [(-5, "is_upcoming"), (4.9, "is_upcoming"), (5, "is_live"), (69, "is_live"),
     (70, "post_live"), (89, "post_live"), (90, "was_live")],
)  # fmt: skip
def test_a_planned_broadcast_has_the_live_status_of_its_second(now_s: float, status: str) -> None:
    plan = Plan(joined_s=-10, ends_s=60, post_live_after_s=10, archive_after_s=30)
    assert plan.live_status(now_s) == status


def test_a_planned_broadcast_without_an_end_stays_live() -> None:
    assert Plan().live_status(1e6) == "is_live"
    assert Plan(ends_s=60).live_status(1e6) == "is_live"
    assert Plan(ends_s=60, post_live_after_s=0).live_status(1e6) == "post_live"
    assert math.isinf(Plan().archive_after_s)


def test_a_planned_cut_of_the_network_ends() -> None:
    plan = Plan(cut=Cut(10, 5))
    assert [plan.is_cut(now_s) for now_s in (9.9, 10, 14.9, 15)] == [False, True, True, False]
