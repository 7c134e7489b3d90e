"""Swagit, which publishes the meetings of many cities: `CITY.new.swagit.com`; the key is `CITY/ID`.

An id is a number, or for older meetings a day and a number: `01092019-1637`.
"""

import re

from hearingnotes.model.links.address import Address, first_time, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_HOST = re.compile(r"([\w-]+)\.new\.swagit\.com")
_VIDEO = re.compile(r"/(?:videos|play)/([0-9]+(?:-[0-9]+)?)(?:/.*)?", re.IGNORECASE)
_SECOND = re.compile(r"/play/[^/]+/([^/]+)/?", re.IGNORECASE)


def read(address: Address) -> Link | None:
    """Read a meeting's page, or its player, whose path ends in the second."""
    tenant = _HOST.fullmatch(address.host)
    video = _VIDEO.fullmatch(address.path)
    if not tenant or not video:
        return None
    url = f"https://{address.host}/videos/{video[1]}"
    second = _SECOND.fullmatch(address.path)
    return Link("swagit", f"{tenant[1]}/{video[1]}", url, first_time([second[1]] if second else []))


def write(target: Target) -> str:
    """Return the player's page at the second."""
    tenant, _, video_id = target.key.partition("/")
    return f"https://{tenant}.new.swagit.com/play/{video_id}/{target.second}"


def name(link: Link) -> str:
    """Return the city's host and the meeting's number."""
    return host_and_last_part(link.url)
