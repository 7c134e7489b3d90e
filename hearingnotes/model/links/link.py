"""A link, and the protocol of a platform."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Protocol

from hearingnotes.model.links.address import Address


class LinkStyle(StrEnum):
    """The styles of a YouTube link to a second; other platforms have one."""

    HOUSE = "house"
    SHARE = "share"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Link:
    """The target of a pasted text.

    `platform` is the name of the platform's module. `key` identifies the recording on its platform
    for good; it is None where the platform must be asked first, as for a channel's page. `url` is
    the address to open, without time and tracking. `second_s` is the time that the text carried.
    """

    platform: str
    key: str | None
    url: str
    second_s: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a link to be written: the whole `second` of the recording with this `key`.

    `beside` is the folder of the file that the link is written into. With `in_full`, a file is
    named by its whole path: for this machine, never to be published.
    """

    key: str
    second: int
    style: LinkStyle
    beside: PurePath | None
    in_full: bool = False


class Platform(Protocol):
    """The interface of a module in `platforms`. Its file name is the platform's name."""

    RANK: int
    """The order in which platforms are tried.

    Platforms of rank 0 know their own addresses, also without `https://`; higher ones take an
    address from anywhere.
    """

    def read(self, address: Address) -> Link | None:
        """Return the link that an address is; None when it belongs to another platform.

        Raises UsageError when it belongs to this one but cannot be right.
        """

    def write(self, target: Target) -> str:
        """Return the address of a second; `read` returns the same key and second for it.

        Where nobody knows how its pages are opened at a second, it is the address alone.
        """

    def name(self, link: Link) -> str:
        """Return a name for the recording while nothing is known of it."""
