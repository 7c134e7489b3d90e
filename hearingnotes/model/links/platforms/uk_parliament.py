"""The Parliament of the United Kingdom, parliamentlive.tv; the key is the event's id.

`in=10:05:30` of its links is the time of day in Westminster, not a second of the recording: it is
neither read nor written.
"""

import re

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target

RANK = 0
_HOSTS = frozenset({"parliamentlive.tv", "www.parliamentlive.tv"})
_EVENT = re.compile(
    r"/event/index/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?", re.ASCII | re.IGNORECASE
)


def read(address: Address) -> Link | None:
    """Read the page of an event."""
    event = _EVENT.fullmatch(address.path)
    if address.host not in _HOSTS or not event:
        return None
    key = event[1].lower()
    return Link("uk_parliament", key, _url(key))


def write(target: Target) -> str:
    """Return the page; it opens at the beginning."""
    return _url(target.key)


def name(link: Link) -> str:
    """Return the site and the event's id."""
    return f"parliamentlive.tv {link.key}"


def _url(key: str) -> str:
    return f"https://parliamentlive.tv/event/index/{key}"
