"""Panopto; the key is `HOST/ID`.

That `start` of the viewer is a second is told by public programs that link from a transcript into
the viewer: `Viewer.aspx?id=ID&start=SEC`.
"""

import re

from hearingnotes.model.links.address import Address
from hearingnotes.model.links.link import Link, Target
from hearingnotes.model.sanitize import one_line

RANK = 0
_HOST = re.compile(r"(?:[\w-]+\.)+panopto\.(?:com|eu)")
_VIEWER = re.compile(r"/Panopto/Pages/(?:Viewer|Embed)\.aspx", re.IGNORECASE)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


def read(address: Address) -> Link | None:
    """Read the viewer's page or the embedded player."""
    session_id = address.parameter("id").lower()
    if not _HOST.fullmatch(address.host) or not _VIEWER.fullmatch(address.path):
        return None
    if not _ID.fullmatch(session_id):
        return None
    key = f"{address.host}/{session_id}"
    return Link("panopto", key, _url(key), address.second_s("start"))


def write(target: Target) -> str:
    """Return the viewer's page with its start."""
    return f"{_url(target.key)}&start={target.second}"


def name(link: Link) -> str:
    """Return the host and the recording's id."""
    return one_line(" ".join((link.key or "").split("/")))


def _url(key: str) -> str:
    host, _, session_id = key.partition("/")
    return f"https://{host}/Panopto/Pages/Viewer.aspx?id={session_id}"
