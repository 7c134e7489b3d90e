"""Which files captions are in: beside a recording, or in it."""

import os
import re
import shutil
from pathlib import Path

from hearingnotes.captions.parse import FORMS
from hearingnotes.model.sanitize import one_line

_NAME_LIMIT = 120
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE)
_WITH_TRACKS = frozenset(
    (".3gp", ".asf", ".avi", ".flv", ".m2ts", ".m4v", ".mka", ".mks", ".mkv", ".mov", ".mp4",
     ".mpeg", ".mpg", ".mts", ".ogm", ".ogv", ".ts", ".vob", ".webm", ".wmv")
)  # fmt: skip
_OF_SOUND = frozenset(
    (".aac", ".ac3", ".aiff", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".wma")
)


def sidecar(path_or_url: str) -> Path | None:
    """The captions beside a file: `hearing.vtt` or `hearing.en.vtt` beside `hearing.mp4`."""
    path = Path(path_or_url)
    if not _is_file(path_or_url):
        return None
    try:
        names = os.listdir(path.parent)  # noqa: PTH208
    except OSError:
        return None
    recordings = {Path(name).stem for name in names if _ending(name) in _WITH_TRACKS | _OF_SOUND}
    endings = {f".{form}": at for at, form in enumerate(FORMS)}
    beside = [
        name
        for name in names
        if _ending(name) in endings and _belongs(Path(name).stem, path.stem, recordings)
    ]
    # The plainest name first: a language was named for more than one.
    beside.sort(key=lambda name: (len(name.split(".")), endings[_ending(name)], name))
    return path.with_name(beside[0]) if beside else None


def may_have_tracks(path_or_url: str) -> bool:
    """Whether it is a file of a kind that can have captions in it, and they can be had."""
    return _is_file(path_or_url) and _ending(path_or_url) in _WITH_TRACKS and ffmpeg() is not None


def ffmpeg() -> str | None:
    """The program that reads them, where it is installed."""
    return shutil.which("ffmpeg")


def shown_name(path: Path) -> str:
    """The name of a file, as it can be told."""
    return one_line(path.name, _NAME_LIMIT)


def _is_file(path_or_url: str) -> bool:
    return "://" not in path_or_url and Path(path_or_url).is_absolute()


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _belongs(stem: str, recording: str, recordings: set[str]) -> bool:
    """Whether captions of this stem are the recording's, and in no language or in one; another
    recording that is called so has them for itself."""
    if stem == recording:
        return True
    is_language = _LANGUAGE.fullmatch(stem.removeprefix(f"{recording}."))
    return stem.startswith(f"{recording}.") and bool(is_language) and stem not in recordings
