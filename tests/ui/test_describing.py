"""What a platform says of a recording, beside what was known of it."""

from datetime import UTC, datetime, timedelta

import pytest

from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.links import read_link
from hearingnotes.ui.describing import playing_recording

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
KEY, OTHER = "4LBmWqYuuDY", "dQw4w9WgXcQ"
URL = f"https://www.youtube.com/watch?v={KEY}"
HEARING = Hearing("H", "Council", NOW)


def medium(key: str, status: LiveStatus = LiveStatus.LIVE) -> Medium:
    release_utc = NOW + timedelta(minutes=7)
    return Medium("https://m", platform_key=key, live_status=status, release_utc=release_utc)


@pytest.mark.parametrize(
    ("known_utc", "status", "starts_utc"),
    [
        (NOW, LiveStatus.WAS_LIVE, NOW),
        (None, LiveStatus.WAS_LIVE, NOW + timedelta(minutes=7)),
        (None, LiveStatus.UPCOMING, None),
    ],
)
def test_when_a_recording_began_stays_as_a_person_said_it(
    known_utc: datetime | None, status: LiveStatus, starts_utc: datetime | None
) -> None:
    known = Recording("R", "H", "youtube", KEY, URL, starts_utc=known_utc)
    (found,) = playing_recording(HEARING, [known], read_link(URL), medium(KEY, status))
    assert found.starts_utc == starts_utc


def test_the_video_that_a_broadcast_goes_on_under_is_the_one_opened_last() -> None:
    known = Recording("R", "H", "youtube", KEY, URL, opened_utc=NOW)
    new, old = playing_recording(HEARING, [known], read_link(URL), medium(OTHER))
    assert (new.key, old) == (OTHER, known)
    assert new.opened_utc is not None
    assert new.opened_utc > NOW
