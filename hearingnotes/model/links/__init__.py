"""Links: what a pasted text points to, and the address of a recording at a second.

Each platform is one module in `platforms`, discovered by its presence there.
"""

import math
import pkgutil
from functools import cache, lru_cache
from importlib import import_module
from pathlib import PurePath
from typing import cast

from hearingnotes.errors import HearingnotesError
from hearingnotes.model.links import platforms
from hearingnotes.model.links.address import parse_address
from hearingnotes.model.links.link import Link, LinkStyle, Platform, Target
from hearingnotes.model.links.platforms import youtube
from hearingnotes.model.links.wrappers import unwrap
from hearingnotes.model.sanitize import one_line

__all__ = [
    "Link",
    "LinkStyle",
    "is_known_platform",
    "is_of_a_platform",
    "opens_at_second",
    "read_bare_id",
    "read_link",
    "recording_key",
    "recording_name",
    "write_link",
]

WRAPPER_DEPTH = 4
_MOST_KEYS = 1 << 14
# A video's id and a path are what they are; no link has to be read to know that.
_FINAL = frozenset({"youtube", "local_file"})


def read_link(text: str) -> Link | None:
    """Return the link that the text is; None when it is none.

    Eleven characters alone are read as a YouTube id: where a file or a hearing may have that name,
    call `read_bare_id` first. A path of this machine is a link only as `file://`. Raises UsageError
    for an address that is plainly meant as a video but names none.
    """
    return read_bare_id(text) or _read_address(text, WRAPPER_DEPTH)


def read_bare_id(text: str) -> Link | None:
    """Return the link to the YouTube video whose id is the whole text; None for anything else."""
    text = text.strip()
    return youtube.link(text) if youtube.ID.fullmatch(text) else None


def write_link(
    platform: str,
    key: str,
    second_s: float,
    style: LinkStyle = LinkStyle.HOUSE,
    beside: PurePath | None = None,
    *,
    in_full: bool = False,
) -> str:
    """Return the address of a recording at a second, rounded down and never below 0.

    `beside` is the absolute folder that a link to a local file is read from; with `in_full`, such a
    link is its whole address. Raises HearingnotesError for an unknown platform.
    """
    second = int(second_s) if math.isfinite(second_s) else 0
    stored, (now, now_key) = _platform(platform), recording_key(platform, key)
    # A page may have become one of a platform that is known since.
    written, its_key = (stored, key) if now == platform else (_platform(now), now_key)
    return written.write(Target(its_key, max(0, second), style, beside, in_full))


def opens_at_second(platform: str, key: str) -> bool:
    """Return whether links to this recording open it at their second, as far as is known.

    Raises HearingnotesError for an unknown platform.
    """
    return write_link(platform, key, 1) != write_link(platform, key, 2)


@lru_cache(_MOST_KEYS)
def recording_key(platform: str, key: str) -> tuple[str, str]:
    """Return the platform and the key that are read from a link to this recording.

    Keys that another version of the program has stored differ, those returned here do not: two
    recordings are one if these are the same. What no link can be read of is returned as it is.
    """
    if platform in _FINAL or not is_known_platform(platform) or not key:
        return platform, key
    written = _platform(platform).write(Target(key, 0, LinkStyle.HOUSE, None))
    if "://" not in written:
        return platform, key
    try:
        link = _read_address(written, WRAPPER_DEPTH)
    except HearingnotesError:
        return platform, key
    is_other = link is not None and link.platform != platform and _platform(platform).RANK == 0
    if link is None or link.key is None or is_other:
        return platform, key
    return link.platform, link.key


def is_of_a_platform(link: Link) -> bool:
    """Return whether the link's platform knows its own addresses; any other page or file has
    none."""
    return is_known_platform(link.platform) and _platform(link.platform).RANK == 0


def is_known_platform(name: str) -> bool:
    """Return whether there is a platform of this name; another version of the program may know
    more."""
    return name in _platforms()


def recording_name(link: Link) -> str:
    """Return a short name, on one line, for a recording of which nothing is known yet."""
    return _platform(link.platform).name(link)


def _read_address(text: str, depth: int) -> Link | None:
    address = parse_address(text)
    if address is None:
        return None
    inner = unwrap(address)
    if inner is not None:
        return _read_address(inner, depth - 1) if depth else None
    on_the_web = address.scheme_given and address.host
    able = (platform for platform in _platforms().values() if on_the_web or platform.RANK == 0)
    links = (platform.read(address) for platform in able)
    return next((link for link in links if link is not None), None)


def _platform(name: str) -> Platform:
    if not is_known_platform(name):
        raise HearingnotesError(
            f"This version of hearingnotes knows no platform “{one_line(name, 40)}”: "
            "use the version that the recording was added with."
        )
    return _platforms()[name]


@cache
def _platforms() -> dict[str, Platform]:
    """Return all modules in `platforms` by name, in the order of their ranks."""
    names = [module.name for module in pkgutil.iter_modules(platforms.__path__)]
    found = {name: cast(Platform, import_module(f"{platforms.__name__}.{name}")) for name in names}
    return dict(sorted(found.items(), key=lambda pair: pair[1].RANK))
