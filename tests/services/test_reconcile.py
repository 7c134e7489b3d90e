"""What a recording is now, judged by what its platform says and by how far its notes reach."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearingnotes.media.medium import Medium
from hearingnotes.media.yt_dlp_messages import describe_error
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.timeline import Place, Timeline
from hearingnotes.services.reconcile import ReconcileStatus, expected_end, reconcile

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
RECORDING = Recording("R", "H", "youtube", "k", "https://x", live_status=LiveStatus.LIVE)
HOUR = 3600.0


def place(second_s: float, margin_s: float = 1.0) -> Place:
    return Place("R", second_s, margin_s, Rung.TIMESTAMP_AND_SEGMENT)


def video(duration_s: float | None, status: LiveStatus = LiveStatus.WAS_LIVE) -> Medium:
    return Medium("https://m", duration_s=duration_s, live_status=status, release_utc=NOW)


@pytest.mark.parametrize(
    ("duration_s", "last", "standing", "message"),
    [
        (HOUR, None, ReconcileStatus.WHOLE, "It is a finished video of 1:00:00."),
        (HOUR, place(3500), ReconcileStatus.WHOLE, "and the last note lies in it, at 58:20."),
        (HOUR, place(3630), ReconcileStatus.WHOLE, "the last note lies in it"),
        (
            HOUR,
            place(3632),
            ReconcileStatus.SHORTER,
            "the last note lies at 1:00:32, 0:32 beyond: it has",
        ),
        (HOUR, place(3650, 60.0), ReconcileStatus.WHOLE, "the last note lies in it, at ~1:00:50."),
        (HOUR, place(3700, 60.0), ReconcileStatus.SHORTER, "lies at ~1:01:40, 1:40 beyond"),
        (12 * HOUR, place(13 * HOUR), ReconcileStatus.SHORTER, "YouTube keeps about 12 hours."),
        (None, place(3700), ReconcileStatus.WHOLE, "It is a finished video of unknown length."),
    ],
)
def test_a_finished_video_is_measured_by_its_last_note(
    duration_s: float | None, last: Place | None, standing: ReconcileStatus, message: str
) -> None:
    for status in (LiveStatus.WAS_LIVE, LiveStatus.NOT_LIVE):
        verdict = reconcile(RECORDING, video(duration_s, status), last)
        assert verdict.status is standing
        assert message in verdict.sentence
        assert (verdict.short_by_s is not None) == (standing is ReconcileStatus.SHORTER)
        stored = verdict.recording
        assert (stored.duration_s, stored.live_status, stored.starts_utc) == (
            duration_s,
            status,
            NOW,
        )


@pytest.mark.parametrize(
    ("duration_s", "known", "standing", "message"),
    [
        pytest.param(
            8 * HOUR, {"reach_s": 9 * HOUR}, ReconcileStatus.SHORTER,
            "the broadcast was followed until 9:00:00, 1:00:00 beyond: it has probably been trim",
            id="beyond the last note",
        ),
        pytest.param(
            9 * HOUR, {"reach_s": 9 * HOUR}, ReconcileStatus.WHOLE,
            "and the broadcast was followed until 9:00:00.", id="as far as it was followed",
        ),
        pytest.param(
            9 * HOUR, {"reach_s": 9 * HOUR, "reached_end": True}, ReconcileStatus.WHOLE,
            "went on until 9:00:00: it is whole.", id="until its end",
        ),
        pytest.param(
            9 * HOUR, {"reach_s": 5 * HOUR}, ReconcileStatus.WHOLE,
            "the last note lies in it, at 7:00:00.", id="less than the notes",
        ),
        pytest.param(
            12 * HOUR - 5, {"reach_s": 13 * HOUR}, ReconcileStatus.SHORTER,
            "until 13:00:00, 1:00:05 beyond: YouTube keeps about 12 hours.", id="cut by YouTube",
        ),
        pytest.param(
            12 * HOUR - 5, {}, ReconcileStatus.WHOLE,
            "at 7:00:00. YouTube keeps about 12 hours: if the broadcast was longer, check a note.",
            id="perhaps cut by YouTube",
        ),
    ],
)  # fmt: skip
def test_a_finished_video_is_measured_by_how_far_its_broadcast_was_followed(
    duration_s: float, known: dict[str, Any], standing: ReconcileStatus, message: str
) -> None:
    recording = replace(RECORDING, **known)
    notes = [Note("N1", "H", Moment(NOW, "R", 7 * HOUR, 0.0))]
    last = expected_end(recording, notes, Timeline([recording]))
    verdict = reconcile(recording, video(duration_s), last)
    assert (verdict.status, message in verdict.sentence) == (standing, True), verdict.sentence


def test_anchored_notes_alone_say_how_far_a_recording_reaches() -> None:
    """The beginning was cut off, and the person has said so."""
    recording = replace(RECORDING, reach_s=9 * HOUR)
    notes = [Note("N1", "H", Moment(NOW, "R", 7 * HOUR, 0.0))]
    anchored = Timeline([recording], [Anchor("A", "H", notes[0].moment, "R", 6 * HOUR)])
    last = expected_end(recording, notes, anchored)
    assert reconcile(recording, video(8 * HOUR), last).status is ReconcileStatus.WHOLE


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (LiveStatus.LIVE, ReconcileStatus.LIVE),
        (LiveStatus.POST_LIVE, ReconcileStatus.IN_THE_MAKING),
        (LiveStatus.UPCOMING, ReconcileStatus.UPCOMING),
    ],
)
def test_a_recording_that_is_not_finished_has_no_duration(
    status: LiveStatus, standing: ReconcileStatus
) -> None:
    verdict = reconcile(RECORDING, video(60.0, status), place(HOUR))
    assert (verdict.status, verdict.recording.duration_s) == (standing, None)
    assert verdict.recording.live_status is status


def test_the_announcement_of_a_broadcast_is_not_its_start() -> None:
    verdict = reconcile(RECORDING, video(None, LiveStatus.UPCOMING), None)
    assert verdict.recording.starts_utc is None
    assert verdict.sentence.startswith("It has not begun. It is announced for 2026-01-1")


def test_reconcile_keeps_the_start_that_a_person_set() -> None:
    said = replace(RECORDING, starts_utc=NOW + timedelta(seconds=7), title="Mine")
    verdict = reconcile(said, replace(video(HOUR), title="Theirs"), None)
    assert verdict.recording.starts_utc == said.starts_utc
    assert verdict.recording.title == "Theirs"
    assert reconcile(said, video(HOUR), None).recording.title == "Mine"


@pytest.mark.parametrize(
    ("error", "standing"),
    [
        ("Private video. Sign in if you've been granted access", ReconcileStatus.GONE),
        ("Video unavailable. This video has been removed by the uploader", ReconcileStatus.GONE),
        ("Join this channel to get access to members-only content", ReconcileStatus.GONE),
        ("HTTP Error 410: Gone", ReconcileStatus.GONE),
        ("HTTP Error 503: Service Unavailable", ReconcileStatus.UNKNOWN),
        ("Failed to resolve 'www.youtube.com'", ReconcileStatus.UNKNOWN),
        ("Sign in to confirm you’re not a bot", ReconcileStatus.UNKNOWN),
        ("This content isn't available, try again later.", ReconcileStatus.UNKNOWN),
        ("The moon is in the wrong phase", ReconcileStatus.UNKNOWN),
    ],
)
def test_a_refusal_of_a_platform_is_for_good_or_for_now(
    error: str, standing: ReconcileStatus
) -> None:
    verdict = reconcile(RECORDING, describe_error(error), place(HOUR))
    assert verdict.status is standing
    assert describe_error(error) in verdict.sentence
    expected = replace(RECORDING, live_status=LiveStatus.GONE)
    assert verdict.recording == (expected if standing is ReconcileStatus.GONE else RECORDING)


def test_notes_of_other_recordings_do_not_say_how_far_one_should_reach() -> None:
    other = replace(RECORDING, id="R2", key="l", aligned_to="R", aligned_s=10.0)
    notes = [
        Note("N1", "H", Moment(NOW, "R", 100.0, 0.0)),
        Note("N2", "H", Moment(NOW, "R", 500.0, 0.0), nudge_s=5.0),
        Note("N3", "H", Moment(NOW, "R2", 900.0, 0.0)),
        Note("N4", "H", Moment(NOW + timedelta(hours=2))),
    ]
    anchor = Anchor("A", "H", notes[2].moment, "R2", 950.0)
    timeline = Timeline([RECORDING, other], [anchor], [note.moment for note in notes])
    reached = [expected_end(recording, notes, timeline) for recording in (RECORDING, other)]
    assert [found and found.second_s for found in reached] == [505.0, 950.0]
    assert expected_end(RECORDING, notes[2:], timeline) is None
