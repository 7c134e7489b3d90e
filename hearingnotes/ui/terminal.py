"""Keeping the terminal to the screen alone."""

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
    """What the screen is drawn on. Once that is gone, what is drawn is thrown away.

    Textual's writer would die of the error, and the program wait for its writer for ever.
    """

    _is_gone = False
    _awaited: tuple[str, Callable[[], object]] | None = None
    _has_come = False

    def expect(self, text: str, on_taken: Callable[[], object]) -> None:
        """Call `taken`, on the writer's thread, once the terminal has taken this text, which is
        written next; one at a time.
        """
        self._has_come, self._awaited = False, (text, on_taken)

    def cell_size(self) -> tuple[int, int] | None:
        """The pixels of a cell, across and down; None where the terminal does not tell, or nothing
        that can be.
        """
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
        """Draw, where there is something to draw on."""
        if self._awaited is not None and text is self._awaited[0]:
            self._has_come = True
        try:
            return len(text) if self._is_gone else super().write(text)
        except OSError:
            self._is_gone = True
            return len(text)

    def flush(self) -> None:
        """Draw what waits."""
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
        """Draw what waits, and let go."""
        with suppress(OSError):
            super().close()


class TerminalOverlay:
    """Where pictures are put between what Textual draws; called by its thread alone."""

    def __init__(self, display: Display, write: Callable[[str], object]) -> None:
        self._display = display
        self._write = write

    def cell_size(self) -> tuple[int, int] | None:
        """The pixels of a cell, across and down; None where that is not known."""
        return self._display.cell_size()

    def put(self, text: str, on_taken: Callable[[], object]) -> None:
        """Send this to the terminal; `taken` is called, on another thread, once it is there."""
        self._display.expect(text, on_taken)
        self._write(text)

    def order(self, text: str) -> None:
        """Send something that is so short that nobody waits for it."""
        self._write(text)


def overlay_of(app: App[Any]) -> TerminalOverlay | None:
    """That of the terminal which the app draws on; None in a browser, and without a terminal."""
    display, driver = sys.__stderr__, app._driver
    is_drawn_on = not (app.is_headless or app.is_web)
    if driver is None or not is_drawn_on or not isinstance(display, Display):
        return None
    return TerminalOverlay(display, driver.write)


@contextmanager
def own_terminal(log_path: Path) -> Iterator[None]:
    """Give Textual a terminal of its own; what C libraries write to descriptor 2 goes to the log.

    ALSA and FFmpeg write there, which would be in the middle of the screen. It goes into a file
    without a name, since lines of the log are written without secrets. A pipe would block a library
    while nobody reads, and kill a browser that was started here and outlives this.
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
    """Have what is written go to the end of the file, also once the file was made shorter."""
    import fcntl

    flags = fcntl.fcntl(capture, fcntl.F_GETFL)
    fcntl.fcntl(capture, fcntl.F_SETFL, flags | os.O_APPEND)


class PrintedLines:
    """Logs the lines of a file that others append to, while they do, and keeps the file small.

    Of a flood only so much is logged that the log keeps what else it tells.
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
        """Log what is new from time to time, on a thread that the end need not wait for."""
        watches = partial(self._watch, every_s)
        self._thread = threading.Thread(target=watches, name="told-lines", daemon=True)
        self._thread.start()

    def close(self) -> bool:
        """Watch no more; False where a disk that hangs may still hold the thread in the file."""
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
        """The lines that were ended since the last time."""
        now_s = time.monotonic()
        more_bytes = (now_s - self._last_read_s) * _LOGGED_BYTES_PER_S
        self._budget_bytes = min(_MOST_LOGGED_BYTES, self._budget_bytes + more_bytes)
        self._last_read_s = now_s
        self._budget_bytes -= self._log(int(self._budget_bytes))

    def log_last(self) -> None:
        """All the rest, also a line that was not ended; nobody watches any more."""
        self._log(_MOST_LOGGED_BYTES)
        if not self._is_cut:
            _log_lines([self._partial])

    def _log(self, most_bytes: int) -> int:
        """Log the lines in the last bytes of what is new; how many bytes were looked at."""
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
        """What is written between the two calls is lost: not more often than has to be."""
        is_large = self._read_to > _LARGEST_BYTES
        if is_large and os.fstat(self._capture.fileno()).st_size == self._read_to:
            os.ftruncate(self._capture.fileno(), 0)
            self._read_to = 0


def _log_lines(lines: list[bytes]) -> None:
    for line in filter(str.strip, (line.decode(errors="replace") for line in lines)):
        log.warning("told to the terminal: %s", line)
