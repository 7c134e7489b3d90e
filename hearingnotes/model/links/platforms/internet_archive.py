"""The Internet Archive; the key is the item's identifier, with a file where one was selected."""

import re

from hearingnotes.model.links.address import Address, first_time, host_and_last_part
from hearingnotes.model.links.link import Link, Target
from hearingnotes.model.links.platforms.direct_media import is_media

RANK = 0
_HOSTS = frozenset({"archive.org", "www.archive.org"})
_ITEM = re.compile(r"/(?:details|embed)/([A-Za-z0-9._-]+)(?:/(.*))?")
_TELEVISION = re.compile(r"start/([^/]+)(?:/.*)?")


def read(address: Address) -> Link | None:
    """Read an item's page; television programmes have their time in the path,
    `/start/90/end/150`."""
    item = _ITEM.fullmatch(address.path)
    if address.host not in _HOSTS or not item:
        return None
    rest = item[2] or ""
    key = f"{item[1]}/{rest}" if is_media(rest) else item[1]
    second_s = address.second_s("start", "t")
    programme = _TELEVISION.fullmatch(rest)
    if second_s is None and programme:
        second_s = first_time([programme[1]])
    return Link("internet_archive", key, f"https://archive.org/details/{key}", second_s)


def write(target: Target) -> str:
    """Return the item's page with its start."""
    return f"https://archive.org/details/{target.key}?start={target.second}"


def name(link: Link) -> str:
    """Return the site and the item."""
    return host_and_last_part(link.url)
