"""Keeping the terminal to the screen alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path


class Display(TextIOWrapper):
    """What the screen is drawn on. Once that is gone, what is drawn is thrown away.

    Textual's writer would die of the error, and the program wait for its writer for ever.
    """

    _is_gone = False

    def write(self, text: str, /) -> int:
        """Draw, where there is something to draw on."""
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

    def close(self) -> None:
        """Draw what waits, and let go."""
        with suppress(OSError):
            super().close()


@contextmanager
def own_terminal(log_path: Path) -> Iterator[None]:
    """Give Textual a terminal of its own; what C libraries write to descriptor 2 goes to the log.

    ALSA and FFmpeg write there, which would be in the middle of the screen.
    """
    if sys.platform == "win32" or sys.__stderr__ is None:
        yield
        return
    kept, textuals = os.dup(2), sys.__stderr__
    try:
        log_path.parent.mkdir(parents=True, exist_ok=True)
        sink = os.open(log_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        sink = os.open(os.devnull, os.O_WRONLY)
    sys.stderr.flush()
    os.dup2(sink, 2)
    os.close(sink)
    terminal = Display(os.fdopen(os.dup(kept), "wb"), encoding="utf-8")
    sys.__stderr__ = terminal  # type: ignore[misc]
    try:
        yield
    finally:
        sys.__stderr__ = textuals  # type: ignore[misc]
        terminal.close()
        os.dup2(kept, 2)
        os.close(kept)
