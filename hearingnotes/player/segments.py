"""The segments of a live stream, read from mpv's log: their numbers, lengths and dates; pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW_S = 30.0
JOINED_FROM_END = 3

_OPENING = re.compile(r"Opening '(?P<url>[^']*)' for reading")
_SQ = re.compile(r"/sq/(\d{1,12})(?:/|$)")
_MANIFEST = re.compile(r"/id/[^/.]+\.(\d{1,9})(?:[/~]|$)")
_ITAG = re.compile(r"/itag/(\d{1,6})(?:/|$)")
_DURATION = re.compile(r"/dur/(\d{1,4}(?:\.\d{1,9})?)(?:/|$)")
_SEGMENT_FILE = re.compile(r"\.(?:ts|m4s|mp4|aac|m4a)(?:\?|$)", re.IGNORECASE)
_PROGRAMME_DATE = re.compile(r"EXT-X-PROGRAM-DATE-TIME:([^\s')]+)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that was opened: its number, its manifest's number, its nominal length.

    `stream` tells those of the sound from those of the picture where they come apart.
    """

    sq: int | None
    manifest: int | None
    segment_s: float | None
    stream: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Segments that were opened and are numbered on, from the first to the last."""

    first: Segment
    last: Segment


def read_opening(line: str) -> Segment | None:
    """The segment that a line of mpv's log says is opened; None for any other line."""
    match = _OPENING.search(line)
    if match is None:
        return None
    url = match["url"]
    sq, manifest, duration = _SQ.search(url), _MANIFEST.search(url), _DURATION.search(url)
    if sq is None and not _SEGMENT_FILE.search(url):
        return None
    return Segment(
        int(sq[1]) if sq else None,
        int(manifest[1]) if manifest else None,
        # Only the nominal length tells where a segment begins; what is printed wavers around it.
        float(round(float(duration[1]))) or None if duration else None,
        _stream(url, sq),
    )


def _stream(url: str, sq: re.Match[str] | None) -> str:
    """What the addresses of one playlist's segments have in common, and another's have not."""
    itag = _ITAG.search(url)
    if itag is not None or sq is None:
        return itag[1] if itag is not None else ""
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


def restarts(newest: Segment, segment: Segment) -> bool:
    """Whether numbers begin anew with `segment`."""
    if newest.manifest != segment.manifest:
        return True
    return newest.sq is not None and segment.sq is not None and segment.sq < newest.sq


def skipped_s(newest: Segment, segment: Segment) -> tuple[float, ...]:
    """How much lies between the two, if any."""
    if newest.sq is None or segment.sq is None or segment.segment_s is None:
        return ()
    skipped = segment.sq - newest.sq - 1
    return (skipped * segment.segment_s,) if skipped > 0 else ()


def date_of_first(dates: tuple[datetime, ...], segment_s: float) -> datetime | None:
    """The programme date of the segment that is joined at: the third from the end.

    YouTube's playlists have one date, that of their first segment.
    """
    if not dates:
        return None
    if len(dates) >= JOINED_FROM_END:
        return dates[-JOINED_FROM_END]
    return dates[-1] + timedelta(seconds=max(0.0, WINDOW_S - JOINED_FROM_END * segment_s))
