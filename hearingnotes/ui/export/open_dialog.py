"""Builds the export dialogue for the notes of a hearing or for an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.export.registry import USUAL, all_formats
from hearingnotes.model.sanitize import one_line
from hearingnotes.session.export_job import (
    ExportRequest,
    Outcome,
    Render,
    draft_job,
    file_name,
    hearing_job,
)
from hearingnotes.ui.export.dialog import ExportScreen, RecordingChoice

if TYPE_CHECKING:
    from hearingnotes.model.links import LinkStyle
    from hearingnotes.session.draft_session import DraftSession
    from hearingnotes.session.hearing_session import HearingSession

Notify = Callable[[Outcome], None]
"""Receives the outcome of the export once the dialogue has closed."""


def export_screen(
    session: HearingSession, link_style: LinkStyle, last: ExportRequest | None, notify: Notify
) -> ExportScreen:
    """Return the dialogue for a hearing's notes, with the last answers or the usual ones."""
    path = Path(file_name(session.hearing.title, session.hearing.date))
    return ExportScreen(
        tuple(all_formats().values()),
        last or ExportRequest(USUAL, link_style, path),
        path.stem,
        write=partial(hearing_job, session),
        notify=notify,
    )


def draft_export_screen(
    draft_session: DraftSession,
    render: Render,
    link_style: LinkStyle,
    last: ExportRequest | None,
    notify: Notify,
) -> ExportScreen:
    """Return the dialogue for an article, with the last answers or the usual ones."""
    path = Path(file_name(draft_session.draft.headline or "article", None))
    choices = _recording_choices(draft_session)
    usual = last or ExportRequest("markdown", link_style, path)
    # A recording may have been removed since.
    there = {a.hearing_id: a.recordings for a in choices}
    stored = {id_: on for id_, on in usual.recordings.items() if on in there.get(id_, ())}
    return ExportScreen(
        tuple(DRAFT_FORMATS.values()),
        replace(usual, recordings=stored),
        path.stem,
        write=partial(draft_job, draft_session.draft.id, render),
        notify=notify,
        recordings=choices,
    )


def _recording_choices(draft_session: DraftSession) -> tuple[RecordingChoice, ...]:
    """Return the cited hearings that have several recordings."""
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
