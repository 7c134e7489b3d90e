"""A medium by its own address, as Cablecast and Viebit publish it; the key is that address.

A link to a second is a W3C media fragment, `#t=SEC`. Times in the query are not read: a `t` there
may belong to a signature.
"""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from hearingnotes.model.links.address import Address, host_and_last_part, without_tracking
from hearingnotes.model.links.link import Link, Target
from hearingnotes.model.sanitize import one_line

RANK = 1
_MEDIA = re.compile(
    r".*[^/]\.(?:3gp|aac|aiff?|asf|avi|f4v|flac|flv|m2ts|m3u8|m4[abv]|mk[av]|mov|mp[234]|mpd|mpe?g"
    r"|mts|og[agv]|opus|shn|ts|vob|wav|web[am]|wm[av])",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)


def is_media(path: str) -> bool:
    """Return whether a path, percent-encoded or not, has the extension of a medium."""
    return _MEDIA.fullmatch(unquote(path)) is not None


def read(address: Address) -> Link | None:
    """Read any address whose path has the extension of a medium."""
    if not is_media(address.path):
        return None
    return Link("direct_media", address.file, address.file, address.second_s())


def write(target: Target) -> str:
    """Return the address with the second as its only fragment."""
    return f"{without_tracking(target.key)}#t={target.second}"


def name(link: Link) -> str:
    """Return the file's name without its extension."""
    stem = PurePosixPath(unquote(urlsplit(link.url).path)).stem
    return one_line(stem) or host_and_last_part(link.url)
