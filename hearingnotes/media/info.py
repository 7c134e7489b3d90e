"""Conversion of yt-dlp's description of a video (its info dict) to a `Medium`; pure, without
yt-dlp."""

import datetime
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from hearingnotes.captions.parse import FORMATS
from hearingnotes.errors import HearingnotesError
from hearingnotes.media.medium import CaptionSource, Medium, is_one_word
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.sanitize import one_line

Info = Mapping[str, Any]

_EXPIRE = re.compile(r"(?:/expire/|[?&]expire=)(\d{9,11})(?:[/&]|$)")

# mpv also takes edl://, av:// and its like; a page must never be able to name those.
PLAYED_SCHEMES = frozenset({"http", "https", "rtmp", "rtmps", "rtsp"})

# Before a broadcast there is at most a trailer. After it, until its video is made, its last hours:
# their seconds are not those of the video.
_NOT_PLAYED = frozenset({LiveStatus.UPCOMING, LiveStatus.POST_LIVE})

# A live broadcast has no captions of what was spoken before.
_WITH_CAPTIONS = frozenset({LiveStatus.NOT_LIVE, LiveStatus.WAS_LIVE})


def first_entry(info: Info | None) -> Info | None:
    """Return the video itself, or the first of a list or of a list of lists; None for an empty
    list."""
    while info is not None and "entries" in info:
        info = next((entry for entry in info["entries"] or () if entry), None)
    return info


def medium_of(info: Info, zone: datetime.tzinfo | None = None) -> Medium:
    """Return the medium of one video's info dict; days are counted in `zone`, or this machine's
    zone.

    Raises HearingnotesError for an address that must not be played.
    """
    status = _live_status(info)
    selected = info.get("requested_formats") or [info]
    # Picture and sound of one manifest come from one address, and so do those of one file.
    addresses = list(dict.fromkeys(filter(None, map(_address, selected))))
    if status in _NOT_PLAYED:
        addresses = []
    return Medium(
        url=addresses[0] if addresses else "",
        audio_url=addresses[1] if len(addresses) > 1 else None,
        headers=_headers(selected[0]) if addresses else {},
        # yt-dlp adds the time of day to the titles of live broadcasts, but not to this one.
        title=_line(info, "fulltitle" if "fulltitle" in info else "title"),
        body=_line(info, "channel") or _line(info, "uploader"),
        date=_day(info, zone),
        duration_s=_positive(info.get("duration")),
        live_status=status,
        release_utc=_instant(info.get("release_timestamp")),
        # The generic extractor makes its ids up from the address.
        platform_key=None if info.get("extractor_key") == "Generic" else _line(info, "id") or None,
        webpage_url=_web_address(info.get("webpage_url")),
        expires_utc=_expiry(addresses[0]) if addresses else None,
        captions=caption_source(info) if status in _WITH_CAPTIONS else None,
        in_segments=bool(addresses) and _is_in_segments(selected[0]),
    )


def _address(selected: Info) -> str:
    # mpv plays DASH by its manifest only; the other address is that of a single segment.
    is_dash = str(selected.get("protocol")).startswith("http_dash_segments")
    address = str(selected.get("manifest_url" if is_dash else "url") or "")
    if address and not (is_one_word(address) and _scheme(address) in PLAYED_SCHEMES):
        raise HearingnotesError(
            f"That page names a medium that cannot be played: “{one_line(address)}”."
        )
    return address


def _is_in_segments(selected: Info) -> bool:
    return str(selected.get("protocol")).startswith(("m3u8", "http_dash_segments"))


def _expiry(address: str) -> datetime.datetime | None:
    """Return when an address of YouTube's media stops working, by its own parameter."""
    match = _EXPIRE.search(address)
    return _instant(int(match[1])) if match else None


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _web_address(value: object) -> str | None:
    text = str(value or "")
    return text if is_one_word(text) and _scheme(text) in {"http", "https"} else None


def _headers(selected: Info) -> dict[str, str]:
    headers = {
        str(name): str(value) for name, value in (selected.get("http_headers") or {}).items()
    }
    return {name: value for name, value in headers.items() if (name + value).isprintable()}


def _live_status(info: Info) -> LiveStatus:
    try:
        return LiveStatus(info.get("live_status") or "")
    except ValueError:
        return LiveStatus.LIVE if info.get("is_live") else LiveStatus.NOT_LIVE


def _line(info: Info, key: str) -> str:
    value = info.get(key)
    return one_line(str(value)) if value is not None else ""


def _positive(value: object) -> float | None:
    number = float(value) if isinstance(value, int | float) else math.nan
    return number if math.isfinite(number) and number > 0 else None


def _instant(timestamp: object) -> datetime.datetime | None:
    seconds = _positive(timestamp)
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC) if seconds else None
    except (OverflowError, OSError, ValueError):
        return None


def _day(info: Info, zone: datetime.tzinfo | None) -> datetime.date | None:
    # yt-dlp's dates are days in UTC; an evening's hearing would be filed under the day after.
    instant = _instant(info.get("release_timestamp")) or _instant(info.get("timestamp"))
    if instant is not None:
        return instant.astimezone(zone).date()
    digits = str(info.get("release_date") or info.get("upload_date") or "")
    try:
        return datetime.datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None


_ORIGINAL = "-orig"
_LANGUAGE_LIMIT = 20

Tracks = Mapping[str, Any]


def caption_source(info: Mapping[str, Any]) -> CaptionSource | None:
    """Return the best captions of a video, None without any.

    Captions by people come before automatic ones, and the spoken language before any other. Machine
    translations are not used.
    """
    by_people = _tracks(info, "subtitles")
    automatic = _tracks(info, "automatic_captions")
    language = str(info.get("language") or "").partition("-")[0].casefold()
    choices = (
        *((code, by_people, False) for code in _spoken(by_people, language)),
        *((code, automatic, True) for code in _original(automatic, language)),
        *((code, by_people, False) for code in by_people),
    )
    found = (_source(code, tracks[code], is_automatic) for code, tracks, is_automatic in choices)
    return next(filter(None, found), None)


def _tracks(info: Mapping[str, Any], key: str) -> Tracks:
    tracks = info.get(key)
    return tracks if isinstance(tracks, Mapping) else {}


def _spoken(tracks: Tracks, language: str) -> Iterator[str]:
    """Yield the codes in the spoken language, where it is known; the plainest code first."""
    codes = (code for code in tracks if language and _base(code) == language)
    yield from sorted(codes, key=len)


def _original(tracks: Tracks, language: str) -> Iterator[str]:
    """Yield the codes of automatic captions. YouTube lists them beside machine translations."""
    yield from (code for code in tracks if code.endswith(_ORIGINAL))
    yield from _spoken(tracks, language)
    if len(tracks) == 1:
        yield from tracks


def _base(code: str) -> str:
    return code.partition("-")[0].casefold()


def _source(code: str, track: Any, is_automatic: bool) -> CaptionSource | None:
    entries = [entry for entry in track if isinstance(entry, Mapping)] if track else []
    for caption_format in FORMATS:
        for entry in entries:
            url = str(entry.get("url") or "")
            if entry.get("ext") == caption_format and _can_be_fetched(url, entry):
                language = one_line(code.removesuffix(_ORIGINAL), _LANGUAGE_LIMIT)
                return CaptionSource(url, caption_format, language, is_automatic)
    return None


def _can_be_fetched(url: str, entry: Mapping[str, Any]) -> bool:
    """Return whether the text itself is at the address, and not a playlist of its parts."""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False
    return is_web and is_one_word(url) and "m3u8" not in str(entry.get("protocol") or "")
