"""Locks that show which programs with this library open are still running.

Each program locks one byte of a file beside the library, at an offset that is its token. The system
releases the lock however the program ends; a process number could be reused.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from hearingnotes.files import FILE_MODE, make_file

_TOKENS = 1 << 30


class ProcessLock:
    """This program's own lock, and tests of the others'."""

    def __init__(self, path: Path, mode: int = FILE_MODE) -> None:
        """Prepare a lock; `mode` is that of a new file."""
        self._path = path
        self._mode = mode
        self._file: BinaryIO | None = None
        self.token = 1 + int.from_bytes(os.urandom(8), "big") % _TOKENS

    def hold(self) -> None:
        """Take the lock; raises OSError when the folder can't be written."""
        make_file(self._path, self._mode)
        self._file = self._path.open("a+b")
        _lock(self._file, self.token)

    @contextmanager
    def open_for_reading(self) -> Iterator[None]:
        """Open the lock's file so that `is_alive` works without holding it, for readers; raises
        OSError.

        In a process that holds the lock the file stays open: closing another handle would release
        it.
        """
        if self._file is not None or not self._path.exists():
            yield
            return
        self._file = self._path.open("r+b")
        try:
            yield
        finally:
            self.close()

    def is_alive(self, token: int) -> bool:
        """Return whether the program with this token still runs; this one does."""
        if token == self.token:
            return True
        if self._file is None:
            return False
        try:
            _lock(self._file, token)
        except OSError:
            return True
        _unlock(self._file, token)
        return False

    def close(self) -> None:
        """Release the lock."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO, offset: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset, os.SEEK_SET)

    def _unlock(file: BinaryIO, offset: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, offset, os.SEEK_SET)
