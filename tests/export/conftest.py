"""A hearing to tell."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hearingnotes.export.document import HearingDocument, RenderOptions, render_hearing
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline

NOW = datetime(2026, 1, 16, 15, 0, 0, tzinfo=UTC)
HEARING = Hearing("H1", "Council", NOW, body="City", date=date(2026, 1, 16))
RECORDING = Recording("R1", "H1", "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")
MakeDocument = Callable[..., HearingDocument]


def note(number: int, text: str, position_s: float | None = None) -> Note:
    """A note at a second; without one, at the clock alone."""
    recording_id = "R1" if position_s is not None else None
    return Note(f"N{number}", "H1", Moment(NOW, recording_id, position_s, 0.0, 0.04), text)


def document_of(
    notes: list[Note],
    options: RenderOptions | None = None,
    *,
    hearing: Hearing = HEARING,
    recordings: Sequence[Recording] = (RECORDING,),
) -> HearingDocument:
    """The story of these notes."""
    snapshot = HearingSnapshot(hearing, Timeline(recordings), tuple(notes))
    return render_hearing(snapshot, options or RenderOptions())


@pytest.fixture
def story() -> HearingDocument:
    """A note with a place, and one without."""
    notes = [note(1, "the levy\nrises", 6935.9), note(2, "corridor")]
    zone = timezone(timedelta(hours=-5))
    return document_of(notes, RenderOptions(zone=zone))
