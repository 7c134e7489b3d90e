"""One export, away from the thread of the screen."""

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
    """What the person chose; `force` says to replace what is there. `recordings` are the ids of
    those that links lead into, by the ids of their hearings; of any other, each into its own."""

    export_format: str
    link_style: LinkStyle
    path: Path
    force: bool = False
    recordings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an export has done, or why not. Where it `is_error`, `may_force` says whether `force`
    would help; the sentence then has no full stop, so that a way to do so can follow."""

    sentence: str
    is_error: bool = False
    may_force: bool = False


Job = Callable[[Callable[[str], None]], Outcome]
"""Writes, and calls back with its progress in a phrase; what the callback raises ends it."""

Render = Callable[[RenderOptions, Mapping[str, str]], "DraftDocument"]
"""An article with its sources as the disk has them, with links into the recordings of these ids."""


def draft_job(draft_id: str, render: Render, request: ExportRequest) -> Job:
    """The job that writes an article to the file of the request."""
    path = Path(os.path.realpath(expanded(request.path)))
    draft_format = DRAFT_FORMATS[request.export_format]
    options = RenderOptions(request.link_style, beside=path.parent)

    def write(tell_how_far: OnProgress) -> list[str]:
        article = render(options, request.recordings)
        tell_how_far(f"Writing {path.name}")
        _write(path, draft_format.write_whole(article), draft_format, request, draft_id)
        return [f"The article is written to {path}.", *draft_warnings(article)]

    return partial(_outcome, write)


def file_name(title: str, day: date | None) -> str:
    """A file name that every system takes, from a title."""
    return f"{day}-{file_stem(title)}.md" if day else f"{file_stem(title)}.md"


def hearing_job(session: HearingSession, request: ExportRequest) -> Job:
    """The job that writes the notes of a hearing, as they are now, to the file of the request."""
    path = Path(os.path.realpath(expanded(request.path)))
    export_format, stills = all_formats()[request.export_format], StillStore(session.writer.path)
    held, unfinished = session.snapshot(), len(session.unfinished)

    def write(tell_how_far: OnProgress) -> list[str]:
        snapshot = _with_the_past(held, session.writer.path)
        shown = addresses(stills, export_format, snapshot.standing, path, tell_how_far)
        options = RenderOptions(request.link_style, beside=path.parent, stills=shown)
        story, text = render_hearing(snapshot, options), export_format.write(snapshot, options)
        tell_how_far(f"Writing {path.name}")
        _write(path, text, export_format, request, held.hearing.id)
        pictures = copy_beside(stills, export_format, shown, text, path, tell_how_far)
        sentences = [f"{count(len(story.entries), 'note')} written to {path}."]
        aside = f"{count(unfinished, 'change')} put aside (✎) left out." if unfinished else ""
        return [*sentences, *filter(None, [pictures, *export_warnings(story, options), aside])]

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


def _outcome(write: Callable[[OnProgress], list[str]], tell_how_far: OnProgress) -> Outcome:
    """Write; the sentences of what was done, or why not."""
    try:
        return Outcome(" ".join(write(tell_how_far)))
    except OverwriteError as error:
        return Outcome(error.reason, is_error=True, may_force=True)
    except (HearingnotesError, CancelledError) as error:
        return Outcome(str(error), is_error=True)


def _with_the_past(shown: HearingSnapshot, library_path: Path) -> HearingSnapshot:
    """What the screen shows, and from the disk what it does not: tombstones, times of changes."""
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
