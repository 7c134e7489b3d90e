"""The addresses of hearings that people paste from the sites of cities and parliaments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.errors import UsageError
from hearingnotes.model.links import (
    Link,
    opens_at_second,
    read_link,
    recording_name,
    write_link,
)

ID = "4LBmWqYuuDY"
WATCH = f"https://www.youtube.com/watch?v={ID}"
EVENT = "c1e9d44d-fd6c-4263-b50f-97ed26cc998b"
PANOPTO = "c11e7654-565b-415b-a7d9-ad7f0090bc75"
ZOOM = "economist.zoom.us/rec/play/dUk_CNBETmZ5VA2-Q.EIm"
SHOW = "https://wctv.wilmette.example/CablecastPublicSite/show/532"


def read(text: str) -> Link:
    """The link that a text is."""
    link = read_link(text)
    assert link is not None
    return link


# --- what is read, and what is written ---


@pytest.mark.parametrize(
    ("text", "platform", "key", "second_s", "written"),
    [
        # Granicus
        ("https://durham.granicus.com/player/clip/3313?view_id=2&redirect=true&entrytime=90",
         "granicus", "durham.granicus.com/player/clip/3313", 90,
         "https://durham.granicus.com/player/clip/3313?entrytime=4321"),
        ("https://jcc.granicus.com/player/event/1525?&autostart=1",
         "granicus", "jcc.granicus.com/player/event/1525", None,
         "https://jcc.granicus.com/player/event/1525"),
        ("https://jcc.granicus.com/MediaPlayer.php?event_id=1525&view_id=3",
         "granicus", "jcc.granicus.com/player/event/1525", None,
         "https://jcc.granicus.com/player/event/1525"),
        # Swagit, also under its older hosts
        ("http://austintx.swagit.com/play/01092019-1637/90/",
         "swagit", "austintx.swagit.com/01092019-1637", 90,
         "https://austintx.swagit.com/play/01092019-1637/4321"),
        ("https://www.swagit.com/play/10102024-509",
         "swagit", "www.swagit.com/10102024-509", None,
         "https://www.swagit.com/play/10102024-509/4321"),
        # Invintus: TVW, the legislature of Arizona
        ("https://tvw.org/watch?eventID=2024011036&startStreamAt=1234",
         "invintus", "tvw.org/watch?eventID=2024011036", 1234,
         "https://tvw.org/watch?eventID=2024011036&startStreamAt=4321"),
        ("http://www.tvw.org/watch/?clientID=9375922947&eventID=2024011036&autoStartStream=true",
         "invintus", "tvw.org/watch?eventID=2024011036", None,
         "https://tvw.org/watch?eventID=2024011036&startStreamAt=4321"),
        ("https://www.azleg.gov/videoplayer/?eventID=2025011041&startStreamAt=60",
         "invintus", "www.azleg.gov/videoplayer/?eventID=2025011041", 60,
         "https://www.azleg.gov/videoplayer/?eventID=2025011041&startStreamAt=4321"),
        ("https://player.invintus.com/index.html?eventID=2026091050&clientID=4879615486",
         "invintus", "player.invintus.com/?clientID=4879615486&eventID=2026091050", None,
         "https://player.invintus.com/?clientID=4879615486&eventID=2026091050&startStreamAt=4321"),
        # Cablecast
        ("https://cambridge.cablecast.tv/vod/1234?t=3661",
         "cablecast", "https://cambridge.cablecast.tv/vod/1234", 3661,
         "https://cambridge.cablecast.tv/vod/1234?t=4321"),
        ("http://urbana.cablecast.tv/internetchannel/show/870?site=1&seekto=90",
         "cablecast", "https://urbana.cablecast.tv/internetchannel/show/870?site=1", 90,
         "https://urbana.cablecast.tv/internetchannel/show/870?site=1&seekto=4321"),
        (f"{SHOW}?seekto=90", "cablecast", SHOW, 90, f"{SHOW}?seekto=4321"),
        # Panopto, Twitch, Dailymotion
        (f"https://bham.cloud.panopto.eu/Panopto/Pages/Viewer.aspx?id={PANOPTO}&start=125",
         "panopto", f"bham.cloud.panopto.eu/{PANOPTO}", 125,
         f"https://bham.cloud.panopto.eu/Panopto/Pages/Viewer.aspx?id={PANOPTO}&start=4321"),
        ("http://www.twitch.tv/riotgames/v/6528877?t=5m10s", "twitch", "6528877", 310,
         "https://www.twitch.tv/videos/6528877?t=1h12m1s"),
        ("http://player.twitch.tv/?t=5m10s&video=v6528877", "twitch", "6528877", 310,
         "https://www.twitch.tv/videos/6528877?t=1h12m1s"),
        ("http://www.dailymotion.com/video/x1e2b95_council_news?start=10",
         "dailymotion", "x1e2b95", 10, "https://www.dailymotion.com/video/x1e2b95?start=4321"),
        ("https://dai.ly/x1e2b95", "dailymotion", "x1e2b95", None,
         "https://www.dailymotion.com/video/x1e2b95?start=4321"),
        # Rumble, Vimeo
        ("https://rumble.com/v4ab-jan?e9s=x&start=90", "rumble", "v4ab-jan", 90,
         "https://rumble.com/v4ab-jan.html?start=4321"),
        ("https://vimeo.com/showcase/11?video=22#t=90s", "vimeo", "22", 90,
         "https://vimeo.com/22#t=4321s"),
        ("https://vimeo.com/moogaloop.swf?clip_id=22&server=vimeo.com", "vimeo", "22", None,
         "https://vimeo.com/22#t=4321s"),
        # Pages that nobody knows how to open at a second
        ("https://www.facebook.com/city/videos/jan/1234567/?t=90", "facebook", "1234567", 90,
         "https://www.facebook.com/watch/?v=1234567"),
        ("https://www.facebook.com/reel/1195289147628387", "facebook", "1195289147628387", None,
         "https://www.facebook.com/watch/?v=1195289147628387"),
        ("https://ivgid.portal.civicclerk.com/event/659/media", "civicclerk",
         "ivgid.portal.civicclerk.com/event/659", None,
         "https://ivgid.portal.civicclerk.com/event/659/media"),
        ("https://ivgid.portal.civicclerk.com/event/659/overview", "civicclerk",
         "ivgid.portal.civicclerk.com/event/659", None,
         "https://ivgid.portal.civicclerk.com/event/659/media"),
        ("http://www.c-span.org/video/?313572-1/HolderonV", "c_span", "video/?313572-1", None,
         "https://www.c-span.org/video/?313572-1"),
        ("https://c-span.org/video/?c4962369/user-clip-x&start=90", "c_span",
         "video/?c4962369", None, "https://www.c-span.org/video/?c4962369"),
        ("https://www.c-span.org/program/book-tv/thomas/474477?x=1", "c_span",
         "program/book-tv/thomas/474477", None,
         "https://www.c-span.org/program/book-tv/thomas/474477"),
        (f"https://{ZOOM}?continueMode=true&pwd=a.b&startTime=1614894075000", "zoom",
         f"{ZOOM}?pwd=a.b&startTime=1614894075000", None,
         f"https://{ZOOM}?pwd=a.b&startTime=1614894075000"),
        (f"http://parliamentlive.tv/Event/Index/{EVENT}?in=10:05:30&out=10:06:00",
         "uk_parliament", EVENT, None, f"https://parliamentlive.tv/event/index/{EVENT}"),
    ],
)  # fmt: skip
def test_a_link_of_a_platform_is_one_recording_and_has_its_own_second_alone(
    text: str, platform: str, key: str, second_s: float | None, written: str
) -> None:
    link = read(text)
    assert (link.platform, link.key, link.second_s) == (platform, key, second_s)
    assert write_link(platform, key, 4321.9) == written
    again = read(written)
    assert (again.platform, again.key, again.url) == (platform, key, link.url)
    assert again.second_s == (4321 if opens_at_second(platform, key) else None)
    assert read(link.url) == Link(platform, key, link.url, None)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://www.facebook.com/share/v/1A2b3C/?mibextid=x", "https://www.facebook.com/share/v/1A2b3C/"),
        ("https://www.facebook.com/share/r/1A2b3C", "https://www.facebook.com/share/r/1A2b3C/"),
    ],
)  # fmt: skip
def test_a_shared_video_has_no_key_before_facebook_was_asked(text: str, url: str) -> None:
    assert read(text) == Link("facebook", None, url, None)


@pytest.mark.parametrize(
    "text",
    [
        "https://tvw.org/watch?clientID=9375922947",
        "https://tvw.org/watch?eventID=x",
        "https://player.invintus.com/?eventID=1",
        "https://city.example/vod/1234?t=90",
        "https://bham.cloud.panopto.eu/Panopto/Pages/Viewer.aspx?id=1",
        "https://www.twitch.tv/riotgames",
        "https://dai.ly/x1e2b95?playlist=x1",
        "https://www.c-span.org/video/",
        "https://zoom.us/j/85746065",
        "https://city.portal.civicclerk.com/",
        "https://parliamentlive.tv/Commons",
        "https://rumble.com/videos",
        "https://vimeo.com/showcase/11",
        "https://jcc.granicus.com/MediaPlayer.php?view_id=3",
    ],
)
def test_a_page_of_a_platform_that_names_no_video_is_a_page(text: str) -> None:
    assert read(text).platform == "web_page"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://tvw.org/watch?eventID=2024011036", "tvw.org 2024011036"),
        ("https://www.azleg.gov/videoplayer/?eventID=2025", "azleg.gov 2025"),
        ("https://cambridge.cablecast.tv/vod/1234?t=3661", "cambridge.cablecast.tv 1234"),
        ("https://ivgid.portal.civicclerk.com/event/659/media", "ivgid.portal.civicclerk.com 659"),
        ("https://www.c-span.org/video/?313572-1/HolderonV", "c-span.org 313572-1"),
        ("https://www.c-span.org/clip/book-tv/4504611", "c-span.org 4504611"),
        ("https://www.twitch.tv/videos/7", "twitch.tv 7"),
        ("https://dai.ly/x1e2b95", "dailymotion.com x1e2b95"),
        ("https://www.swagit.com/play/10102024-509", "swagit.com 10102024-509"),
        ("https://www.youtube.com/nyccouncil/live", "nyccouncil"),
    ],
)
def test_a_recording_of_a_platform_has_a_name_of_its_own(text: str, name: str) -> None:
    assert recording_name(read(text)) == name


# --- YouTube ---


@pytest.mark.parametrize(
    ("text", "second_s"),
    [
        (f"https://youtu.be/{ID}.", None),
        (f"https://youtu.be/{ID}&t=90.", 90),
        (f"https://youtu.be/{ID}?t=90),", 90),
        (f"https://www.youtube.com/watch?v={ID}&t=90s”.", 90),
        (f"https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fyoutu.be%2F{ID}%3Ft%3D90", 90),
        (f"https://www.youtubekids.com/watch?v={ID}", None),
    ],
)
def test_a_video_is_read_out_of_a_sentence_and_a_redirect(
    text: str, second_s: float | None
) -> None:
    assert read_link(text) == Link("youtube", ID, WATCH, second_s)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://www.youtube.com/nyccouncil/live", "https://www.youtube.com/nyccouncil/live"),
        ("youtube.com/nyccouncil/live/", "https://www.youtube.com/nyccouncil/live"),
    ],
)  # fmt: skip
def test_a_page_of_which_youtube_knows_the_video_has_no_key_yet(text: str, url: str) -> None:
    assert read(text) == Link("youtube", None, url, None)


def test_a_clip_is_refused_with_what_to_open_instead() -> None:
    with pytest.raises(UsageError, match="open the whole video and paste its own address"):
        read_link("https://www.youtube.com/clip/UgkxU2HSeGL_NvmDJ-nQJrlL?si=x")


# --- wrappers ---


@pytest.mark.parametrize(
    "wrapper",
    [
        "https://nam12.safelinks.protection.outlook.com/?url={}&data=05%7C01&reserved=0",
        "https://gcc02.safelinks.protection.outlook.com/ap/w-59584e83/?url={}&amp;data=02",
        "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={}&locale=en",
        "https://l.facebook.com/l.php?u={}&h=AT0",
        "https://lm.facebook.com/l.php?u={}&h=AT0",
        "https://www.facebook.com/flx/warn/?h=TAQ&u={}&s=1",
        "https://www.facebook.com/plugins/video.php?href={}&show_text=0",
    ],
)
@pytest.mark.parametrize(
    "inner", [WATCH, "https://city.example/show/1", "https://www.facebook.com/watch/?v=7"]
)
def test_a_wrapper_is_the_link_inside(wrapper: str, inner: str) -> None:
    assert read_link(wrapper.format(inner.replace(":", "%3A").replace("/", "%2F"))) == read(inner)


# --- any other page ---

PAGE = "https://city.example/meetings"


@pytest.mark.parametrize(
    "fragment",
    [
        "/show/123",
        "!/show/123",
        "6181EF1AD9CEEBB5C1258A6D006452B5",
        "video=48",
        "lb-vi2524815897",
        "session-of-january",
        "/album?id=133",
        "/show/123&t=x",
    ],
)
def test_a_fragment_that_tells_videos_apart_is_kept(fragment: str) -> None:
    link = read(f"{PAGE}?utm_source=x#{fragment}")
    kept = fragment.removesuffix("&t=x")
    assert link == Link("web_page", f"{PAGE}#{kept}", f"{PAGE}#{kept}", None)
    assert read(f"{PAGE}#{kept}&t=90") == Link("web_page", link.key, link.url, 90)
    assert write_link("web_page", link.key or "", 4321) == link.url


@pytest.mark.parametrize(
    "fragment", ["t=90", "agenda", ":~:text=the%20mayor", "agenda:~:text=a", ""]
)
def test_a_fragment_that_names_a_place_in_the_page_is_not_kept(fragment: str) -> None:
    assert read(f"{PAGE}#{fragment}").key == PAGE


@pytest.mark.parametrize("query", ["feature=archive&id=1", "pp=2", "si=policy"])
def test_short_parameters_are_cut_only_from_links_of_youtube(query: str) -> None:
    assert read(f"{PAGE}?{query}&utm_source=x").key == f"{PAGE}?{query}"
    assert read(f"https://city.example/a.mp4?{query}").key == f"https://city.example/a.mp4?{query}"
    assert read(f"{WATCH}&{query}") == Link("youtube", ID, WATCH, None)


@pytest.mark.parametrize(
    ("query", "key", "second_s"),
    [
        ("id=1&t=1h2m3s", f"{PAGE}?id=1", 3723),
        ("t=90s&id=1", f"{PAGE}?id=1", 90),
        ("t=90s", PAGE, 90),
        ("id=1&start=5m", f"{PAGE}?id=1", 300),
        ("t=83973", f"{PAGE}?t=83973", None),
        ("t=12:30", f"{PAGE}?t=12:30", None),
        ("t=90s&sig=x", f"{PAGE}?t=90s&sig=x", None),
    ],
)
def test_a_time_in_the_address_of_a_page_is_cut_where_it_can_be_nothing_else(
    query: str, key: str, second_s: float | None
) -> None:
    assert read(f"{PAGE}?{query}") == Link("web_page", key, key, second_s)


@pytest.mark.parametrize("host", ["mediaserver", "mediaserver:8080", "localhost"])
def test_a_host_of_one_word_is_one_where_its_scheme_is_named(host: str) -> None:
    url = f"http://{host}/a.mp4"
    assert read_link(url) == Link("direct_media", url, url, None)
    assert read_link(f"{host}/a.mp4") is None


# --- seconds ---

KEYS = {
    "youtube": ID,
    "granicus": "a.granicus.com/player/clip/1",
    "swagit": "a/1",
    "invintus": "tvw.org/watch?eventID=1",
    "cablecast": "https://a.cablecast.tv/vod/1",
    "panopto": f"a.panopto.com/{PANOPTO}",
    "twitch": "1",
    "dailymotion": "x1",
    "vimeo": "1",
    "internet_archive": "a",
    "rumble": "v1-a",
    "direct_media": "https://a.example/a.mp4",
    "local_file": "/home/ann/a.mp4",
}
AT_THE_BEGINNING = {
    "web_page": PAGE,
    "facebook": "1",
    "c_span": "video/?1-1",
    "zoom": ZOOM,
    "civicclerk": "a.portal.civicclerk.com/event/1",
    "uk_parliament": EVENT,
}


@pytest.mark.parametrize(("platform", "key"), KEYS.items())
def test_a_platform_opens_at_a_second(platform: str, key: str) -> None:
    assert opens_at_second(platform, key)


@pytest.mark.parametrize(("platform", "key"), AT_THE_BEGINNING.items())
def test_no_second_is_claimed_where_nobody_knows_how(platform: str, key: str) -> None:
    assert not opens_at_second(platform, key)
    assert read(write_link(platform, key, 4321)).second_s is None


@given(second=st.integers(0, 10**6))
def test_twitch_is_told_hours_minutes_and_seconds(second: int) -> None:
    assert read(write_link("twitch", "7", second)).second_s == second
