"""Writing a file so that it is either the old one or the new one, and never someone else's."""

import errno
import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from hearingnotes.errors import Trouble, UsageTrouble
from hearingnotes.export.written import Written
from hearingnotes.system import expanded

_WORDS = "written by hearingnotes; it may be written anew"
MARKDOWN_COMMENT = "<!-- {} -->"


class NotReplacedTrouble(Trouble):
    """There is a file already that the person may want to keep; `reason` is without what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}; name another file, or replace it with --force.")
        self.reason = reason


def write_export(
    path: Path,
    text: str,
    *,
    force: bool = False,
    comment: str = MARKDOWN_COMMENT,
    written: Written | None = None,
) -> None:
    """Write beside and rename; raises Trouble, NotReplacedTrouble for a file that this program did
    not write or that was changed since, unless `force`. A pipe or device is written to as it is.

    What is ours says so in a last line, a `comment` of its format; where that has none, `written`
    remembers it.
    """
    path = expanded(path)
    target = Path(os.path.realpath(path))
    text = marked(text, comment) if comment else text
    try:
        if path.is_dir():
            raise UsageTrouble(f"{path} is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
            return
        if path.exists() and not force:
            _check_replaceable(path, comment, written.digest_of(target) if written else None)
        replace_file(target, text)
    except OSError as error:
        raise _refusal(error, path, target) from error
    if written is not None and not comment:
        written.remember(target, _digest(text.encode()))


def marked(text: str, comment: str = MARKDOWN_COMMENT) -> str:
    """The text with a last line that tells it is ours, and by a digest whether it was changed."""
    text += "\n"
    return text + comment.format(f"{_WORDS} while unchanged: {_digest(text.encode())}") + "\n"


def _digest(text: bytes) -> str:
    """Of the text as it was written, also where an editor ends lines in another way."""
    return hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()[:12]


def _check_replaceable(path: Path, comment: str, known_digest: str | None) -> None:
    content = path.read_bytes()
    is_ours, is_unchanged = (
        _is_marked(content, comment)
        if comment
        else (known_digest is not None, known_digest == _digest(content))
    )
    if not is_ours:
        raise NotReplacedTrouble(f"{path} is there already and was not written by this program")
    if not is_unchanged:
        raise NotReplacedTrouble(f"{path} was changed since this program wrote it")


def _is_marked(content: bytes, comment: str) -> tuple[bool, bool]:
    """Whether it is ours, and whether it is as it was written."""
    begin, end = (re.escape(part) for part in comment.split("{}"))
    marker_of = rf"{begin}{_WORDS}(?: while unchanged: ([0-9a-f]{{12}}))?{end}\s*(\Z)?"
    *_, marker = (None, *re.finditer(marker_of.encode(), content))
    # Earlier versions wrote no digest.
    if marker is None or (marker[1] is None and marker[2] is None):
        return False, False
    is_last = marker[2] is not None
    digest = marker[1].decode() if marker[1] else None
    return True, digest is None or (is_last and digest == _digest(content[: marker.start()]))


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
