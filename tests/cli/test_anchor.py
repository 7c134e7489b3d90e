"""`hearingnotes anchor`: one statement puts many notes right, and can be taken back."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.labels import clock
from hearingnotes.model.moment import Moment
from tests.cli.conftest import (
    LIVE_ID,
    NOW,
    OTHER,
    VIDEO_ID,
    UserHome,
    live_note,
    note_at,
    save_live,
)

LINK = f"https://youtu.be/{VIDEO_ID}"
TEXTS = ["first", "second", "third"]


@pytest.fixture
def stored(home: UserHome) -> UserHome:
    """Three notes at 48:00, 49:00 and 50:00 of a broadcast."""
    save_live(home, TEXTS)
    return home


def stamps(home: UserHome, *words: str) -> list[str]:
    shown = home.run("show", "0001", *words).out.partition("\n\n")[2]
    return [line.split()[1] for line in shown.splitlines()]


def heard(minute: int) -> str:
    """When the note was taken, as this machine's clock has it."""
    return clock(live_note(minute, "").moment)


@pytest.mark.parametrize(
    ("note", "time"),
    [
        *(("2", "1:00:00"), ("2", "60:00"), ("2", "1h"), ("2", f"{LINK}?t=3600")),
        *(("N0010002", "3600"), ("n0010002", f"{LINK}&t=3600"), ("n0010002", "1h0m0s")),
    ],
)
def test_anchor_moves_a_note_and_those_after_it(stored: UserHome, note: str, time: str) -> None:
    result = stored.run("anchor", "0001", note, time)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        f"Anchor set: {heard(2)} is 1:00:00 of {LINK}; 2 notes move by +11:00.",
        "  49:00 ±1s, stream time → 1:00:00 ±1s, anchor  second",
        "  50:00 ±1s, stream time → 1:01:00 ±1s, anchor  third",
    ]
    assert stamps(stored) == ["48:00", "1:00:00", "1:01:00"]


@pytest.mark.parametrize("time", ["3:48 PM", "2026-01-16 15:48", "2026-01-16T15:48:00Z"])
def test_anchor_refuses_a_time_of_day_as_its_place(
    home: UserHome, time: str, zone: Callable[[str], None]
) -> None:
    zone("UTC")
    home.keep("Council", ["They spoke."])
    home.run("recording", "add", "0001", VIDEO_ID, "--at", "2026-01-16 15:00")
    result = home.run("anchor", "0001", "1", time)
    assert result.sentence == (
        "Type the second in the video, as 1:23:45, or paste a link with a time; a time of day "
        "can't say where the video was."
    )
    assert home.run("anchor", "0001", "--list").out == ""


def test_a_dry_run_of_anchor_prints_the_same_and_changes_nothing(stored: UserHome) -> None:
    tried = stored.run("anchor", "0001", "1", "40:00", "--dry-run").out
    assert tried.startswith("Only tried, nothing is changed. Anchor set: ")
    assert "3 notes move by −8:00." in tried
    assert stamps(stored) == ["48:00", "49:00", "50:00"]
    assert stored.run("anchor", "0001", "1", "40:00").out in tried


def test_anchors_are_listed_and_removed_by_their_number(stored: UserHome) -> None:
    assert stored.run("anchor", "0001", "--list").err == "No anchor has been set.\n"
    stored.run("anchor", "0001", "1", "40:00")
    stored.run("anchor", "0001", "3", "1:00:00")
    assert stored.run("anchor", "0001", "--list").out.splitlines() == [
        f"  1  {heard(1)} is 40:00 of {LINK}  first",
        f"  2  {heard(3)} is 1:00:00 of {LINK}  third",
    ]
    assert stamps(stored) == ["40:00", "~41:00", "1:00:00"]
    tried = stored.run("anchor", "0001", "--remove", "1", "--dry-run")
    assert "2 notes move by +8:00." in tried.out
    assert stamps(stored) == ["40:00", "~41:00", "1:00:00"]
    removed = stored.run("anchor", "0001", "--remove", "1").out
    assert removed.startswith(f"Anchor removed: {heard(1)} is 40:00 of {LINK}; 2 notes move by")
    assert stamps(stored) == ["48:00", "49:00", "1:00:00"]
    assert len(stored.run("anchor", "0001", "--list").out.splitlines()) == 1


def test_an_anchor_can_be_undone_in_the_screen_of_the_same_person(stored: UserHome) -> None:
    stored.run("anchor", "0001", "1", "40:00")
    with Library(stored.library_path) as library:
        step = library.changes.undo("01KF3Z00000000000000000001")
    assert step is not None
    assert step.action == "anchor"
    assert stamps(stored) == ["48:00", "49:00", "50:00"]


def test_anchor_puts_a_note_at_the_named_second_with_its_nudge(home: UserHome) -> None:
    save_live(home, [replace(live_note(1, "nudged"), nudge_s=-5.0), "next"])
    home.run("anchor", "0001", "1", "1:00:00")
    assert stamps(home) == ["1:00:00", "1:01:05"]


def test_notes_of_the_room_are_placed_by_one_anchor(home: UserHome) -> None:
    by_clock = [
        replace(note_at(place, text), moment=Moment(NOW + timedelta(minutes=place)))
        for place, text in enumerate(("a", "b", "c"), 1)
    ]
    home.keep("Council", by_clock)
    result = home.run("anchor", "0001", "2", "10:00")
    assert result.out.splitlines() == [
        f"Anchor set: {clock(by_clock[1].moment)} is 10:00 of {LINK}; 3 notes move.",
        f"  {clock(by_clock[0].moment)} by the clock → 9:00 ±1s, anchor  a",
        f"  {clock(by_clock[2].moment)} by the clock → 11:00 ±1s, anchor  c",
    ]


def test_anchor_json_has_each_move_before_and_after(stored: UserHome) -> None:
    printed = json.loads(stored.run("anchor", "0001", "2", "1:00:00", "--json").out)
    assert (printed["dry_run"], printed["anchor"]["second_s"]) == (False, 3600.0)
    assert [move["id"] for move in printed["moved"]] == ["N0010002", "N0010003"]
    assert printed["moved"][0]["before"] == {
        **{"recording_id": LIVE_ID, "second_s": 2940.0, "margin_s": 1.0},
        **{"rung": "timestamp_and_segment", "by_anchor": False},
    }
    assert printed["moved"][0]["after"]["by_anchor"]
    assert json.loads(stored.run("anchor", "0001", "--list", "--json").out) == [printed["anchor"]]


def test_anchor_means_the_recording_that_played(stored: UserHome) -> None:
    stored.run("recording", "add", "0001", OTHER)
    assert f"1:00:00 of {LINK};" in stored.run("anchor", "0001", "1", "1:00:00").out
    into_other = stored.run("anchor", "0001", "1", "30:00", "--recording", "2").out
    assert f"30:00 of {OTHER};" in into_other
    assert stamps(stored, "--recording", "2") == ["30:00", "31:00", "32:00"]


def test_anchor_needs_a_recording_by_name_where_none_played(home: UserHome) -> None:
    home.keep("Council", [replace(note_at(1, "a"), moment=Moment(NOW))])
    home.run("recording", "add", "0001", OTHER)
    refused = home.run("anchor", "0001", "1", "30:00")
    assert refused.code == 2
    assert "The hearing has 2 recordings; say which one is meant with --recording" in (
        refused.sentence
    )
    assert home.run("anchor", "0001", "1", f"{OTHER}&t=30").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Name a note and where it lies"),
        (("1",), "Name a note and where it lies"),
        (("1", "soon"), "“soon” is no time; write it as 1:02:03"),
        (("4", "1:00"), "There is no note “4”"),
        (("0", "1:00"), "There is no note “0”"),
        (("10003", "1:00"), "There is no note “10003”"),
        (("N001", "1:00"), "“N001” fits 3 notes"),
        (("1", LINK), "has no time in it"),
        (("1", OTHER + "&t=5"), "points to no recording of this hearing"),
        (("1", "2:00:00"), "The recording lasts only 1:30:00"),
        (("1", f"{LINK}?t=9", "--recording", "2"), "name two recordings"),
        (("1", "1:00", "--recording", "council.mp4"), "The hearing has no recording “council.mp4”"),
        (("--list", "--remove", "1"), "--list and --remove each go alone"),
        (("1", "1:00", "--list"), "--list and --remove each go alone"),
        (("1", "--remove", "1"), "--list and --remove each go alone"),
        (("--remove", "1"), "There is no anchor 1"),
        (("--remove", "0"), "There is no anchor 0"),
        (("--remove", "x"), "'x' is not a valid integer"),
    ],
)
def test_anchor_refuses_wrong_arguments_and_changes_nothing(
    home: UserHome, words: tuple[str, ...], message: str
) -> None:
    save_live(home, TEXTS, live_status=LiveStatus.WAS_LIVE, duration_s=5400.0)
    home.run("recording", "add", "0001", "https://youtu.be/bbbbbbbbbbb")
    result = home.run("anchor", "0001", *words)
    assert (result.code, result.out) == (2, "")
    assert message in result.sentence
    assert stamps(home) == ["48:00", "49:00", "50:00"]


def test_anchor_refuses_a_hearing_without_a_recording(home: UserHome) -> None:
    home.keep("Council", [replace(note_at(1, "a"), moment=Moment(NOW))])
    home.run("recording", "remove", "0001", "1")
    assert "The hearing has no recording yet" in home.run("anchor", "0001", "1", "5").sentence


def test_anchor_reports_a_read_only_library(stored: UserHome) -> None:
    stored.library_path.chmod(0o444)
    stored.library_path.parent.chmod(0o555)
    result = stored.process("anchor", "0001", "1", "1:00:00")
    tried = stored.process("anchor", "0001", "1", "1:00:00", "--dry-run")
    stored.library_path.parent.chmod(0o755)
    assert result.code == 1
    assert "can't be written; make the file and its folder writable" in result.sentence
    assert tried.code == 0
