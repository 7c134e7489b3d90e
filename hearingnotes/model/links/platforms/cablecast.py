"""Cablecast, with which community stations publish meetings: `CITY.cablecast.tv`, or a host of
theirs.

The key is the page of a show or of a video. `seekto` of a show and `t` of a video are seconds: so
public programs that cite meetings link to them (`…/internetchannel/show/ID?site=1&seekto=SEC`,
`CITY.cablecast.tv/vod/ID?t=SEC`). Cablecast does not document them.
"""

import re

from hearingnotes.model.links.address import Address, host_and_last_part
from hearingnotes.model.links.link import Link, Target

RANK = 0
_OWN_HOST = ".cablecast.tv"
_SHOW = re.compile(r"(?:/(?:CablecastPublicSite|internetchannel))/show/[0-9]+", re.IGNORECASE)
_OWN_SHOW = re.compile(r"/show/[0-9]+")
_VIDEO = re.compile(r"/vod/[0-9]+")
_SITES = ("site", "channel")
_NUMBER = re.compile("[0-9]+")


def read(address: Address) -> Link | None:
    """Read the page of a show, on any host, or of a video."""
    path = address.path.rstrip("/")
    is_own = address.host.endswith(_OWN_HOST)
    is_show = bool(_SHOW.fullmatch(path) or (is_own and _OWN_SHOW.fullmatch(path)))
    if address.scheme == "file" or not (is_show or (is_own and _VIDEO.fullmatch(path))):
        return None
    # Some stations have no https.
    scheme = "https" if is_own else address.scheme
    named = ((name, address.parameter(name)) for name in _SITES if is_show)
    sites = "&".join(f"{name}={site}" for name, site in named if _NUMBER.fullmatch(site))
    page = f"{scheme}://{address.host}{address.port}{path}{'?' if sites else ''}{sites}"
    return Link("cablecast", page, page, address.second_s("seekto" if is_show else "t"))


def write(target: Target) -> str:
    """Return the page with its second."""
    mark = "&" if "?" in target.key else "?"
    parameter = "seekto" if "/show/" in target.key else "t"
    return f"{target.key}{mark}{parameter}={target.second}"


def name(link: Link) -> str:
    """Return the host and the number of the show or the video."""
    return host_and_last_part(link.url)
