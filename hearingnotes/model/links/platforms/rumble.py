"""Rumble. That `start` is its second is told by public programs that link to it.

The key is the page's name, `vID-title`, since no shorter one is known to last. Embedded players
have ids of another kind.
"""

import re

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target
from hearingnotes.model.sanitize import one_line

RANK = 0
_HOSTS = frozenset({"rumble.com", "www.rumble.com"})
_PAGE = re.compile(r"/(v(?!ideos)[0-9a-z]+(?:-[\w.-]+?)?)(?:\.html)?/?", re.ASCII)


def read(address: Address) -> Link | None:
    """Read the address of a video's page, also without its `.html`."""
    page = _PAGE.fullmatch(address.path)
    if address.host not in _HOSTS or not page:
        return None
    return Link("rumble", page[1], _url(page[1]), address.second_s("start"))


def write(target: Target) -> str:
    """Return the page with its start."""
    return f"{_url(target.key)}?start={target.second}"


def name(link: Link) -> str:
    """Return the site and the page's name."""
    return one_line(f"rumble.com {link.key}")


def _url(key: str) -> str:
    return f"https://rumble.com/{key}.html"
