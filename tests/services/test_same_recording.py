"""Recordings are found under the keys that earlier versions of the program stored."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.registry import all_formats
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.id_redirects import IdRedirects
from hearingnotes.library.library import Library
from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.recordings import find_same, is_same
from hearingnotes.model.roster import Roster
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from hearingnotes.services.describe_hearing import playing_recording
from hearingnotes.services.find_hearing import find_hearing
from hearingnotes.services.import_notes import ImportOptions, import_notes
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.services.references import find_recording, read_second, read_typed_second
from tests.importers.conftest import read

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
TVW = "https://tvw.org/watch?eventID=2024011036"
GRANICUS = "tulsa-ok.granicus.com/player/clip/6501"
CSPAN = "http://www.c-span.org/video/?313572-1/HolderonV"
STORED = [
    pytest.param("web_page", f"{TVW}&startStreamAt=1234", f"{TVW}&startStreamAt=90", id="invintus"),
    pytest.param(
        "granicus", f"{GRANICUS}?view_id=4", f"https://{GRANICUS}?entrytime=90", id="granicus"
    ),
    pytest.param("granicus", GRANICUS, f"https://{GRANICUS}?view_id=2&entrytime=90", id="view"),
    pytest.param(
        "web_page",
        "http://a.cablecast.tv/vod/7?t=5",
        "https://a.cablecast.tv/vod/7?t=90",
        id="cablecast",
    ),
    pytest.param(
        "web_page", "http://austintx.swagit.com/play/7/90", "austintx.swagit.com/play/7/90",
        id="swagit",
    ),
]  # fmt: skip


def stored(platform: str, key: str) -> Recording:
    """A recording as an earlier version stored it."""
    return Recording("R", "H", platform, key, key if "://" in key else f"https://{key}")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.chdir(tmp_path)
    with Library(tmp_path / "library.db") as library:
        yield library


def only_hearing(library: Library, recording: Recording) -> StoredHearing:
    """The hearing of the recording, in the library."""
    library.hearings.save(Hearing("H", "Council", NOW), [recording])
    (found,) = library.hearings.all()
    return found


@pytest.mark.parametrize(("platform", "key", "text"), STORED)
def test_a_link_opens_the_hearing_that_has_its_recording_under_another_key(
    library: Library, platform: str, key: str, text: str
) -> None:
    only_hearing(library, stored(platform, key))
    opening = open_reference(library, text)
    assert (opening.hearing.id, opening.is_new, opening.at_s) == ("H", False, 90)
    assert [recording.id for recording in opening.recordings] == ["R"]
    assert find_hearing(library, text).hearing.id == "H"


@pytest.mark.parametrize(("platform", "key", "text"), STORED)
def test_a_link_names_a_recording_that_is_stored_under_another_key(
    platform: str, key: str, text: str
) -> None:
    recording = stored(platform, key)
    assert find_recording([recording], text) == recording
    assert read_second(text, [recording]).recording == recording
    assert read_typed_second(text, [recording], None) == (recording, 90)


@pytest.mark.parametrize(("platform", "key", "text"), STORED)
def test_imported_notes_come_into_the_hearing_that_has_their_recording(
    library: Library, platform: str, key: str, text: str
) -> None:
    only_hearing(library, stored(platform, key))
    table = f"second_s,text,link\n90,Item 1,{text}\n"
    assert not import_notes(library, read("csv", table), ImportOptions()).is_new_hearing
    (found,) = library.hearings.all()
    assert [recording.id for recording in found.recordings] == ["R"]
    (note,) = library.notes.of_hearing("H")
    assert (note.moment.recording_id, note.moment.position_s) == ("R", 90)


@pytest.mark.parametrize(("platform", "key", "text"), STORED)
def test_a_hearing_that_was_exported_under_another_key_is_imported_again(
    library: Library, platform: str, key: str, text: str
) -> None:
    recording = stored(platform, key)
    note = Note("N", "H", Moment(NOW, "R", 90.0, 0.0, 0.04), "Item 1")
    snapshot = HearingSnapshot(Hearing("H", "Council", NOW), Timeline([recording]), (note,))
    exported = all_formats()["json"].write(snapshot, RenderOptions())
    only_hearing(library, Recording("R2", "H", *_named(text)))
    import_notes(library, read("json", exported), ImportOptions())
    (found,) = library.hearings.all()
    assert [recording.id for recording in found.recordings] == ["R2"]


@pytest.mark.parametrize(("platform", "key", "text"), STORED)
def test_what_plays_is_the_recording_that_is_stored_under_another_key(
    library: Library, platform: str, key: str, text: str
) -> None:
    found = only_hearing(library, stored(platform, key))
    link = open_reference(library, text).link
    medium = Medium("https://m", platform_key="7", webpage_url=text if "://" in text else None)
    (recording,) = playing_recording(found.hearing, found.recordings, link, medium)
    assert recording.id == "R"
    new = Hearing("H2", "Council", NOW)
    of_new = [Recording("R2", "H2", *_named(text))]
    assert library.hearings.save_or_merge(new, of_new) is not None
    redirects = IdRedirects()
    redirects.add(new, of_new, found)
    assert redirects.id("R2") == "R"


def _named(text: str) -> tuple[str, str, str]:
    from hearingnotes.model.links import read_link

    link = read_link(text)
    assert link is not None
    assert link.key is not None
    return link.platform, link.key, link.url


def test_the_recording_under_the_very_key_comes_before_another_key_of_it() -> None:
    old = Recording("R1", "H", "granicus", f"{GRANICUS}?view_id=4", "")
    new = Recording("R2", "H", "granicus", GRANICUS, "")
    assert find_same([old, new], "granicus", GRANICUS) is new
    assert find_same([old, new], "granicus", f"{GRANICUS}?view_id=4") is old
    assert find_same([old, new], "granicus", f"{GRANICUS}?view_id=5") is old
    assert find_same([old, new], "granicus", f"{GRANICUS}2") is None
    assert is_same(old, new)


@pytest.mark.parametrize("key", ["dQw4w9WgXcQ", "7", "", "https://[", "youtu.be/dQw4w9WgXcQ"])
def test_a_key_of_which_no_link_is_read_is_only_itself(key: str) -> None:
    recording = Recording("R", "H", "web_page", key, "")
    video = Recording("V", "H", "youtube", "dQw4w9WgXcQ", "")
    assert is_same(recording, recording)
    assert not is_same(recording, video)
    assert is_same(Recording("A", "H", "of_another_version", key, ""),
                   Recording("B", "H", "of_another_version", key, ""))  # fmt: skip


def test_links_of_a_page_that_is_of_a_platform_now_have_their_second(library: Library) -> None:
    found = only_hearing(library, stored("web_page", CSPAN))
    library.hearings.save(found.hearing, [stored("web_page", f"{TVW}&startStreamAt=1234")])
    note = Note("N", "H", Moment(NOW, "R", 6957.0, 0.0, 0.04), "Item 1")
    library.notes.add(note)
    (found,) = library.hearings.all()
    snapshot = library.snapshot(found, Roster())
    text = all_formats()["article"].write(snapshot, RenderOptions())
    assert f"(Source: {TVW}&startStreamAt=6957)" in text
