"""From what was named to the hearing that is meant."""

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.errors import UsageError
from hearingnotes.ids import HANDLE_LENGTH
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.services.find_hearing import find_hearing, handles
from hearingnotes.services.open_hearing import open_reference

NOW = datetime(2026, 1, 16, 15, 0, 0, tzinfo=UTC)
VIDEO_ID = "4LBmWqYuuDY"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.chdir(tmp_path)
    with Library(tmp_path / "library.db") as library:
        yield library


def keep(library: Library, number: int, title: str, *recordings: tuple[str, str]) -> str:
    hearing = Hearing(f"01KF3Z{number:020}", title, NOW, resume_s=12.0)
    library.hearings.save(
        hearing,
        [
            Recording(f"R{number}{place}", hearing.id, platform, key, f"https://x/{key}")
            for place, (platform, key) in enumerate(recordings)
        ],
    )
    return hearing.id


@pytest.mark.parametrize(
    ("text", "platform", "key", "title", "asked"),
    [
        (f"https://youtu.be/{VIDEO_ID}?t=90", "youtube", VIDEO_ID, VIDEO_ID, True),
        (VIDEO_ID, "youtube", VIDEO_ID, VIDEO_ID, True),
        ("https://x.example/a.mp4", "direct_media", "https://x.example/a.mp4", "a", False),
        ("https://x.example/m/4", "web_page", "https://x.example/m/4", "x.example 4", True),
    ],
)
def test_a_link_not_seen_before_is_a_new_hearing(
    library: Library, text: str, platform: str, key: str, title: str, asked: bool
) -> None:
    opening = open_reference(library, text)
    (recording,) = opening.recordings
    assert (recording.platform, recording.key) == (platform, key)
    assert opening.hearing.title == title
    assert (opening.is_new, opening.provisional, opening.link is not None) == (True, True, asked)
    assert opening.at_s == (90 if "t=90" in text else None)


def test_a_file_is_known_by_its_absolute_path_whatever_it_is_called(library: Library) -> None:
    file = Path("The hearing.mp4")
    file.touch()
    Path("link.mp4").symlink_to(file)
    absolute = str(file.resolve())
    for text in ("The hearing.mp4", "./The hearing.mp4", absolute, "link.mp4"):
        opening = open_reference(library, text)
        assert (opening.recordings[0].key, opening.link) == (absolute, None)
        assert opening.hearing.title == "The hearing"
    uri = Path("link.mp4").absolute().as_uri()
    for text in (uri, "link.mp4", absolute, "The%20hearing.mp4", "./The hearing.mp4"):
        at_a_second = open_reference(library, f"{text}#t=90")
        assert (at_a_second.recordings[0].key, at_a_second.at_s) == (absolute, 90)


def test_a_file_may_be_called_as_a_link_with_a_time(library: Library) -> None:
    Path("odd#t=90").touch()
    opening = open_reference(library, "odd#t=90")
    assert (Path(opening.recordings[0].key).name, opening.at_s) == ("odd#t=90", None)


def test_a_hearing_goes_on_where_it_was_left_or_where_the_link_says(library: Library) -> None:
    hearing_id = keep(library, 1, "Council", ("youtube", VIDEO_ID))
    for text, at_s in (("council", 12.0), (f"https://youtu.be/{VIDEO_ID}?t=90", 90.0)):
        opening = open_reference(library, text)
        assert (opening.hearing.id, opening.is_new, opening.at_s) == (hearing_id, False, at_s)
        assert opening.hearing.opened_utc is not None


def test_the_recording_that_was_named_is_the_one_that_is_played(library: Library) -> None:
    keep(library, 1, "Council", ("youtube", "aaaaaaaaaaa"), ("youtube", VIDEO_ID))
    opening = open_reference(library, f"https://youtu.be/{VIDEO_ID}")
    assert [recording.key for recording in opening.recordings] == [VIDEO_ID, "aaaaaaaaaaa"]
    assert opening.link is not None
    assert opening.link.key == VIDEO_ID


OLD, NEW = NOW - timedelta(days=2), NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("recordings", "plays", "at_s"),
    [
        pytest.param([(LiveStatus.WAS_LIVE, None), (LiveStatus.LIVE, None)], 1, 12, id="live"),
        pytest.param([(LiveStatus.WAS_LIVE, NEW), (LiveStatus.LIVE, OLD)], 1, None, id="still"),
        pytest.param([(LiveStatus.UPCOMING, None), (LiveStatus.GONE, NEW)], 0, None, id="awaited"),
        pytest.param([(LiveStatus.LIVE, OLD), (LiveStatus.LIVE, NEW)], 1, 12, id="the newer live"),
        pytest.param(
            [(LiveStatus.WAS_LIVE, OLD), (LiveStatus.WAS_LIVE, NEW)], 1, 12, id="the last one"
        ),
        pytest.param([(LiveStatus.NOT_LIVE, NEW), (LiveStatus.WAS_LIVE, OLD)], 0, 12, id="first"),
        pytest.param([(LiveStatus.NOT_LIVE, None), (LiveStatus.NOT_LIVE, None)], 0, 12, id="none"),
    ],
)
def test_opening_a_hearing_takes_the_recording_that_is_live_or_was_open_last(
    library: Library,
    recordings: list[tuple[LiveStatus, datetime | None]],
    plays: int,
    at_s: float | None,
) -> None:
    keep(library, 1, "Council", ("youtube", "aaaaaaaaaaa"), ("youtube", VIDEO_ID))
    (stored,) = library.hearings.all()
    described = [
        replace(recording, live_status=status, opened_utc=opened_utc)
        for recording, (status, opened_utc) in zip(stored.recordings, recordings, strict=True)
    ]
    library.hearings.save(stored.hearing, described)
    opening = open_reference(library, "council")
    assert opening.recordings[0].key == stored.recordings[plays].key
    assert opening.recordings[0].opened_utc == opening.hearing.opened_utc
    assert opening.link is not None
    assert (opening.link.key, opening.at_s) == (stored.recordings[plays].key, at_s)
    assert len(opening.recordings) == 2


@pytest.mark.parametrize(
    ("there", "text", "meant"),
    [
        ("a file", "councilhall", "local_file"),
        ("a hearing", "councilhall", "kept"),
        ("nothing", "councilhall", "youtube"),
    ],
)
def test_a_text_of_eleven_letters_is_a_file_or_else_a_hearing_or_else_a_video(
    library: Library, there: str, text: str, meant: str
) -> None:
    if there == "a file":
        Path(text).touch()
    if there != "nothing":
        keep(library, 1, text)
    opening = open_reference(library, text)
    assert (opening.recordings[0].platform if opening.is_new else "kept") == meant


def test_a_handle_goes_before_a_title(library: Library) -> None:
    keep(library, 1, "The 0002 budget")
    keep(library, 2, "Trees")
    assert find_hearing(library, "0002").hearing.title == "Trees"


@pytest.mark.parametrize("text", ["", "3", "003", "https://youtu.be/aaaaaaaaaaa", "nowhere.mp4"])
def test_a_hearing_that_is_not_in_the_library_is_not_found(library: Library, text: str) -> None:
    keep(library, 3, "Trees", ("youtube", VIDEO_ID))
    with pytest.raises(UsageError, match="No hearing is called"):
        find_hearing(library, text)


@given(
    st.lists(
        st.text(string.digits + string.ascii_uppercase, min_size=1, max_size=8),
        unique=True, max_size=30,
    )
)  # fmt: skip
def test_a_handle_is_the_shortest_end_that_no_other_id_has(ids: list[str]) -> None:
    hearing = Hearing("", "", NOW)
    everything = [StoredHearing(replace(hearing, id=name), (), 0) for name in ids]
    names = handles(everything)
    assert list(names) == ids
    for hearing_id, name in names.items():
        others = [other for other in ids if other != hearing_id]
        assert hearing_id.lower().endswith(name)
        assert len(name) >= min(HANDLE_LENGTH, len(hearing_id))
        # An id that another one ends in has no end of its own but the whole.
        if not any(other.endswith(hearing_id) for other in others):
            assert not any(other.lower().endswith(name) for other in others)
        if len(name) > HANDLE_LENGTH:
            assert any(other.lower().endswith(name[1:]) for other in others)


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_file_that_was_dragged_into_the_terminal_is_opened(
    library: Library, tmp_path: Path, quote: str
) -> None:
    (path := tmp_path / "a hearing.mp4").touch()
    assert open_reference(library, f" {quote}{path}{quote} ").recordings[0].url == str(path)
