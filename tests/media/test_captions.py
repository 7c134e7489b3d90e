"""Captions from files and from a platform: what is read, and what is told of what can't be."""

import json
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hearingnotes import demo
from hearingnotes.errors import Cancelled, Trouble
from hearingnotes.media import caption_search
from hearingnotes.media.caption_choice import caption_source
from hearingnotes.media.caption_search import CaptionSearch, sidecar
from hearingnotes.media.caption_texts import FORMS, read_captions
from hearingnotes.media.extract import CAPTIONS_A_LINE
from hearingnotes.media.extraction import Extraction
from hearingnotes.media.medium import CaptionSource, Medium, direct
from hearingnotes.model.captions import Word
from hearingnotes.model.hearing import LiveStatus
from tests.demo.captions import read_cues
from tests.media.origin import Origin

KEY = "dQw4w9WgXcQ"
SOUND = {"format_id": "140", "ext": "m4a", "acodec": "mp4a", "vcodec": "none", "url": "/m/s.m4a"}

ROLLING = """WEBVTT
Kind: captions

00:00:01.000 --> 00:00:03.000 align:start position:0%
\x20
good<00:00:01.400><c> morning</c><00:00:02.000><c> all</c>

00:00:03.000 --> 00:00:03.010 align:start position:0%
good morning all
\x20

00:00:03.010 --> 00:00:05.000 align:start position:0%
good morning all
we<00:00:03.500><c> have</c><00:00:04.000><c> a</c><00:00:04.200><c> quorum</c>

00:00:05.000 --> 00:00:05.010 align:start position:0%
we have a quorum
"""
EVENTS = [
    {"tStartMs": 0, "dDurationMs": 90000, "id": 1, "wpWinPosId": 1},
    {"tStartMs": 1000, "dDurationMs": 5000, "segs": [
        {"utf8": "good"}, {"utf8": " morning", "tOffsetMs": 400}, {"utf8": " all", "tOffsetMs": 1}
    ]},
    {"tStartMs": 3000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
    {"tStartMs": 3010, "segs": [{"utf8": "[bold]we\nhave\x1b[31m a quorum[/]"}]},
]  # fmt: skip


def told(text: str, form: str) -> list[tuple[float, float, str]]:
    return [(c.begin_s, round(c.end_s, 2), c.text) for c in read_captions(text, form)]


def words(text: str, form: str) -> list[tuple[Word, ...]]:
    return [c.words for c in read_captions(text, form)]


def test_what_youtube_rolls_up_is_said_once_with_the_seconds_of_its_words() -> None:
    assert told(ROLLING, "vtt") == [
        (1.0, 3.01, "good morning all"),
        (3.01, 5.01, "we have a quorum"),
    ]
    assert words(ROLLING, "vtt") == [
        ((1.0, "good"), (1.4, "morning"), (2.0, "all")),
        ((3.01, "we"), (3.5, "have"), (4.0, "a"), (4.2, "quorum")),
    ]


def test_json3() -> None:
    text = json.dumps({"events": EVENTS})
    assert told(text, "json3") == [
        (1.0, 3.01, "good morning all"),
        (3.01, 7.01, "[bold]we have[31m a quorum[/]"),
    ]
    assert words(text, "json3") == [((1.0, "good"), (1.4, "morning"), (1.4, "all")), ()]


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("1\n00:00:01,500 --> 00:00:04,000\nThe <i>chair</i>\nopens\n\n2\n00:00:05,000 --> "
         "00:00:06,000\n42\n", [(1.5, 4.0, "The chair opens"), (5.0, 6.0, "42")]),
        ("1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb",
         [(1.0, 2.0, "a"), (3.0, 4.0, "b")]),
        ("1\n00:00:05,000 --> 00:00:02,000\n{\\an8}a &amp; b\n", [(5.0, 5.0, "a & b")]),
    ],
)  # fmt: skip
def test_subrip(text: str, captions: list[tuple[float, float, str]]) -> None:
    assert told(text, "srt") == captions


def test_the_demos_own() -> None:
    cues = read_cues(demo.captions_path())
    assert told(demo.captions_path().read_text("utf-8"), "vtt") == [
        (cue.start_s, round(cue.end_s, 2), cue.text) for cue in cues
    ]


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("", "srt", "no captions"),
        ("WEBVTT\n\n", "vtt", "no captions"),
        ("00:01.000 --> 00:02.000\na", "vtt", "WEBVTT"),
        ("{", "json3", "json3"),
        ("[]", "json3", "json3"),
        ('{"events": 5}', "json3", "json3"),
        ('{"events": [5]}', "json3", "json3"),
        ('{"events": [{"segs": [5]}]}', "json3", "json3"),
        ('{"events": [{"segs": [{"utf8": "a"}], "tStartMs": "x"}]}', "json3", "json3"),
        ("[" * 100_000, "json3", "json3"),
        ('{"events": []}', "json3", "no captions"),
    ],
)
def test_what_is_no_captions(text: str, form: str, why: str) -> None:
    with pytest.raises(Trouble, match=why):
        read_captions(text, form)


EVENT = st.dictionaries(
    st.sampled_from(["tStartMs", "dDurationMs", "segs", "aAppend"]),
    st.floats() | st.integers() | st.text(max_size=3) | st.none()
    | st.lists(st.dictionaries(st.sampled_from(["utf8", "tOffsetMs"]), st.floats() | st.text())),
)  # fmt: skip


# Letters without a name in this Python's Unicode, of one's own, and that join others: they stay.
HARMLESS = {"Cn", "Co", "Cf"}


@given(st.lists(EVENT, max_size=4))
@example([{"segs": [{"utf8": "\U00012544"}]}])
@example([{"segs": [{"utf8": "می\u200cخواهم \x1b[31m\u2028\x9b"}]}])
def test_whatever_json3_holds_is_read_or_refused(events: list[dict[str, Any]]) -> None:
    try:
        captions = read_captions(json.dumps({"events": events}), "json3")
    except Trouble:
        return
    for caption in captions:
        assert all(c.isprintable() or category(c) in HARMLESS for c in caption.text)
        assert 0 <= caption.begin_s <= caption.end_s < 3e6


# --- files ---


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], None),
        (["hearing.vtt"], "hearing.vtt"),
        (["hearing.srt", "hearing.VTT"], "hearing.VTT"),
        (["hearing.en.vtt", "hearing.srt"], "hearing.srt"),
        (["hearing.en.vtt", "hearing.de.vtt"], "hearing.de.vtt"),
        (["hearing.en.json3", "hearing.en.vtt"], "hearing.en.json3"),
        (["hearing.part.two.vtt", "hearing2.vtt", "hearing.txt"], None),
    ],
)
def test_captions_beside_a_file(tmp_path: Path, names: list[str], found: str | None) -> None:
    for name in (*names, "hearing.ogg"):
        (tmp_path / name).touch()
    path = sidecar(str(tmp_path / "hearing.ogg"))
    assert (path.name if path else None) == found


@pytest.mark.parametrize("place", ["https://a.example/hearing.mp4", "", "/nowhere/hearing.mp4"])
def test_beside_what_is_no_file_there_are_none(place: str) -> None:
    assert CaptionSearch(Medium(place)).run(print) is None


def test_a_file_that_is_named_goes_before_all_others(tmp_path: Path) -> None:
    named = tmp_path / "mine.srt"
    named.write_text("1\n00:00:01,000 --> 00:00:02,000\nmine\n", encoding="utf-16")
    track = CaptionSearch(direct(str(demo.audio_path())), named).run(print)
    assert track is not None
    assert (track.captions[0].text, track.origin) == ("mine", "from mine.srt")
    track = CaptionSearch(direct(str(demo.audio_path()))).run(print)
    assert track is not None
    assert track.origin == "from hearing.vtt"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.vtt", b"WEBVTT\n\n0:01.000 --> 0:02.000\n\xff\xe9", "a.vtt, line 4: this is not writ"),
        ("a.vtt", b"<html>", "a.vtt can't be taken for captions: it does not begin with WEBVTT."),
        ("a.txt", b"", "a.txt is no file of captions"),
        ("a.srt", None, "can't be read (No such file or directory)"),
        ("a.srt", b"x" * 101, "have more than"),
    ],
)
def test_what_is_told_of_a_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes | None,
    told: str,
) -> None:
    monkeypatch.setattr(caption_search, "MOST_BYTES", 100)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Trouble) as caught:
        CaptionSearch(Medium(""), tmp_path / name).run(print)
    assert told in str(caught.value)


# --- a platform's ---


def track(*forms: str, url: str = "https://a.example/t") -> list[dict[str, Any]]:
    return [{"ext": form, "url": f"{url}?fmt={form}"} for form in forms]


ALL = track("srv1", "vtt", "json3")


@pytest.mark.parametrize(
    ("info", "chosen"),
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
def test_which_are_taken(info: dict[str, Any], chosen: tuple[str, bool] | None) -> None:
    source = caption_source(info)
    assert ((source.language, source.is_automatic) if source else None) == chosen
    if source is not None:
        assert source.url.endswith(f"fmt={FORMS[0]}")


def video(origin: Origin, **about: Any) -> str:
    return origin.video(KEY, formats=[SOUND], title="Budget", **about)


def automatic(origin: Origin, form: str = "json3") -> dict[str, Any]:
    return {"en-orig": [{"ext": form, "url": f"{origin.url}/timedtext"}]}


def found(url: str, **about: Any) -> Any:
    medium = Extraction(url, **about).run(lambda _: None)
    return CaptionSearch(medium, **about).run(print)


def test_the_captions_of_a_video_come_through_yt_dlp(origin: Origin) -> None:
    events = [
        {"tStartMs": at * 1000, "segs": [{"utf8": "word"}, {"utf8": f" {at}", "tOffsetMs": 500}]}
        for at in range(CAPTIONS_A_LINE * 2 + 1)
    ]
    origin.page("/timedtext", json.dumps({"events": events}))
    track = found(video(origin, automatic_captions=automatic(origin)))
    assert track.origin == "automatic, en"
    assert len(track.captions) == len(events)
    assert track.captions[400].words == ((400.0, "word"), (400.5, "400"))


def test_they_are_fetched_through_the_proxy(origin: Origin, tmp_path: Path) -> None:
    origin.page("/timedtext", json.dumps({"events": EVENTS}))
    source = CaptionSource("http://captions.example/timedtext", "json3", "en", True)
    with Origin(tmp_path) as proxy:
        proxy.page("/timedtext", json.dumps({"events": EVENTS}))
        track = CaptionSearch(Medium("", captions=source), proxy=proxy.url).run(print)
        assert proxy.asked == ["captions.example/timedtext"]
    assert track is not None


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ({"body": "gone", "status": 404}, "The captions could not be fetched: There is no such"),
        ({"body": "<html>"}, "The captions could not be fetched: it is not YouTube's json3."),
    ],
)
def test_what_is_told_when_they_can_not_be_had(
    origin: Origin, page: dict[str, Any], told: str
) -> None:
    origin.page("/timedtext", **page)
    with pytest.raises(Trouble) as caught:
        found(video(origin, automatic_captions=automatic(origin)))
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("status", ["is_live", "post_live", "is_upcoming"])
def test_what_is_not_over_has_none(origin: Origin, status: str) -> None:
    url = video(origin, live_status=status, subtitles=automatic(origin))
    medium = Extraction(url).run(lambda _: None)
    assert medium.live_status is LiveStatus(status)
    assert medium.captions is None


def test_a_search_can_be_stopped(origin: Origin) -> None:
    import threading

    hold = origin.hold("/timedtext")
    medium = Extraction(video(origin, automatic_captions=automatic(origin))).run(lambda _: None)
    search = CaptionSearch(medium)
    ended: list[Exception] = []

    def run() -> None:
        try:
            search.run(print)
        except Cancelled as cancelled:
            ended.append(cancelled)

    thread = threading.Thread(target=run)
    thread.start()
    assert hold.asked.wait(60)
    search.cancel()
    thread.join(60)
    assert len(ended) == 1
