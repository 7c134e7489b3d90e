"""One export, away from the thread of the screen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.config import paths
from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.export.document import RenderOptions, export_warnings, render_hearing
from hearingnotes.export.draft_document import remarks_on
from hearingnotes.export.draft_formats import DRAFT_FORMATS, DraftFormat
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.registry import all_formats
from hearingnotes.export.stills import StillStore, Tell, addresses, copy_beside
from hearingnotes.export.writer import ExportRegistry, OverwriteError, export_key, write_export
from hearingnotes.files import expanded
from hearingnotes.library.library import Library
from hearingnotes.library.read import read_kept
from hearingnotes.model.labels import count
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.session.hearing_session import HearingSession
from hearingnotes.ui.key_names import shown_key

if TYPE_CHECKING:
    from hearingnotes.export.draft_formats import DraftFormat
    from hearingnotes.export.format import ExportFormat
    from hearingnotes.ui.draft.screen import DraftScreen


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the person chose; `force` says to replace what is there. `recordings` are the ids of
    those that links lead into, by the ids of their hearings; of any other, each into its own."""

    form: str
    link_style: LinkStyle
    path: Path
    force: bool = False
    recordings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. Where it is a trouble, `may_force` says whether `force` would help."""

    sentence: str
    is_trouble: bool = False
    may_force: bool = False


Job = Callable[[Callable[[str], None]], Outcome]
"""Writes, and tells how far it is; what that raises ends it."""


MAX_NAME = 60


def _write_draft(screen: DraftScreen, wish: ExportRequest) -> Job:
    path = Path(os.path.realpath(expanded(wish.path)))
    form, telling = DRAFT_FORMATS[wish.form], RenderOptions(wish.link_style, beside=path.parent)
    draft_id = screen.drafting.draft.id

    def write(tell_how_far: Tell) -> list[str]:
        article = screen.tell_now(telling, wish.recordings)
        tell_how_far(f"Writing {path.name}")
        _write(path, form.write_whole(article), form, wish, draft_id)
        return [f"The article is written to {path}.", *remarks_on(article)]

    return partial(_outcome, write)


def file_name(title: str, day: date | None) -> str:
    """A file name that every system takes, from a title."""
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:MAX_NAME].rstrip("-_")
    return "-".join(part for part in (str(day) if day else "", words or "hearing") if part) + ".md"


def write_wish(desk: HearingSession, wish: ExportRequest) -> Job:
    """What writes the file, as the notes are now; a sentence of what was done, or why not."""
    path = Path(os.path.realpath(expanded(wish.path)))
    form, stills = all_formats()[wish.form], StillStore(desk.keeper.path)
    held, unfinished = desk.proceedings(), len(desk.unfinished)

    def write(tell_how_far: Tell) -> list[str]:
        proceedings = _with_the_past(held, desk.keeper.path)
        shown = addresses(stills, form, proceedings.standing, path, tell_how_far)
        telling = RenderOptions(wish.link_style, beside=path.parent, stills=shown)
        story, text = render_hearing(proceedings, telling), form.write(proceedings, telling)
        tell_how_far(f"Writing {path.name}")
        _write(path, text, form, wish, held.hearing.id)
        pictures = copy_beside(stills, form, shown, text, path, tell_how_far)
        told = [f"{count(len(story.entries), 'note')} written to {path}."]
        aside = f"{count(unfinished, 'change')} put aside (✎) left out." if unfinished else ""
        return [*told, *filter(None, [pictures, *export_warnings(story, telling), aside])]

    return partial(_outcome, write)


def _write(
    path: Path, text: str, form: ExportFormat | DraftFormat, wish: ExportRequest, told_id: str
) -> None:
    written, what = ExportRegistry(paths.written_path()), export_key(told_id, form.name)
    write_export(path, text, force=wish.force, comment=form.comment, written=written, what=what)


def _outcome(write: Callable[[Tell], list[str]], tell_how_far: Tell) -> Outcome:
    """Write; the sentences of what was done, or why not."""
    try:
        return Outcome(" ".join(write(tell_how_far)))
    except OverwriteError as trouble:
        what = f"{trouble.reason}. Name another file, or replace it with {shown_key(REPLACE_KEY)}."
        return Outcome(what, is_trouble=True, may_force=True)
    except (HearingnotesError, CancelledError) as trouble:
        return Outcome(str(trouble), is_trouble=True)


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

    return read_kept(library_path, read)


REPLACE_KEY = "ctrl+r"
