"""Files on this machine: read up to a limit, written whole or not at all, named safely."""

import codecs
import errno
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.model.sanitize import one_line


def is_no_file(path: Path) -> bool:
    """Return whether the path exists and is no file: a pipe, a device, a folder."""
    try:
        return path.exists() and not path.is_file()
    except OSError:  # no name for a file
        return False


def replace_file(path: Path, content: str | bytes, mode: int | None = None) -> None:
    """Put a text, or bytes, at `path` in one step, on the disk when it returns; raises OSError.

    A replaced file keeps its permissions, and is never more open in between; one that is not
    writable is not replaced. A new file has the mode of the umask, or `mode`, for private contents.
    """
    had: int | None = None
    with suppress(FileNotFoundError):
        had = path.stat().st_mode
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    made = 0o600 if had is not None else 0o666 if mode is None else mode

    def open_beside(name: str, flags: int) -> int:
        return os.open(name, flags, made)

    # Not the file's own name with an ending: that may be as long as names can be.
    beside = path.with_name(f".hearingnotes-{os.urandom(6).hex()}")
    try:
        with open(beside, "xb", opener=open_beside) as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if had is not None:
            beside.chmod(had & 0o777)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


_NAME_LIMIT = 200
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    r"""The text of a file, its lines ending in `\n`.

    `name` is the file as the person named it, `beside` the folder that its relative links start
    from.
    """

    name: str
    text: str
    read_utc: datetime
    beside: PurePath | None = None

    def error(self, what: str, line: int | None = None) -> HearingnotesError:
        """Return an error that says what is wrong with the file, and where."""
        return HearingnotesError(f"{_where(self.name, line)}: {what}")


class TooLargeError(Exception):
    """A file is larger than its reader accepts."""


class NotUtf8Error(Exception):
    """A text is not written in UTF-8, from `line` on."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is not written in UTF-8")
        self.line = line


def read_text(path: Path, most_bytes: int) -> str:
    r"""Return the text of a file, its lines ending in `\n`.

    Raises OSError, TooLargeError, NotUtf8Error.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read(most_bytes + 1) if size <= most_bytes else b""
    except ValueError as error:
        raise OSError(errno.EINVAL, "its name can't be one") from error
    if max(size, len(content)) > most_bytes:  # a pipe has no size
        raise TooLargeError
    return decode_text(content).replace("\r\n", "\n").replace("\r", "\n")


def decode_text(content: bytes, errors: str = "strict") -> str:
    """Decode a file: UTF-8, or UTF-16 where its first bytes say so; raises NotUtf8Error."""
    try:
        return content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig", errors)
    except UnicodeDecodeError as error:
        raise NotUtf8Error(content.count(b"\n", 0, error.start) + 1) from error


def read_source(path: Path, most_bytes: int) -> SourceFile:
    """Read a text file; raises HearingnotesError when it can't be read, is too large, or is no
    text."""
    path, name = expanded(path), one_line(str(path), _NAME_LIMIT)
    try:
        if path.is_dir():
            raise UsageError(f"{name} is a folder; name a file in it.")
        text = read_text(path, most_bytes)
    except FileNotFoundError as error:
        raise UsageError(f"There is no file {name}; check its name and folder.") from error
    except OSError as error:
        raise UsageError(f"{name} can't be read ({error.strerror}); name another file.") from error
    except TooLargeError as error:
        what = f"{name} is larger than {most_bytes >> 20} MB, which no such file needs"
        raise HearingnotesError(f"{what}; name the right one.") from error
    except NotUtf8Error as error:
        what = "this is not written in UTF-8; save the file as UTF-8."
        raise HearingnotesError(f"{_where(name, error.line)}: {what}") from error
    return SourceFile(name, text, datetime.now(UTC), Path(os.path.realpath(path)).parent)


def _where(name: str, line: int | None) -> str:
    return f"{name}, line {line}" if line is not None else name


# With a date and an extension, at four bytes a letter, this is within the limit of names.
_LONGEST_STEM = 60


def expanded(path: Path) -> Path:
    """Return the path with `~` as the home folder; unchanged where there is no such user."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def file_stem(title: str) -> str:
    """Return a file name without extension from a title, valid on every system."""
    words = re.sub(r"\W+", "-", title.casefold()).strip("-_")[:_LONGEST_STEM]
    return words.rstrip("-_") or "hearing"


# What the program keeps for itself is for the person alone to read. Each file and folder is made so
# by the call that makes it, and is at no time open to others. The umask would do the same in one
# line, but it is that of the whole process: another thread writes an export meanwhile, and what
# FFmpeg, yt-dlp or a browser writes is the person's to share or not. Where files have no such
# modes, as on Windows, nothing is done: there, the folders of a person are closed by themselves.
FILE_MODE, FOLDER_MODE = 0o600, 0o700


def make_folder(path: Path) -> None:
    """Create a folder where there is none, and its parents; raises OSError."""
    try:
        path.mkdir(FOLDER_MODE, exist_ok=True)
    except FileNotFoundError:
        if path.parent == path:
            raise
        make_folder(path.parent)
        path.mkdir(FOLDER_MODE, exist_ok=True)


def make_file(path: Path, mode: int = FILE_MODE) -> None:
    """Create an empty file with this mode where there is none; raises OSError.

    SQLite and others open a file of any mode, but would create one with the mode of the umask.
    """
    with suppress(FileExistsError):
        os.close(os.open(os.path.realpath(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))


def mode_beside(library_path: Path) -> int:
    """Return the mode of files beside a library: that of the library, as SQLite does it."""
    try:
        return library_path.stat().st_mode & 0o666
    except OSError:
        return FILE_MODE


def open_private(path: str, flags: int) -> int:
    """Open a file only its owner can read; an opener for `open`."""
    return os.open(path, flags, FILE_MODE)


def close(path: Path, may: int = FOLDER_MODE) -> None:
    """Remove others' permissions of a file or a folder of this person.

    At most the permissions `may` stay; none is added.
    """
    if not hasattr(os, "geteuid"):
        return
    with suppress(OSError):
        found = path.stat()
        is_own = found.st_uid == os.geteuid()
        is_closable = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
        if is_own and is_closable and found.st_mode & 0o777 & ~may:
            path.chmod(stat.S_IMODE(found.st_mode) & (may | 0o7000))
