"""A medium to play, and what is known of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit

from hearingnotes.errors import UsageError
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.sanitize import one_line, printable


@dataclass(frozen=True, slots=True)
class CaptionSource:
    """The address of a platform's captions, their format and language, and whether a machine made
    them."""

    url: str
    caption_format: str
    language: str
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium to play, and what is known of it; its texts are single clean lines.

    `url` is the address for mpv, empty for a broadcast that has not begun or whose finished video
    is still being made; `audio_url` is a second address when picture and sound are separate.
    `headers` are the HTTP headers that mpv must send.
    `release_utc` is the scheduled start of an upcoming broadcast, the actual start of any other.
    `platform_key` is the id on the platform: for a channel's page that of the video. `expires_utc`
    is when `url` stops working. `clock_ahead_s` is how far this machine's clock is ahead of the
    platform's; 0 when they agree within a few seconds. `captions` are those of its platform.
    `goes_on` is whether a broadcast has more than was played; None where that is unknown.
    `in_segments` says that `url` is a list of segments (HLS, DASH).
    """

    url: str
    audio_url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    title: str = ""
    body: str = ""
    date: datetime.date | None = None
    duration_s: float | None = None
    live_status: LiveStatus = LiveStatus.NOT_LIVE
    release_utc: datetime.datetime | None = None
    platform_key: str | None = None
    webpage_url: str | None = None
    expires_utc: datetime.datetime | None = None
    clock_ahead_s: float = 0.0
    captions: CaptionSource | None = None
    goes_on: bool | None = None
    in_segments: bool = False

    @property
    def is_live(self) -> bool:
        """Whether the medium is being broadcast."""
        return self.live_status is LiveStatus.LIVE


def direct(url_or_path: str) -> Medium:
    """Return the medium at an http(s) address or in a local file, without any lookup.

    Raises UsageError for an address without a host, and for what is no file.
    """
    scheme = url_or_path.strip().partition(":")[0].lower()
    if scheme in {"http", "https"}:
        return _at_address(url_or_path.strip())
    if scheme == "file":
        # Late: it imports HTTP and e-mail, for which no screen should wait.
        from urllib.request import url2pathname

        return _in_file(url2pathname(urlsplit(url_or_path.strip()).path))
    return _in_file(url_or_path)


def is_one_word(text: str) -> bool:
    """Return whether a text has no white space and no control characters, as in every address."""
    return text == "".join(printable(text).split())


def _at_address(text: str) -> Medium:
    try:
        url = urldefrag(text).url
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or not is_one_word(text):
        raise UsageError(f"“{one_line(text)}” is no complete web address: copy it again, whole.")
    name = PurePosixPath(unquote(parts.path)).stem or host
    return Medium(url, title=one_line(name), webpage_url=url)


def _in_file(text: str) -> Medium:
    try:
        path = Path(text).expanduser().absolute()
        found = path.is_file()
    except (OSError, RuntimeError, ValueError):
        found = False
    if not found:
        raise UsageError(f"There is no file “{one_line(text)}”: check its name and folder.")
    return Medium(str(path), title=one_line(path.stem), platform_key=str(path))
