"""The server that stands for YouTube's live origin, asked by libmpv, by yt-dlp and by hand."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from hearingnotes.media.client import YtDlpLookup
from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus
from tests.live.broadcast import Broadcast, channel
from tests.live.plan import Break, Cut, CutKind, Plan
from tests.live.segments import WRAP_S
from tests.live.viewer import WAIT_S, Viewer
from tests.media.origin import Origin

KEY, OTHER_KEY = "dQw4w9WgXcQ", "oHg5SJYRHA0"
QUICK = 1  # seconds a segment


def short(**about: Any) -> Plan:
    """A plan of which few segments are made."""
    return Plan(**{"lasts_s": 5, "window_s": 15, **about})


def fetch(url: str) -> str:
    with urlopen(url, timeout=WAIT_S) as answer:
        body: bytes = answer.read()
        return body.decode("latin-1")


def status_of(url: str) -> int:
    try:
        fetch(url)
    except HTTPError as error:
        return error.code
    return 200


def reason(error: Exception) -> str:
    """Why an address could not be fetched, in the words for a cut."""
    match error:
        case HTTPError(code=503):
            return "503"
        case TimeoutError():
            return "silent"
        case URLError(reason=ConnectionRefusedError()):
            return "refused"
    return str(error)


def ignore(said: object) -> None:
    """Listen to nothing."""


def look_up(url: str) -> Medium:
    return YtDlpLookup(url).run(ignore)


@pytest.fixture(params=[False, True], ids=["closes", "keeps alive"])
def any_origin(request: pytest.FixtureRequest) -> Iterator[Origin]:
    with Origin(keep_alive=request.param) as server:
        yield server


@pytest.mark.parametrize(
    ("plan", "wrong_s"),
    [
        (short(joined_s=2820), 0.0),
        (short(joined_s=10_800, segment_s=2), 0.0),
        (short(joined_s=40, segment_s=2, manifest=3), 0.0),
        (short(joined_s=2820, segment_s=2, pts_offset_s=50_000), 50_000.0),
        # Joined within a minute before the wrap, FFmpeg counts up to it from below 0.
        (short(joined_s=95_444, segment_s=QUICK), -WRAP_S),
        (short(joined_s=95_460, segment_s=QUICK), -WRAP_S),
    ],
    ids=["5 s", "3 hours", "manifest", "nonsense", "wrap", "wrapped"],
)
def test_mpv_counts_the_seconds_that_it_shows(
    any_origin: Origin, plan: Plan, wrong_s: float
) -> None:
    with Broadcast(any_origin, KEY, plan) as broadcast, Viewer(broadcast.media_url()) as viewer:
        viewer.until(lambda: viewer.get("time-pos"))
        first_s = plan.joined_s - 3 * plan.segment_s
        assert viewer.get("demuxer-start-time") == pytest.approx(first_s + wrong_s, abs=0.04)
        for _ in range(3):
            before_s, shown_s, after_s = viewer.seen()
            assert before_s - 0.08 <= shown_s + wrong_s <= after_s + 0.08
        first = first_s // plan.segment_s
        expected = [(plan.manifest, sq) for sq in (first, first + 1, first + 2)]
        viewer.until(lambda: viewer.segments[:3] == expected)


def test_a_test_broadcast_goes_on_in_real_time_until_it_ends(origin: Origin) -> None:
    plan = short(joined_s=2820, segment_s=QUICK, ends_s=2821)
    with Broadcast(origin, KEY, plan) as broadcast, Viewer(broadcast.media_url()) as viewer:
        viewer.until(lambda: (1, 2820) in viewer.segments)
        assert 2821 <= broadcast.clock.now_s < 2822
        viewer.until(lambda: broadcast.clock.now_s > 2822.5)
        assert viewer.segments == [(1, sq) for sq in range(2817, 2821)]
        assert broadcast.edge_s == 2821


def test_the_test_playlist_says_what_that_of_youtube_says(origin: Origin) -> None:
    plan = short(joined_s=2830, window_s=15, breaks=(Break(2825),))
    with Broadcast(origin, KEY, plan) as broadcast:
        lines = fetch(broadcast.media_url()).splitlines()
    spoken = datetime.fromtimestamp(broadcast.clock.zero_utc + 2815, UTC)
    assert lines[:6] == [
        "#EXTM3U",
        "#EXT-X-VERSION:3",
        "#EXT-X-TARGETDURATION:5",
        "#EXT-X-MEDIA-SEQUENCE:563",
        "#EXT-X-DISCONTINUITY-SEQUENCE:0",
        f"#EXT-X-PROGRAM-DATE-TIME:{spoken.isoformat(timespec='milliseconds')}",
    ]
    assert [line.partition(":")[0] for line in lines[6:]] == [
        "#EXTINF", "http", "#EXTINF", "http", "#EXT-X-DISCONTINUITY", "#EXTINF", "http",
    ]  # fmt: skip
    assert f"/videoplayback/id/{KEY}.1/itag/94/source/yt_live_broadcast/expire/" in lines[7]
    assert lines[7].split("/playlist/index.m3u8/")[1].startswith("sq/563/goap/")
    assert lines[7].endswith("/dur/5.000/file/seg.ts")


@pytest.mark.parametrize("endlist", [True, False])
def test_an_end_may_be_written_in_the_playlist(origin: Origin, endlist: bool) -> None:
    plan = short(joined_s=2820, ends_s=2820, endlist=endlist)
    with Broadcast(origin, KEY, plan) as broadcast:
        assert fetch(broadcast.media_url()).endswith("#EXT-X-ENDLIST\n") is endlist


def test_segment_addresses_may_lack_their_number(origin: Origin) -> None:
    plan = short(with_sq=False)
    with Broadcast(origin, KEY, plan) as broadcast, Viewer(broadcast.media_url()) as viewer:
        viewer.until(lambda: viewer.get("time-pos"))
        assert viewer.opened
        assert viewer.segments == []


def test_addresses_expire_and_new_ones_are_given(origin: Origin) -> None:
    with Broadcast(origin, KEY, short(url_lifetime_s=1)) as broadcast:
        playlist_url = broadcast.media_url()
        segment_url = fetch(playlist_url).splitlines()[-1]
        assert status_of(segment_url) == 200
        expires = int(playlist_url.split("/expire/")[1].split("/")[0])
        while time.time() < expires:
            time.sleep(0.05)
        assert (status_of(playlist_url), status_of(segment_url)) == (403, 403)
        assert status_of(broadcast.media_url()) == 200


def test_the_broadcast_server_answers_404_for_what_is_missing(origin: Origin) -> None:
    with Broadcast(origin, KEY, short()) as broadcast:
        url = broadcast.media_url()
        segment_url = fetch(url).splitlines()[-1]
        assert status_of(segment_url.replace("/sq/563/", "/sq/570/")) == 404
        assert status_of(url.replace(f"{KEY}.1", f"{KEY}.2")) == 404
        assert status_of(url.replace(KEY, OTHER_KEY)) == 404
        assert status_of(f"{origin.url}/archive/{KEY}.mp4") == 404


@pytest.mark.parametrize("kind", ["refused", "503", "silent"])
def test_the_network_fails_and_comes_back(origin: Origin, kind: CutKind) -> None:
    plan = short(cut=Cut(2821.5, 1.0, kind))
    with Broadcast(origin, KEY, plan) as broadcast:
        url = broadcast.media_url()
        assert status_of(url) == 200
        reasons: set[str] = set()
        while broadcast.clock.now_s < 2822.8:
            try:
                urlopen(url, timeout=0.2).close()
            except HTTPError as error:
                reasons.add(reason(error))
                error.close()
            except OSError as error:
                reasons.add(reason(error))
        assert reasons & {"refused", "503", "silent"} == {kind}
        assert status_of(url) == 200


def test_ytdlp_finds_the_test_broadcast_live_and_it_plays(origin: Origin) -> None:
    with Broadcast(origin, KEY, short(release_error_s=-4.0)) as broadcast:
        medium = look_up(broadcast.url)
        assert medium.live_status is LiveStatus.LIVE
        assert medium.release_utc is not None
        start_s = medium.release_utc.timestamp() - broadcast.clock.zero_utc
        assert start_s == pytest.approx(-4.0, abs=0.6)
        assert (medium.title, medium.body) == ("Budget hearing", "City Council")
        assert medium.duration_s is None
        with Viewer(medium.url) as viewer:
            assert viewer.seen()[1] >= 2805


def test_ytdlp_finds_the_test_broadcast_before_its_start_and_after_its_end(origin: Origin) -> None:
    before = short(joined_s=-600, scheduled_s=60, lasts_s=0)
    with Broadcast(origin, KEY, before) as broadcast:
        medium = look_up(broadcast.url)
        assert medium.live_status is LiveStatus.UPCOMING
        assert medium.release_utc is not None
        assert medium.release_utc.timestamp() > time.time() + 600
    after = short(
        joined_s=60, ends_s=60, post_live_after_s=0, archive_after_s=0, archive=((0, 60),)
    )
    with Broadcast(origin, KEY, after) as broadcast:
        medium = look_up(broadcast.url)
        assert (medium.live_status, medium.duration_s) == (LiveStatus.WAS_LIVE, 60)
        with Viewer(medium.url, start="42") as viewer:
            assert viewer.seen()[1] == pytest.approx(42, abs=1)


def test_a_channel_leads_to_the_broadcast_that_goes_on(origin: Origin) -> None:
    ended = short(joined_s=100, lasts_s=0, ends_s=100, post_live_after_s=0)
    with Broadcast(origin, KEY, ended) as first, Broadcast(origin, OTHER_KEY, short()) as second:
        url = channel(origin, "@council", first, second)
        assert url == "https://www.youtube.com/@council/live"
        assert json.loads(fetch(f"{origin.url}/channels/@council.json")) == {"videos": [OTHER_KEY]}
