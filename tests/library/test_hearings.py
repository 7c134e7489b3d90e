"""Hearings and recordings: all that is known of them is kept, whoever came to know it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.serialization import recording_plain

from .conftest import HEARING, NOW, RECORDING, make_anchor, make_note

Reopen = Callable[[str], Library]
SECOND = replace(RECORDING, id="R2", key="aaaaaaaaaaa", url="https://youtu.be/aaaaaaaaaaa")


def only(library: Library) -> StoredHearing:
    (stored,) = library.hearings.all()
    return stored


def test_a_stored_hearing_is_updated(library: Library) -> None:
    library.hearings.save(replace(HEARING, title="A better title"), [])
    library.hearings.remember_position("H1", 77.5)
    stored = only(library)
    assert stored.hearing.title == "A better title"
    assert stored.hearing.resume_s == 77.5
    assert [recording.key for recording in stored.recordings] == ["4LBmWqYuuDY"]


def test_a_hearing_and_its_recordings_come_back_as_they_were(
    library: Library, reopened: Reopen
) -> None:
    hearing = replace(HEARING, leads={"": 2.0, "@chair": 4.5, "#budget": 0.0}, body="City")
    live = replace(
        RECORDING, live_status=LiveStatus.LIVE, starts_utc=NOW, duration_s=5.5, title="Live"
    )
    aligned = replace(SECOND, aligned_to="R1", aligned_s=-12.5)
    library.hearings.save(hearing, [live, aligned])
    stored = only(reopened("ana@desk"))
    assert (stored.hearing, stored.recordings) == (hearing, (live, aligned))


def test_the_path_of_named_captions_is_stored_on_this_machine_alone(
    library: Library, reopened: Reopen
) -> None:
    other = reopened("ben@desk")
    other.hearings.all()
    named = replace(RECORDING, captions="/there/words.vtt")
    library.hearings.save(HEARING, [named])
    assert only(library).recordings == (named,)
    # Another program, which knows nothing of it, does not take it away.
    other.hearings.save(HEARING, [replace(RECORDING, title="Council")])
    assert only(library).recordings == (replace(named, title="Council"),)
    assert "words.vtt" not in json.dumps(recording_plain(named))
    logged = library.connection.execute("SELECT after FROM change").fetchall()
    assert not any("words.vtt" in (row["after"] or "") for row in logged)


def test_the_reach_of_a_broadcast_never_falls_back(library: Library, reopened: Reopen) -> None:
    library.hearings.remember_reach("R1", 500.0)
    library.hearings.remember_reach("R1", 400.0)
    assert only(library).recordings[0].reach_s == 500
    ended = replace(RECORDING, reached_end=True, opened_utc=NOW)
    library.hearings.save(HEARING, [ended])
    library.hearings.save(HEARING, [replace(ended, reach_s=300.0)])
    assert only(reopened("ana@desk")).recordings == (replace(ended, reach_s=500.0),)
    library.hearings.save(HEARING, [replace(ended, reach_s=600.0)])
    assert only(library).recordings[0].reach_s == 600


def test_a_recording_added_by_another_program_is_reported(
    library: Library, reopened: Reopen
) -> None:
    ben = reopened("ben@room")
    assert library.hearings.external_update("H1") is None
    ben.hearings.save(HEARING, [SECOND])
    news = library.hearings.external_update("H1")
    assert news is not None
    assert news[1] == (RECORDING, SECOND)
    ben.hearings.remember_reach("R1", 50.0)
    library.hearings.save(HEARING, [SECOND])
    assert library.hearings.external_update("H1") is None


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"leads": {"@chair": 4.0}}, {"title": "Committee on Immigration, day 2"}),
        ({"title": "Named by hand"}, {"opened_utc": NOW + timedelta(hours=1)}),
        ({"body": "City"}, {"leads": {"": 2.0}}),
    ],
)
def test_changes_of_another_program_to_a_hearing_stay(
    library: Library, reopened: Reopen, theirs: dict[str, object], ours: dict[str, object]
) -> None:
    mine = only(library).hearing
    ben = reopened("ben@room")
    ben.hearings.save(replace(only(ben).hearing, **theirs), [])  # type: ignore[arg-type]
    library.hearings.save(replace(mine, **ours), [])  # type: ignore[arg-type]
    assert only(library).hearing == replace(HEARING, **{**theirs, **ours})  # type: ignore[arg-type]


def test_changes_of_another_program_to_a_recording_stay(library: Library, reopened: Reopen) -> None:
    (mine,) = only(library).recordings
    library.hearings.save(HEARING, [mine])
    ben = reopened("ben@room")
    found = replace(mine, live_status=LiveStatus.WAS_LIVE, duration_s=5400.0)
    ben.hearings.save(only(ben).hearing, [found])
    library.hearings.save(HEARING, [replace(mine, title="Hearing")])
    assert only(library).recordings == (replace(found, title="Hearing"),)


def test_a_recording_is_compared_with_its_last_stored_state(
    library: Library, reopened: Reopen
) -> None:
    (mine,) = only(library).recordings
    live = replace(mine, live_status=LiveStatus.LIVE)
    library.hearings.save(HEARING, [live])
    ben = reopened("ben@room")
    ben.hearings.save(HEARING, [replace(only(ben).recordings[0], duration_s=60.0)])
    library.hearings.save(HEARING, [replace(live, live_status=LiveStatus.NOT_LIVE)])
    assert only(library).recordings == (replace(mine, duration_s=60.0),)


def test_a_removed_recording_leaves_its_notes_and_anchors(library: Library) -> None:
    library.hearings.save(HEARING, [SECOND])
    library.notes.add(make_note(1, "said"))
    library.anchors.add(make_anchor(1, 90.0))
    library.hearings.remove_recording(RECORDING)
    assert only(library).recordings == (SECOND,)
    assert library.hearings.with_recording("youtube", RECORDING.key) is None
    assert len(library.notes.of_hearing("H1")) == len(library.anchors.of_hearing("H1")) == 1


def test_a_program_that_still_knows_a_removed_recording_does_not_bring_it_back(
    library: Library, reopened: Reopen
) -> None:
    (mine,) = only(library).recordings
    reopened("ben@room").hearings.remove_recording(RECORDING)
    library.hearings.save(HEARING, [replace(mine, title="Hearing")])
    assert only(library).recordings == ()


def test_changes_of_hearings_and_recordings_are_logged_and_are_no_steps(library: Library) -> None:
    library.hearings.save(replace(HEARING, leads={"": 2.0}), [replace(RECORDING, title="Live")])
    library.hearings.save(replace(HEARING, leads={"": 2.0}, opened_utc=NOW), [])
    library.hearings.remove_recording(RECORDING)
    rows = library.connection.execute("SELECT * FROM change ORDER BY seq").fetchall()
    changes = [(row["action"], json.loads(row["after"])) for row in rows[2:]]
    assert changes[:2] == [
        ("hearing", {"id": "H1", "leads": '{"": 2.0}'}),
        ("recording", {"id": "R1", "title": "Live"}),
    ]
    assert [row["action"] for row in rows] == ["hearing", "recording"] * 2 + ["recording"]
    assert json.loads(rows[2]["before"]) == {"id": "H1", "leads": "{}"}
    assert library.changes.undo("H1") is None
