"""The mirrored file: where it is, in which format, and the thread that writes it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.config import paths
from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.registry import all_formats, format_for_path, get_format
from hearingnotes.export.stills import (
    REMEMBERED_BYTES,
    StillStore,
    ThumbnailCache,
    addresses,
    copy_beside,
)
from hearingnotes.export.writer import ExportRegistry, OverwriteError, export_key, write_export
from hearingnotes.files import expanded, file_stem
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.snapshot import HearingSnapshot

if TYPE_CHECKING:
    pass


log = logging.getLogger(__name__)


# Of the forms of markdown: what a blog shows on top is the latest.
MARKDOWN_FORM = "liveblog"


@dataclass(frozen=True, slots=True)
class MirrorTarget:
    """A file to mirror notes to; {title} and {date} in `pattern` stand for the hearing's."""

    pattern: str
    export_format: ExportFormat

    @property
    def is_for_each(self) -> bool:
        """Whether each hearing has its own file; else the file is that of the first one opened."""
        return "{title}" in self.pattern

    def path_for(self, hearing: Hearing) -> Path:
        """Return the file of this hearing."""
        date = str(hearing.date or hearing.created_utc.astimezone().date())
        named = self.pattern.replace("{title}", file_stem(hearing.title)).replace("{date}", date)
        return expanded(Path(named)).absolute()


def mirror_target(pattern: str) -> MirrorTarget:
    """Return the target of a path, its format by the ending. Raise UsageError for an unknown
    ending."""
    export_format = format_for_path(Path(pattern))
    if export_format is None:
        endings = sorted({ending for each in all_formats().values() for ending in each.endings})
        raise UsageError(
            f"{pattern} says not in which form the mirror is to be: let it end in "
            f"{', '.join(endings)}."
        )
    is_markdown = export_format.endings == get_format("markdown").endings
    return MirrorTarget(pattern, get_format(MARKDOWN_FORM) if is_markdown else export_format)


PAUSES_S = (1.0, 2.0, 5.0)


class MirrorWriter:
    """Writes the latest snapshot, and tries again while the disk refuses."""

    def __init__(
        self,
        path: Path,
        export_format: ExportFormat,
        link_style: LinkStyle,
        stills: StillStore,
        notify: Callable[[str, bool], None],
    ) -> None:
        """`notify` gets a sentence and whether it is an error, on the mirror's thread."""
        self.path = path
        self._export_format = export_format
        self._options = RenderOptions(link_style, beside=path.parent)
        self._stills = stills
        self._shrinking = ThumbnailCache(REMEMBERED_BYTES)
        self._written = ExportRegistry(paths.written_path())
        self._post = notify
        self._wake = threading.Condition()
        self._latest: HearingSnapshot | None = None
        self._text = ""
        self._trouble = ""
        self._what = ""
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="mirror", daemon=True)
        self._thread.start()

    def show(self, snapshot: HearingSnapshot) -> None:
        """Write this snapshot next."""
        with self._wake:
            self._latest = snapshot
            self._wake.notify()

    def close(self, limit_s: float) -> str:
        """Write what is left, once. Return a sentence where the file is not up to date then."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(limit_s)
        why = self._trouble or ("The disk is too slow." if self._thread.is_alive() else "")
        return f"The mirror {self.path} is not up to date. {why}" if why else ""

    def _work(self) -> None:
        failures = 0
        while True:
            with self._wake:
                if self._latest is None and not self._closing:
                    self._wake.wait()
                latest, self._latest = self._latest, None
            if latest is not None and not self._write(latest):
                failures += 1
                with self._wake:
                    self._latest = self._latest or latest
                    if not self._closing:
                        self._wake.wait(PAUSES_S[min(failures, len(PAUSES_S)) - 1])
                        continue
            failures = 0
            with self._wake:
                if self._closing:
                    return

    def _write(self, snapshot: HearingSnapshot) -> bool:
        try:
            stills, export_format = self._stills, self._export_format
            notes, shrinking = snapshot.standing, self._shrinking
            shown = addresses(stills, export_format, notes, self.path, shrinking=shrinking)
            text = export_format.write(snapshot, replace(self._options, stills=shown))
            if text != self._text or self._trouble:
                self._replace(text, export_key(snapshot.hearing.id, self._export_format.name))
            copy_beside(stills, export_format, shown, text, self.path)
        except OverwriteError as error:
            self._notify(f"{error.reason}; name another file with --mirror, or move it away.")
            return False
        except HearingnotesError as error:
            self._notify(str(error))
            return False
        except Exception:
            log.exception("no mirror")
            self._notify(f"The mirror {self.path} can't be written; the log says more.")
            return True
        self._text = text
        self._notify("")
        return True

    def _replace(self, text: str, what: str) -> None:
        """Write the file. A hearing that was merged into another continues the same file."""
        comment, written = self._export_format.comment, self._written
        write_export(
            self.path, text, comment=comment, written=written, what=what, formerly=self._what
        )
        self._what = what

    def _notify(self, error: str) -> None:
        """Report each error once, and once that it is over."""
        before, self._trouble = self._trouble, error
        if error and error != before:
            self._post(f"Mirror ({self._export_format.name}): {error} Trying again.", True)
        elif before and not error:
            self._post(f"The mirror {self.path} is written again.", False)
