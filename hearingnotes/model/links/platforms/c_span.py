"""C-SPAN; the key is the page of a programme or a clip without its host.

No parameter for a second is known for certain.
"""

import re

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target
from hearingnotes.model.sanitize import one_line

RANK = 0
_HOSTS = frozenset({"c-span.org", "www.c-span.org"})
_OLD = re.compile(r"/video/?")
_OLD_ID = re.compile(r"(c?[0-9]+(?:-[0-9]+)?)(?:[/&].*)?")
_PAGE = re.compile(r"/((?:program|clip)/(?:[\w.~%-]+/)*[0-9]+)/?")


def read(address: Address) -> Link | None:
    """Read a page, `/video/?ID/title` as well as the newer `/program/…/ID`."""
    if address.host not in _HOSTS:
        return None
    page, old = _PAGE.fullmatch(address.path), _OLD_ID.fullmatch(address.query)
    if page is not None:
        key = page[1]
    elif old is not None and _OLD.fullmatch(address.path):
        key = f"video/?{old[1]}"
    else:
        return None
    return Link("c_span", key, _url(key))


def write(target: Target) -> str:
    """Return the page; it opens at the beginning."""
    return _url(target.key)


def name(link: Link) -> str:
    """Return the site and the programme's number."""
    return one_line(f"c-span.org {re.split('[/?]', link.key or '')[-1]}")


def _url(key: str) -> str:
    return f"https://www.c-span.org/{key}"
