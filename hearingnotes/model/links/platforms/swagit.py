"""Swagit, which publishes the meetings of many cities: `CITY.new.swagit.com`; the key is `CITY/ID`.

An id is a number, or for older meetings a day and a number: `01092019-1637`. At an older host,
`CITY.swagit.com` or `www.swagit.com`, the key is `HOST/ID`. The second is the last part of the
player's path at both, as in the chapters of their own pages.
"""

import re

from hearingnotes.model.links.address import Address, first_time, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_NEW_HOST = re.compile(r"([\w-]+)\.new\.swagit\.com")
_OLD_HOST = re.compile(r"(?:[\w-]+\.)?swagit\.com")
_VIDEO = re.compile(r"/(?:videos|play)/([0-9]+(?:-[0-9]+)?)(?:/.*)?", re.IGNORECASE)
_SECOND = re.compile(r"/play/[^/]+/([^/]+)/?", re.IGNORECASE)


def read(address: Address) -> Link | None:
    """Read a meeting's page, or its player, whose path ends in the second."""
    video = _VIDEO.fullmatch(address.path)
    new = _NEW_HOST.fullmatch(address.host)
    if not video or not (new or _OLD_HOST.fullmatch(address.host)):
        return None
    page = "videos" if new else "play"
    url = f"https://{address.host}/{page}/{video[1]}"
    key = f"{new[1] if new else address.host}/{video[1]}"
    second = _SECOND.fullmatch(address.path)
    return Link("swagit", key, url, first_time([second[1]] if second else []))


def write(target: Target) -> str:
    """Return the player's page at the second."""
    site, _, video_id = target.key.partition("/")
    host = site if _OLD_HOST.fullmatch(site) else f"{site}.new.swagit.com"
    return f"https://{host}/play/{video_id}/{target.second}"


def name(link: Link) -> str:
    """Return the city's host and the meeting's number."""
    return host_and_last_part(link.url)
