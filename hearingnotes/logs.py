"""The log of each run, for bug reports: in the state folder, rotating, without secrets."""

import logging
import os
import platform
import re
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from hearingnotes import __version__
from hearingnotes.privacy import close, make_folder, open_private

_SCHEME = r"\b[a-z][a-z0-9+.-]*://"
_QUERY = re.compile(rf"({_SCHEME}[^\s?'\"]*\?)[^\s'\"]+", re.IGNORECASE)
_USERINFO = re.compile(rf"({_SCHEME})[^\s/@'\"]+@", re.IGNORECASE)
_HEADER = re.compile(r"((?:authorization|cookie)['\"]?\s*[:=]).*", re.IGNORECASE)
_MAX_BYTES = 1_000_000
_OLDER_FILES = 3


def without_secrets(text: str) -> str:
    """The text with no query, password or cookie: signed media addresses are keys."""
    for pattern, kept in ((_QUERY, r"\1…"), (_USERINFO, r"\1…@"), (_HEADER, r"\1 …")):
        text = pattern.sub(kept, text)
    return text


class _WithoutSecrets(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class _LogFile(RotatingFileHandler):
    """A full disk costs lines of the log, and nothing on the screen."""

    def _open(self) -> Any:
        return open(
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors=self.errors,
            opener=open_private,
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Let the line go."""

    def close(self) -> None:
        """Close it, with what could not be written let go."""
        with suppress(OSError):
            super().close()


def start_log(path: Path, *, verbose: bool) -> None:
    """Write what this program logs from now on to `path`; without a place for it, nowhere."""
    root = logging.getLogger("hearingnotes")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.propagate = False
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    try:
        make_folder(path.parent)
        handler = _LogFile(path, maxBytes=_MAX_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
        for number in range(1, _OLDER_FILES + 1):
            close(path.with_name(f"{path.name}.{number}"))
        close(path)
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(
        _WithoutSecrets("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
    )
    root.addHandler(handler)
    root.info(
        "hearingnotes %s, Python %s, %s %s, terminal %s",
        __version__,
        platform.python_version(),
        platform.system(),
        platform.release(),
        os.environ.get("TERM", "none"),
    )


def log_file() -> Path | None:
    """Where the log is written; None where it could not be."""
    handlers = logging.getLogger("hearingnotes").handlers
    return next((Path(h.baseFilename) for h in handlers if isinstance(h, _LogFile)), None)
