"""Captions of a platform: which are taken, fetched how, and what is told where they can't be."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.captions.parse import FORMATS
from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.captions import CaptionFinder
from hearingnotes.media.client import YtDlpLookup
from hearingnotes.media.info import caption_source
from hearingnotes.media.medium import CaptionSource, Medium
from hearingnotes.media.worker import CAPTIONS_A_LINE
from hearingnotes.model.hearing import LiveStatus
from tests.media.origin import Origin

KEY = "dQw4w9WgXcQ"
SOUND = {"format_id": "140", "ext": "m4a", "acodec": "mp4a", "vcodec": "none", "url": "/m/s.m4a"}
EVENT = {"tStartMs": 1000, "segs": [{"utf8": "good morning"}]}


def track(*caption_formats: str, url: str = "https://a.example/t") -> list[dict[str, Any]]:
    return [
        {"ext": caption_format, "url": f"{url}?fmt={caption_format}"}
        for caption_format in caption_formats
    ]


ALL = track("srv1", "vtt", "json3")


@pytest.mark.parametrize(
    ("info", "selected"),
    [
        ({}, None),
        ({"subtitles": None, "automatic_captions": 5}, None),
        ({"language": "en", "subtitles": {"en": ALL}, "automatic_captions": {"en": ALL}},
         ("en", False)),
        ({"language": "en-US", "subtitles": {"en": ALL}}, ("en", False)),
        # what is spoken goes before a translation, also a machine's
        ({"language": "en", "subtitles": {"es": ALL}, "automatic_captions": {"en": ALL}},
         ("en", True)),
        ({"subtitles": {"es": ALL}}, ("es", False)),
        # YouTube lists what it heard beside all its translations
        ({"automatic_captions": {"af": ALL, "en-orig": ALL, "en": ALL}}, ("en", True)),
        ({"automatic_captions": {"af": ALL, "en": ALL}}, None),
        ({"automatic_captions": {"en": ALL}}, ("en", True)),
        ({"subtitles": {"live_chat": track("json")}}, None),
        ({"subtitles": {"en": track("json3", url="file:///etc/passwd")}}, None),
        ({"subtitles": {"en": track("json3", url="https://a/ --x")}}, None),
        ({"subtitles": {"en": [{"ext": "vtt", "protocol": "m3u8_native", "url": "https://a"}]}},
         None),
    ],
)  # fmt: skip
def test_the_captions_of_a_platform_are_selected_by_language_and_origin(
    info: dict[str, Any], selected: tuple[str, bool] | None
) -> None:
    source = caption_source(info)
    assert ((source.language, source.is_automatic) if source else None) == selected
    if source is not None:
        assert source.url.endswith(f"fmt={FORMATS[0]}")


def video(origin: Origin, **about: Any) -> str:
    return origin.video(KEY, formats=[SOUND], title="Budget", **about)


def automatic(origin: Origin, caption_format: str = "json3") -> dict[str, Any]:
    return {"en-orig": [{"ext": caption_format, "url": f"{origin.url}/timedtext"}]}


def found(url: str, **about: Any) -> Any:
    medium = YtDlpLookup(url, **about).run(lambda _: None)
    return CaptionFinder(medium, **about).run(print)


def test_the_captions_of_a_video_come_through_yt_dlp(origin: Origin) -> None:
    events = [
        {"tStartMs": at * 1000, "segs": [{"utf8": "word"}, {"utf8": f" {at}", "tOffsetMs": 500}]}
        for at in range(CAPTIONS_A_LINE * 2 + 1)
    ]
    origin.page("/timedtext", json.dumps({"events": events}))
    track = found(video(origin, automatic_captions=automatic(origin)))
    assert track.origin == "automatic, en"
    assert len(track.captions) == len(events)
    assert track.captions[400].words == ((400.0, "word"), (400.5, " 400"))


def test_captions_are_fetched_through_the_proxy(origin: Origin, tmp_path: Path) -> None:
    origin.page("/timedtext", json.dumps({"events": [EVENT]}))
    source = CaptionSource("http://captions.example/timedtext", "json3", "en", True)
    with Origin(tmp_path) as proxy:
        proxy.page("/timedtext", json.dumps({"events": [EVENT]}))
        track = CaptionFinder(Medium("", captions=source), proxy=proxy.url).run(print)
        assert proxy.asked == ["captions.example/timedtext"]
    assert track is not None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_fetched_captions_are_read_in_any_encoding(origin: Origin, encoding: str) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:04.000\nNous votons à dix.\n"
    origin.page("/timedtext", text.encode(encoding))
    track = found(video(origin, automatic_captions=automatic(origin, "vtt")))
    assert [caption.text for caption in track.captions] == ["Nous votons à dix."]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ({"body": "gone", "status": 404}, "The captions could not be fetched: There is no such"),
        ({"body": "<html>"}, "The captions could not be fetched: it is not YouTube's json3."),
    ],
)
def test_captions_that_cannot_be_fetched_are_reported(
    origin: Origin, page: dict[str, Any], message: str
) -> None:
    origin.page("/timedtext", **page)
    with pytest.raises(HearingnotesError) as caught:
        found(video(origin, automatic_captions=automatic(origin)))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("status", ["is_live", "post_live", "is_upcoming"])
def test_a_video_that_is_not_over_has_no_captions(origin: Origin, status: str) -> None:
    url = video(origin, live_status=status, subtitles=automatic(origin))
    medium = YtDlpLookup(url).run(lambda _: None)
    assert medium.live_status is LiveStatus(status)
    assert medium.captions is None


def test_a_caption_search_can_be_stopped(origin: Origin) -> None:
    hold = origin.hold("/timedtext")
    medium = YtDlpLookup(video(origin, automatic_captions=automatic(origin))).run(lambda _: None)
    search = CaptionFinder(medium)
    ended: list[Exception] = []

    def run() -> None:
        try:
            search.run(print)
        except CancelledError as cancelled:
            ended.append(cancelled)

    thread = threading.Thread(target=run)
    thread.start()
    assert hold.asked.wait(60)
    search.cancel()
    thread.join(60)
    assert len(ended) == 1
