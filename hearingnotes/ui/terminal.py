"""Keeping the terminal to the screen alone."""

from __future__ import annotations

import logging
import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from hearingnotes.privacy import make_folder

if TYPE_CHECKING:
    from textual.app import App

log = logging.getLogger(__name__)

_LARGEST_CELL = 100, 200
_MOST_LOGGED_BYTES = 100_000


class Display(TextIOWrapper):
    """What the screen is drawn on. Once that is gone, what is drawn is thrown away.

    Textual's writer would die of the error, and the program wait for its writer for ever.
    """

    _is_gone = False
    _awaited: tuple[str, Callable[[], object]] | None = None
    _has_come = False

    def expect(self, text: str, taken: Callable[[], object]) -> None:
        """Call `taken`, on the writer's thread, once the terminal has taken this text, which is
        written next; one at a time.
        """
        self._has_come, self._awaited = False, (text, taken)

    def cell_size(self) -> tuple[int, int] | None:
        """The pixels of a cell, across and down; None where the terminal does not tell, or nothing
        that can be.
        """
        if sys.platform == "win32":
            return None
        import fcntl
        import termios

        try:
            told = fcntl.ioctl(self.fileno(), termios.TIOCGWINSZ, bytes(8))
        except (OSError, ValueError):
            return None
        rows, columns, width, height = struct.unpack("HHHH", told)
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
            (_, taken), self._awaited = self._awaited, None
            with suppress(RuntimeError):  # who waited for it is gone
                taken()

    def close(self) -> None:
        """Draw what waits, and let go."""
        with suppress(OSError):
            super().close()


class Canvas:
    """Where pictures are put between what Textual draws; called by its thread alone."""

    def __init__(self, display: Display, write: Callable[[str], object]) -> None:
        self._display = display
        self._write = write

    def cell_size(self) -> tuple[int, int] | None:
        """The pixels of a cell, across and down; None where that is not known."""
        return self._display.cell_size()

    def put(self, text: str, taken: Callable[[], object]) -> None:
        """Send this to the terminal; `taken` is called, on another thread, once it is there."""
        self._display.expect(text, taken)
        self._write(text)

    def order(self, text: str) -> None:
        """Send something that is so short that nobody waits for it."""
        self._write(text)


def canvas_of(app: App[Any]) -> Canvas | None:
    """That of the terminal which the app draws on; None in a browser, and without a terminal."""
    display, driver = sys.__stderr__, app._driver
    is_drawn_on = not (app.is_headless or app.is_web)
    if driver is None or not is_drawn_on or not isinstance(display, Display):
        return None
    return Canvas(display, driver.write)


@contextmanager
def own_terminal(log_path: Path) -> Iterator[None]:
    """Give Textual a terminal of its own; what C libraries write to descriptor 2 goes to the log.

    ALSA and FFmpeg write there, which would be in the middle of the screen. It is kept in a file
    without a name until the end, since lines of the log are written without secrets. A pipe would
    block a library while nobody reads, and kill a browser that was started here and outlives this.
    """
    if sys.platform == "win32" or sys.__stderr__ is None:
        yield
        return
    kept, textuals = os.dup(2), sys.__stderr__
    try:
        make_folder(log_path.parent)
        told: IO[bytes] = TemporaryFile(dir=log_path.parent)  # noqa: SIM115 (closed at the end)
    except OSError:
        told = Path(os.devnull).open("w+b")  # noqa: SIM115
    sys.stderr.flush()
    os.dup2(told.fileno(), 2)
    terminal = Display(os.fdopen(os.dup(kept), "wb"), encoding="utf-8")
    sys.__stderr__ = terminal  # type: ignore[misc]
    try:
        yield
    finally:
        sys.__stderr__ = textuals  # type: ignore[misc]
        terminal.close()
        os.dup2(kept, 2)
        os.close(kept)
        with told, suppress(OSError):
            _log_last_lines(told)


def _log_last_lines(told: IO[bytes]) -> None:
    begin = max(0, told.seek(0, os.SEEK_END) - _MOST_LOGGED_BYTES)
    told.seek(begin)
    lines = told.read(_MOST_LOGGED_BYTES).decode(errors="replace").split("\n")
    # Of one that was cut, nobody knows whether an address began before it.
    for line in filter(str.strip, lines[begin > 0 :]):
        log.warning("told to the terminal: %s", line)
