"""Granicus, which publishes the meetings of many cities: `CITY.granicus.com`.

The key is the player's page without `https://` and without the view in which the clip was found:
one clip is one recording, and its page opens without a view. The page of an event, for a meeting
that is still live, has no second. That `entrytime` is a clip's second is told by public notes on
the player's parameters.
"""

import re

from hearingnotes.model.links.address import Address, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_PAGE = re.compile(r"/player/(clip|event)/([0-9]+)/?", re.IGNORECASE)
_OLD_PLAYER = re.compile(r"/MediaPlayer\.php", re.IGNORECASE)
_NUMBER = re.compile("[0-9]+")


def read(address: Address) -> Link | None:
    """Read the address of a clip or an event: its page or the older `MediaPlayer.php`."""
    if not address.host.endswith(".granicus.com"):
        return None
    page = _PAGE.fullmatch(address.path)
    kind, number = (page[1].lower(), page[2]) if page else ("", "")
    if _OLD_PLAYER.fullmatch(address.path):
        kind = "clip" if address.parameter("clip_id") else "event"
        number = address.parameter(f"{kind}_id")
    if not _NUMBER.fullmatch(number):
        return None
    key = f"{address.host}/player/{kind}/{number}"
    second_s = address.second_s("entrytime", "starttime") if kind == "clip" else None
    return Link("granicus", key, f"https://{key}", second_s)


def write(target: Target) -> str:
    """Return the clip's page with its entry time, or the event's page."""
    page = f"https://{target.key.partition('?')[0]}"
    return page if "/event/" in page else f"{page}?entrytime={target.second}"


def name(link: Link) -> str:
    """Return the city's host and the clip's number."""
    return host_and_last_part(link.url)
