"""From an info dict to a medium: nothing in it is believed unread."""

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.errors import HearingnotesError
from hearingnotes.media.info import PLAYED_SCHEMES, first_entry, medium_of
from hearingnotes.model.hearing import LiveStatus

NEW_YORK = timezone(timedelta(hours=-4))
EVENING = int(datetime(2026, 5, 5, 23, 30, tzinfo=NEW_YORK).timestamp())


@pytest.mark.parametrize(
    ("info", "day"),
    [
        ({"release_timestamp": EVENING, "upload_date": "20260601"}, date(2026, 5, 5)),
        ({"timestamp": EVENING, "upload_date": "20260506"}, date(2026, 5, 5)),
        ({"upload_date": "20260506"}, date(2026, 5, 6)),
        ({"release_date": "20260505", "upload_date": "20260506"}, date(2026, 5, 5)),
        ({"upload_date": "20261341"}, None),
        ({"release_timestamp": 1e300}, None),
        ({"release_timestamp": float("nan"), "upload_date": "yesterday"}, None),
        ({}, None),
    ],
)
def test_the_date_of_a_medium_is_that_of_the_reporter(
    info: dict[str, Any], day: date | None
) -> None:
    assert medium_of(info, NEW_YORK).date == day


def test_the_start_of_a_medium_is_an_instant_in_utc() -> None:
    assert medium_of({"release_timestamp": EVENING}).release_utc == datetime(
        2026, 5, 6, 3, 30, tzinfo=UTC
    )


def two(*urls: str) -> dict[str, Any]:
    return {"requested_formats": [{"url": url} for url in urls]}


def in_manifest(protocol: str) -> dict[str, Any]:
    return {"url": "http://a/part", "manifest_url": "http://a/whole", "protocol": protocol}


@pytest.mark.parametrize(
    ("info", "url", "audio_url"),
    [
        ({"url": "http://a/1"}, "http://a/1", None),
        (two("http://a/v", "http://a/s"), "http://a/v", "http://a/s"),
        (two("http://a/v", "http://a/v"), "http://a/v", None),
        (in_manifest("http_dash_segments"), "http://a/whole", None),
        (in_manifest("m3u8_native"), "http://a/part", None),
        ({"url": "rtmp://a/live"}, "rtmp://a/live", None),
        ({"url": "http://a/trailer", "live_status": "is_upcoming"}, "", None),
        ({"url": "http://a/part", "protocol": "http_dash_segments"}, "", None),
        ({"url": "http://a/last_hours", "live_status": "post_live"}, "", None),
        ({}, "", None),
    ],
)
def test_the_addresses_of_a_medium_are_read(
    info: dict[str, Any], url: str, audio_url: str | None
) -> None:
    medium = medium_of(info)
    assert (medium.url, medium.audio_url) == (url, audio_url)


@pytest.mark.parametrize(
    "url",
    ["edl://a,0,1", "file:///etc/passwd", "/etc/passwd", "av://lavfi:x", "-x", "memory://a",
     "http://[", "http://a/ b", "http://a/\n", "http://a/\x1b[31m", "http://a/\ud800"],
)  # fmt: skip
def test_addresses_that_a_page_may_not_have_played_are_refused(url: str) -> None:
    with pytest.raises(HearingnotesError, match="cannot be played") as caught:
        medium_of({"url": url})
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("info", "status"),
    [
        ({"live_status": "is_live"}, LiveStatus.LIVE),
        ({"live_status": "post_live"}, LiveStatus.POST_LIVE),
        ({"is_live": True}, LiveStatus.LIVE),
        ({"live_status": "unheard of", "is_live": False}, LiveStatus.NOT_LIVE),
        ({}, LiveStatus.NOT_LIVE),
    ],
)
def test_the_live_status_of_a_medium_is_read(info: dict[str, Any], status: LiveStatus) -> None:
    assert medium_of(info).live_status is status


@pytest.mark.parametrize(
    ("duration", "expected"),
    [(5400, 5400.0), (0.5, 0.5), (0, None), (-3, None), (float("inf"), None), ("long", None)],
)
def test_the_duration_of_a_medium_is_read(duration: object, expected: float | None) -> None:
    assert medium_of({"duration": duration}).duration_s == expected


def test_the_title_of_a_broadcast_has_no_time_of_day() -> None:
    assert medium_of({"fulltitle": "Budget", "title": "Budget 2026-05-05 10:00"}).title == "Budget"
    assert medium_of({"fulltitle": None, "title": "youtube video #1"}).title == ""


def test_a_made_up_id_is_no_platform_key() -> None:
    assert medium_of({"id": "clip", "extractor_key": "Generic"}).platform_key is None
    assert medium_of({"id": 4711, "extractor_key": "Granicus"}).platform_key == "4711"


def test_a_header_cannot_bring_others_along() -> None:
    headers = {"Referer": "http://a/", "X-One": "1\r\nX-Two: 2", "X\nThree": "3"}
    info = {"url": "http://a/1", "http_headers": headers}
    assert medium_of(info).headers == {"Referer": "http://a/"}


@pytest.mark.parametrize(
    ("info", "entry"),
    [
        ({"id": "1"}, {"id": "1"}),
        ({"entries": [{"id": "1"}, {"id": "2"}]}, {"id": "1"}),
        ({"entries": [{"entries": [None, {"id": "3"}]}]}, {"id": "3"}),
        ({"entries": iter([{"id": "4"}])}, {"id": "4"}),
        ({"entries": []}, None),
        ({"entries": None}, None),
        (None, None),
    ],
)
def test_a_list_of_videos_gives_its_first(
    info: dict[str, Any] | None, entry: dict[str, Any] | None
) -> None:
    assert first_entry(info) == entry


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from(["http://a/", "http://a/\x1b", "edl://a"]),
)
FIELDS = ("url", "title", "fulltitle", "channel", "uploader", "duration", "release_timestamp",
          "timestamp", "upload_date", "live_status", "id", "webpage_url", "protocol")  # fmt: skip


def is_clean_line(text: str) -> bool:
    return not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in text)


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=6))
def test_an_info_dict_gives_clean_texts_or_is_refused(info: dict[str, Any]) -> None:
    try:
        medium = medium_of(info, UTC)
    except HearingnotesError as error:
        assert is_clean_line(str(error))
        return
    assert medium.url == "" or medium.url.split(":")[0].lower() in PLAYED_SCHEMES
    for text in (medium.url, medium.title, medium.body, medium.platform_key, medium.webpage_url):
        assert is_clean_line(text or "")
