"""Opening a library for a while, with all that goes wrong told in sentences."""

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
    """The library, made where it is missing; raises HearingnotesError, also for what goes wrong
    later."""
    try:
        with Library(path) as library:
            yield library
    except sqlite3.Error as error:
        log.warning("the library can't be used: %s", error)
        raise HearingnotesError(describe_db_error(error, path)) from error


def read_existing_library(path: Path, read: Callable[[Library], Found]) -> Found:
    """What is read of a library that is there; raises HearingnotesError. One that has vanished is
    not made anew: it would only hide that."""
    try:
        if path.exists():
            with open_library(path) as library:
                return read(library)
    except OSError as error:
        raise HearingnotesError(describe_db_error(error, path)) from error
    raise HearingnotesError(
        f"The library {path} is not there any more; bring it back to its place."
    )
