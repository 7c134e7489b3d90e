"""Looking at an address that is played as it is, on a web server of this machine."""

from pathlib import Path

import pytest

from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.medium import Medium, direct
from hearingnotes.media.playlist_probe import PlaylistProbe
from hearingnotes.model.hearing import LiveStatus
from tests.media.origin import Answer, Origin, Page

HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n"
LIVE = HEAD + "#EXT-X-MEDIA-SEQUENCE:{}\n#EXTINF:1,\na.ts\n"
MASTER = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{}\n"


def look(url: str, *, fell_silent: bool = False) -> Medium:
    return PlaylistProbe(url, fell_silent=fell_silent).run(lambda _said: None)


def goes_on(origin: Origin, path: str) -> str:
    """A playlist with a segment more each time that it is fetched; its address."""
    newest = iter(range(100, 200))

    def written() -> Answer:
        return Page(LIVE.format(next(newest)).encode())

    origin.pages[path] = written
    return origin.url + path


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (LIVE.format(7), LiveStatus.LIVE),
        (LIVE.format(7) + "#EXT-X-ENDLIST\n", LiveStatus.NOT_LIVE),
        ("not a playlist", LiveStatus.NOT_LIVE),
    ],
)
def test_a_playlist_without_an_end_is_a_broadcast(
    origin: Origin, text: str, status: LiveStatus
) -> None:
    medium = look(origin.page("/council.m3u8", text))
    assert (medium.live_status, medium.title, medium.release_utc) == (status, "council", None)


@pytest.mark.parametrize(
    "written", ["low/list.m3u8", "/tv/low/list.m3u8", "{root}/tv/low/list.m3u8"]
)
def test_a_playlist_of_qualities_is_followed_to_its_first(origin: Origin, written: str) -> None:
    origin.page("/tv/low/list.m3u8", LIVE.format(0))
    variants = MASTER.format(written.format(root=origin.url))
    url = origin.page("/tv/all.m3u8", variants + MASTER.format("missing.m3u8"))
    medium = look(url)
    assert medium.live_status is LiveStatus.LIVE
    assert medium.url == url


def test_a_redirected_playlist_is_read_from_its_new_address(origin: Origin) -> None:
    origin.page("/b/list.m3u8", LIVE.format(0))
    origin.page("/b/all.m3u8", MASTER.format("list.m3u8"))
    url = origin.page("/a.m3u8", "", status=302, headers={"Location": "/b/all.m3u8"})
    assert look(url).live_status is LiveStatus.LIVE


def test_an_address_that_is_no_playlist_is_not_fetched_by_the_probe(
    origin: Origin, tmp_path: Path
) -> None:
    (tmp_path / "local.m3u8").write_text(LIVE)
    for text in (f"{origin.url}/a.mp4", f"{origin.url}/x?a.m3u8", str(tmp_path / "local.m3u8")):
        assert look(text) == direct(text)
    assert origin.asked == []


@pytest.mark.parametrize("variant", ["file:///etc/hostname", "all.m3u8"])
def test_a_playlist_that_leads_astray_is_refused(origin: Origin, variant: str) -> None:
    with pytest.raises(HearingnotesError):
        look(origin.page("/all.m3u8", MASTER.format(variant)))


def test_a_playlist_that_cannot_be_fetched_is_reported_with_the_reason(origin: Origin) -> None:
    with pytest.raises(HearingnotesError, match="404"):
        look(f"{origin.url}/gone.m3u8")
    origin.close()
    with pytest.raises(HearingnotesError, match="cannot be read"):
        look(f"{origin.url}/gone.m3u8")


def test_a_silent_playlist_goes_on_when_it_grows(origin: Origin) -> None:
    silent = origin.page("/silent.m3u8", LIVE.format(7))
    assert look(silent, fell_silent=True).goes_on is False
    assert look(goes_on(origin, "/on.m3u8"), fell_silent=True).goes_on is True
    assert look(silent).goes_on is None


def test_segments_listed_beyond_the_last_played_one_count_at_once(origin: Origin) -> None:
    url = origin.page("/silent.m3u8", LIVE.format(7))
    asked_before = len(origin.asked)
    assert PlaylistProbe(url, played_sq=1).has_resumed() is True
    assert len(origin.asked) == asked_before + 1


def test_an_address_without_a_playlist_is_not_known_to_go_on(origin: Origin) -> None:
    assert PlaylistProbe(f"{origin.url}/sound.aac").has_resumed() is None
    assert PlaylistProbe(f"{origin.url}/gone.m3u8").has_resumed() is None
    over = origin.page("/over.m3u8", LIVE.format(7) + "#EXT-X-ENDLIST\n")
    assert PlaylistProbe(over).has_resumed() is False


@pytest.mark.parametrize(("first", "status"), [(7, LiveStatus.POST_LIVE), (0, LiveStatus.WAS_LIVE)])
def test_an_ended_playlist_is_a_recording_only_when_it_is_whole(
    origin: Origin, first: int, status: LiveStatus
) -> None:
    url = origin.page("/over.m3u8", LIVE.format(first) + "#EXT-X-ENDLIST\n")
    medium = look(url, fell_silent=True)
    assert (medium.live_status, bool(medium.url)) == (status, first == 0)
    assert look(url).url == url


def test_a_playlist_probe_can_be_cancelled(origin: Origin) -> None:
    inspection = PlaylistProbe(origin.page("/council.m3u8", LIVE.format(7)), fell_silent=True)
    inspection.cancel()
    with pytest.raises(CancelledError):
        inspection.run(lambda _said: None)
