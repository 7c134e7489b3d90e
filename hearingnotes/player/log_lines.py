"""Lines of mpv's log about a live stream: which segment it opens, which date a playlist names."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearingnotes.model.row_interval import USUAL_SEGMENT_S

WINDOW_S = 30.0
JOINED_FROM_END = 3

_OPENING = re.compile(r"Opening '(?P<url>[^']*)' for reading")
_SQ = re.compile(r"/sq/(\d{1,12})(?:/|$)")
_MANIFEST = re.compile(r"/id/[^/.]+\.(\d{1,9})(?:[/~]|$)")
_ITAG = re.compile(r"/itag/(\d{1,6})(?:/|$)")
_DURATION = re.compile(r"/dur/(\d{1,4}(?:\.\d{1,9})?)(?:/|$)")
_PROGRAMME_DATE = re.compile(r"EXT-X-PROGRAM-DATE-TIME:([^\s')]+)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A numbered segment that was opened: its number, its manifest's number, its nominal length.

    `stream` tells those of the sound from those of the picture where they come apart.
    """

    sq: int
    manifest: int | None
    segment_s: float | None
    stream: str = ""


def read_opening(line: str) -> Segment | None:
    """The numbered segment that a line of mpv's log says is opened; None for any other line."""
    match = _OPENING.search(line)
    url = match["url"] if match is not None else ""
    sq, manifest, duration = _SQ.search(url), _MANIFEST.search(url), _DURATION.search(url)
    if sq is None:
        return None
    return Segment(
        int(sq[1]),
        int(manifest[1]) if manifest else None,
        # Only the nominal length tells where a segment begins; what is printed wavers around it.
        float(round(float(duration[1]))) or None if duration else None,
        _stream(url, sq),
    )


def _stream(url: str, sq: re.Match[str]) -> str:
    """What the addresses of one playlist's segments have in common, and another's have not."""
    itag = _ITAG.search(url)
    if itag is not None:
        return itag[1]
    whole = _MANIFEST.sub("/", url[: sq.start()])
    return whole.partition("://")[2].partition("/")[2]


def read_programme_date(line: str) -> datetime | None:
    """The programme date in a line of mpv's log."""
    match = _PROGRAMME_DATE.search(line)
    try:
        instant = datetime.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None


def date_of_first(dates: tuple[datetime, ...], segment_s: float | None) -> datetime | None:
    """The programme date of the segment that is joined at: the third from the end.

    YouTube's playlists have one date, that of their first segment.
    """
    if not dates:
        return None
    length_s = segment_s or USUAL_SEGMENT_S
    if len(dates) >= JOINED_FROM_END:
        return dates[-JOINED_FROM_END]
    return dates[-1] + timedelta(seconds=max(0.0, WINDOW_S - JOINED_FROM_END * length_s))
