"""`hearingnotes recording`: several recordings of one hearing, and where they lie."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.moment import Moment
from hearingnotes.services.open_hearing import open_reference
from tests.cli.conftest import NOW, OTHER, OTHER_ID, VIDEO_ID, UserHome, note_at, save_live

LINK = f"https://youtu.be/{VIDEO_ID}"


@pytest.fixture
def stored(home: UserHome) -> UserHome:
    """One note, at 48:00 of a broadcast that began at 15:00 UTC."""
    save_live(home, ["on air"])
    return home


def second_s(home: UserHome, recording: str) -> float | None:
    shown = home.run("show", "0001", "--json", "--recording", recording)
    (note,) = json.loads(shown.out)["notes"]
    second: float | None = note["second_s"]
    return second


@pytest.mark.parametrize(
    ("url", "at", "lies", "second"),
    [
        (OTHER, f"{LINK}?t=60", "begins at 1:00 of recording 1", 2820.0),
        (f"{OTHER}&t=30", f"{LINK}?t=60", "begins at 0:30 of recording 1", 2850.0),
        (f"{OTHER}&t=90", f"{LINK}?t=60", "begins at −0:30 of recording 1", 2910.0),
        (f"https://youtu.be/{OTHER_ID}", f"{LINK}&t=1m", "begins at 1:00 of recording 1", 2820.0),
    ],
)
def test_a_recording_lies_at_a_second_of_another_one(
    stored: UserHome, url: str, at: str, lies: str, second: float
) -> None:
    result = stored.run("recording", "add", "0001", url, "--at", at)
    assert (result.code, result.out, result.err) == (0, f"Added: {OTHER} · {lies}\n", "")
    assert second_s(stored, "2") == second


@pytest.mark.parametrize(
    ("url", "at", "began"),
    [
        (OTHER, "2026-01-16T15:00:30Z", "2026-01-16 15:00:30"),
        (OTHER, "2026-01-16 15:00:30", "2026-01-16 15:00:30"),
        (OTHER, "2026-01-16T10:00:30-05:00", "2026-01-16 15:00:30"),
        (f"{OTHER}&t=90", "2026-01-16T15:00:30Z", "2026-01-16 14:59:00"),
    ],
)
def test_a_recording_began_at_an_instant(
    stored: UserHome, url: str, at: str, began: str, zone: Callable[[str], None]
) -> None:
    zone("UTC")
    result = stored.run("recording", "add", "0001", url, "--at", at)
    assert (result.code, result.out) == (0, f"Added: {OTHER} · began {began} UTC\n")


@pytest.mark.parametrize(
    ("at", "began"),
    [
        ("2026-01-20T18:02:00", "2026-01-20 18:02:00 UTC-05:00"),
        ("2026-07-20 18:02", "2026-07-20 18:02:00 UTC-04:00"),
        ("2026-01-20 6:02 PM", "2026-01-20 18:02:00 UTC-05:00"),
        ("10:00 AM", "2026-01-16 10:00:00 UTC-05:00"),
        ("2026-01-20T23:02:00Z", "2026-01-20 18:02:00 UTC-05:00"),
    ],
)
def test_a_time_of_day_without_a_zone_is_local(
    stored: UserHome, at: str, began: str, zone: Callable[[str], None]
) -> None:
    zone("America/New_York")
    result = stored.run("recording", "add", "0001", OTHER, "--at", at)
    assert result.out == f"Added: {OTHER} · began {began}\n"
    assert f"began {began}" in stored.run("recording", "list", "0001").out


def test_minutes_have_the_time_of_day_where_the_start_of_the_recording_is_known(
    home: UserHome, zone: Callable[[str], None]
) -> None:
    zone("America/New_York")
    home.keep("Council", ["They spoke."])
    home.run("recording", "add", "0001", VIDEO_ID, "--at", "6:02 PM")
    minutes = home.run("export", "0001", "--format", "minutes").out
    assert "| 18:02:10 |" in minutes


def test_adding_a_recording_of_unknown_alignment_is_reported(stored: UserHome) -> None:
    result = stored.run("recording", "add", "0001", OTHER)
    assert (result.code, result.out) == (0, f"Added: {OTHER}\n")
    assert result.err.startswith("Where it lies beside the others is not known; --at tells")
    assert second_s(stored, "2") is None
    placed = stored.run("recording", "add", "0001", OTHER, "--at", f"{LINK}?t=60")
    assert placed.out == f"Placed: {OTHER} · begins at 1:00 of recording 1\n"
    assert second_s(stored, "2") == 2820.0
    assert len(stored.run("recording", "list", "0001").out.splitlines()) == 2


def test_recording_add_takes_files_and_any_link(stored: UserHome) -> None:
    Path("hearing.mp4").touch()
    Path("copy.mp4").touch()
    city = "https://city.granicus.com/player/clip/1234"
    for url in ("hearing.mp4", Path("copy.mp4").absolute().as_uri(), city):
        assert stored.run("recording", "add", "0001", url).code == 0
    recordings = json.loads(stored.run("recording", "list", "0001", "--json").out)
    assert [recording["platform"] for recording in recordings] == [
        *("youtube", "local_file", "local_file", "granicus"),
    ]
    assert recordings[1]["key"] == str(Path("hearing.mp4").absolute())
    assert stored.run("show", "hearing.mp4").out.startswith("Council\n")


def test_recording_list_prints_what_is_known(home: UserHome) -> None:
    hearing = save_live(home, [], live_status=LiveStatus.WAS_LIVE, duration_s=5400.0)
    with Library(home.library_path) as library:
        (first,) = library.hearings.all()[0].recordings
        library.hearings.save(hearing, [replace(first, title="\x1b[2JCouncil")])
    home.run("recording", "add", "0001", OTHER, "--at", f"{LINK}?t=60")
    assert home.run("recording", "list", "0001").out.splitlines() == [
        f"1  {LINK} · [2JCouncil · finished · lasts 1:30:00",
        f"2  {OTHER} · begins at 1:00 of recording 1",
    ]
    for number in ("2", "1"):
        home.run("recording", "remove", "0001", number)
    result = home.run("recording", "list", "0001")
    assert (result.out, result.err) == (
        "",
        "There are none yet; hearingnotes recording add adds one.\n",
    )
    assert json.loads(home.run("recording", "list", "0001", "--json").out) == []


@pytest.mark.parametrize("name", ["2", OTHER, OTHER_ID, f"https://youtu.be/{OTHER_ID}?t=5"])
def test_a_recording_is_removed_by_any_of_its_names_and_can_come_again(
    stored: UserHome, name: str
) -> None:
    stored.run("recording", "add", "0001", OTHER)
    assert stored.run("recording", "remove", "0001", name).out == f"Removed: {OTHER}\n"
    assert len(stored.run("recording", "list", "0001").out.splitlines()) == 1
    assert stored.run("recording", "add", "0001", OTHER).out == f"Added: {OTHER}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Missing command"),
        (("exchange",), "No such command 'exchange'"),
        (("add", "0001"), "Missing argument 'URL'"),
        (("add", "0001", "nowhere"), "“nowhere” is neither a link nor a file"),
        (("add", "0001", "file:///nowhere/a.mp4"), "is neither a link nor a file"),
        (("add", "0001", "https://www.youtube.com/@city/live"), "names no single video"),
        (("add", "0001", LINK), "The hearing has this recording already"),
        (("add", "0001", LINK, "--at", f"{LINK}?t=5"), "A recording can't lie within itself"),
        (("add", "0001", OTHER, "--at", "90"), "“90” says neither when nor where it begins"),
        (("add", "0001", OTHER, "--at", "2026-01-16"), "“2026-01-16” is no time"),
        (("add", "0001", OTHER, "--at", "2026-13-16T15:00"), "is no time"),
        (("add", "0001", OTHER, "--at", LINK), "has no time in it"),
        (("add", "0001", OTHER, "--at", f"{OTHER}&t=5"), "points to no recording of this hearing"),
        (("add", "0001", "bbbbbbbbbbb"), "belongs to another hearing, “Trees”"),
        (("captions", "0001", "2"), "The hearing has no recording “2”"),
        (("captions", "0001", "1", "nowhere.vtt"), "There is no file nowhere.vtt; check its name."),
        (("captions", "0001", "1", "--remove"), "No captions have been named"),
        (("captions", "0001", "1", "a.vtt", "--remove"), "Name a file, or --remove, but not both."),
        (("remove", "0001", "2"), "The hearing has no recording “2”"),
        (("remove", "0001", "0"), "The hearing has no recording “0”"),
        (("remove", "0001", "1"), "1 note was taken from this recording, so it stays."),
    ],
)
def test_recording_refuses_wrong_arguments_and_changes_nothing(
    stored: UserHome, words: tuple[str, ...], message: str
) -> None:
    stored.keep("Trees", number=2, key="bbbbbbbbbbb")
    result = stored.run("recording", *words)
    assert (result.code, result.out) == (2, "")
    assert message in result.sentence
    assert stored.run("recording", "list", "0001").out == f"1  {LINK} · live\n"


def test_a_recording_that_others_or_anchors_need_is_not_removed(stored: UserHome) -> None:
    stored.run("recording", "add", "0001", OTHER)
    stored.run("recording", "add", "0001", "ccccccccccc", "--at", f"{OTHER}&t=5")
    refused = stored.run("recording", "remove", "0001", "2")
    assert refused.sentence.startswith("Another recording is placed by this one")
    stored.run("recording", "remove", "0001", "3")
    stored.run("anchor", "0001", "1", f"{OTHER}&t=5")
    assert stored.run("recording", "remove", "0001", "2").sentence.startswith(
        "An anchor points into"
    )
    stored.run("anchor", "0001", "--remove", "1")
    assert stored.run("recording", "remove", "0001", "2").code == 0


def test_captions_are_named_shown_and_forgotten(stored: UserHome) -> None:
    words = stored.folder / "w\x1b[31mords.vtt"
    words.touch()
    shown = str(words).replace("\x1b", "")
    result = stored.run("recording", "captions", "0001", "1", str(words))
    assert (result.code, result.out, result.err) == (0, f"Captions: {shown}\n", "")
    words.unlink()
    listed = f"1  {LINK} · live · captions in {shown}\n"
    assert stored.run("recording", "list", "0001").out == listed
    (recording,) = json.loads(stored.run("recording", "list", "0001", "--json").out)
    assert recording["captions"] == str(words)
    assert stored.run("recording", "captions", "0001", LINK).out == f"Captions: {shown}\n"
    result = stored.run("recording", "captions", "0001", VIDEO_ID, "--remove")
    assert (result.code, result.out, result.err) == (0, f"No longer named: {shown}\n", "")
    assert stored.run("recording", "list", "0001").out == f"1  {LINK} · live\n"
    (recording,) = json.loads(stored.run("recording", "list", "0001", "--json").out)
    assert recording["captions"] is None
    result = stored.run("recording", "captions", "0001", "1")
    assert (result.code, result.out) == (0, "")
    assert result.err == "No captions have been named; a FILE after the recording names some.\n"


def test_captions_named_elsewhere_since_are_not_brought_back(stored: UserHome) -> None:
    words = stored.folder / "words.vtt"
    words.touch()
    stored.run("recording", "captions", "0001", "1", str(words))
    with Library(stored.library_path) as library:
        (open_there,) = library.hearings.all()
        assert open_there.recordings[0].captions == str(words)
        stored.run("recording", "captions", "0001", "1", "--remove")
        library.hearings.save(open_there.hearing, open_there.recordings)
    assert "words.vtt" not in stored.run("recording", "list", "0001").out


def test_a_file_that_has_gone_elsewhere_keeps_its_notes(home: UserHome) -> None:
    old, new = home.folder / "council.mp4", home.folder / "archive" / "council.mp4"
    new.parent.mkdir()
    new.touch()
    home.keep("Council", ["levy"], platform="local_file", key=str(old), url=str(old))
    with Library(home.library_path) as library:
        opening = open_reference(library, str(new))
        assert opening.is_new
        message = f"hearingnotes recording move 0001 1 {new}"
        assert opening.notice.endswith(message)
        library.hearings.save(opening.hearing, opening.recordings)
    result = home.run("recording", "move", "0001", "1", str(new))
    assert (result.code, result.out) == (0, f"Moved: {new}\n")
    (line,) = home.run("list").out.splitlines()
    assert line.startswith("0001 ")
    assert f"  {new.as_uri()}#t=10  " in home.run("search", "levy").out


def test_moving_takes_nothing_from_a_hearing_with_notes(home: UserHome) -> None:
    file = home.folder / "trees.mp4"
    file.touch()
    home.keep("Council", ["levy"])
    home.keep("Trees", ["oak"], number=2, platform="local_file", key=str(file), url=str(file))
    for words in (("move", "0001", "1", str(file)), ("add", "0001", str(file))):
        refused = home.run("recording", *words)
        assert refused.sentence.endswith("hearingnotes recording remove 0002 1")


def test_the_first_recording_of_the_room_needs_an_anchor(home: UserHome) -> None:
    hearing = home.keep("Council", [note_at(1, "levy", moment=Moment(NOW))])
    with Library(home.library_path) as library:
        (stored,) = library.hearings.all()
        library.hearings.remove_recording(stored.recordings[0])
    assert hearing.title == "Council"
    result = home.run("recording", "add", "0001", OTHER)
    assert "say with hearingnotes anchor where one of them lies" in result.err


def test_a_recording_is_not_moved_to_another_one_of_its_hearing(home: UserHome) -> None:
    home.keep("Council")
    home.run("recording", "add", "0001", OTHER)
    refused = home.run("recording", "move", "0001", VIDEO_ID, OTHER)
    assert refused.sentence == (
        "The hearing has this as its recording 1 already. Links lead into it with --recording 1 of "
        "hearingnotes export or draft export."
    )


def test_a_recording_that_is_moved_to_where_it_is_stays(home: UserHome) -> None:
    home.keep("Council")
    assert home.run("recording", "move", "0001", "1", f"https://youtu.be/{VIDEO_ID}").code == 0
    assert "Council" in home.run("list").out
