"""Facebook's videos; the key is the video's number.

Links have no second: nobody has seen that Facebook begins to play at one. A `t` is read.
"""

import re

from hearingnotes.model.links.address import Address, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_HOST = re.compile(r"(?:[\w-]+\.)?facebook\.com")
_WATCH = re.compile(r"/(?:watch(?:/live)?|video\.php)/?")
_PAGE_VIDEO = re.compile(r"/[^/]+/videos/(?:[^/]+/)?([0-9]+)/?")
_REEL = re.compile(r"/reel/([0-9]+)/?")
_EMBEDDED = re.compile(r"/video/(?:embed|video\.php)/?")
_SHORT = re.compile(r"fb\.watch/[\w-]+/?")
_SHARED = re.compile(r"/share/[vr]/([\w-]+)/?", re.ASCII)
_NUMBER = re.compile("[0-9]+")


def read(address: Address) -> Link | None:
    """Read a video by its number; a short `fb.watch` or `share/v` has no key until it is
    resolved."""
    if _SHORT.fullmatch(f"{address.host}{address.path}"):
        url = f"https://fb.watch/{address.parts[0]}/"
        return Link("facebook", None, url, address.second_s("t"))
    if not _HOST.fullmatch(address.host):
        return None
    if _SHARED.fullmatch(address.path):
        url = f"https://www.facebook.com/{'/'.join(address.parts)}/"
        return Link("facebook", None, url, address.second_s("t"))
    on_page = _PAGE_VIDEO.fullmatch(address.path) or _REEL.fullmatch(address.path)
    video_id = on_page[1] if on_page else ""
    if _WATCH.fullmatch(address.path):
        video_id = address.parameter("v")
    elif _EMBEDDED.fullmatch(address.path):
        video_id = address.parameter("video_id") or address.parameter("v")
    if not _NUMBER.fullmatch(video_id):
        return None
    return Link("facebook", video_id, _url(video_id), address.second_s("t"))


def write(target: Target) -> str:
    """Return the watch page; it opens at the beginning."""
    return _url(target.key)


def name(link: Link) -> str:
    """Return the site and the video's number."""
    return f"facebook.com {link.key}" if link.key else host_and_last_part(link.url)


def _url(video_id: str) -> str:
    return f"https://www.facebook.com/watch/?v={video_id}"
