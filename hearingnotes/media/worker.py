"""The child process that runs yt-dlp and reads captions: the only module that imports yt-dlp.

It reads one request on stdin and answers on stdout; all output of yt-dlp goes to stderr. The
process ends when the parent closes stdin, by will or by dying.
"""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from hearingnotes.captions.parse import MOST_BYTES
from hearingnotes.captions.read import read_fetched, read_file, read_recording
from hearingnotes.errors import HearingnotesError
from hearingnotes.media.info import Info, first_entry, medium_of
from hearingnotes.media.javascript import javascript_runtime
from hearingnotes.media.medium import Medium
from hearingnotes.media.wire import (
    Answer,
    CaptionBatch,
    CaptionLocation,
    CaptionsRequest,
    Failure,
    LookupProgress,
    Request,
    read_request,
    write_answer,
)
from hearingnotes.media.yt_dlp_messages import (
    NO_YT_DLP,
    NOTHING_IN_LIST,
    describe_error,
    describe_progress,
    has_ended,
    starts_later,
)
from hearingnotes.model.captions import Captions
from hearingnotes.model.hearing import LiveStatus

SOCKET_TIMEOUT_S = 20
LONGEST_WAIT_S = 60
CLOCKS_AGREE_S = 5.0
CAPTIONS_A_LINE = 200

# mpv can't play what only yt-dlp's own downloader can assemble.
_WHOLE = "[protocol!*=generator]"
# Live broadcasts often have sound only with a picture: then the smallest is enough.
SOUND = f"bestaudio{_WHOLE}/worst{_WHOLE}/best*{_WHOLE}"
PICTURE = (
    f"bestvideo[height<=?{{height}}]{_WHOLE}+bestaudio{_WHOLE}"
    f"/best[height<=?{{height}}]{_WHOLE}/best{_WHOLE}/best*{_WHOLE}"
)

Send = Callable[[Answer], None]


class Narrator:
    """The logger for yt-dlp: collects its warnings, and sends each phrase of progress once."""

    def __init__(self, send: Send) -> None:
        self.warnings: list[str] = []
        self._send = send
        self._last = ""

    def report(self, phrase: str) -> None:
        """Send the progress, unless it was just sent."""
        if phrase != self._last:
            self._last = phrase
            self._send(LookupProgress(phrase))

    def debug(self, message: str) -> None:
        """Handle a line that yt-dlp would print."""
        print(message, file=sys.stderr)
        phrase = describe_progress(message)
        if phrase is not None:
            self.report(phrase)

    def info(self, message: str) -> None:
        """Handle a line as `debug` does; other parts of yt-dlp call this."""
        self.debug(message)

    def warning(self, message: str) -> None:
        """Collect a warning: often the only place that has YouTube's reason."""
        self.warnings.append(message)
        self.debug(message)

    def error(self, message: str) -> None:
        """Print an error to stderr; yt-dlp raises it as well."""
        print(message, file=sys.stderr)


class ServerClock:
    """The difference of this machine's clock from those of the servers that answer."""

    def __init__(self) -> None:
        self._ahead_s: list[float] = []

    def add(self, date: str | None, now_s: float) -> None:
        """Add an answer that has just arrived with this `Date`."""
        try:
            server_utc = parsedate_to_datetime(date or "")
        except ValueError:
            return
        self._ahead_s.append(now_s - server_utc.timestamp())

    @property
    def ahead_s(self) -> float:
        """The seconds that this machine's clock is ahead: the least, since cached answers have
        older dates."""
        ahead_s = min(self._ahead_s, default=0.0)
        return ahead_s if abs(ahead_s) > CLOCKS_AGREE_S else 0.0


def options(request: Request, narrator: Narrator) -> dict[str, Any]:
    """Return yt-dlp's options; without cookies, and never writing a file."""
    deno = javascript_runtime()
    settings: dict[str, Any] = {
        "format": PICTURE.format(height=request.height) if request.want_video else SOUND,
        "noplaylist": True,
        "playlist_items": "1",
        "ignore_no_formats_error": True,
        "skip_download": True,
        "socket_timeout": SOCKET_TIMEOUT_S,
        "color": "no_color",
        "logger": narrator,
        "js_runtimes": {"deno": {"path": str(deno)} if deno else {}},
    }
    return {**settings, "proxy": request.proxy} if request.proxy is not None else settings


def look_up(request: Request, narrator: Narrator) -> Medium:
    """Return the medium that yt-dlp finds at an address.

    Raises HearingnotesError with the reason why nothing can be played.
    """
    narrator.report("Starting yt-dlp")
    try:
        import yt_dlp
    except ImportError as error:
        raise HearingnotesError(NO_YT_DLP) from error
    clock = ServerClock()

    class TimedYoutubeDL(yt_dlp.YoutubeDL):  # type: ignore[misc]
        def urlopen(self, asked: Any) -> Any:
            response = super().urlopen(asked)
            clock.add(response.headers.get("Date"), time.time())
            return response

    with TimedYoutubeDL(options(request, narrator)) as ydl:
        try:
            found = ydl.extract_info(request.url, download=False)
        except Exception as error:
            traceback.print_exc()
            raise HearingnotesError(describe_error(str(error), narrator.warnings)) from error
    info = first_entry(found)
    if info is None:
        raise HearingnotesError(NOTHING_IN_LIST)
    medium = _checked(medium_of(info), narrator.warnings)
    medium = replace(medium, clock_ahead_s=clock.ahead_s)
    if medium.url:
        _wait_until_open(info, narrator)
    return medium


def fetch(request: CaptionsRequest, narrator: Narrator) -> bytes:
    """Return the content of an address of captions; of a file that is too large, more than
    `MOST_BYTES`.

    Raises HearingnotesError when it can't be fetched.
    """
    try:
        import yt_dlp
    except ImportError as error:
        raise HearingnotesError(NO_YT_DLP) from error
    narrator.report("Fetching the captions")
    asked = Request(request.place, proxy=request.proxy)
    with yt_dlp.YoutubeDL(options(asked, narrator)) as ydl:
        try:
            content: bytes = ydl.urlopen(request.place).read(MOST_BYTES + 1)
        except Exception as error:
            traceback.print_exc()
            raise HearingnotesError(describe_error(str(error), narrator.warnings)) from error
    return content


def read(request: CaptionsRequest, narrator: Narrator) -> Captions:
    """Return the requested captions; raises HearingnotesError when they can't be read."""
    match request.source:
        case CaptionLocation.ADDRESS:
            return read_fetched(fetch(request, narrator), request.caption_format)
        case CaptionLocation.FILE:
            return read_file(Path(request.place))
        case CaptionLocation.RECORDING:
            return read_recording(Path(request.place), narrator.report)


def send_captions(captions: Captions, send: Send) -> None:
    """Send captions in batches: the parent has keys to handle between them."""
    found = [*captions]
    for at in range(0, max(1, len(found)), CAPTIONS_A_LINE):
        behind = at + CAPTIONS_A_LINE
        send(CaptionBatch(tuple(found[at:behind]), is_last=behind >= len(found)))


def _checked(medium: Medium, warnings: list[str]) -> Medium:
    if medium.url or medium.live_status in {LiveStatus.UPCOMING, LiveStatus.POST_LIVE}:
        return medium
    if starts_later(warnings):
        return replace(medium, live_status=LiveStatus.UPCOMING)
    if has_ended(warnings):
        return replace(medium, live_status=LiveStatus.POST_LIVE)
    raise HearingnotesError(describe_error("", warnings))


def _wait_until_open(info: Info, narrator: Narrator) -> None:
    # YouTube may give addresses that work only after the time that its advertising takes.
    opens = max(part.get("available_at") or 0 for part in info.get("requested_formats") or [info])
    wait_s = min(opens - time.time(), LONGEST_WAIT_S)
    if wait_s > 0:
        narrator.report(f"The site makes us wait {wait_s:.0f} seconds")
        time.sleep(wait_s)


def _end_with_parent(stdin: int) -> None:
    while os.read(stdin, 4096):
        pass
    # The group is this process's own; a running deno ends with it.
    if os.name == "posix" and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def main() -> None:
    """Answer the one request, on a stdout that nothing else can write to."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)

    def send(answer: Answer) -> None:
        answers.write(write_answer(answer))

    request = read_request(requests.readline())
    threading.Thread(target=_end_with_parent, args=(requests.fileno(),), daemon=True).start()
    try:
        if isinstance(request, CaptionsRequest):
            send_captions(read(request, Narrator(send)), send)
        else:
            send(look_up(request, Narrator(send)))
    except HearingnotesError as error:
        send(Failure(str(error)))


if __name__ == "__main__":
    main()
