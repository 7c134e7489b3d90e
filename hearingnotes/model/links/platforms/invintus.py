"""Invintus, the player of TVW, of the legislature of Arizona and of others.

The key is the player's page without `https://`. That `startStreamAt` is its second in whole seconds
is told by public programs that link to TVW: `tvw.org/watch?eventID=…&startStreamAt=SEC`.
"""

import re

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target
from hearingnotes.model.sanitize import one_line

RANK = 0
_PAGES = (
    (re.compile(r"(?:www\.)?tvw\.org/watch/?"), "tvw.org/watch?", False),
    (re.compile(r"(?:www\.)?azleg\.gov/videoplayer/?"), "www.azleg.gov/videoplayer/?", False),
    (re.compile(r"player\.invintus\.com/(?:index\.html)?"), "player.invintus.com/?", True),
)
_NUMBER = re.compile("[0-9]+")


def read(address: Address) -> Link | None:
    """Read the page of an event; elsewhere than on the player's own host, the site is the
    client."""
    place = f"{address.host}{address.path or '/'}"
    found = next(((page, own) for pattern, page, own in _PAGES if pattern.fullmatch(place)), None)
    event_id, client_id = address.parameter("eventID"), address.parameter("clientID")
    if found is None or not _NUMBER.fullmatch(event_id):
        return None
    page, needs_client = found
    if needs_client and not _NUMBER.fullmatch(client_id):
        return None
    key = f"{page}{f'clientID={client_id}&' if needs_client else ''}eventID={event_id}"
    return Link("invintus", key, f"https://{key}", address.second_s("startStreamAt"))


def write(target: Target) -> str:
    """Return the page with its start."""
    return f"https://{target.key}&startStreamAt={target.second}"


def name(link: Link) -> str:
    """Return the site and the event's number."""
    key = link.key or ""
    host = key.partition("/")[0].removeprefix("www.")
    return one_line(f"{host} {key.rpartition('=')[2]}")
