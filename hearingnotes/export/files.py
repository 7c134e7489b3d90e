"""Writing a file so that it is either the old one or the new one, and never someone else's."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from hearingnotes.errors import Trouble, UsageTrouble
from hearingnotes.system import expanded

MARKER = "<!-- written by hearingnotes; it may be written anew -->"


def write_export(path: Path, text: str, *, force: bool = False) -> None:
    """Write beside and rename; raises Trouble. A file that does not end in the marker needs
    `force`. A pipe or device is written to as it is."""
    path = expanded(path)
    target = Path(os.path.realpath(path))
    text = f"{text}\n{MARKER}\n"
    try:
        if path.is_dir():
            raise UsageTrouble(f"{path} is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
            return
        if path.exists() and not force and not _ends_in_marker(path):
            raise Trouble(
                f"{path} is there already and was not written by this program; "
                "name another file, or replace it with --force."
            )
        replace_file(target, text)
    except OSError as error:
        raise _refusal(error, path, target) from error


def replace_file(path: Path, text: str) -> None:
    """Put `text` at `path` in one step, on the disk when it returns; raises OSError.

    A file that is replaced keeps its permissions; one that may not be written is not replaced.
    """
    mode: int | None = None
    with suppress(FileNotFoundError):
        mode = path.stat().st_mode
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # Not after the file's own name, which may be as long as names can be.
    beside = path.with_name(f".hearingnotes-{os.urandom(6).hex()}")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode & 0o777)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _ends_in_marker(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - 2 * len(MARKER)))
        return file.read().rstrip().endswith(MARKER.encode())


def _refusal(error: OSError, path: Path, target: Path) -> Trouble:
    """One sentence: what is wrong with the place, and what to do."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return UsageTrouble(f"There is no folder {target.parent}; make it, or name another file.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Trouble(f"{path} may not be written; make it or its folder writable.")
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Trouble(f"The disk that holds {path} is full; free some space.")
    if error.errno == errno.ENAMETOOLONG:
        return UsageTrouble("The name of the file is too long; name a shorter one.")
    if error.errno == errno.ELOOP:
        return UsageTrouble(f"{path} is a link that leads back to itself; name another file.")
    return Trouble(f"{path} can't be written ({error.strerror}); name another file.")
