"""Writing exports: a file is either the old one or the new one, and never someone else's."""

import errno
import hashlib
import json
import logging
import os
import re
from pathlib import Path
from typing import Any

from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.files import FILE_MODE, expanded, make_folder, replace_file

log = logging.getLogger(__name__)

MOST_STORED = 1000


class ExportRegistry:
    """A file of digests by path; where it can't be read or written, there is only a question
    more."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self, path: Path) -> tuple[str, str] | None:
        """Return the digest of the last export to this path, and its key; None where it is
        unknown."""
        stored = self._read().get(str(path))
        if not isinstance(stored, str):
            return None
        digest, _, what = stored.partition(" ")
        return digest, what

    def remember(self, path: Path, digest: str, what: str) -> None:
        """Store that this program has written to the path."""
        # Late: the module that writes files asks this one.
        from hearingnotes.files import replace_file

        known = {name: stored for name, stored in self._read().items() if name != str(path)}
        stored = dict([*known.items(), (str(path), f"{digest} {what}".strip())][-MOST_STORED:])
        try:
            make_folder(self._path.parent)
            replace_file(self._path, json.dumps(stored, indent=1), FILE_MODE)
        except OSError as error:
            log.warning("not remembered which file was written: %s", error)

    def _read(self) -> dict[str, Any]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            log.warning("not known which files were written: %s", error)
            return {}
        return known if isinstance(known, dict) else {}


_WRITTEN, _ANEW = "written by hearingnotes", "; it may be written anew"
MARKDOWN_COMMENT = "<!-- {} -->"
NAME_LENGTH = 8


class OverwriteError(HearingnotesError):
    """The file exists already, and the person may want to keep it.

    `reason` is the sentence without what to do.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}; name another file, or replace it with --force.")
        self.reason = reason


def write_export(
    path: Path,
    text: str,
    *,
    force: bool = False,
    comment: str = MARKDOWN_COMMENT,
    written: ExportRegistry | None = None,
    what: str = "",
    formerly: str = "",
) -> None:
    """Write beside the file and rename; a pipe or device is written to directly.

    Raises HearingnotesError; OverwriteError, unless `force`, for a file that this program did not
    write or that was changed since. An export says in a last line, a `comment` of its format, that
    it is one; where the format has none, `written` stores it. `what` is the `export_key`: an export
    of another thing is not replaced either. `formerly` is another key of the same thing.
    """
    path = expanded(path)
    target = Path(os.path.realpath(path))
    text = sign(text, comment, what) if comment else text
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
            return
        if path.exists() and not force:
            known = written.known(target) if written and not comment else None
            names = {what, formerly or what} if what else set()
            _check_replaceable(path, comment, known, names)
        replace_file(target, text)
    except OSError as error:
        raise _refusal(error, path, target) from error
    if written is not None and not comment:
        written.remember(target, _digest(text.encode()), what)


def export_key(thing_id: str, format_name: str) -> str:
    """Return a short key of a hearing or an article in a format, for `write_export`."""
    return re.sub(r"[^\w.]", "_", f"{thing_id[-NAME_LENGTH:].lower()}.{format_name}")


def sign(text: str, comment: str = MARKDOWN_COMMENT, what: str = "") -> str:
    """Return the text with a last line that says it is an export, with a digest to detect
    changes."""
    text += "\n"
    words = f"{_WRITTEN}{f' from {what}' if what else ''}{_ANEW}"
    return text + comment.format(f"{words} while unchanged: {_digest(text.encode())}") + "\n"


def _digest(text: bytes) -> str:
    """Return the digest of the text as written, whatever line ends an editor has made."""
    return hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()[:12]


def _check_replaceable(
    path: Path, comment: str, known: tuple[str, str] | None, names: set[str]
) -> None:
    content = path.read_bytes()
    if comment:
        held, is_unchanged = _read_marker(content, comment)
    else:
        digest, held = known or ("", None)
        is_unchanged = digest == _digest(content)
    if held is None:
        raise OverwriteError(f"{path} is there already and was not written by this program")
    if not is_unchanged:
        raise OverwriteError(f"{path} was changed since this program wrote it")
    if held and names and held not in names:
        raise OverwriteError(f"{path} holds other notes, or these in another form")


def _read_marker(content: bytes, comment: str) -> tuple[str | None, bool]:
    """Return the key of an export, None if it is none, and whether it is unchanged."""
    begin, end = (re.escape(part) for part in comment.split("{}"))
    words = rf"{_WRITTEN}(?: from ([\w.]+))?{_ANEW}"
    marker_of = rf"{begin}{words}(?: while unchanged: ([0-9a-f]{{12}}))?{end}\s*(\Z)?"
    *_, marker = (None, *re.finditer(marker_of, content.decode(errors="surrogateescape")))
    # Earlier versions wrote no digest and no key.
    if marker is None or (marker[2] is None and marker[3] is None):
        return None, False
    before = marker.string[: marker.start()].encode(errors="surrogateescape")
    is_unchanged = marker[3] is not None and marker[2] == _digest(before)
    return marker[1] or "", marker[2] is None or is_unchanged


def _refusal(error: OSError, path: Path, target: Path) -> HearingnotesError:
    """Return an error that says what is wrong with the place, and what to do."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return UsageError(f"There is no folder {target.parent}; make it, or name another file.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return HearingnotesError(f"{path} may not be written; make it or its folder writable.")
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return HearingnotesError(f"The disk that holds {path} is full; free some space.")
    if error.errno == errno.ENAMETOOLONG:
        return UsageError("The name of the file is too long; name a shorter one.")
    if error.errno == errno.ELOOP:
        return UsageError(f"{path} is a link that leads back to itself; name another file.")
    return HearingnotesError(f"{path} can't be written ({error.strerror}); name another file.")
