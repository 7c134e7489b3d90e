"""Twitch; the key is the video's number.

`t=5m10s` is its second: yt-dlp's own tests of Twitch expect that start of such a link.
"""

import re

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target

RANK = 0
_HOST = re.compile(r"(?:(?:www|go|m)\.)?twitch\.tv")
_VIDEO = re.compile(r"/(?:[^/]+/v(?:ideo)?|videos)/([0-9]+)/?")
_IN_PLAYER = re.compile("v?([0-9]+)")


def read(address: Address) -> Link | None:
    """Read the page of a video, or the embedded player."""
    if address.host == "player.twitch.tv":
        video = _IN_PLAYER.fullmatch(address.parameter("video"))
    else:
        video = _VIDEO.fullmatch(address.path) if _HOST.fullmatch(address.host) else None
    if video is None:
        return None
    return Link("twitch", video[1], _url(video[1]), address.second_s("t"))


def write(target: Target) -> str:
    """Return the page with its time."""
    minutes, second = divmod(target.second, 60)
    hours, minute = divmod(minutes, 60)
    return f"{_url(target.key)}?t={hours}h{minute}m{second}s"


def name(link: Link) -> str:
    """Return the site and the video's number."""
    return f"twitch.tv {link.key}"


def _url(video_id: str) -> str:
    return f"https://www.twitch.tv/videos/{video_id}"
