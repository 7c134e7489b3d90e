"""Reading a library that another connection writes."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hearingnotes.errors import HearingnotesError
from hearingnotes.library.database import describe_db_error
from hearingnotes.library.library import Library

log = logging.getLogger(__name__)


Found = TypeVar("Found")


def read_existing_library(path: Path, read: Callable[[Library], Found]) -> Found:
    """Return what `read` returns for an existing library; raises HearingnotesError.

    A library that has vanished is not created anew: that would hide the loss.
    """
    if not path.exists():
        raise HearingnotesError(
            f"The library {path} is not there any more; bring it back to its place."
        )
    try:
        with Library(path) as library:
            return read(library)
    except sqlite3.Error as error:
        log.warning("the library can't be read: %s", error)
        raise HearingnotesError(describe_db_error(error, path)) from error
