"""Which of the programs that opened this library are still running.

Each holds a lock on one byte of a file beside the library, at an offset that is its token. The
system lets go of it however the program ends, which a process number could not tell for sure.
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
    """This program's own lock, and a look at the others'."""

    def __init__(self, path: Path, mode: int = FILE_MODE) -> None:
        """`mode` is that of the file, where there is none yet."""
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
        """Make `is_alive` tell without holding, for who only reads; raises OSError.

        In a process that holds, closing the file again would let go of the lock.
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
        """Whether the program with this token still runs (this one does)."""
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
        """Let go."""
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
