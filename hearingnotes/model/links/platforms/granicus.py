"""Granicus, which publishes the meetings of many cities: `CITY.granicus.com`.

The key is the player's page without `https://`, with the view in which the clip was found.
"""

import re

from hearingnotes.model.links.address import Address, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_CLIP = re.compile(r"/player/clip/([0-9]+)/?", re.IGNORECASE)
_OLD_PLAYER = re.compile(r"/MediaPlayer\.php", re.IGNORECASE)
_NUMBER = re.compile("[0-9]+")


def read(address: Address) -> Link | None:
    """Read the address of a clip: its page or the older `MediaPlayer.php`."""
    if not address.host.endswith(".granicus.com"):
        return None
    clip = _CLIP.fullmatch(address.path)
    clip_id = clip[1] if clip else ""
    if _OLD_PLAYER.fullmatch(address.path):
        clip_id = address.parameter("clip_id")
    if not _NUMBER.fullmatch(clip_id):
        return None
    view_id = address.parameter("view_id")
    view = f"?view_id={view_id}" if _NUMBER.fullmatch(view_id) else ""
    key = f"{address.host}/player/clip/{clip_id}{view}"
    second_s = address.second_s("entrytime", "starttime")
    return Link("granicus", key, f"https://{key}", second_s)


def write(target: Target) -> str:
    """Return the clip's page with its entry time."""
    mark = "&" if "?" in target.key else "?"
    return f"https://{target.key}{mark}entrytime={target.second}"


def name(link: Link) -> str:
    """Return the city's host and the clip's number."""
    return host_and_last_part(link.url)
