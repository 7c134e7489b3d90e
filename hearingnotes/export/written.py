"""Which files this program wrote, in formats that have no room to say so themselves."""

import json
import logging
from pathlib import Path
from typing import Any

from hearingnotes.privacy import FILE_MODE, make_folder

log = logging.getLogger(__name__)

MOST_KEPT = 1000


class Written:
    """A file of digests by path; what can't be read or kept of it only means a question more."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self, path: Path) -> tuple[str, str] | None:
        """The digest of what this program wrote there last, and what that was, if it is known."""
        kept = self._read().get(str(path))
        if not isinstance(kept, str):
            return None
        digest, _, what = kept.partition(" ")
        return digest, what

    def remember(self, path: Path, digest: str, what: str) -> None:
        """This program has written there."""
        # Late: the module that writes files asks this one.
        from hearingnotes.export.writer import replace_file

        known = {name: kept for name, kept in self._read().items() if name != str(path)}
        kept = dict([*known.items(), (str(path), f"{digest} {what}".strip())][-MOST_KEPT:])
        try:
            make_folder(self._path.parent)
            replace_file(self._path, json.dumps(kept, indent=1), FILE_MODE)
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
