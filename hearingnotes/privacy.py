"""What the program keeps for itself is for the person alone to read.

Each file and folder is made so by the call that makes it, and is at no time open to others. The
umask would do the same in one line, but it is that of the whole process: another thread writes an
export meanwhile, and what FFmpeg, yt-dlp or a browser writes is the person's to share or not.
Where files have no such modes, as on Windows, nothing is done: there, the folders of a person are
closed by themselves.
"""

import glob
import os
from contextlib import suppress
from pathlib import Path

from hearingnotes.config import paths
from hearingnotes.files import FILE_MODE, FOLDER_MODE, close

_OTHERS = 0o070, 0o007
_WRITE = 0o222


def mode_beside(library_path: Path) -> int:
    """The mode of what is made beside a library: that of the library, as SQLite does it."""
    try:
        return library_path.stat().st_mode & 0o666
    except OSError:
        return FILE_MODE


def close_library(path: Path) -> None:
    """Close a library to others, and what lies beside it, if an older version left it open.

    One that others can write as well, in a folder that they can write in, is shared on purpose,
    unless it lies in the program's own folder.
    """
    with suppress(OSError):
        path = Path(os.path.realpath(path))
        is_own = path.parent == Path(os.path.realpath(paths.library_path().parent))
        file_mode, folder_mode = path.stat().st_mode, path.parent.stat().st_mode
        may = FOLDER_MODE if is_own else _shared(file_mode & folder_mode)
        if is_own:
            close(path.parent)
        if file_mode & 0o777 & ~may:
            before = path.parent.glob(f"{glob.escape(path.name)}.before-*")
            endings = ("-wal", "-shm", "-open", "-stills")
            beside = (path.with_name(path.name + ending) for ending in endings)
            # The library last: while it is open, the others are looked at.
            for each in (*before, *beside, path):
                close(each, may)


def close_own_files() -> None:
    """Close what is in the folder of the program's state, if an older version left it open."""
    close(paths.log_path().parent)
    for path in (paths.remembered_path(), paths.written_path()):
        close(path)


def _shared(writable: int) -> int:
    """All that those may who can write, and the owner."""
    others = (each for each in _OTHERS if writable & each & _WRITE)
    return FOLDER_MODE | sum(others)
