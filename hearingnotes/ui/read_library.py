"""Reading the library off the UI thread, for screens that show more than the open hearing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from textual.dom import DOMNode

from hearingnotes.errors import HearingnotesError
from hearingnotes.library.library import Library
from hearingnotes.library.read import Found, read_existing_library

log = logging.getLogger(__name__)


class SentenceReceiver(Protocol):
    """A screen that can show a sentence."""

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence, marked as an error if `error`."""


def read_library(
    screen: SentenceReceiver,
    path: Path,
    read: Callable[[Library], Found],
    on_read: Callable[[Found | None], None],
) -> None:
    """Read the library on a thread; `on_read` gets the result on the UI thread.

    Where the library can't be read, the screen shows why, and `on_read` gets None.
    """
    assert isinstance(screen, DOMNode)
    app = screen.app

    def run() -> None:
        found: Found | None = None
        error = ""
        try:
            found = read_existing_library(path, read)
        except HearingnotesError as refused:
            error = str(refused)
        with suppress(RuntimeError):  # the program may have ended meanwhile
            app.call_from_thread(partial(_answer, screen, on_read, found, error))

    screen.run_worker(run, thread=True)


def _answer(
    screen: SentenceReceiver,
    on_read: Callable[[Found | None], None],
    found: Found | None,
    error: str,
) -> None:
    if error:
        screen.show_message(error, error=True)
    on_read(found)
