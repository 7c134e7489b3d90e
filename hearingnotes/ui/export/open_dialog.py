"""From the wish in the export dialogue to the file, off the UI thread."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.config import paths
from hearingnotes.errors import Cancelled, Trouble
from hearingnotes.export.document import Telling, remarks, tell
from hearingnotes.export.draft_document import remarks_on
from hearingnotes.export.draft_formats import DRAFT_FORMS
from hearingnotes.export.registry import USUAL, all_forms
from hearingnotes.export.stills import Stills, Tell, addresses, put_beside
from hearingnotes.export.writer import NotReplacedTrouble, name_of, write_export
from hearingnotes.export.written import Written
from hearingnotes.library.library import Library
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import Proceedings
from hearingnotes.session.hearing_session import Desk
from hearingnotes.system import expanded
from hearingnotes.ui.export.dialog import (
    REPLACE_KEY,
    ExportScreen,
    ExportWish,
    Job,
    Outcome,
    RecordingChoice,
)
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.read_library import read_kept

if TYPE_CHECKING:
    from hearingnotes.export.draft_formats import DraftForm
    from hearingnotes.export.format import Form
    from hearingnotes.session.draft_session import Drafting
    from hearingnotes.ui.draft.screen import DraftScreen
    from hearingnotes.ui.hearing.screen import HearingScreen

MAX_NAME = 60


def export_screen(screen: HearingScreen) -> ExportScreen:
    """The dialogue, with the answers of the last time in it, or the usual ones."""
    desk, link_style = screen.desk, screen.settings.link_style
    path = Path(file_name(desk.hearing.title, desk.hearing.date))
    return ExportScreen(
        tuple(all_forms().values()),
        screen.last_export or ExportWish(USUAL, link_style, path),
        path.stem,
        write=partial(write_wish, desk),
        tell=lambda outcome: screen.say(outcome.sentence, trouble=outcome.is_trouble),
    )


def draft_export_screen(screen: DraftScreen) -> ExportScreen:
    """The same for an article."""
    path = Path(file_name(screen.drafting.draft.headline or "article", None))
    asked = _recording_choices(screen.drafting)
    usual = screen.last_export or ExportWish("markdown", screen.settings.link_style, path)
    # A recording may have been removed since.
    there = {a.hearing_id: a.recordings for a in asked}
    kept = {id_: on for id_, on in usual.recordings.items() if on in there.get(id_, ())}
    return ExportScreen(
        tuple(DRAFT_FORMS.values()),
        replace(usual, recordings=kept),
        path.stem,
        write=partial(_write_draft, screen),
        tell=lambda outcome: screen.say(outcome.sentence, trouble=outcome.is_trouble),
        recordings=asked,
    )


def _recording_choices(drafting: Drafting) -> tuple[RecordingChoice, ...]:
    """The hearings that the article cites, where they have several recordings."""
    cited = (drafting.hearings.get(id_) for id_ in drafting.draft.cited_hearing_ids)
    return tuple(
        RecordingChoice(
            proceedings.hearing.id,
            one_line(proceedings.hearing.title),
            {
                recording.id: f"{number} {one_line(recording.url)}"
                for number, recording in enumerate(proceedings.timeline.recordings.values(), 1)
            },
        )
        for proceedings in cited
        if proceedings is not None and len(proceedings.timeline.recordings) > 1
    )


def _write_draft(screen: DraftScreen, wish: ExportWish) -> Job:
    path = Path(os.path.realpath(expanded(wish.path)))
    form, telling = DRAFT_FORMS[wish.form], Telling(wish.link_style, beside=path.parent)
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


def write_wish(desk: Desk, wish: ExportWish) -> Job:
    """What writes the file, as the notes are now; a sentence of what was done, or why not."""
    path = Path(os.path.realpath(expanded(wish.path)))
    form, stills = all_forms()[wish.form], Stills(desk.keeper.path)
    held, unfinished = desk.proceedings(), len(desk.unfinished)

    def write(tell_how_far: Tell) -> list[str]:
        proceedings = _with_the_past(held, desk.keeper.path)
        shown = addresses(stills, form, proceedings.standing, path, tell_how_far)
        telling = Telling(wish.link_style, beside=path.parent, stills=shown)
        story, text = tell(proceedings, telling), form.write(proceedings, telling)
        tell_how_far(f"Writing {path.name}")
        _write(path, text, form, wish, held.hearing.id)
        pictures = put_beside(stills, form, shown, text, path, tell_how_far)
        told = [f"{count(len(story.entries), 'note')} written to {path}."]
        aside = f"{count(unfinished, 'change')} put aside (✎) left out." if unfinished else ""
        return [*told, *filter(None, [pictures, *remarks(story, telling), aside])]

    return partial(_outcome, write)


def _write(path: Path, text: str, form: Form | DraftForm, wish: ExportWish, told_id: str) -> None:
    written, what = Written(paths.written_path()), name_of(told_id, form.name)
    write_export(path, text, force=wish.force, comment=form.comment, written=written, what=what)


def _outcome(write: Callable[[Tell], list[str]], tell_how_far: Tell) -> Outcome:
    """Write; the sentences of what was done, or why not."""
    try:
        return Outcome(" ".join(write(tell_how_far)))
    except NotReplacedTrouble as trouble:
        what = f"{trouble.reason}. Name another file, or replace it with {shown_key(REPLACE_KEY)}."
        return Outcome(what, is_trouble=True, may_force=True)
    except (Trouble, Cancelled) as trouble:
        return Outcome(str(trouble), is_trouble=True)


def _with_the_past(shown: Proceedings, library_path: Path) -> Proceedings:
    """What the screen shows, and from the disk what it does not: tombstones, times of changes."""
    hearing_id = shown.hearing.id

    def read(library: Library) -> Proceedings:
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
