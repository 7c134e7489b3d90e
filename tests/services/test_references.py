"""Times of day that are typed to point into a recording."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearingnotes.errors import UsageError
from hearingnotes.model.hearing import Recording
from hearingnotes.model.timeline import Timeline
from hearingnotes.services.references import at_time_of_day

DAY = date(2026, 1, 16)
BEGAN_UTC = datetime(2026, 1, 16, 23, tzinfo=UTC)


def recording(began_utc: datetime | None, duration_s: float | None, id_: str = "R1") -> Recording:
    return Recording(id_, "H1", "youtube", id_, "url", starts_utc=began_utc, duration_s=duration_s)


@pytest.mark.parametrize(
    ("text", "later_s", "duration_s", "message"),
    [
        ("5:00 PM", 0, 7200, "the recording runs from 6:00 to 8:00 PM on 2026-01-16."),
        ("8:01 PM", 0, 7200, "the recording runs from 6:00 to 8:00 PM on 2026-01-16."),
        ("2026-01-20 18:05", 0, 7200, "the recording runs from 6:00 to 8:00 PM on 2026-01-16."),
        ("5:00 PM", 30, 7199.6, "the recording runs from 6:00:30 to 8:00:29 PM on 2026-01-16."),
        ("6:00 PM", 0.5, 7200, "the recording runs from 6:00:01 to 8:00 PM on 2026-01-16."),
        ("5 PM", -8 * 3600, 14400, "the recording runs from 10:00 AM to 2:00 PM on 2026-01-16."),
        ("5 PM", 4 * 3600, 9000, "the recording runs from 10:00 PM on 2026-01-16 to 12:30 AM."),
        ("5:00 PM", 0, None, "the recording begins at 6:00 PM on 2026-01-16."),
    ],
)
def test_a_time_of_day_outside_of_a_recording_is_refused_with_when_it_runs(
    text: str,
    later_s: float,
    duration_s: float | None,
    message: str,
    zone: Callable[[str], None],
) -> None:
    zone("America/New_York")
    began_utc = BEGAN_UTC + timedelta(seconds=later_s)
    timeline = Timeline([recording(began_utc, duration_s)])
    with pytest.raises(UsageError) as error:
        at_time_of_day(text, timeline, DAY)
    assert str(error.value) == f"“{text}” lies outside: {message}"


def test_a_refused_time_of_day_names_the_recording_that_plays(zone: Callable[[str], None]) -> None:
    zone("America/New_York")
    later = recording(BEGAN_UTC + timedelta(hours=3), 3600, "R2")
    timeline = Timeline([recording(BEGAN_UTC, 7200), later])
    with pytest.raises(UsageError, match="runs from 9:00 to 10:00 PM"):
        at_time_of_day("6:05 PM", timeline, DAY, "R2")


def test_a_time_of_day_is_refused_with_how_to_give_a_recording_its_start() -> None:
    timeline = Timeline([recording(None, 7200)])
    with pytest.raises(UsageError, match="is not known; hearingnotes recording add"):
        at_time_of_day("5:00 PM", timeline, DAY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 86399), st.integers(1, 12 * 3600))
def test_each_second_between_the_named_times_is_found(
    zone: Callable[[str], None], second_s: int, duration_s: int
) -> None:
    zone("America/New_York")
    timeline = Timeline([recording(BEGAN_UTC, duration_s)])
    local = datetime(2026, 1, 16) + timedelta(seconds=second_s)
    is_within = 0 <= (local.astimezone(UTC) - BEGAN_UTC).total_seconds() <= duration_s
    try:
        found = at_time_of_day(f"{local:%Y-%m-%d %H:%M:%S}", timeline, DAY)
    except UsageError:
        assert not is_within
    else:
        assert is_within
        assert found is not None
