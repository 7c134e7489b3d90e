"""Calls to the child process, on a worker thread; any other thread can cancel them."""

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
    """A call to a process of its own, made once.

    `name` is its name in sentences. `silence_limit_s` is how long it may send nothing; None is no
    limit.
    """

    def __init__(
        self,
        request: Request | CaptionsRequest,
        silence_limit_s: float | None = SILENCE_LIMIT_S,
        name: str = "yt-dlp",
    ) -> None:
        self._request = request
        self._name = name
        self._silence_limit_s = silence_limit_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Cancel the call, from any thread; nothing happens when it has already ended."""
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                _kill(self._process)

    def _answers(
        self, on_progress: Callable[[str], None]
    ) -> Generator[Medium | CaptionBatch, None, None]:
        """Yield the answers; the process ends with the generator."""
        with self._lock:
            if self._cancelled:
                raise CancelledError("Stopped.")
            self._process = process = _start(self._name)
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
                    f"{self._name} said nothing for {self._silence_limit_s:.0f} seconds: "
                    "check the internet connection and try again."
                ) from None
            if self._cancelled:
                raise CancelledError("Stopped.")
            if line is None:
                raise HearingnotesError(
                    f"{self._name} broke off without an answer (exit {process.wait()}): "
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
    """Looks up what to play at an address.

    A video has at most this `height`, where there is such a one.
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
        """Wait for the medium; `on_progress` is called on this thread, with short phrases.

        Raises HearingnotesError with the reason why nothing can be played, CancelledError after
        `cancel`.
        """
        with closing(self._answers(on_progress)) as answers:
            return next(answer for answer in answers if isinstance(answer, Medium))


class CaptionFetch(ChildCall):
    """Fetches captions: those at an address through yt-dlp, which knows proxies and the site.

    Files are read in the child process, too, since ten hours of captions take seconds.
    """

    def __init__(self, request: CaptionsRequest) -> None:
        if request.source is CaptionLocation.ADDRESS:
            super().__init__(request)
        else:
            super().__init__(request, None, "The reading of the captions")

    def run(self, on_progress: Callable[[str], None]) -> Captions:
        """Wait for the captions; `on_progress` is called on this thread, with short phrases.

        A recording may have none. Raises HearingnotesError, and CancelledError after `cancel`.
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


def _start(name: str) -> subprocess.Popen[bytes]:
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
        raise HearingnotesError(f"{name} could not be started: {error.strerror}.") from error


def _ask(process: subprocess.Popen[bytes], request: Request | CaptionsRequest) -> None:
    # stdin stays open: the child ends when it is closed.
    assert process.stdin is not None
    try:
        process.stdin.write(write_request(request))
        process.stdin.flush()
    except OSError:
        _log.debug("the child had ended before it was asked")


def _lines_of(process: subprocess.Popen[bytes]) -> SimpleQueue[bytes | None]:
    """Return a queue of the lines of stdout, then None; those of stderr go to the log."""
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
