"""A file of this machine; the key is its absolute path.

A link to it is relative, so that no export reveals the layout of the reporter's disk.
"""

import ntpath
import posixpath
import re
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import quote, unquote

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target
from hearingnotes.model.sanitize import one_line

RANK = 0
MOST_STEPS_UP = 2
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_CONTROL = re.compile("[\x00-\x1f\x7f]")


def read(address: Address) -> Link | None:
    """Read a `file://` address."""
    path = unquote(address.path)
    if address.scheme != "file" or not path.startswith("/") or _CONTROL.search(path):
        return None
    key = str(_pure(path[1:] if _DRIVE.match(path[1:]) else path))
    return Link("local_file", key, key, address.second_s())


def write(target: Target) -> str:
    """Return the path relative to `beside`, or the file's name where that would reveal too much."""
    path = _pure(target.key)
    if target.in_full and path.is_absolute():
        return f"{path.as_uri()}#t={target.second}"
    way = _way(path, target.beside) or path.name
    return f"{quote(way.encode('utf-8', 'surrogateescape'))}#t={target.second}"


def name(link: Link) -> str:
    """Return the file's name without its extension."""
    return one_line(_pure(link.url).stem)


def _pure(path: str) -> PurePath:
    return PureWindowsPath(path) if _DRIVE.match(path) else PurePosixPath(path)


def _way(path: PurePath, beside: PurePath | None) -> str:
    windows = isinstance(path, PureWindowsPath)
    if beside is None or isinstance(beside, PureWindowsPath) != windows:
        return ""
    if not (path.is_absolute() and beside.is_absolute()):
        return ""
    flavour = ntpath if windows else posixpath
    try:
        way = flavour.relpath(path, beside)
    except ValueError:  # another drive
        return ""
    steps = type(path)(way).parts
    up = steps.count("..")
    # From the root down, the way would be the absolute path in another dress.
    past_root = up and up >= len(type(path)(flavour.normpath(beside)).parts) - 1
    return "" if up > MOST_STEPS_UP or past_root else "/".join(steps)
