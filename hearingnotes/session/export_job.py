"""One export, run off the thread of the screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.config import paths
from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.export.document import RenderOptions, export_warnings, render_hearing
from hearingnotes.export.draft_document import draft_warnings
from hearingnotes.export.draft_formats import DRAFT_FORMATS, DraftFormat
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.registry import all_formats
from hearingnotes.export.stills import OnProgress, StillStore, addresses, copy_beside
from hearingnotes.export.writer import ExportRegistry, OverwriteError, export_key, write_export
from hearingnotes.files import expanded, file_stem
from hearingnotes.library.library import Library
from hearingnotes.library.read import read_existing_library
from hearingnotes.model.labels import count
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.session.hearing_session import HearingSession

if TYPE_CHECKING:
    from hearingnotes.export.draft_document import DraftDocument


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The answers to an export dialogue.

    `force` replaces a file that is there. `recordings` has the ids of the recordings that links
    point into, by the ids of their hearings; a note of any other hearing links into the recording
    it was taken on.
    """

    export_format: str
    link_style: LinkStyle
    path: Path
    force: bool = False
    recordings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an export as a sentence.

    With `is_error`, `may_force` says whether `force` would help. The sentence then has no full
    stop, so that a way to do so can follow.
    """

    sentence: str
    is_error: bool = False
    may_force: bool = False


Job = Callable[[Callable[[str], None]], Outcome]
"""Writes the file. Its argument is called with phrases of progress; an error that this raises
cancels the job."""

Render = Callable[[RenderOptions, Mapping[str, str]], "DraftDocument"]
"""Renders a draft with its sources as they are on the disk, links pointing into the recordings of
these ids."""


def draft_job(draft_id: str, render: Render, request: ExportRequest) -> Job:
    """Return the job that writes a draft to the file of the request."""
    path = Path(os.path.realpath(expanded(request.path)))
    draft_format = DRAFT_FORMATS[request.export_format]
    options = RenderOptions(request.link_style, beside=path.parent)

    def write(on_progress: OnProgress) -> list[str]:
        document = render(options, request.recordings)
        on_progress(f"Writing {path.name}")
        _write(path, draft_format.write_whole(document), draft_format, request, draft_id)
        return [f"The article is written to {path}.", *draft_warnings(document)]

    return partial(_outcome, write)


def file_name(title: str, day: date | None) -> str:
    """Return a file name made of a day and a title, valid on every system."""
    return f"{day}-{file_stem(title)}.md" if day else f"{file_stem(title)}.md"


def hearing_job(session: HearingSession, request: ExportRequest) -> Job:
    """Return the job that writes the present notes of a hearing to the file of the request."""
    path = Path(os.path.realpath(expanded(request.path)))
    export_format, stills = all_formats()[request.export_format], StillStore(session.writer.path)
    on_screen, unfinished = session.snapshot(), len(session.unfinished)

    def write(on_progress: OnProgress) -> list[str]:
        snapshot = _with_tombstones(on_screen, session.writer.path)
        shown = addresses(stills, export_format, snapshot.standing, path, on_progress)
        options = RenderOptions(request.link_style, beside=path.parent, stills=shown)
        document, text = render_hearing(snapshot, options), export_format.write(snapshot, options)
        on_progress(f"Writing {path.name}")
        _write(path, text, export_format, request, on_screen.hearing.id)
        pictures = copy_beside(stills, export_format, shown, text, path, on_progress)
        sentences = [f"{count(len(document.entries), 'note')} written to {path}."]
        aside = f"{count(unfinished, 'change')} put aside (✎) left out." if unfinished else ""
        return [*sentences, *filter(None, [pictures, *export_warnings(document, options), aside])]

    return partial(_outcome, write)


def _write(
    path: Path,
    text: str,
    export_format: ExportFormat | DraftFormat,
    request: ExportRequest,
    subject_id: str,
) -> None:
    written, what = ExportRegistry(paths.written_path()), export_key(subject_id, export_format.name)
    write_export(
        path, text, force=request.force, comment=export_format.comment, written=written, what=what
    )


def _outcome(write: Callable[[OnProgress], list[str]], on_progress: OnProgress) -> Outcome:
    """Run `write`; return its sentences, or the error."""
    try:
        return Outcome(" ".join(write(on_progress)))
    except OverwriteError as error:
        return Outcome(error.reason, is_error=True, may_force=True)
    except (HearingnotesError, CancelledError) as error:
        return Outcome(str(error), is_error=True)


def _with_tombstones(shown: HearingSnapshot, library_path: Path) -> HearingSnapshot:
    """Add to the snapshot on the screen what only the disk has: tombstones and times of changes."""
    hearing_id = shown.hearing.id

    def read(library: Library) -> HearingSnapshot:
        every = library.notes.of_hearing(hearing_id, with_tombstones=True)
        tombstones = [note for note in every if note.deleted_utc is not None]
        anchors = library.anchors.of_hearing(hearing_id, with_tombstones=True)
        removed = [anchor for anchor in anchors if anchor.removed_utc is not None]
        return replace(
            shown,
            notes=(*shown.notes, *tombstones),
            anchors=(*shown.anchors, *removed),
            changed_utc=library.changes.times(hearing_id),
        )

    return read_existing_library(library_path, read)
