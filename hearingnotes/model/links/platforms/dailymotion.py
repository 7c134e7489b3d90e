"""Dailymotion; the key is the video's id.

That `start` is its second is told by jsVideoUrlParser, a library that reads and writes such links.
"""

import re

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target

RANK = 0
_PAGE = re.compile(
    r"(?:(?:(?:www|touch)\.)?dailymotion\.com/(?:embed/)?video|dai\.ly)/(x[0-9a-z]+)(?:_[^/]*)?/?"
)


def read(address: Address) -> Link | None:
    """Read the page of a video, its short address or the embedded player."""
    page = _PAGE.fullmatch(f"{address.host}{address.path}")
    if page is None or address.parameter("playlist"):
        return None
    return Link("dailymotion", page[1], _url(page[1]), address.second_s("start"))


def write(target: Target) -> str:
    """Return the page with its start."""
    return f"{_url(target.key)}?start={target.second}"


def name(link: Link) -> str:
    """Return the site and the video's id."""
    return f"dailymotion.com {link.key}"


def _url(video_id: str) -> str:
    return f"https://www.dailymotion.com/video/{video_id}"
