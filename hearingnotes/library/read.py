"""Opens a library for a while; errors of SQLite become sentences."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from hearingnotes.errors import HearingnotesError
from hearingnotes.library.database import describe_db_error
from hearingnotes.library.library import Library

log = logging.getLogger(__name__)


Found = TypeVar("Found")


@contextmanager
def open_library(path: Path) -> Iterator[Library]:
    """Open the library, and create it where there is none.

    Raises HearingnotesError, also for an error of SQLite within the block.
    """
    try:
        with Library(path) as library:
            yield library
    except sqlite3.Error as error:
        log.warning("the library can't be used: %s", error)
        raise HearingnotesError(describe_db_error(error, path)) from error


def read_existing_library(path: Path, read: Callable[[Library], Found]) -> Found:
    """Return what `read` returns for an existing library; raises HearingnotesError.

    A library that has vanished is not created anew: that would hide the loss.
    """
    try:
        if path.exists():
            with open_library(path) as library:
                return read(library)
    except OSError as error:
        raise HearingnotesError(describe_db_error(error, path)) from error
    raise HearingnotesError(
        f"The library {path} is not there any more; bring it back to its place."
    )
