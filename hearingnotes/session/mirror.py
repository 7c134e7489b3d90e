"""The mirrored file: where it is, in which format, and the thread that writes it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hearingnotes.config import paths
from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.registry import all_formats, format_for_path, get_format
from hearingnotes.export.stills import (
    CACHE_BYTES,
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
from hearingnotes.worker import BackgroundWorker

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
        self._shrinking = ThumbnailCache(CACHE_BYTES)
        self._written = ExportRegistry(paths.written_path())
        self._post = notify
        self._failures = 0
        self._text = ""
        self._trouble = ""
        self._what = ""
        self._worker = BackgroundWorker("mirror")

    def show(self, snapshot: HearingSnapshot) -> None:
        """Write this snapshot next."""
        self._worker.submit(partial(self._try, snapshot), key=self.path)

    def close(self, limit_s: float) -> str:
        """Write what is left, once. Return a sentence where the file is not up to date then."""
        is_done = self._worker.close(limit_s)
        why = self._trouble or ("" if is_done else "The disk is too slow.")
        return f"The mirror {self.path} is not up to date. {why}" if why else ""

    def _try(self, snapshot: HearingSnapshot) -> float | None:
        """Write the snapshot. Return the seconds until the next try where that fails."""
        self._failures = 0 if self._write(snapshot) else self._failures + 1
        return PAUSES_S[min(self._failures, len(PAUSES_S)) - 1] if self._failures else None

    def _write(self, snapshot: HearingSnapshot) -> bool:
        try:
            stills, export_format = self._stills, self._export_format
            notes, shrinking = snapshot.standing, self._shrinking
            shown = addresses(stills, export_format, notes, self.path, thumbnails=shrinking)
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
