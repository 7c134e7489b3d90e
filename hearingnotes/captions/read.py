"""Reading captions in the child process: from files of their own and from recordings."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sized
from pathlib import Path

from hearingnotes.captions.parse import FORMATS, MOST_BYTES, read_captions
from hearingnotes.errors import HearingnotesError
from hearingnotes.files import NotUtf8Error, TooLargeError, decode_text, read_text
from hearingnotes.model.captions import Captions
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import format_time, parse_time

LONGEST_LINE = 1 << 16
PROGRESS_EVERY_S = 60
_TOO_LARGE = f"they have more than {MOST_BYTES >> 20} MB"
IN_RECORDING = "Reading the captions in the recording"
# Copied where possible: converting one format to another loses letters.
_WAYS = (
    ("vtt", ("-c:s", "copy", "-f", "webvtt")),
    ("srt", ("-c:s", "copy", "-f", "srt")),
    ("vtt", ("-f", "webvtt")),
)


def read_fetched(content: bytes, caption_format: str) -> Captions:
    """Read the captions of an address; raises HearingnotesError, as the end of a sentence."""
    _measure(content)
    return read_captions(decode_text(content, "replace"), caption_format)


def read_file(path: Path) -> Captions:
    """Read the captions of a file; raises HearingnotesError that names it."""
    name = shown_name(path)
    caption_format = path.suffix.lower().removeprefix(".")
    if caption_format not in FORMATS:
        endings = ", ".join(f".{caption_format}" for caption_format in FORMATS)
        raise HearingnotesError(
            f"{name} is no file of captions; its name must end in one of {endings}."
        )
    try:
        return read_captions(read_text(path, MOST_BYTES), caption_format)
    except OSError as error:
        raise HearingnotesError(f"The captions {name} can't be read ({error.strerror}).") from error
    except NotUtf8Error as error:
        what = "this is not written in UTF-8; save the file as UTF-8."
        raise HearingnotesError(f"{name}, line {error.line}: {what}") from error
    except (TooLargeError, HearingnotesError) as error:
        why = _TOO_LARGE if isinstance(error, TooLargeError) else error
        raise HearingnotesError(f"{name} can't be taken for captions: {why}.") from error


def read_recording(path: Path, on_progress: Callable[[str], None]) -> Captions:
    """Read the captions of a recording's first text track; none where it has no such track.

    Raises HearingnotesError that names the recording.
    """
    program = ffmpeg()
    if program is None:
        return Captions()
    on_progress(IN_RECORDING)
    reading = ["-protocol_whitelist", "file,pipe", "-i", f"file:{path}", "-map", "0:s:0"]
    for caption_format, how in _WAYS:
        command = [program, "-nostdin", "-v", "error", *reading, *how, "-flush_packets", "1", "-"]
        try:
            content = _output(command, on_progress)
            if b"-->" in content:
                return read_captions(decode_text(content, "replace"), caption_format)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise HearingnotesError(
                f"The captions in {shown_name(path)} can't be read ({why})."
            ) from error
        except HearingnotesError as failure:
            name = shown_name(path)
            raise HearingnotesError(
                f"The captions in {name} can't be taken: {failure}."
            ) from failure
    return Captions()


def _output(command: list[str], on_progress: Callable[[str], None]) -> bytes:
    """Return what ffmpeg extracts from a track, empty where it fails; reports progress."""
    content = bytearray()
    # It is of this process's group, and ends with it when nobody waits any more.
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            while line := process.stdout.readline(LONGEST_LINE):
                content += line
                _measure(content)
                minute_s = _second(line) // PROGRESS_EVERY_S * PROGRESS_EVERY_S
                if minute_s:
                    on_progress(f"{IN_RECORDING}, up to {format_time(minute_s)}")
        finally:
            process.kill()
    return bytes(content)


def _second(line: bytes) -> float:
    """Return the second at which a cue begins, from the line with its times; 0 for any other
    line."""
    begins, arrow, _ = line.partition(b" -->")
    return (
        (parse_time(begins.replace(b",", b".").decode(errors="replace")) or 0.0) if arrow else 0.0
    )


def _measure(content: Sized) -> None:
    if len(content) > MOST_BYTES:
        raise HearingnotesError(_TOO_LARGE)


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
    """Return the captions beside a file: `hearing.vtt` or `hearing.en.vtt` beside `hearing.mp4`."""
    path = Path(path_or_url)
    if not _is_file(path_or_url):
        return None
    try:
        names = os.listdir(path.parent)  # noqa: PTH208
    except OSError:
        return None
    recordings = {Path(name).stem for name in names if _ending(name) in _WITH_TRACKS | _OF_SOUND}
    endings = {f".{caption_format}": at for at, caption_format in enumerate(FORMATS)}
    beside = [
        name
        for name in names
        if _ending(name) in endings and _belongs(Path(name).stem, path.stem, recordings)
    ]
    # The plainest name first: a language was named for more than one.
    beside.sort(key=lambda name: (len(name.split(".")), endings[_ending(name)], name))
    return path.with_name(beside[0]) if beside else None


def may_have_tracks(path_or_url: str) -> bool:
    """Return whether a file is of a kind with text tracks, and ffmpeg is there to read them."""
    return _is_file(path_or_url) and _ending(path_or_url) in _WITH_TRACKS and ffmpeg() is not None


def ffmpeg() -> str | None:
    """Return the path of ffmpeg; None where it is not installed."""
    return shutil.which("ffmpeg")


def shown_name(path: Path) -> str:
    """Return the name of a file, fit for a sentence."""
    return one_line(path.name, _NAME_LIMIT)


def _is_file(path_or_url: str) -> bool:
    return "://" not in path_or_url and Path(path_or_url).is_absolute()


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _belongs(stem: str, recording: str, recordings: set[str]) -> bool:
    """Return whether captions of this stem are the recording's, with or without a language.

    Another recording with the same stem has them for itself.
    """
    if stem == recording:
        return True
    is_language = _LANGUAGE.fullmatch(stem.removeprefix(f"{recording}."))
    return stem.startswith(f"{recording}.") and bool(is_language) and stem not in recordings
