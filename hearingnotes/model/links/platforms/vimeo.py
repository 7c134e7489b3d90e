"""Vimeo; the key is the video's number, with the word that unlocks an unlisted one: `ID/WORD`."""

import re

from hearingnotes.model.links.address import Address, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_HOSTS = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
_VIDEO = re.compile(
    r"/(?:video/|manage/videos/|channels/[^/]+/|groups/[^/]+/videos/"
    r"|(?:album|showcase)/[^/]+/video/)?([0-9]+)(?:/([0-9a-f]{6,}))?/?"
)
_SHOWCASE = re.compile(r"/(?:album|showcase)/[^/]+(?:/embed)?/?")
_OLD_PLAYER = re.compile(r"/moogaloop\.swf")
_NUMBER = re.compile("[0-9]+")
_WORD = re.compile("[0-9a-f]{6,}")


def read(address: Address) -> Link | None:
    """Read a video, also in its player or in a channel, group or showcase."""
    if address.host not in _HOSTS:
        return None
    video = _VIDEO.fullmatch(address.path)
    video_id = video[1] if video else _selected(address)
    if not _NUMBER.fullmatch(video_id):
        return None
    word = (video and video[2]) or address.parameter("h")
    key = f"{video_id}/{word}" if _WORD.fullmatch(word) else video_id
    return Link("vimeo", key, f"https://vimeo.com/{key}", address.second_s("t"))


def write(target: Target) -> str:
    """Return the video's page with the time in its fragment."""
    return f"https://vimeo.com/{target.key}#t={target.second}s"


def name(link: Link) -> str:
    """Return the site and the video's number."""
    return host_and_last_part(f"https://vimeo.com/{(link.key or '').partition('/')[0]}")


def _selected(address: Address) -> str:
    """Return the video that the query names; empty without one."""
    if _SHOWCASE.fullmatch(address.path):
        return address.parameter("video")
    return address.parameter("clip_id") if _OLD_PLAYER.fullmatch(address.path) else ""
