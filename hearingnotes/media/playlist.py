"""Playlists of segments (HLS, DASH); pure."""

import math
import re
from dataclasses import dataclass

USUAL_TARGET_S = 10.0

_TARGET = re.compile(r"#EXT-X-TARGETDURATION:\s*(\d{1,4}(?:\.\d{1,9})?)")
_SEQUENCE = re.compile(r"#EXT-X-MEDIA-SEQUENCE:\s*(\d{1,18})")
_DYNAMIC = re.compile(r"<MPD\b[^>]*\btype\s*=\s*[\"']dynamic[\"']")


@dataclass(frozen=True, slots=True)
class Playlist:
    """A list of segments, or of `variants`: the addresses of lists, as written there.

    A broadcast's list `is_live` while more is to be added; it `is_partial` when its first segments
    are not listed any more. `target_s` is the greatest length of a segment. `newest` is the number
    after its last segment, which shows whether the list grows; None where segments are not listed
    one by one.
    """

    variants: tuple[str, ...] = ()
    is_live: bool = False
    is_partial: bool = False
    target_s: float = USUAL_TARGET_S
    newest: int | None = None


def read_playlist(text: str) -> Playlist | None:
    """Read a playlist; None for any other text."""
    if "<MPD" in text:
        return Playlist(is_live=_DYNAMIC.search(text) is not None)
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    if not lines or not lines[0].startswith("#EXTM3U"):
        return None
    if any(line.startswith("#EXT-X-STREAM-INF") for line in lines):
        return Playlist(tuple(line for line in lines if line and not line.startswith("#")))
    target = _TARGET.search(text)
    if target is None:
        return None  # a list of songs begins in the same way
    sequence = _SEQUENCE.search(text)
    first = int(sequence[1]) if sequence else 0
    listed = sum(line.startswith("#EXTINF") for line in lines)
    has_ended = "#EXT-X-ENDLIST" in lines or "#EXT-X-PLAYLIST-TYPE:VOD" in lines
    return Playlist(
        is_live=not has_ended,
        is_partial=first > 0,
        target_s=math.ceil(float(target[1])) or USUAL_TARGET_S,
        newest=first + listed,
    )
