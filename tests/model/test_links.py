"""What people paste, what it points to, and the links that go out."""

import math
import pkgutil
import string
import subprocess
import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.model.links import (
    Link,
    LinkStyle,
    opens_at_second,
    platforms,
    read_bare_id,
    read_link,
    recording_name,
    write_link,
)

ID = "4LBmWqYuuDY"
WATCH = f"https://www.youtube.com/watch?v={ID}"


# --- YouTube ---


@pytest.mark.parametrize(
    ("text", "second_s"),
    [
        (f"https://youtu.be/{ID}", None),
        (f"https://youtu.be/{ID}/", None),
        (f"https://youtu.be/{ID}?t=90", 90),
        (f"https://youtu.be/{ID}&t=6957", 6957),
        (f"https://youtu.be/{ID}&amp;t=6957", 6957),
        (f"https://youtu.be/{ID}%26t=6957", 6957),
        (f"https://youtu.be/{ID}?si=abc_DEF-123&t=1h2m3s", 3723),
        (f"https://youtu.be/{ID}?si=x?t=90", 90),
        (f"https://youtu.be/{ID}#t=90", 90),
        (f"https://youtu.be/watch?v={ID}&t=90", 90),
        (f"https://youtu.be/?v={ID}", None),
        (f"https://www.youtube.com/watch?v={ID}&t=90s", 90),
        (f"https://www.youtube.com/watch?t=90s&v={ID}", 90),
        (f"https://www.youtube.com/watch?app=desktop&feature=share&v={ID}&list=PL1&index=2", None),
        (f"https://www.youtube.com/watch?v={ID}?t=123", 123),
        (f"https://www.youtube.com/watch?v={ID}&amp;t=123", 123),
        (f"https://www.youtube.com/watch?v={ID}&t=90&t=5", 90),
        (f"https://www.youtube.com/watch?v={ID}#t=1m30s", 90),
        (f"https://www.youtube.com/watch/?v={ID}&start=90", 90),
        (f"https://www.youtube.com/watch?v={ID}&time_continue=90", 90),
        (f"https://www.youtube.com/watch?v={ID}&t=1:30", 90),
        (f"https://www.youtube.com/watch?v={ID}&t=0", 0),
        (f"https://www.youtube.com/watch?v={ID}&t=soon", None),
        (f"https://www.youtube.com/watch?v={ID}&t=", None),
        (f"https://www.youtube.com/watch?v={ID}&t=-5", None),
        (f"https://www.youtube.com/live/{ID}", None),
        (f"https://www.youtube.com/live/{ID}?si=x&t=90", 90),
        (f"https://www.youtube.com/live/{ID}&t=90", 90),
        (f"https://www.youtube.com/shorts/{ID}", None),
        (f"https://www.youtube.com/embed/{ID}?start=90&autoplay=1", 90),
        (f"https://www.youtube.com/v/{ID}", None),
        (f"https://www.youtube.com/e/{ID}", None),
        (f"https://www.youtube.com/live_chat?is_popout=1&v={ID}", None),
        (f"https://m.youtube.com/watch?v={ID}", None),
        (f"https://music.youtube.com/watch?v={ID}", None),
        (f"https://www.youtube-nocookie.com/embed/{ID}?start=90", 90),
        (f"https://youtube.googleapis.com/v/{ID}", None),
        (f"https://studio.youtube.com/video/{ID}/livestreaming", None),
        (f"http://youtube.com/watch?v={ID}", None),
        (f"HTTPS://WWW.YouTube.COM./watch?v={ID}", None),
        (f"https://www.youtube.com:443/watch?v={ID}", None),
        (f"https://someone:secret@www.youtube.com/watch?v={ID}", None),
        (f"//youtu.be/{ID}", None),
        (f"youtu.be/{ID}?t=90", 90),
        (f"www.youtube.com/watch?v={ID}&t=90", 90),
        (f"youtube.com/live/{ID}", None),
        (f"  https://youtu.be/{ID}?t=90\n", 90),
        (ID, None),
        (f" {ID} ", None),
        (
            f"https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3D{ID}%26t%3D90%26feature%3Dshare",
            90,
        ),
        (f"https://www.google.com/url?q=https://youtu.be/{ID}%3Ft%3D90&sa=D&usg=x", 90),
        (f"https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fyoutu.be%2F{ID}", None),
        (
            f"https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D{ID}%26t%3D90s&gl=DE",
            90,
        ),
        (
            "https://www.google.com/url?q=https%3A%2F%2Fconsent.youtube.com%2Fm%3Fcontinue%3D"
            f"https%253A%252F%252Fyoutu.be%252F{ID}%253Ft%253D90",
            90,
        ),
    ],
)
def test_every_spelling_of_a_youtube_address_gives_the_video_and_its_time(
    text: str, second_s: float | None
) -> None:
    assert read_link(text) == Link("youtube", ID, WATCH, second_s)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://www.youtube.com/@NYCCouncil", "https://www.youtube.com/@NYCCouncil/live"),
        ("https://www.youtube.com/@NYCCouncil/live", "https://www.youtube.com/@NYCCouncil/live"),
        ("youtube.com/@NYCCouncil/streams?si=x", "https://www.youtube.com/@NYCCouncil/live"),
        ("https://m.youtube.com/@r%C3%A5d/", "https://www.youtube.com/@r%C3%A5d/live"),
        ("https://www.youtube.com/channel/UCabc_-1/live", "https://www.youtube.com/channel/UCabc_-1/live"),
        ("https://www.youtube.com/c/NYCCouncil/live", "https://www.youtube.com/c/NYCCouncil/live"),
        ("https://www.youtube.com/user/NYCCouncil/live", "https://www.youtube.com/user/NYCCouncil/live"),
        (
            "https://www.youtube.com/embed/live_stream?channel=UCabc_-1",
            "https://www.youtube.com/channel/UCabc_-1/live",
        ),
    ],
)  # fmt: skip
def test_a_channel_has_no_key_before_youtube_was_asked(text: str, url: str) -> None:
    assert read_link(text) == Link("youtube", None, url, None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("https://youtu.be/abc", "“abc” is not the id"),
        ("https://youtu.be/abc?t=90", "“abc” is not the id"),
        (f"https://youtu.be/{ID}x", "is not the id"),
        ("https://www.youtube.com/watch?v=tooshort", "“tooshort” is not the id"),
        ("https://www.youtube.com/live/4LBmWqYuuD%C3%9F", "is not the id"),
        ("https://www.youtube.com/watch", "is no video"),
        ("https://www.youtube.com/watch?t=90", "is no video"),
        ("https://www.youtube.com/", "is no video"),
        ("https://youtu.be/", "is no video"),
        ("https://www.youtube.com/@", "is no video"),
        ("https://www.youtube.com/results?search_query=council", "is no video"),
        ("https://www.youtube.com/embed/live_stream", "is no video"),
        ("https://www.youtube.com/playlist?list=PLabc", "is a YouTube playlist"),
        ("https://www.youtube.com/watch?list=PLabc", "is a YouTube playlist"),
        ("https://www.youtube.com/embed/videoseries?list=PLabc", "is a YouTube playlist"),
        ("https://www.google.com/url?q=https%3A%2F%2Fyoutu.be%2Fabc", "“abc” is not the id"),
    ],
)
def test_a_youtube_address_without_a_video_is_refused_with_what_to_paste(
    text: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says) as error:
        read_link(text)
    sentence = str(error.value)
    assert "paste" in sentence
    assert sentence.endswith(".")
    assert sentence.isprintable()


def test_the_style_says_how_a_youtube_link_is_written() -> None:
    assert [write_link("youtube", ID, 6957.9, style) for style in LinkStyle] == [
        f"https://youtu.be/{ID}&t=6957",
        f"https://youtu.be/{ID}?t=6957",
        f"https://www.youtube.com/watch?v={ID}&t=6957s",
    ]
    assert write_link("youtube", ID, 6957) == f"https://youtu.be/{ID}&t=6957"


def test_an_id_alone_can_be_asked_for() -> None:
    assert read_bare_id(f" {ID}\n") == read_link(ID) == Link("youtube", ID, WATCH, None)
    assert read_link("Immigration") == read_bare_id("Immigration") is not None
    assert read_bare_id("abc") is None
    assert read_bare_id(WATCH) is None
    assert read_bare_id("4LBmWqYuuDß") is None


# --- the other platforms ---

GRANICUS = "tulsa-ok.granicus.com/player/clip/6501"
OLD_GRANICUS = "Tulsa-OK.granicus.com/MediaPlayer.php?clip_id=6501&view_id=4"
GRANICUS_7 = "pima.granicus.com/player/clip/7"
SIGNED = "https://media.example.org/a%20b.mp4?Expires=17&si=policy&sig=a%2Bb%3D&Z=1&a=%7e"


@pytest.mark.parametrize(
    ("text", "platform", "key", "second_s"),
    [
        (f"https://{GRANICUS}?view_id=4&entrytime=90", "granicus", GRANICUS, 90),
        (f"{GRANICUS}?redirect=true", "granicus", GRANICUS, None),
        (f"http://{OLD_GRANICUS}&amp;starttime=90", "granicus", GRANICUS, 90),
        (f"https://{GRANICUS_7}", "granicus", GRANICUS_7, None),
        ("https://dallastx.new.swagit.com/videos/393215", "swagit", "dallastx/393215", None),
        ("https://dallastx.new.swagit.com/play/393215/90", "swagit", "dallastx/393215", 90),
        ("maine.new.swagit.com/play/0109-16/90/", "swagit", "maine/0109-16", 90),
        ("https://vimeo.com/123456", "vimeo", "123456", None),
        ("vimeo.com/123456#t=1m30s", "vimeo", "123456", 90),
        ("https://vimeo.com/channels/staff/123456?share=copy", "vimeo", "123456", None),
        ("https://vimeo.com/123456/abcdef1234", "vimeo", "123456/abcdef1234", None),
        ("https://player.vimeo.com/video/12?h=abcdef1#t=90s", "vimeo", "12/abcdef1", 90),
        ("https://archive.org/details/Jan.2024_1-6", "internet_archive", "Jan.2024_1-6", None),
        ("archive.org/details/Jan?start=90&utm_source=x", "internet_archive", "Jan", 90),
        ("https://www.archive.org/embed/Jan", "internet_archive", "Jan", None),
        ("https://archive.org/details/Jan/a%202.mp4", "internet_archive", "Jan/a%202.mp4", None),
        ("https://archive.org/details/TV_10/start/90/end/150", "internet_archive", "TV_10", 90),
        ("https://www.facebook.com/watch/?v=1234567&t=90", "facebook", "1234567", 90),
        ("https://m.facebook.com/watch/live/?ref=x&v=1234567", "facebook", "1234567", None),
        ("https://www.facebook.com/city/videos/jan/1234567/", "facebook", "1234567", None),
        ("https://fb.watch/abc-D/?mibextid=x&t=90", "facebook", None, 90),
        ("https://rumble.com/v4ab-jan.html?start=90&e9s=x", "rumble", "v4ab-jan", 90),
    ],
)
def test_a_link_into_a_platform_gives_its_key_and_its_time(
    text: str, platform: str, key: str | None, second_s: float | None
) -> None:
    link = read_link(text)
    assert link is not None
    assert (link.platform, link.key, link.second_s) == (platform, key, second_s)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"http://{OLD_GRANICUS}&starttime=90", f"https://{GRANICUS}"),
        ("dallastx.new.swagit.com/play/7/90", "https://dallastx.new.swagit.com/videos/7"),
        ("https://player.vimeo.com/video/12?h=abcdef1", "https://vimeo.com/12/abcdef1"),
        ("https://www.archive.org/embed/Jan?start=90", "https://archive.org/details/Jan"),
        ("https://archive.org/details/J/a%202.mp4?x", "https://archive.org/details/J/a%202.mp4"),
        ("https://www.facebook.com/city/videos/7/", "https://www.facebook.com/watch/?v=7"),
        ("https://fb.watch/abc-D/?mibextid=x", "https://fb.watch/abc-D/"),
        ("http://www.rumble.com/v4ab-jan.html?start=90", "https://rumble.com/v4ab-jan.html"),
    ],
)
def test_a_recording_is_opened_from_one_address_however_it_was_pasted(text: str, url: str) -> None:
    link = read_link(text)
    assert link is not None
    assert link.url == url


@pytest.mark.parametrize(
    ("text", "platform", "key", "second_s"),
    [
        ("https://a.example/a/B.MP4", "direct_media", "https://a.example/a/B.MP4", None),
        ("https://a.example/a.m3u8?x=1#t=90", "direct_media", "https://a.example/a.m3u8?x=1", 90),
        ("http://a.example/a.mp3#t=npt:1:30,120", "direct_media", "http://a.example/a.mp3", 90),
        ("https://a.example/a.ts?t=170", "direct_media", "https://a.example/a.ts?t=170", None),
        (f"{SIGNED}&utm_source=x&fbclid=y#t=90", "direct_media", SIGNED, 90),
        ("https://a.example/a.mp4?si=x&b=2&pp=y&feature=z", "direct_media",
         "https://a.example/a.mp4?si=x&b=2&pp=y&feature=z", None),
        ("https://archive.org/download/Jan/a.mp4", "direct_media",
         "https://archive.org/download/Jan/a.mp4", None),
        ("https://a.example", "web_page", "https://a.example/", None),
        ("HTTP://A.EXAMPLE.:80/Meet?b=2&a=1&UTM_Source=x#agenda", "web_page",
         "http://a.example/Meet?b=2&a=1", None),
        ("https://me:pw@a.example:8443/a/#t=90", "web_page", "https://a.example:8443/a/", 90),
        ("https://a.example/a.mp4/about", "web_page", "https://a.example/a.mp4/about", None),
        ("https://xn--rd-via.example/møte", "web_page", "https://xn--rd-via.example/møte", None),
        ("https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fa%3Futm_source%3Dx", "web_page",
         "https://a.example/a", None),
        ("https://x.granicus.com/ViewPublisher.php?view_id=4", "web_page",
         "https://x.granicus.com/ViewPublisher.php?view_id=4", None),
        ("https://notyoutube.com/watch?v=a", "web_page", "https://notyoutube.com/watch?v=a", None),
        ("file:///home/ann/a%20b.mp4#t=90", "local_file", "/home/ann/a b.mp4", 90),
        ("file://localhost/home/ann/a.mp4", "local_file", "/home/ann/a.mp4", None),
        ("file:///C:/Users/Ann/a.mp4", "local_file", r"C:\Users\Ann\a.mp4", None),
    ],
)  # fmt: skip
def test_media_pages_and_files_are_named_by_their_address(
    text: str, platform: str, key: str, second_s: float | None
) -> None:
    assert read_link(text) == Link(platform, key, key, second_s)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Immigrants",
        "Committee on Immigration",
        "1:55:57",
        "hearing.mp4",
        "./hearing.mp4",
        "/home/ann/hearing.mp4",
        r"C:\Users\Ann\hearing.mp4",
        "example.org/hearing.mp4",
        "example.org",
        f"htps://youtu.be/{ID}",
        f"https:/youtu.be/{ID}",
        f"ftp://youtu.be/{ID}",
        "javascript:alert(1)",
        "mailto:ann@youtube.com",
        "ann@youtube.com",
        "localhost/a.mp4",
        "http:///a.mp4",
        "http://.org/",
        "http://a..org/",
        "http://[::1/a.mp4",
        "http://example.org:port/",
        "http://example.org:99999/",
        f"https://youtu.be/{ID} and more",
        f"https://youtu.be/{ID}\nhttps://youtu.be/{ID}",
        f"https://youtu.be/{ID}\x1b[31m",
        f"https://youtu.be/{ID}\x00",
        f"https://youtu.be\u202e/{ID}",
        f"https://youtu.be/{ID}\ud800",
        "https://example.org/a\u00a0b",
        f"https://www.youtube.com@example.org/watch?v={ID}",
        f"https://www.youtube.com:x@example.org/watch?v={ID}",
        f"https://youtube%2Ecom@example.org/{ID}",
        f"https://example\\@youtu.be/{ID}",
        "file://server/share/a.mp4",
        "file:///a%00.mp4",
        "https://www.google.com/url?q=javascript%3Aalert(1)",
        "https://www.google.com/url?q=https%3A%2F%2Fyoutu.be%0A%2Fx",
    ],
)
def test_a_text_that_is_no_link_is_not_read_as_one(text: str) -> None:
    assert read_link(text) is None


def wrapped(text: str, times: int) -> str:
    for _ in range(times):
        text = "https://www.google.com/url?q=" + text.replace("%", "%25").replace("&", "%26")
    return text


def test_wrappers_in_wrappers_come_to_an_end() -> None:
    assert read_link(wrapped(WATCH, 4)) == Link("youtube", ID, WATCH, None)
    assert read_link(wrapped(WATCH, 5)) is None


@pytest.mark.parametrize(
    ("platform", "key", "link"),
    [
        ("granicus", f"{GRANICUS}?view_id=4", f"https://{GRANICUS}?entrytime=90"),
        ("granicus", GRANICUS_7, f"https://{GRANICUS_7}?entrytime=90"),
        ("swagit", "dallastx/393215", "https://dallastx.new.swagit.com/play/393215/90"),
        ("vimeo", "123456", "https://vimeo.com/123456#t=90s"),
        ("internet_archive", "Council", "https://archive.org/details/Council?start=90"),
        ("facebook", "1234567", "https://www.facebook.com/watch/?v=1234567"),
        ("rumble", "v4abcd-council", "https://rumble.com/v4abcd-council.html?start=90"),
        ("direct_media", SIGNED, f"{SIGNED}#t=90"),
        ("direct_media", "https://a.example/a.mp4?utm_id=x#t=5", "https://a.example/a.mp4#t=90"),
        ("web_page", "https://a.example/a?b=2#agenda", "https://a.example/a?b=2"),
    ],
)
def test_every_platform_has_its_way_to_name_a_second(platform: str, key: str, link: str) -> None:
    assert [write_link(platform, key, 90.9, style) for style in LinkStyle] == [link] * 3


@pytest.mark.parametrize("second_s", [-5, -0.2, 0, 0.9, math.nan, -math.inf, math.inf])
def test_a_link_never_points_before_the_start(second_s: float) -> None:
    assert write_link("youtube", ID, second_s) == f"https://youtu.be/{ID}&t=0"


def test_a_platform_of_another_version_is_refused_in_one_sentence() -> None:
    with pytest.raises(HearingnotesError, match="knows no platform “webex”"):
        write_link("webex", "1", 0)


# --- local files ---

HOME = PurePosixPath("/home/ann/work/hearings")
WINDOWS = PureWindowsPath(r"C:\Users\Ann\hearings")


@pytest.mark.parametrize(
    ("key", "beside", "link"),
    [
        ("/home/ann/work/hearings/a.mp4", None, "a.mp4#t=90"),
        ("/home/ann/work/hearings/a.mp4", HOME, "a.mp4#t=90"),
        ("/home/ann/work/hearings/2024/a.mp4", HOME, "2024/a.mp4#t=90"),
        ("/home/ann/work/video/a.mp4", HOME, "../video/a.mp4#t=90"),
        ("/home/ann/a.mp4", HOME, "../../a.mp4#t=90"),
        ("/home/a.mp4", HOME, "a.mp4#t=90"),
        ("/mnt/disk/a.mp4", HOME, "a.mp4#t=90"),
        ("/mnt/disk/a.mp4", PurePosixPath("/home/ann"), "a.mp4#t=90"),
        ("/mnt/disk/a.mp4", PurePosixPath("/home/x/../ann"), "a.mp4#t=90"),
        ("/home/ann/a.mp4", PurePosixPath("exports"), "a.mp4#t=90"),
        ("/home/ann/work/hearings/1:2 #3?é.mp4", HOME, "1%3A2%20%233%3F%C3%A9.mp4#t=90"),
        ("/home/ann/work/hearings/\udce9.mp4", HOME, "%E9.mp4#t=90"),
        (r"C:\Users\Ann\hearings\a.mp4", None, "a.mp4#t=90"),
        (r"c:\users\ann\Video\a b.mp4", WINDOWS, "../Video/a%20b.mp4#t=90"),
        (r"D:\Video\a.mp4", WINDOWS, "a.mp4#t=90"),
        (r"\\server\share\a.mp4", WINDOWS, "a.mp4#t=90"),
        (r"C:\Users\Ann\hearings\a.mp4", HOME, "a.mp4#t=90"),
    ],
)
def test_a_link_to_a_file_never_reveals_the_folders_of_the_disk(
    key: str, beside: PurePath | None, link: str
) -> None:
    assert write_link("local_file", key, 90.9, beside=beside) == link


@pytest.mark.parametrize("beside", [PurePosixPath("exports"), WINDOWS])
def test_a_relative_link_is_not_guessed_from_an_unusable_folder(beside: PurePath) -> None:
    key = PurePosixPath(Path.cwd().as_posix(), str(beside), "2024/a.mp4")
    assert write_link("local_file", str(key), 90, beside=beside) == "a.mp4#t=90"


# --- names ---


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (WATCH, ID),
        ("https://www.youtube.com/@NYCCouncil/live", "@NYCCouncil"),
        ("https://www.youtube.com/@r%C3%A5d", "@råd"),
        ("https://www.youtube.com/channel/UCabc/live", "UCabc"),
        (f"https://{GRANICUS}", "tulsa-ok.granicus.com 6501"),
        ("https://dallastx.new.swagit.com/play/393215/90", "dallastx.new.swagit.com 393215"),
        ("https://vimeo.com/123456/abcdef1234", "vimeo.com 123456"),
        ("https://archive.org/details/Council", "archive.org Council"),
        ("https://www.facebook.com/watch/?v=1234567", "facebook.com 1234567"),
        ("https://fb.watch/abc-D/", "fb.watch abc-D"),
        ("https://rumble.com/v4abcd-council.html", "rumble.com v4abcd-council"),
        ("https://example.org/x/Jan%2016.2024.mp4?a=b", "Jan 16.2024"),
        ("https://example.org/%1B%5B31m%0Aa.mp4", "[31m a"),
        ("https://www.example.org/meetings/council/", "example.org council"),
        ("https://example.org", "example.org"),
        ("file:///home/ann/a%20b.mp4", "a b"),
        ("file:///C:/Users/Ann/a%20b.mp4", "a b"),
    ],
)
def test_a_recording_has_a_name_before_it_is_looked_up(text: str, name: str) -> None:
    link = read_link(text)
    assert link is not None
    assert recording_name(link) == name


# --- laws ---

DIGITS = st.from_regex(r"[1-9][0-9]{0,12}", fullmatch=True)
LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
PATH = st.from_regex(r"(/[A-Za-z0-9%!$'()*+,;:@._~é-]{0,9}){0,4}", fullmatch=True)
QUERY = st.from_regex(r"(\?[A-Za-z0-9%!$'()*+,;:@._~/?=&-]{0,30})?", fullmatch=True)
PAGES = st.builds("https://{}.example{}{}".format, LABEL, PATH, QUERY)
ENDING = st.sampled_from(["mp4", "M3U8", "ts"])
MEDIA = st.builds("https://{}.example{}/a.{}{}".format, LABEL, PATH, ENDING, QUERY)

CABLECAST = st.sampled_from(["vod", "show", "internetchannel/show"])
C_SPAN = st.sampled_from(["video/?c", "program/book-tv/", "clip/"])

TEXTS = {
    "youtube": st.text(string.ascii_letters + string.digits + "-_", min_size=11, max_size=11).map(
        lambda video_id: f"https://youtu.be/{video_id}"
    ),
    "granicus": st.builds(
        "https://{}.granicus.com/player/clip/{}{}".format,
        LABEL,
        DIGITS,
        DIGITS.map("?entrytime={}".format) | st.just(""),
    ),
    "swagit": st.builds("https://{}.new.swagit.com/videos/{}".format, LABEL, DIGITS),
    "vimeo": st.builds(
        "https://vimeo.com/{}{}".format, DIGITS, st.from_regex("(/[0-9a-f]{8,10})?", fullmatch=True)
    ),
    "internet_archive": st.builds(
        "https://archive.org/details/{}{}".format, LABEL, st.sampled_from(["", "/a%20b.mp4"])
    ),
    "facebook": DIGITS.map("https://www.facebook.com/watch/?v={}".format),
    "rumble": LABEL.map("https://rumble.com/v1-{}.html".format),
    "invintus": DIGITS.map("https://tvw.org/watch?eventID={}".format),
    "cablecast": st.builds("https://{}.cablecast.tv/{}/{}".format, LABEL, CABLECAST, DIGITS),
    "panopto": st.builds(
        "https://{}.panopto.com/Panopto/Pages/Viewer.aspx?id={}".format, LABEL, st.uuids()
    ),
    "twitch": DIGITS.map("https://www.twitch.tv/videos/{}".format),
    "dailymotion": LABEL.map(lambda label: f"https://dai.ly/x{label.replace('-', '')}"),
    "civicclerk": st.builds("https://{}.portal.civicclerk.com/event/{}".format, LABEL, DIGITS),
    "c_span": st.builds("https://www.c-span.org/{}{}".format, C_SPAN, DIGITS),
    "zoom": st.builds("https://{}.zoom.us/rec/play/{}".format, LABEL, LABEL),
    "uk_parliament": st.uuids().map("https://parliamentlive.tv/event/index/{}".format),
    "direct_media": MEDIA,
    "web_page": PAGES,
}
TRACKED = ["utm_source=x1", "fbclid=x2", "utm_id=x3", "mc_cid=x4"]
SECONDS = st.floats(0, 1e9, exclude_max=True)


def test_every_platform_is_tested_by_the_laws() -> None:
    found = {module.name for module in pkgutil.iter_modules(platforms.__path__)}
    assert found == {*TEXTS, "local_file"}


@pytest.mark.parametrize("platform", TEXTS)
@given(data=st.data(), second_s=SECONDS, style=st.sampled_from(LinkStyle))
def test_a_link_we_write_comes_back_as_the_same_recording_and_second(
    platform: str, data: st.DataObject, second_s: float, style: LinkStyle
) -> None:
    link = read_link(data.draw(TEXTS[platform]))
    assert link is not None
    assume(link.platform == platform)
    assert link.key is not None
    again = read_link(write_link(platform, link.key, second_s, style))
    second = math.floor(second_s) if opens_at_second(platform, link.key) else None
    assert again == Link(platform, link.key, link.url, second)
    assert read_link(link.url) == Link(platform, link.key, link.url, None)


@pytest.mark.parametrize("platform", TEXTS)
@given(data=st.data(), tracked=st.lists(st.sampled_from(TRACKED), min_size=1))
def test_tracking_parameters_never_come_through(
    platform: str, data: st.DataObject, tracked: list[str]
) -> None:
    text = data.draw(TEXTS[platform])
    assume("sig" not in text)
    link = read_link(text + ("&" if "?" in text else "?") + "&".join(tracked))
    assert link is not None
    assert link.key is not None
    for out in (link.url, write_link(link.platform, link.key, 90)):
        assert not [pair for pair in TRACKED if f"?{pair}" in out or f"&{pair}" in out]


@given(st.from_regex(r"[abxyABXY0-9=&;.~+/?-]{1,40}", fullmatch=True))
def test_a_link_keeps_the_other_parameters_of_its_query(query: str) -> None:
    url = f"https://a.example/a.mp4?{query}"
    assert read_link(f"{url}&utm_source=x&gclid=y#t=5") == Link("direct_media", url, url, 5)


PIECES = st.sampled_from(
    [
        *("https://", "http://", "file:///", "//", "://", "www.", "youtu.be", "youtube.com", ID),
        *("vimeo.com", "x.granicus.com", "x.new.swagit.com", "archive.org", "facebook.com"),
        *("fb.watch", "rumble.com", "google.com", "/url", "consent.youtube.com", "/m?continue="),
        *("attribution_link?u=", "/player/clip/", "MediaPlayer.php", "/details/", "/videos/"),
        *("/play/", "/watch", "/live/", "/embed/", "/@", "/channel/", "?v=", "?", "&", "=", "#"),
        *("t=", "list=", "/", "\\", "@", ":", ".", "%2F", "%00", "%", "[", "]", "1", ".mp4", "é"),
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
@example("https://[v1.x]/")
@example("https://℀.example/")
def test_a_text_is_a_link_or_none_or_refused_in_one_sentence(text: str) -> None:
    try:
        link = read_link(text)
    except UsageError as error:
        assert str(error).isprintable()
        return
    if link is not None:
        assert link.second_s is None or link.second_s >= 0
        assert recording_name(link).isprintable()
    if link is not None and link.platform != "local_file":
        assert link.url.isprintable()
        assert " " not in link.url
        assert "@" not in link.url.split("/")[2]
        assert read_link(link.url) == Link(link.platform, link.key, link.url, None)


# --- the package ---

NEW_PLATFORM = """
from hearingnotes.model.links.link import Link
RANK = 0
def read(address):
    return Link("zoo", address.path, address.page) if address.host == "zoo.example" else None
def write(target):
    return f"https://zoo.example{target.key}?at={target.second}"
def name(link):
    return "zoo"
"""


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_a_new_module_is_a_new_platform(tmp_path: Path) -> None:
    (tmp_path / "zoo.py").write_text(NEW_PLATFORM)
    program = f"""
from hearingnotes.model import links
links.platforms.__path__.append({str(tmp_path)!r})
link = links.read_link("zoo.example/7")
print(links.write_link(link.platform, link.key, 90), links.recording_name(link))
"""
    assert run(program) == "https://zoo.example/7?at=90 zoo"


def test_links_need_nothing_but_the_standard_library() -> None:
    program = """
import sys
from hearingnotes.model import links
links.read_link("https://example.org/")
names = {name.partition(".")[0] for name in sys.modules}
print(sorted(names - sys.stdlib_module_names - {"hearingnotes", "__main__"}))
print(sorted(n for n in sys.modules if n.startswith("hearingnotes.") and ".model" not in n))
"""
    before = run(
        "import sys; print(sorted({name.partition('.')[0] for name in sys.modules}"
        " - sys.stdlib_module_names - {'__main__'}))"
    )
    assert run(program).splitlines() == [before, "['hearingnotes.errors']"]
