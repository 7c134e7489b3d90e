"""Times of day: local where they do not say otherwise."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.wall_clock import is_time_of_day, local_time, read_instant

WINTER = date(2026, 1, 20)


@pytest.fixture(autouse=True)
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-01-20T18:02:00Z", "2026-01-20T18:02:00"),
        ("2026-01-20T18:02:00-08:00", "2026-01-21T02:02:00"),
        ("2026-01-20T18:02:00", "2026-01-20T23:02:00"),
        ("2026-01-20 18:02", "2026-01-20T23:02:00"),
        ("2026-07-20 18:02", "2026-07-20T22:02:00"),
        ("2026-01-20 6:02 PM", "2026-01-20T23:02:00"),
        ("6:02 PM", "2026-01-20T23:02:00"),
        ("6:02:30pm", "2026-01-20T23:02:30"),
        ("6 p.m.", "2026-01-20T23:00:00"),
        ("12:05 AM", "2026-01-20T05:05:00"),
        ("12:05 PM", "2026-01-20T17:05:00"),
        # The night that the clocks go forward.
        ("2026-03-08 01:59", "2026-03-08T06:59:00"),
        ("2026-03-08 03:00", "2026-03-08T07:00:00"),
        # The night that they go back: 1:30 is there twice, and the first is meant.
        ("2026-11-01 1:30 AM", "2026-11-01T05:30:00"),
        ("2026-11-01 2:00 AM", "2026-11-01T07:00:00"),
    ],
)
def test_a_time_of_day_is_local_unless_it_has_a_zone(text: str, utc: str) -> None:
    assert read_instant(text, WINTER) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_time_of_day_that_the_clocks_skip_is_an_hour_before_or_behind_the_change() -> None:
    """Releases of Python differ in which."""
    change = datetime(2026, 3, 8, 7, tzinfo=UTC)
    instant = read_instant("2026-03-08 02:30", WINTER)
    assert instant is not None
    assert abs(instant - change) == timedelta(minutes=30)


@pytest.mark.parametrize(
    "text", ["", "90", "18:02", "13:00 PM", "0:10 AM", "6:60 PM", "2026-13-01 10:00", "1h2m", "PM"]
)
def test_a_text_that_is_no_time_of_day_is_not_read_as_one(text: str) -> None:
    assert read_instant(text, WINTER) is None
    assert not is_time_of_day(text)


def test_a_time_of_day_without_a_day_is_no_instant() -> None:
    assert read_instant("6:02 PM") is None
    assert is_time_of_day("6:02 PM")


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (datetime(2026, 1, 20, 23, 2, tzinfo=UTC), "2026-01-20 18:02:00 UTC-05:00"),
        (datetime(2026, 7, 20, 22, 2, tzinfo=UTC), "2026-07-20 18:02:00 UTC-04:00"),
    ],
)
def test_a_time_of_day_is_written_with_its_zone(instant: datetime, written: str) -> None:
    assert local_time(instant) == written


@given(st.datetimes(datetime(1971, 1, 2), datetime(2900, 1, 1), timezones=st.just(UTC)))
def test_a_written_instant_is_read_again(instant: datetime) -> None:
    written = local_time(instant.replace(microsecond=0))
    day, clock, zone = written.split(" ")
    assert read_instant(f"{day}T{clock}{zone[3:]}") == instant.replace(microsecond=0)


@given(st.text(st.sampled_from("0123456789:-T apmPM.Z+,"), max_size=25))
def test_any_text_is_read_as_an_instant_or_refused(text: str) -> None:
    read_instant(text, WINTER)
