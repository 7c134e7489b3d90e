"""Addresses that may be links in exports, and names of recordings there."""

import re

from hearingnotes.model.hearing import Recording
from hearingnotes.model.sanitize import one_line

_ON_THE_WEB = re.compile(r"https?://[^/\\]", re.IGNORECASE)
# No scheme, no host, and nothing that begins at the root of a disk or a site.
_BESIDE = re.compile(r"(?![/\\?#])[^:\\]+")


def is_on_the_web(address: str) -> bool:
    """Return whether an address is http or https."""
    return _ON_THE_WEB.match(address) is not None


def may_be_link(address: str) -> bool:
    """Return whether an address is on the web, or a path from the exported file to one near it.

    Anything else might run something (`javascript:`), or reveal the disk (`file:`).
    """
    return is_on_the_web(address) or _BESIDE.fullmatch(address) is not None


def shown_name(recording: Recording) -> str:
    """Return the recording's title, or the name of its file without the folder, or its address."""
    is_file = recording.platform == "local_file"
    return recording.title or (file_name(recording.key) if is_file else one_line(recording.url))


def file_name(path: str) -> str:
    """Return the name of a file, of whatever system, without its folder."""
    return one_line(path.replace("\\", "/").rpartition("/")[2])
