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
from hearingnotes.files import close, make_folder, open_private
from hearingnotes.model.sanitize import printable

# Up to the next blank: any other sign may be of an address, and of its secret.
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]{0,30}://)(\S*)", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/?#\\]*")
_HOST = re.compile(r"(\[[0-9a-f:.%]*\]|[\w.-]+)(:\d{1,5}(?!\d))?", re.IGNORECASE)
# What is told without its scheme and host, as HTTP libraries do, or is left behind a blank.
_BARE = (
    (re.compile(r"(\burl: /)\S+", re.IGNORECASE), r"\1…"),
    (re.compile(r"(\[generic\] )[^\s:]+:"), r"\1…:"),  # yt-dlp: the last part of a path
    (re.compile(r"/(?:expire|l?sig|signature|token)/\S+", re.IGNORECASE), "/…"),
    (re.compile(r"\?[^\s?=]{1,60}=\S+"), "?…"),
    (
        re.compile(r"\b((?:l?sig|\w*(?:signature|token|passw(?:or)?d|secret))=)[^\s'\"]+", re.I),
        r"\1…",
    ),
    (re.compile(r"((?:authorization|cookie)['\"]?\s*[:=]).*", re.IGNORECASE), r"\1 …"),
)
_MAX_BYTES = 1_000_000
_OLDER_FILES = 3


def without_secrets(text: str) -> str:
    """Return the text with only scheme and host of each address, and without passwords and cookies.

    Signatures that open a video to anybody are in queries, in the paths of YouTube's live
    playlists, behind semicolons and number signs; the key of a broadcaster is a path, too.
    """
    text = _ADDRESS.sub(_scheme_and_host, text)
    for pattern, stored in _BARE:
        text = pattern.sub(stored, text)
    return text


def _scheme_and_host(address: re.Match[str]) -> str:
    scheme, rest = address.groups()
    authority = _AUTHORITY.match(rest)
    assert authority is not None
    before, sign, named = authority[0].rpartition("@")
    behind = rest[authority.end() :]
    host = _HOST.match(named)
    # A password may have a sign in it that ends a host where it is not written as it should be.
    if host is None or (":" in named and not sign and "@" in behind):
        return f"{scheme}…"
    is_whole = not before and not behind and host.end() == len(named)
    return f"{scheme}{host[0]}{'' if is_whole else '/…'}"


class _WithoutSecrets(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(printable(super().format(record)))


class _LogFile(RotatingFileHandler):
    """A log file that drops lines when the disk is full, and shows nothing on the screen."""

    def _open(self) -> Any:
        return open(
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors=self.errors,
            opener=open_private,
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Drop the line."""

    def close(self) -> None:
        """Close the file; what could not be written is dropped."""
        with suppress(OSError):
            super().close()


def start_log(path: Path, *, verbose: bool) -> None:
    """Log to `path` from now on; to nowhere, where it can't be written."""
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
    """Return the path of the log; None where it could not be written."""
    handlers = logging.getLogger("hearingnotes").handlers
    return next((Path(h.baseFilename) for h in handlers if isinstance(h, _LogFile)), None)
