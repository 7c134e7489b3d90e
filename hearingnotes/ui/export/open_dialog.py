"""From the wish in the export dialogue to the file, off the UI thread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.export.registry import USUAL, all_formats
from hearingnotes.model.sanitize import one_line
from hearingnotes.ui.export.dialog import ExportScreen, RecordingChoice
from hearingnotes.ui.export.export_job import (
    ExportRequest,
    _write_draft,
    file_name,
    write_requested,
)

if TYPE_CHECKING:
    from hearingnotes.session.draft_session import DraftSession
    from hearingnotes.ui.draft.screen import DraftScreen
    from hearingnotes.ui.hearing.screen import HearingScreen


def export_screen(screen: HearingScreen) -> ExportScreen:
    """The dialogue, with the answers of the last time in it, or the usual ones."""
    session, link_style = screen.session, screen.settings.link_style
    path = Path(file_name(session.hearing.title, session.hearing.date))
    return ExportScreen(
        tuple(all_formats().values()),
        screen.last_export or ExportRequest(USUAL, link_style, path),
        path.stem,
        write=partial(write_requested, session),
        notify=lambda outcome: screen.show_message(outcome.sentence, error=outcome.is_error),
    )


def draft_export_screen(screen: DraftScreen) -> ExportScreen:
    """The same for an article."""
    path = Path(file_name(screen.draft_session.draft.headline or "article", None))
    asked = _recording_choices(screen.draft_session)
    usual = screen.last_export or ExportRequest("markdown", screen.settings.link_style, path)
    # A recording may have been removed since.
    there = {a.hearing_id: a.recordings for a in asked}
    stored = {id_: on for id_, on in usual.recordings.items() if on in there.get(id_, ())}
    return ExportScreen(
        tuple(DRAFT_FORMATS.values()),
        replace(usual, recordings=stored),
        path.stem,
        write=partial(_write_draft, screen),
        notify=lambda outcome: screen.show_message(outcome.sentence, error=outcome.is_error),
        recordings=asked,
    )


def _recording_choices(draft_session: DraftSession) -> tuple[RecordingChoice, ...]:
    """The hearings that the article cites, where they have several recordings."""
    cited = (draft_session.hearings.get(id_) for id_ in draft_session.draft.cited_hearing_ids)
    return tuple(
        RecordingChoice(
            snapshot.hearing.id,
            one_line(snapshot.hearing.title),
            {
                recording.id: f"{number} {one_line(recording.url)}"
                for number, recording in enumerate(snapshot.timeline.recordings.values(), 1)
            },
        )
        for snapshot in cited
        if snapshot is not None and len(snapshot.timeline.recordings) > 1
    )
