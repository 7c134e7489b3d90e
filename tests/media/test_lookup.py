"""Asking a platform and, where it does not say what it plays, the playlist."""

import pytest

from hearingnotes.errors import HearingnotesError
from hearingnotes.media.lookup import LookupRequest, MediaLookup
from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus
from tests.media.origin import Origin

GOES_ON = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{}\n#EXTINF:1,\na.ts\n"
ENDED = GOES_ON.format(0) + "#EXT-X-ENDLIST\n"
PAGE = '<title>City meeting</title><video src="/tv/list.m3u8" type="application/x-mpegURL"></video>'
JW_PLAYER = (
    "<title>City meeting</title><script>"
    'jwplayer("player").setup({"file": "/tv/list.m3u8", "duration": 7200});</script>'
)


def asked(question: LookupRequest) -> Medium:
    return MediaLookup(question, want_video=False, proxy=None).run(lambda _said: None)


@pytest.mark.parametrize("page", [PAGE, JW_PLAYER], ids=["a bare video", "JW Player"])
@pytest.mark.parametrize(
    ("text", "status"),
    [(GOES_ON.format(7), LiveStatus.LIVE), (ENDED, LiveStatus.NOT_LIVE)],
    ids=["goes on", "has ended"],
)
def test_a_page_that_does_not_say_so_is_live_while_its_playlist_goes_on(
    origin: Origin, page: str, text: str, status: LiveStatus
) -> None:
    url = origin.page("/council", page)
    origin.page("/tv/list.m3u8", text)
    medium = asked(LookupRequest(url))
    assert (medium.live_status, medium.url) == (status, f"{origin.url}/tv/list.m3u8")
    assert medium.title.startswith("City meeting")
    assert medium.duration_s is None or status is LiveStatus.NOT_LIVE


def test_an_address_that_is_no_playlist_is_not_fetched_by_the_lookup(origin: Origin) -> None:
    url = origin.page("/council", "<title>City</title><video src='/tv/all.mp4'></video>")
    assert asked(LookupRequest(url)).url == f"{origin.url}/tv/all.mp4"
    assert "/tv/all.mp4" not in origin.asked


def test_a_broadcast_of_which_only_a_remnant_is_listed_is_over(origin: Origin) -> None:
    url = origin.page("/council", PAGE)
    origin.page("/tv/list.m3u8", GOES_ON.format(900) + "#EXT-X-ENDLIST\n")
    medium = asked(LookupRequest(url, fell_silent=True))
    assert (medium.live_status, medium.url) == (LiveStatus.POST_LIVE, "")
    assert asked(LookupRequest(url)).live_status is LiveStatus.NOT_LIVE


def test_a_broadcast_that_fell_silent_is_not_over_because_its_playlist_cannot_be_read(
    origin: Origin,
) -> None:
    url = origin.page("/council", PAGE)
    origin.page("/tv/list.m3u8", GOES_ON.format(7))
    assert asked(LookupRequest(url)).is_live
    origin.page("/tv/list.m3u8", "", status=503)
    with pytest.raises(HearingnotesError):
        asked(LookupRequest(url, fell_silent=True))
