"""Which of the captions that yt-dlp lists to take; pure, without yt-dlp."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from hearingnotes.captions.parse import FORMS
from hearingnotes.media.medium import CaptionSource, is_one_word
from hearingnotes.model.sanitize import one_line

_ORIGINAL = "-orig"
_LANGUAGE_LIMIT = 20

Tracks = Mapping[str, Any]


def caption_source(info: Mapping[str, Any]) -> CaptionSource | None:
    """The captions of a video: those that people made before those that a machine heard, and the
    language that is spoken before any other. Machines' translations are not taken."""
    written = _tracks(info, "subtitles")
    heard = _tracks(info, "automatic_captions")
    language = str(info.get("language") or "").partition("-")[0].casefold()
    choices = (
        *((code, written, False) for code in _spoken(written, language)),
        *((code, heard, True) for code in _original(heard, language)),
        *((code, written, False) for code in written),
    )
    found = (_source(code, tracks[code], is_heard) for code, tracks, is_heard in choices)
    return next(filter(None, found), None)


def _tracks(info: Mapping[str, Any], key: str) -> Tracks:
    tracks = info.get(key)
    return tracks if isinstance(tracks, Mapping) else {}


def _spoken(tracks: Tracks, language: str) -> Iterator[str]:
    """Those in the language that is spoken, where it is known; the plainest code first."""
    codes = (code for code in tracks if language and _base(code) == language)
    yield from sorted(codes, key=len)


def _original(tracks: Tracks, language: str) -> Iterator[str]:
    """What the machine heard. YouTube lists that beside its translations into all languages."""
    yield from (code for code in tracks if code.endswith(_ORIGINAL))
    yield from _spoken(tracks, language)
    if len(tracks) == 1:
        yield from tracks


def _base(code: str) -> str:
    return code.partition("-")[0].casefold()


def _source(code: str, track: Any, is_automatic: bool) -> CaptionSource | None:
    entries = [entry for entry in track if isinstance(entry, Mapping)] if track else []
    for form in FORMS:
        for entry in entries:
            url = str(entry.get("url") or "")
            if entry.get("ext") == form and _can_be_fetched(url, entry):
                language = one_line(code.removesuffix(_ORIGINAL), _LANGUAGE_LIMIT)
                return CaptionSource(url, form, language, is_automatic)
    return None


def _can_be_fetched(url: str, entry: Mapping[str, Any]) -> bool:
    """Whether the text itself lies there, and not a playlist of its parts."""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False
    return is_web and is_one_word(url) and "m3u8" not in str(entry.get("protocol") or "")
