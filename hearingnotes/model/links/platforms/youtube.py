"""YouTube: videos, broadcasts and channels, in every style that people paste."""

import re
from urllib.parse import quote, unquote, urlsplit

from hearingnotes.errors import UsageError
from hearingnotes.model.links.address import Address, first_time, parameters
from hearingnotes.model.links.link import Link, LinkStyle, Target
from hearingnotes.model.sanitize import one_line

RANK = 0
ID = re.compile(r"[A-Za-z0-9_-]{11}")

_HOSTS = re.compile(
    r"(?:(?:www|m|music|gaming|studio|tv)\.)?youtube\.com|(?:www\.)?youtubekids\.com"
    r"|(?:www\.)?youtube-nocookie\.com|youtube\.googleapis\.com|(?:www\.)?youtu\.be"
)
_VIDEO_PAGES = frozenset({"watch", "live", "shorts", "embed", "v", "vi", "e", "video"})
_CHANNEL_PAGES = frozenset({"channel", "c", "user"})
# What may stand behind an address in a sentence, but never ends one of YouTube.
_ENDS_SENTENCE = ".,;:!?)]}>'\"”’»…"
_CHANNEL = re.compile(r"@?[\w.·-]+")
# Eleven letters of the right kind, but no ids.
_NO_IDS = frozenset({("embed", "videoseries"), ("embed", "live_stream")})

_STYLES = {
    LinkStyle.HOUSE: "https://youtu.be/{}&t={}",
    LinkStyle.SHARE: "https://youtu.be/{}?t={}",
    LinkStyle.WATCH: "https://www.youtube.com/watch?v={}&t={}s",
}


def link(video_id: str, second_s: float | None = None) -> Link:
    """Return the link to a video."""
    return Link("youtube", video_id, f"https://www.youtube.com/watch?v={video_id}", second_s)


def read(address: Address) -> Link | None:
    """Read the address of a video or a channel; raises UsageError for any other page of YouTube."""
    if not _HOSTS.fullmatch(address.host):
        return None
    # People write `youtu.be/ID&t=90` and `watch?v=ID?t=90`, so any of these signs separates them.
    whole = unquote(f"{address.path}?{address.query}#{address.fragment}").rstrip(
        f"#?&{_ENDS_SENTENCE}"
    )
    path, *pairs = re.split("[?&#](?:amp;)?", whole)
    given = parameters("&".join(pairs))
    parts = [part for part in path.split("/") if part]
    if address.host.endswith("youtu.be") and not (parts and parts[0] in _VIDEO_PAGES):
        parts.insert(0, "v")
    page, name = (*parts, "", "")[:2]
    in_path = name if page in _VIDEO_PAGES and (page, name) not in _NO_IDS else ""
    video_id = in_path or given.get("v", "")
    if video_id:
        times = [given.get(parameter, "") for parameter in ("t", "start", "time_continue")]
        return link(_checked(video_id), first_time(times))
    channel = _channel(page, name) or _channel("channel", given.get("channel", ""))
    if channel:
        return Link("youtube", None, f"https://www.youtube.com/{channel}/live")
    if page == "clip":
        # Its own length and seconds are not those of the video that it is cut from.
        raise UsageError(
            "This is a clip of a YouTube video: open the whole video and paste its own address."
        )
    if "list" in given:
        raise UsageError(
            "This is a YouTube playlist: open the hearing in it and paste the video's own address."
        )
    raise UsageError(
        "This YouTube page is no video: open the hearing and paste the video's own address."
    )


def write(target: Target) -> str:
    """Return the address in the target's style."""
    return _STYLES[target.style].format(target.key, target.second)


def name(link: Link) -> str:
    """Return the id, or the channel's handle."""
    return link.key or one_line(
        unquote(urlsplit(link.url).path.removesuffix("/live")).split("/")[-1]
    )


def _checked(video_id: str) -> str:
    if not ID.fullmatch(video_id):
        raise UsageError(
            f"“{one_line(video_id, 40)}” is not the id of a YouTube video, which has 11 letters, "
            "digits, - or _: paste the whole address of the video."
        )
    return video_id


def _channel(page: str, name: str) -> str:
    if page.startswith("@") and _CHANNEL.fullmatch(page):
        return quote(page, safe="@")
    if page in _CHANNEL_PAGES and _CHANNEL.fullmatch(name):
        return f"{page}/{quote(name)}"
    # Channels once had names without a sign.
    return quote(page) if name == "live" and _CHANNEL.fullmatch(page) else ""
