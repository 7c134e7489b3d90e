"""Hearings with all that can be kept of one, made up by hypothesis."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline

MEDIA = (
    ("youtube", "4LBmWqYuuDY", "https://www.youtube.com/watch?v=4LBmWqYuuDY"),
    ("vimeo", "76979871", "https://vimeo.com/76979871"),
    ("direct_media", "https://city.example/1.mp4", "https://city.example/1.mp4"),
    ("local_file", "/home/ana/heard\u00a0it.mp4", "/home/ana/heard\u00a0it.mp4"),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["@chair opens", "# Budget", "> no\n> never", "@hanif: the levy #money", "=1+1", "a, “b”\nc"]
)
LINES = TEXTS.map(one_line)
"""As names, abbreviations and items of an agenda are read."""
INSTANTS = st.datetimes(
    datetime(2020, 1, 1),
    datetime(2027, 1, 1),
    timezones=st.just(UTC),
)
SECONDS = st.floats(0, 40000)
MARKS = ("chair", "hanif", "de-la-rosa")


@st.composite
def hearings(draw: st.DrawFn) -> HearingSnapshot:
    """A hearing with up to three recordings, six notes and two anchors."""
    media = draw(st.lists(st.sampled_from(MEDIA), unique=True, max_size=3))
    recordings = [_recording(draw, number, medium) for number, medium in enumerate(media)]
    if len(recordings) > 1 and draw(st.booleans()):
        recordings[0] = replace(recordings[0], aligned_to="R1", aligned_s=draw(SECONDS))
    ids = [recording.id for recording in recordings]
    notes = tuple(_note(draw, number, ids) for number in range(draw(st.integers(0, 6))))
    anchored = notes[: draw(st.integers(0, 2))] if ids else ()
    anchors = tuple(_anchor(draw, number, note, ids) for number, note in enumerate(anchored))
    moments = (note.moment for note in notes)
    changed = [*(note.id for note in notes), *(anchor.id for anchor in anchors)]
    changed_utc = {row_id: draw(INSTANTS) for row_id in changed}
    timeline = Timeline(recordings, anchors, moments)
    return HearingSnapshot(_hearing(draw), timeline, notes, anchors, changed_utc=changed_utc)


def _hearing(draw: st.DrawFn) -> Hearing:
    speakers = tuple(
        Speaker(mark, draw(LINES), draw(LINES), key, draw(st.none() | SECONDS))
        for key, mark in enumerate(draw(st.lists(st.sampled_from(MARKS), unique=True)), 1)
    )
    return Hearing(
        "01KF3Z00000000000000000001",
        draw(TEXTS),
        draw(INSTANTS),
        draw(TEXTS),
        draw(st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1))),
        leads=draw(st.dictionaries(st.sampled_from(["", "@chair", "#money"]), SECONDS)),
        roster=Roster(
            speakers, draw(st.dictionaries(st.sampled_from(["cb", "nyc"]), LINES.filter(bool)))
        ),
        agenda=tuple(draw(st.lists(LINES, max_size=2))),
    )


def _recording(draw: st.DrawFn, number: int, medium: tuple[str, str, str]) -> Recording:
    return Recording(
        f"R{number}",
        "01KF3Z00000000000000000001",
        *medium,
        title=draw(TEXTS),
        duration_s=draw(st.none() | SECONDS),
        live_status=draw(st.sampled_from(LiveStatus)),
        starts_utc=draw(st.none() | INSTANTS),
        reach_s=draw(st.none() | SECONDS),
        reached_end=draw(st.booleans()),
    )


def _moment(draw: st.DrawFn, ids: list[str]) -> Moment:
    if not ids or draw(st.booleans()):
        return Moment(draw(INSTANTS))
    live = LiveEvidence(
        draw(SECONDS),
        draw(INSTANTS),
        draw(st.none() | st.integers(0, 9000)),
        draw(st.none() | st.just(5.0)),
        draw(st.none() | st.integers(1, 3)),
        draw(st.none() | INSTANTS),
        draw(st.none() | INSTANTS),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.floats(-3, 3)),
        draw(st.sampled_from([0.0, 7.5])),
        draw(st.booleans()),
    )
    return Moment(
        draw(INSTANTS),
        draw(st.sampled_from(ids)),
        draw(SECONDS),
        draw(st.none() | st.just(1.4)),
        draw(st.none() | st.just(0.04)),
        draw(st.sampled_from([0.0, 2.5])),
        draw(st.none() | st.just(live)),
        draw(st.sampled_from([0.0, 300.0])),
    )


def _note(draw: st.DrawFn, number: int, ids: list[str]) -> Note:
    return Note(
        f"N{number:04}",
        "01KF3Z00000000000000000001",
        _moment(draw, ids),
        draw(TEXTS),
        draw(st.sampled_from([0.0, -1.0, 2.0])),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.none() | INSTANTS),
        draw(st.booleans()),
    )


def _anchor(draw: st.DrawFn, number: int, note: Note, ids: list[str]) -> Anchor:
    return Anchor(
        f"A{number}",
        note.hearing_id,
        note.moment,
        draw(st.sampled_from(ids)),
        draw(SECONDS),
        draw(st.none() | st.just(note.id)),
        draw(st.none() | INSTANTS),
    )
