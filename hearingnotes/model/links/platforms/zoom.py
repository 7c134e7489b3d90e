"""Recordings of Zoom; the key is the page without `https://`, with its passcode and its part.

`startTime` is no second of a recording: it is an instant, in milliseconds since 1970. The extractor
for Zoom passes it on when it asks which video to play, so it may name a part of the recording, and
stays. No parameter for a second is known.
"""

import re

from hearingnotes.model.links.address import Address, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_HOST = re.compile(r"(?:[\w-]+\.)?zoom\.us")
_RECORDING = re.compile(r"/rec(?:ording)?/(?:play|share)/[\w.-]+")
_KEPT = ("pwd", "startTime")


def read(address: Address) -> Link | None:
    """Read the page of a recording."""
    if not _HOST.fullmatch(address.host) or not _RECORDING.fullmatch(address.path):
        return None
    pairs = [pair for pair in address.query.split("&") if pair.partition("=")[0] in _KEPT]
    query = "&".join(sorted(dict.fromkeys(pairs)))
    key = f"{address.host}{address.path}{'?' if query else ''}{query}"
    return Link("zoom", key, f"https://{key}")


def write(target: Target) -> str:
    """Return the page; it opens at the beginning."""
    return f"https://{target.key}"


def name(link: Link) -> str:
    """Return the host and the recording's name."""
    return host_and_last_part(link.url)
