"""The terminal as the screen's alone: what libraries print is logged instead."""

from __future__ import annotations

import logging
import os
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from hearingnotes.files import make_folder

if TYPE_CHECKING:
    from textual.app import App

log = logging.getLogger(__name__)

_LARGEST_CELL = 100, 200
_MOST_LOGGED_BYTES = 100_000
_LOGGED_BYTES_PER_S = 100_000 / 3600
_LARGEST_BYTES = 100_000
_LOGGED_EVERY_S = 3.0
_END_WAIT_S = 2.0


class Display(TextIOWrapper):
    """The stream that the screen is drawn on. Once it is gone, all output is dropped.

    Textual's writer would die of the error, and the program wait for it forever.
    """

    _is_gone = False
    _awaited: tuple[str, Callable[[], object]] | None = None
    _has_come = False

    def expect(self, text: str, on_taken: Callable[[], object]) -> None:
        """Call `on_taken` once the terminal has taken this text, which is written next.

        The call comes on the writer's thread. Only one text is expected at a time.
        """
        self._has_come, self._awaited = False, (text, on_taken)

    def cell_size(self) -> tuple[int, int] | None:
        """Return the pixels of a cell, across and down; None where the terminal reports none or
        nonsense."""
        if sys.platform == "win32":
            return None
        import fcntl
        import termios

        try:
            answer = fcntl.ioctl(self.fileno(), termios.TIOCGWINSZ, bytes(8))
        except (OSError, ValueError):
            return None
        rows, columns, width, height = struct.unpack("HHHH", answer)
        across, down = width // max(1, columns), height // max(1, rows)
        can_be = 0 < across <= _LARGEST_CELL[0] and 0 < down <= _LARGEST_CELL[1]
        return (across, down) if can_be else None

    def write(self, text: str, /) -> int:
        """Write the text; drop it where the terminal is gone."""
        if self._awaited is not None and text is self._awaited[0]:
            self._has_come = True
        try:
            return len(text) if self._is_gone else super().write(text)
        except OSError:
            self._is_gone = True
            return len(text)

    def flush(self) -> None:
        """Flush the stream, then call back for the expected text."""
        try:
            if not self._is_gone:
                super().flush()
        except OSError:
            self._is_gone = True
        if self._has_come and self._awaited is not None and not self._is_gone:
            (_, on_taken), self._awaited = self._awaited, None
            with suppress(RuntimeError):  # the screen that waited is gone
                on_taken()

    def close(self) -> None:
        """Flush and close the stream."""
        with suppress(OSError):
            super().close()


class TerminalOverlay:
    """Writes pictures between what Textual draws; used by Textual's thread alone."""

    def __init__(self, display: Display, write: Callable[[str], object]) -> None:
        self._display = display
        self._write = write

    def cell_size(self) -> tuple[int, int] | None:
        """Return the pixels of a cell, across and down; None where they are unknown."""
        return self._display.cell_size()

    def put(self, text: str, on_taken: Callable[[], object]) -> None:
        """Write the text; `on_taken` is called on another thread once the terminal has it."""
        self._display.expect(text, on_taken)
        self._write(text)

    def order(self, text: str) -> None:
        """Write a short text that nobody waits for."""
        self._write(text)


def overlay_of(app: App[Any]) -> TerminalOverlay | None:
    """That of the terminal which the app draws on; None in a browser, and without a terminal."""
    from hearingnotes.ui.textual_private import driver_of

    display, driver = sys.__stderr__, driver_of(app)
    is_drawn_on = not (app.is_headless or app.is_web)
    if driver is None or not is_drawn_on or not isinstance(display, Display):
        return None
    return TerminalOverlay(display, driver.write)


@contextmanager
def own_terminal(log_path: Path) -> Iterator[None]:
    """Give Textual a terminal of its own; what C libraries print to descriptor 2 is logged.

    ALSA and FFmpeg print there, into the middle of the screen. Their lines go into a file without a
    name, since the log must not hold secrets. A pipe would block a library while nobody reads, and
    kill a browser that was started here and runs on afterwards.
    """
    if sys.platform == "win32" or sys.__stderr__ is None:
        yield
        return
    descriptor, original = os.dup(2), sys.__stderr__
    try:
        make_folder(log_path.parent)
        capture: IO[bytes] = TemporaryFile(dir=log_path.parent)  # noqa: SIM115 (closed at the end)
    except OSError:
        capture = Path(os.devnull).open("w+b")  # noqa: SIM115
    _have_appended(capture)
    sys.stderr.flush()
    os.dup2(capture.fileno(), 2)
    terminal = Display(os.fdopen(os.dup(descriptor), "wb"), encoding="utf-8")
    sys.__stderr__ = terminal  # type: ignore[misc]
    lines = PrintedLines(capture)
    lines.watch(_LOGGED_EVERY_S)
    try:
        yield
    finally:
        sys.__stderr__ = original  # type: ignore[misc]
        terminal.close()
        os.dup2(descriptor, 2)
        os.close(descriptor)
        if lines.close():
            with capture, suppress(OSError):
                lines.log_last()


def _have_appended(capture: IO[bytes]) -> None:
    """Open the file for appending only, so that writes follow its end after it is truncated."""
    import fcntl

    flags = fcntl.fcntl(capture, fcntl.F_GETFL)
    fcntl.fcntl(capture, fcntl.F_SETFL, flags | os.O_APPEND)


class PrintedLines:
    """Logs the lines that others append to a file, and keeps the file small.

    Of a flood only some lines are logged, so that the log keeps its other entries.
    """

    def __init__(self, capture: IO[bytes]) -> None:
        self._capture = capture
        self._read_to = 0
        self._partial = b""
        self._is_cut = False
        self._budget_bytes: float = _MOST_LOGGED_BYTES
        self._last_read_s = time.monotonic()
        self._is_over = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, every_s: float) -> None:
        """Log new lines every so many seconds, on a thread that does not block the exit."""
        watches = partial(self._watch, every_s)
        self._thread = threading.Thread(target=watches, name="printed-lines", daemon=True)
        self._thread.start()

    def close(self) -> bool:
        """Stop watching. Return False where a disk that hangs may still block the thread."""
        self._is_over.set()
        if self._thread is not None:
            self._thread.join(_END_WAIT_S)
        return self._thread is None or not self._thread.is_alive()

    def _watch(self, every_s: float) -> None:
        try:
            while not self._is_over.wait(every_s):
                self.log_new()
        except Exception:
            log.exception("what libraries write is not logged any more")

    def log_new(self) -> None:
        """Log the lines that were completed since the last time."""
        now_s = time.monotonic()
        more_bytes = (now_s - self._last_read_s) * _LOGGED_BYTES_PER_S
        self._budget_bytes = min(_MOST_LOGGED_BYTES, self._budget_bytes + more_bytes)
        self._last_read_s = now_s
        self._budget_bytes -= self._log(int(self._budget_bytes))

    def log_last(self) -> None:
        """Log all the rest, also an incomplete line. Call this after `close`."""
        self._log(_MOST_LOGGED_BYTES)
        if not self._is_cut:
            _log_lines([self._partial])

    def _log(self, most_bytes: int) -> int:
        """Log the lines in the last bytes of what is new; return how many bytes were read."""
        # pread, not seek: the libraries that write share the file's position.
        size = os.fstat(self._capture.fileno()).st_size
        if size < self._read_to:  # a shell that writes to /dev/stderr truncates it
            self._read_to, self._partial, self._is_cut = 0, b"", False
        begin = max(self._read_to, size - most_bytes)
        if begin > self._read_to:
            self._partial, self._is_cut = b"", True
        new = os.pread(self._capture.fileno(), size - begin, begin)
        self._read_to = begin + len(new)
        *lines, self._partial = (self._partial + new).split(b"\n")
        if self._is_cut and lines:
            # A line without its beginning may hold the rest of a secret address.
            lines, self._is_cut = lines[1:], False
        if len(self._partial) > _MOST_LOGGED_BYTES:
            self._partial, self._is_cut = b"", True
        _log_lines(lines)
        self._truncate()
        return len(new)

    def _truncate(self) -> None:
        """Empty the file once it is large: what is written between the two calls is lost."""
        is_large = self._read_to > _LARGEST_BYTES
        if is_large and os.fstat(self._capture.fileno()).st_size == self._read_to:
            os.ftruncate(self._capture.fileno(), 0)
            self._read_to = 0


def _log_lines(lines: list[bytes]) -> None:
    for line in filter(str.strip, (line.decode(errors="replace") for line in lines)):
        log.warning("told to the terminal: %s", line)
