"""yt-dlp itself, in its process, against a server that stands for the world."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.client import YtDlpLookup
from hearingnotes.media.javascript import javascript_runtime
from hearingnotes.media.medium import Medium
from hearingnotes.media.wire import Request
from hearingnotes.media.worker import SOCKET_TIMEOUT_S, Narrator, options
from hearingnotes.model.hearing import LiveStatus
from tests.media.origin import Hold, Origin

KEY = "dQw4w9WgXcQ"
LONG_S = 60.0
# Left to itself a child would wait for the silent server until its socket times out.
BY_ITSELF_S = SOCKET_TIMEOUT_S / 2

SOUND = {"format_id": "140", "ext": "m4a", "acodec": "mp4a.40.2", "vcodec": "none",
         "url": "/media/sound.m4a", "abr": 128}  # fmt: skip
SMALL = {"format_id": "134", "ext": "mp4", "acodec": "none", "vcodec": "avc1", "height": 360,
         "url": "/media/small.mp4"}  # fmt: skip
LARGE = {**SMALL, "format_id": "136", "height": 720, "url": "/media/large.mp4"}
HUGE = {**SMALL, "format_id": "137", "height": 2160, "url": "/media/huge.mp4"}
BOTH = {**SMALL, "format_id": "18", "acodec": "mp4a.40.2", "url": "/media/both.mp4"}
STARTED = int(datetime(2026, 5, 5, 14, 0, tzinfo=UTC).timestamp())

LIVE_LIST = """#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=290288,CODECS="mp4a.40.5,avc1.4d400c",RESOLUTION=256x144
/media/144.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=1214720,CODECS="mp4a.40.2,avc1.4d401e",RESOLUTION=640x360
/media/360.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=4838400,CODECS="mp4a.40.2,avc1.640028",RESOLUTION=1920x1080
/media/1080.m3u8
"""


def ignore(said: object) -> None:
    """Listen to nothing."""


def ask(url: str, **about: Any) -> Medium:
    return YtDlpLookup(url, **about).run(ignore)


def refusal(url: str, **about: Any) -> str:
    with pytest.raises(HearingnotesError) as caught:
        ask(url, **about)
    return str(caught.value)


def finished(origin: Origin, **about: Any) -> str:
    return origin.video(KEY, formats=[SOUND, SMALL, LARGE, HUGE, BOTH], **about)


def test_a_finished_video_is_found_with_sound_title_and_date(origin: Origin) -> None:
    phrases: list[str] = []
    url = finished(
        origin,
        title="Budget hearing",
        channel="City Council",
        duration=5400,
        live_status="was_live",
        release_timestamp=STARTED,
        upload_date="20260506",
    )
    medium = YtDlpLookup(url).run(phrases.append)
    assert medium == Medium(
        f"{origin.url}/media/sound.m4a",
        headers=medium.headers,
        title="Budget hearing",
        body="City Council",
        date=date(2026, 5, 5),
        duration_s=5400.0,
        live_status=LiveStatus.WAS_LIVE,
        release_utc=datetime(2026, 5, 5, 14, 0, tzinfo=UTC),
        platform_key=KEY,
        webpage_url=f"https://www.youtube.com/watch?v={KEY}",
    )
    assert "User-Agent" in medium.headers
    assert phrases == ["Starting yt-dlp", "Asking YouTube"]


def test_a_finished_video_is_found_with_its_picture(origin: Origin) -> None:
    medium = ask(finished(origin), want_video=True)
    assert medium.url == f"{origin.url}/media/large.mp4"
    assert medium.audio_url == f"{origin.url}/media/sound.m4a"


@pytest.mark.parametrize(
    ("formats", "want_video", "url"),
    [
        ([BOTH, {**BOTH, "format_id": "22", "height": 720, "url": "/media/big.mp4"}], False,
         "/media/both.mp4"),
        ([BOTH], True, "/media/both.mp4"),
        ([HUGE, {**BOTH, "height": 1080}], True, "/media/both.mp4"),
        ([SMALL], False, "/media/small.mp4"),
        ([SOUND], True, "/media/sound.m4a"),
        ([{**SOUND, "protocol": "http_dash_segments_generator"}, BOTH], False, "/media/both.mp4"),
    ],
)  # fmt: skip
def test_the_best_of_few_formats_is_taken(
    origin: Origin, formats: list[dict[str, Any]], want_video: bool, url: str
) -> None:
    medium = ask(origin.video(KEY, formats=formats), want_video=want_video)
    assert (medium.url, medium.audio_url) == (origin.url + url, None)


@pytest.mark.parametrize(("want_video", "selected"), [(False, "144.m3u8"), (True, "360.m3u8")])
def test_a_live_video_is_found_with_its_start(
    origin: Origin, want_video: bool, selected: str
) -> None:
    origin.page("/live.m3u8", LIVE_LIST, content_type="application/vnd.apple.mpegurl")
    url = origin.video(
        KEY, title="Live now", hls="/live.m3u8", live_status="is_live", release_timestamp=STARTED
    )
    medium = ask(url, want_video=want_video)
    assert medium.is_live
    assert medium.url == f"{origin.url}/media/{selected}"
    assert medium.title == "Live now"
    assert medium.duration_s is None
    assert medium.release_utc == datetime(2026, 5, 5, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("about", "title", "release"),
    [
        ({"title": "Tomorrow", "live_status": "is_upcoming", "release_timestamp": STARTED},
         "Tomorrow", datetime(2026, 5, 5, 14, 0, tzinfo=UTC)),
        ({}, "", None),
    ],
)  # fmt: skip
def test_an_upcoming_video_is_known_but_not_played(
    origin: Origin, about: dict[str, Any], title: str, release: datetime | None
) -> None:
    medium = ask(origin.video(KEY, state="upcoming", **about))
    assert (medium.url, medium.live_status) == ("", LiveStatus.UPCOMING)
    assert (medium.title, medium.release_utc) == (title, release)
    assert medium.platform_key == KEY


def test_a_channel_is_resolved_to_its_video(origin: Origin) -> None:
    finished(origin)
    assert ask(origin.channel("@council", [KEY])).platform_key == KEY


def test_a_list_is_resolved_to_its_first_video(origin: Origin) -> None:
    finished(origin)
    origin.channel("PL0123456789", [KEY, "aaaaaaaaaaa"])
    assert ask("https://www.youtube.com/playlist?list=PL0123456789").platform_key == KEY
    assert "/videos/aaaaaaaaaaa.json" not in origin.asked


@pytest.mark.parametrize(
    "caption_format",
    ["https://youtu.be/{}&t=6957", "https://youtu.be/{}?t=90", "youtube.com/live/{}?si=x"],
)
def test_every_pasted_spelling_of_an_address_gives_the_video(
    origin: Origin, caption_format: str
) -> None:
    finished(origin)
    assert ask(caption_format.format(KEY)).platform_key == KEY


@pytest.mark.parametrize(
    ("state", "part"),
    [
        ("private", "is private"),
        ("removed", "taken down"),
        ("terminated", "taken down"),
        ("unavailable", "taken down"),
        ("age", "age limit"),
        ("robot", "a robot's"),
        ("members", "Only members"),
        ("geo", "not shown in your country"),
        ("blocked", "not shown in your country"),
        ("paid", "paid for"),
        ("too often", "too often"),
        ("reload", "no longer understands"),
        ("drm", "DRM"),
        ("odd", "yt-dlp could not open it: The moon is in the wrong phase. Updating"),
        ("crash", "the moon"),
    ],
)
def test_a_video_that_youtube_refuses_is_reported_with_the_reason(
    origin: Origin, state: str, part: str
) -> None:
    sentence = refusal(origin.video(KEY, state=state))
    assert part in sentence
    assert "ERROR" not in sentence
    assert "--cookies" not in sentence


@pytest.mark.parametrize(
    ("about", "part"),
    [
        ({"warnings": ["n challenge solving failed: Some formats may be missing."]}, "JavaScript"),
        ({"formats": [{**SOUND, "url": "edl:///etc/passwd,0,1"}]}, "cannot be played"),
        ({}, "no longer understands"),
    ],
)  # fmt: skip
def test_a_video_without_a_playable_format_is_reported_with_the_reason(
    origin: Origin, about: dict[str, Any], part: str
) -> None:
    assert part in refusal(origin.video(KEY, **about))


@pytest.mark.parametrize(
    "about",
    [
        {"live_status": "post_live", "formats": [
            {**SOUND, "protocol": "http_dash_segments_generator"}]},
        {"live_status": "post_live", "duration": 5400, "formats": [
            {**SOUND, "protocol": "http_dash_segments", "fragments": [{"url": "/media/1"}]}]},
        {"live_status": "post_live", "hls": "/live.m3u8"},
        {"state": "ended"},
    ],
)  # fmt: skip
def test_a_broadcast_that_is_over_and_not_yet_whole_is_found(
    origin: Origin, about: dict[str, Any]
) -> None:
    origin.page("/live.m3u8", LIVE_LIST, content_type="application/vnd.apple.mpegurl")
    medium = YtDlpLookup(origin.video(KEY, **about)).run(lambda _phrase: None)
    assert (medium.live_status, medium.url) == (LiveStatus.POST_LIVE, "")


def test_a_channel_that_is_not_live_is_reported(origin: Origin) -> None:
    assert "not live now" in refusal(origin.channel("@council", []))


def test_an_empty_playlist_of_videos_is_reported(origin: Origin) -> None:
    origin.channel("PL0123456789", [])
    url = "https://www.youtube.com/playlist?list=PL0123456789"
    assert "nothing to play in that list" in refusal(url)


@pytest.mark.parametrize(
    ("about", "part"),
    [
        ({"body": "<html><title>Agenda</title>No video, removed.</html>"}, "nothing to play"),
        ({"body": "", "status": 404}, "HTTP 404"),
        ({"body": "", "status": 403}, "HTTP 403"),
        ({"body": "", "status": 429}, "too often"),
        ({"body": "", "status": 503}, "HTTP 5xx"),
    ],
)  # fmt: skip
def test_pages_without_a_video_are_reported_with_the_reason(
    origin: Origin, about: dict[str, Any], part: str
) -> None:
    assert part in refusal(origin.page("/private/agenda.html", **about))


def test_a_media_file_on_some_page_is_found(origin: Origin) -> None:
    url = origin.page("/clips/may-5.mp4", b"\0" * 600, content_type="video/mp4")
    medium = ask(url)
    assert medium.url == url
    assert medium.platform_key is None


def test_a_lookup_without_the_network_is_reported(origin: Origin) -> None:
    url = finished(origin)
    page = origin.page("/agenda.html", "")
    origin.close()
    assert "could not be reached" in refusal(url)
    assert "could not be reached" in refusal(page)


@pytest.mark.parametrize("by_environment", [False, True])
def test_a_proxy_is_asked(
    origin: Origin, monkeypatch: pytest.MonkeyPatch, by_environment: bool
) -> None:
    origin.page("/may-5.mp4", b"\0" * 600, content_type="video/mp4")
    if by_environment:
        monkeypatch.setenv("http_proxy", origin.url)
    proxy = None if by_environment else origin.url
    assert ask("http://hearing.invalid/may-5.mp4", proxy=proxy).url.endswith("may-5.mp4")
    assert origin.asked[0] == "hearing.invalid/may-5.mp4"


def test_a_hostile_description_is_cleaned(origin: Origin) -> None:
    medium = ask(
        finished(
            origin,
            title="\x1b]0;owned\x07Bud\u202eget\r\nhearing\u2028\ud800 \x9b2J" + "!" * 1000,
            channel="City\nCouncil\x1b[2J",
            webpage_url="javascript:alert(1)",
            noise='{"trouble": "forged"}\n{"medium": {"url": "http://forged/"}}',
        )
    )
    assert medium.title.startswith("]0;ownedBudget hearing 2J!!!")
    assert len(medium.title) == 300
    assert medium.body == "City Council[2J"
    assert medium.webpage_url is None
    assert medium.url == f"{origin.url}/media/sound.m4a"


def test_a_lookup_waits_as_long_as_the_site_imposes(origin: Origin) -> None:
    opens = int(time.time()) + 2
    ask(origin.video(KEY, formats=[{**SOUND, "available_at": opens}]))
    assert time.time() >= opens


def test_messages_of_yt_dlp_are_logged_for_debugging_only(
    origin: Origin, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ask(finished(origin))
    refusal(origin.video(KEY, state="crash"))
    assert {record.levelno for record in caplog.records} == {logging.DEBUG}
    assert {record.name for record in caplog.records} == {"hearingnotes.media"}
    assert "Extracting URL" in caplog.text
    assert "Traceback" in caplog.text
    assert "User-Agent" not in caplog.text


def test_modules_in_the_current_folder_are_not_imported(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "yt_dlp.py").write_text("raise SystemExit('trusted')")
    monkeypatch.chdir(tmp_path)
    assert ask(finished(origin)).platform_key == KEY


def test_a_missing_yt_dlp_is_reported(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "yt_dlp.py").write_text("raise ImportError('not here')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ['PYTHONPATH']}")
    assert "yt-dlp is missing" in refusal(finished(origin))


def test_yt_dlp_gets_the_path_of_deno() -> None:
    deno = options(Request("https://a/"), Narrator(ignore))["js_runtimes"]["deno"]
    assert deno["path"] == str(javascript_runtime())


class Asking:
    """An extraction in a worker thread whose server never answers."""

    def __init__(self, origin: Origin, **about: Any) -> None:
        self.hold: Hold = origin.hold(f"/videos/{KEY}.json")
        self.extraction = YtDlpLookup(f"https://youtu.be/{KEY}", **about)
        self.error: HearingnotesError | CancelledError | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.extraction.run(ignore)
        except (HearingnotesError, CancelledError) as error:
            self.error = error

    def end(self, how: Callable[[], object]) -> HearingnotesError | CancelledError | None:
        """What `run` raises after `how` was done while the server is being asked."""
        assert self.hold.asked.wait(LONG_S)
        how()
        since_s = time.monotonic()
        self._thread.join(LONG_S)
        assert not self._thread.is_alive()
        assert self.hold.hung_up.wait(LONG_S)
        assert time.monotonic() - since_s < BY_ITSELF_S
        return self.error


def test_a_lookup_can_be_stopped_while_the_server_hangs(origin: Origin) -> None:
    asking = Asking(origin)
    assert isinstance(asking.end(asking.extraction.cancel), CancelledError)


def test_a_lookup_can_be_stopped_before_its_start(
    origin: Origin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    begins = (sys.executable, "-c", "import sys; open(sys.argv[1], 'w')", str(begun))
    monkeypatch.setattr("hearingnotes.media.client.COMMAND", begins)
    extraction = YtDlpLookup(finished(origin))
    extraction.cancel()
    with pytest.raises(CancelledError):
        extraction.run(ignore)
    assert not begun.exists()


def test_stopping_a_lookup_after_its_end_does_nothing(origin: Origin) -> None:
    extraction = YtDlpLookup(finished(origin))
    extraction.run(ignore)
    extraction.cancel()


def test_a_long_silence_ends_a_lookup(origin: Origin) -> None:
    error = Asking(origin, silence_limit_s=3.0).end(lambda: None)
    assert "said nothing for 3 seconds" in str(error)
    assert not isinstance(error, CancelledError)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_killed_child_process_is_reported(origin: Origin) -> None:
    asking = Asking(origin)
    error = asking.end(lambda: os.kill(int(asking.hold.query["pid"][0]), signal.SIGKILL))
    assert "broke off" in str(error)
    assert not isinstance(error, CancelledError)


def test_a_failing_progress_callback_ends_the_child_process(origin: Origin) -> None:
    hold = origin.hold(f"/videos/{KEY}.json")

    failed_s: list[float] = []

    def fail_once_asked(phrase: str) -> None:
        if phrase == "Asking YouTube":
            assert hold.asked.wait(LONG_S)
            failed_s.append(time.monotonic())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        YtDlpLookup(f"https://youtu.be/{KEY}").run(fail_once_asked)
    assert hold.hung_up.wait(LONG_S)
    assert time.monotonic() - failed_s[0] < BY_ITSELF_S


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_child_process_does_not_outlive_its_parent(origin: Origin) -> None:
    hold = origin.hold(f"/videos/{KEY}.json")
    code = (
        "from hearingnotes.media.client import YtDlpLookup\n"
        f"YtDlpLookup('https://youtu.be/{KEY}').run(print)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL) as parent:
        assert hold.asked.wait(LONG_S)
        assert int(hold.query["pid"][0]) != parent.pid
        parent.kill()
    assert hold.hung_up.wait(LONG_S)


def test_yt_dlp_stays_out_of_this_process(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("yt_dlp")]:
        monkeypatch.delitem(sys.modules, name)  # another test may have had it
    ask(finished(origin))
    assert not any(name.startswith("yt_dlp") for name in sys.modules)
