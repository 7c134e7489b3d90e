"""Any other page of the web; the key is its address. Few pages follow the `#t=SEC` of their
links."""

from hearingnotes.model.links.address import Address, host_and_last_part, without_tracking
from hearingnotes.model.links.link import Link, Target

RANK = 2


def read(address: Address) -> Link | None:
    """Read any address that no other platform knows."""
    return Link("web_page", address.page, address.page, address.second_s())


def write(target: Target) -> str:
    """Return the address with the second as its only fragment."""
    return f"{without_tracking(target.key)}#t={target.second}"


def name(link: Link) -> str:
    """Return the host and the last part of the path."""
    return host_and_last_part(link.url)
