"""A link, and what every platform can do with one."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Protocol

from hearingnotes.model.links.address import Address


class LinkStyle(StrEnum):
    """How a YouTube link to a second is written; other platforms have one form."""

    HOUSE = "house"
    SHARE = "share"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Link:
    """What a pasted text points to.

    `platform` is the name of the platform's module. `key` names the recording on its platform for
    good; None where the platform must first be asked, as for a channel's page. `url` is what to
    open it from, without time and tracking. `second_s` is the time that the text carried.
    """

    platform: str
    key: str | None
    url: str
    second_s: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a link is to be written to: the whole `second` of the recording that `key` names.

    `beside` is the folder of the file that the link is written into. `in_full`, a file is named by
    its whole path: for this machine, never to be published.
    """

    key: str
    second: int
    style: LinkStyle
    beside: PurePath | None
    in_full: bool = False


class Platform(Protocol):
    """What a module in `platforms` has. Its file name is the platform's."""

    RANK: int
    """Asked in this order: 0 knows its own addresses, also without `https://`; the higher ones
    take an address from anywhere."""

    def read(self, address: Address) -> Link | None:
        """The link that an address is; None when it is not this platform's.

        Raises UsageError when it is, but cannot be right.
        """

    def write(self, target: Target) -> str:
        """The address of a second; `read` gives the same key and second for it."""

    def name(self, link: Link) -> str:
        """What to call the recording while nothing is known of it."""
