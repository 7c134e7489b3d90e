"""CivicClerk, the agendas and meetings of cities: `CITY.portal.civicclerk.com`.

The key is the event's page without `https://`. No parameter for a second is known to anybody.
"""

import re

from hearingnotes.model.links.address import Address, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_EVENT = re.compile(r"/event/([0-9]+)(?:/(?:media|overview|files))?/?", re.IGNORECASE)


def read(address: Address) -> Link | None:
    """Read the page of an event, whichever of its parts is shown."""
    event = _EVENT.fullmatch(address.path)
    if not address.host.endswith(".portal.civicclerk.com") or not event:
        return None
    key = f"{address.host}/event/{event[1]}"
    return Link("civicclerk", key, f"https://{key}/media")


def write(target: Target) -> str:
    """Return the page of the event's recording; it opens at the beginning."""
    return f"https://{target.key}/media"


def name(link: Link) -> str:
    """Return the city's host and the event's number."""
    return host_and_last_part(f"https://{link.key}")
