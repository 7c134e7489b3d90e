"""Any other page of the web; the key is its address.

Nobody knows how it is opened at a second, so its links have none. `#t=90`, and in the query a time
that can be nothing else, as `t=1h2m3s`, are read all the same: somebody copied them.
"""

from hearingnotes.model.links.address import (
    Address,
    host_and_last_part,
    parse_address,
    without_time,
)
from hearingnotes.model.links.link import Link, Target

RANK = 2


def read(address: Address) -> Link | None:
    """Read any address that no other platform knows."""
    address, second_s = without_time(address, "t", "start")
    second_s = address.second_s() if second_s is None else second_s
    return Link("web_page", address.page, address.page, second_s)


def write(target: Target) -> str:
    """Return the address; it opens at the beginning."""
    address = parse_address(target.key)
    return address.page if address is not None and address.scheme_given else target.key


def name(link: Link) -> str:
    """Return the host and the last part of the path."""
    return host_and_last_part(link.url)
