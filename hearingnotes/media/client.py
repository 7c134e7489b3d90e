"""Asking the child process, from a worker thread; any other thread can stop it."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import IO

from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.medium import Medium
from hearingnotes.media.wire import (
    CaptionBatch,
    CaptionLocation,
    CaptionsRequest,
    Failure,
    LookupProgress,
    Request,
    read_answer,
    write_request,
)
from hearingnotes.model.captions import Caption, Captions
from hearingnotes.model.sanitize import printable
from hearingnotes.model.timecode import format_time

SILENCE_LIMIT_S = 90.0
COMMAND = (sys.executable, "-P", "-m", "hearingnotes.media.worker")

_log = logging.getLogger("hearingnotes.media")


class ChildCall:
    """One question to a process of its own; it is asked once.

    `whom` is who answers it. Without a limit, silence is borne until it is cancelled.
    """

    def __init__(
        self,
        request: Request | CaptionsRequest,
        silence_limit_s: float | None = SILENCE_LIMIT_S,
        whom: str = "yt-dlp",
    ) -> None:
        self._request = request
        self._whom = whom
        self._silence_limit_s = silence_limit_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Stop it, from any thread; nothing happens when it has already ended."""
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                _kill(self._process)

    def _answers(
        self, on_progress: Callable[[str], None]
    ) -> Generator[Medium | CaptionBatch, None, None]:
        """What is answered; the process ends with the last that is wanted."""
        with self._lock:
            if self._cancelled:
                raise CancelledError("Stopped.")
            self._process = process = _start(self._whom)
        try:
            yield from self._read_answers(process, on_progress)
        finally:
            with self._lock:
                _stop(process)
                self._process = None

    def _read_answers(
        self, process: subprocess.Popen[bytes], on_progress: Callable[[str], None]
    ) -> Iterator[Medium | CaptionBatch]:
        lines = _lines_of(process)
        _ask(process, self._request)
        while True:
            try:
                line = lines.get(timeout=self._silence_limit_s)
            except Empty:
                raise HearingnotesError(
                    f"{self._whom} said nothing for {self._silence_limit_s:.0f} seconds: "
                    "check the internet connection and try again."
                ) from None
            if self._cancelled:
                raise CancelledError("Stopped.")
            if line is None:
                raise HearingnotesError(
                    f"{self._whom} broke off without an answer (exit {process.wait()}): "
                    "try again; the log says more."
                )
            match read_answer(line):
                case LookupProgress(phrase):
                    on_progress(phrase)
                case Failure(sentence):
                    raise HearingnotesError(sentence)
                case Medium() | CaptionBatch() as answer:
                    yield answer
                case None:
                    _log.debug("not understood: %s", _text(line))


class YtDlpLookup(ChildCall):
    """Asks what is to be played at an address.

    A video that is wanted is of this `height` at most, where there is such a one.
    """

    def __init__(
        self,
        url: str,
        *,
        want_video: bool = False,
        height: int = 720,
        proxy: str | None = None,
        silence_limit_s: float = SILENCE_LIMIT_S,
    ) -> None:
        super().__init__(Request(url, want_video, height, proxy), silence_limit_s)

    def run(self, on_progress: Callable[[str], None]) -> Medium:
        """Wait for the answer; `on_progress` is called in this thread, with short phrases.

        Raises HearingnotesError with the reason why nothing can be played, Cancelled after
        `cancel`.
        """
        with closing(self._answers(on_progress)) as answers:
            return next(answer for answer in answers if isinstance(answer, Medium))


class CaptionFetch(ChildCall):
    """Asks for captions: those at an address through yt-dlp, which knows of proxies and of the
    site. Files are read there, too, since ten hours of captions take seconds."""

    def __init__(self, request: CaptionsRequest) -> None:
        if request.source is CaptionLocation.ADDRESS:
            super().__init__(request)
        else:
            super().__init__(request, None, "The reading of the captions")

    def run(self, on_progress: Callable[[str], None]) -> Captions:
        """Wait for them; `on_progress` is called in this thread, with short phrases.

        There may be none in a recording. Raises HearingnotesError, Cancelled after `cancel`.
        """
        captions: list[Caption] = []
        with closing(self._answers(on_progress)) as answers:
            for answer in answers:
                assert isinstance(answer, CaptionBatch)
                captions += answer.captions
                if answer.is_last:
                    break
                on_progress(f"Reading the captions, up to {format_time(captions[-1].begin_s)}")
        return Captions(captions)


def _start(whom: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise HearingnotesError(f"{whom} could not be started: {error.strerror}.") from error


def _ask(process: subprocess.Popen[bytes], request: Request | CaptionsRequest) -> None:
    # stdin stays open: its end would tell the child that nobody waits any more.
    assert process.stdin is not None
    try:
        process.stdin.write(write_request(request))
        process.stdin.flush()
    except OSError:
        _log.debug("the child had ended before it was asked")


def _lines_of(process: subprocess.Popen[bytes]) -> SimpleQueue[bytes | None]:
    """The lines of stdout, then None; those of stderr go to the log."""
    assert process.stdout is not None
    assert process.stderr is not None
    lines: SimpleQueue[bytes | None] = SimpleQueue()
    for drain in (
        threading.Thread(target=_pass_on, args=(process.stdout, lines), daemon=True),
        threading.Thread(target=_log_lines, args=(process.stderr,), daemon=True),
    ):
        drain.start()
    return lines


def _pass_on(stdout: IO[bytes], lines: SimpleQueue[bytes | None]) -> None:
    with stdout:
        for line in stdout:
            lines.put(line)
    lines.put(None)


def _log_lines(stderr: IO[bytes]) -> None:
    with stderr:
        for line in stderr:
            _log.debug("%s", _text(line))


def _text(line: bytes) -> str:
    return printable(line.decode(errors="replace")).rstrip()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if os.name != "posix":
        process.kill()
        return
    # The child leads a group of its own, with whatever it has started; it may just have ended.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _stop(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    process.wait()
    assert process.stdin is not None
    try:
        process.stdin.close()
    except OSError:
        _log.debug("the child had ended with the question unread")
