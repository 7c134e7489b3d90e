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
    write_wish,
)

if TYPE_CHECKING:
    from hearingnotes.session.draft_session import DraftSession
    from hearingnotes.ui.draft.screen import DraftScreen
    from hearingnotes.ui.hearing.screen import HearingScreen


def export_screen(screen: HearingScreen) -> ExportScreen:
    """The dialogue, with the answers of the last time in it, or the usual ones."""
    desk, link_style = screen.desk, screen.settings.link_style
    path = Path(file_name(desk.hearing.title, desk.hearing.date))
    return ExportScreen(
        tuple(all_formats().values()),
        screen.last_export or ExportRequest(USUAL, link_style, path),
        path.stem,
        write=partial(write_wish, desk),
        tell=lambda outcome: screen.say(outcome.sentence, trouble=outcome.is_trouble),
    )


def draft_export_screen(screen: DraftScreen) -> ExportScreen:
    """The same for an article."""
    path = Path(file_name(screen.drafting.draft.headline or "article", None))
    asked = _recording_choices(screen.drafting)
    usual = screen.last_export or ExportRequest("markdown", screen.settings.link_style, path)
    # A recording may have been removed since.
    there = {a.hearing_id: a.recordings for a in asked}
    kept = {id_: on for id_, on in usual.recordings.items() if on in there.get(id_, ())}
    return ExportScreen(
        tuple(DRAFT_FORMATS.values()),
        replace(usual, recordings=kept),
        path.stem,
        write=partial(_write_draft, screen),
        tell=lambda outcome: screen.say(outcome.sentence, trouble=outcome.is_trouble),
        recordings=asked,
    )


def _recording_choices(drafting: DraftSession) -> tuple[RecordingChoice, ...]:
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
