"""The log of each run, for bug reports: in the state folder, rotating, without secrets."""

import logging
import os
import platform
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from hearingnotes import __version__

_QUERY = re.compile(r"(https?://[^\s?'\"]+\?)[^\s'\"]+")
_USERINFO = re.compile(r"(https?://)[^\s/@]+@")
_MAX_BYTES = 1_000_000


class _WithoutSecrets(logging.Formatter):
    """Addresses lose their queries and passwords: signed media URLs are keys."""

    def format(self, record: logging.LogRecord) -> str:
        return _USERINFO.sub(r"\1…@", _QUERY.sub(r"\1…", super().format(record)))


def start_log(path: Path, *, verbose: bool) -> None:
    """Write what this program logs from now on to `path`; without a place for it, nowhere."""
    root = logging.getLogger("hearingnotes")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.propagate = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_MAX_BYTES, backupCount=3, encoding="utf-8")
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(
        _WithoutSecrets("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
    )
    root.addHandler(handler)
    root.info(
        "hearingnotes %s, Python %s, %s, terminal %s",
        __version__,
        platform.python_version(),
        sys.platform,
        os.environ.get("TERM", "none"),
    )
