"""Keeping the terminal to the screen alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
    with os.fdopen(os.dup(kept), "w", encoding="utf-8") as terminal:
        sys.__stderr__ = terminal  # type: ignore[misc]
        try:
            yield
        finally:
            sys.__stderr__ = textuals  # type: ignore[misc]
            os.dup2(kept, 2)
            os.close(kept)
