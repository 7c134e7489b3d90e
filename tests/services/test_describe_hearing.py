"""What a platform says of a recording, beside what was known of it."""

from datetime import UTC, datetime, timedelta

import pytest

from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.links import Link, opens_at_second, read_link, write_link
from hearingnotes.services.describe_hearing import playing_recording

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
KEY, OTHER = "4LBmWqYuuDY", "dQw4w9WgXcQ"
URL = f"https://www.youtube.com/watch?v={KEY}"
HEARING = Hearing("H", "Council", NOW)


def medium(
    key: str, status: LiveStatus = LiveStatus.LIVE, webpage_url: str | None = None
) -> Medium:
    return Medium(
        "https://m",
        platform_key=key,
        live_status=status,
        release_utc=NOW + timedelta(minutes=7),
        webpage_url=webpage_url,
    )


@pytest.mark.parametrize(
    ("known_utc", "status", "starts_utc"),
    [
        (NOW, LiveStatus.WAS_LIVE, NOW),
        (None, LiveStatus.WAS_LIVE, NOW + timedelta(minutes=7)),
        (None, LiveStatus.UPCOMING, None),
    ],
)
def test_the_start_of_a_recording_stays_as_a_person_set_it(
    known_utc: datetime | None, status: LiveStatus, starts_utc: datetime | None
) -> None:
    known = Recording("R", "H", "youtube", KEY, URL, starts_utc=known_utc)
    (found,) = playing_recording(HEARING, [known], read_link(URL), medium(KEY, status))
    assert found.starts_utc == starts_utc


def test_the_video_that_a_broadcast_goes_on_under_is_the_one_opened_last() -> None:
    channel = read_link("https://www.youtube.com/@council/live")
    known = Recording("R", "H", "youtube", KEY, URL, opened_utc=NOW)
    new, old = playing_recording(HEARING, [known], channel, medium(OTHER))
    assert (new.key, old) == (OTHER, known)
    assert new.opened_utc is not None
    assert new.opened_utc > NOW


# --- which recording it is ---

WATCH = f"https://www.youtube.com/watch?v={OTHER}"
PAGE = "https://city.example/council/2026-01-16"
RUMBLE = "https://rumble.com/v2ea9qb-council-hearing.html"
UNLISTED = "https://vimeo.com/123456/abcdef1234"
ITEM = "https://archive.org/details/Jan"
TVW = "https://tvw.org/video/budget-2022041111"
CSPAN = "https://www.c-span.org/video/?315139-1/budget"
SMUGGLED = "https://player.vimeo.com/video/7654321#__youtubedl_smuggle=%7B%22referer%22%3A1%7D"


def opened(url: str, key: str | None, webpage_url: str | None) -> tuple[Recording, ...]:
    """The recordings of a new hearing, once it is known what plays at its link."""
    link = read_link(url)
    assert link is not None
    own = [Recording("R", "H", link.platform, link.key, link.url)] if link.key is not None else []
    found = Medium("https://m", platform_key=key, webpage_url=webpage_url)
    return playing_recording(HEARING, own, link, found)


@pytest.mark.parametrize(
    ("url", "key", "webpage_url", "platform", "named"),
    [
        pytest.param(URL, KEY, URL, "youtube", KEY, id="a video"),
        pytest.param(PAGE, OTHER, WATCH, "youtube", OTHER, id="a page with a video of YouTube"),
        pytest.param(TVW, "2022041111", TVW, "web_page", TVW, id="TVW"),
        pytest.param(CSPAN, "c315139", CSPAN, "c_span", "video/?315139-1", id="C-SPAN"),
        pytest.param(PAGE, "p-html5-1", PAGE, "web_page", PAGE, id="a bare video"),
        pytest.param(PAGE, None, PAGE, "web_page", PAGE, id="nothing is said of it"),
        pytest.param(PAGE, "7654321", SMUGGLED, "web_page", PAGE, id="a video for this page only"),
        pytest.param(PAGE, "x", "https://youtube.com/feed", "web_page", PAGE, id="no video"),
        pytest.param(RUMBLE, "v2bou5f", RUMBLE, "rumble", "v2ea9qb-council-hearing", id="Rumble"),
        pytest.param(UNLISTED, "123456", UNLISTED, "vimeo", "123456/abcdef1234", id="unlisted"),
        pytest.param(
            UNLISTED, "123456", "https://vimeo.com/123456", "vimeo", "123456/abcdef1234",
            id="unlisted, without its word",
        ),
        pytest.param(
            ITEM, "Jan/My hearing part 1.mp4", f"{ITEM}/My hearing part 1.mp4", "internet_archive",
            "Jan", id="an item of several files",
        ),
        pytest.param(
            "https://www.youtube.com/@council/live", KEY, URL, "youtube", KEY, id="a channel"
        ),
        pytest.param(
            "https://www.youtube.com/@council/live", KEY, None, "youtube", KEY,
            id="a channel, no page told",
        ),
        pytest.param(
            "https://fb.watch/aBc-1/", "1234567", "https://www.facebook.com/watch/?v=1234567",
            "facebook", "1234567", id="a short link of Facebook",
        ),
        pytest.param(
            "https://fb.watch/aBc-1/", "a name", "https://www.facebook.com/council/posts/77",
            "web_page", "https://www.facebook.com/council/posts/77",
            id="a short link of Facebook to a post",
        ),
    ],
)  # fmt: skip
def test_a_note_links_to_what_was_opened_or_to_the_video_in_it(
    url: str, key: str | None, webpage_url: str | None, platform: str, named: str
) -> None:
    first, *others = opened(url, key, webpage_url)
    assert (first.platform, first.key) == (platform, named)
    assert len(others) == (platform != read(url).platform and read(url).key is not None)
    again = read(write_link(first.platform, first.key, 3723))
    second_s = 3723 if opens_at_second(platform, named) else None
    assert (again.platform, again.key, again.second_s) == (platform, named, second_s)
    assert (read(first.url).platform, read(first.url).key) == (platform, named)


def read(url: str) -> Link:
    link = read_link(url)
    assert link is not None
    return link


def test_the_page_with_a_video_in_it_leads_to_the_same_recording_each_time() -> None:
    recordings = opened(PAGE, OTHER, WATCH)
    again = playing_recording(
        HEARING, recordings[::-1], read_link(PAGE), medium(OTHER, webpage_url=WATCH)
    )
    assert [recording.id for recording in again] == [recording.id for recording in recordings]


def test_a_recording_stored_under_an_unusable_address_gets_the_right_one() -> None:
    """Of the video in a page only the platform's id was kept, as if it were an address."""
    own = Recording("own", "H", "web_page", PAGE, PAGE)
    phantom = Recording("phantom", "H", "web_page", OTHER, WATCH, opened_utc=NOW)
    by_name = Link("web_page", OTHER, WATCH)
    for recordings, link in (((phantom, own), by_name), ((own, phantom), read_link(PAGE))):
        first, second = playing_recording(
            HEARING, recordings, link, medium(OTHER, webpage_url=WATCH)
        )
        assert (first.id, first.platform, first.key, first.url) == (
            "phantom", "youtube", OTHER, WATCH,
        )  # fmt: skip
        assert second == own


def test_a_recording_that_nobody_can_open_gives_way_to_the_page_it_was_found_by() -> None:
    own = Recording("own", "H", "web_page", TVW, TVW)
    phantom = Recording("phantom", "H", "web_page", "2022041111", TVW, opened_utc=NOW)
    first, second = playing_recording(
        HEARING, (phantom, own), Link("web_page", "2022041111", TVW),
        medium("2022041111", webpage_url=TVW),
    )  # fmt: skip
    assert (first.id, second) == ("own", phantom)


def test_a_recording_of_a_platform_that_another_version_knows_stays_as_it_is() -> None:
    known = Recording("R", "H", "parliament_tv", "77", PAGE)
    link = Link("parliament_tv", "77", PAGE)
    (found,) = playing_recording(HEARING, [known], link, medium("77", webpage_url=PAGE))
    assert (found.id, found.platform, found.key) == ("R", "parliament_tv", "77")
