"""A medium by its own address, as Cablecast and Viebit give it; the key is that address.

A link to a second is a W3C media fragment, `#t=SEC`. Times in the query are not read: there a `t`
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
    r"|mts|og[agv]|opus|ts|vob|wav|web[am]|wm[av])",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)


def is_media(path: str) -> bool:
    """Whether a path, percent-encoded or not, ends as media do."""
    return _MEDIA.fullmatch(unquote(path)) is not None


def read(address: Address) -> Link | None:
    """Any address whose path ends as media do."""
    if not is_media(address.path):
        return None
    return Link("direct_media", address.page, address.page, address.second_s())


def write(target: Target) -> str:
    """The address with the second as its only fragment."""
    return f"{without_tracking(target.key)}#t={target.second}"


def name(link: Link) -> str:
    """The file's name without its ending."""
    stem = PurePosixPath(unquote(urlsplit(link.url).path)).stem
    return one_line(stem) or host_and_last_part(link.url)
