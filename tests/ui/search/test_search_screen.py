"""Finding notes in all hearings, and playing them from there."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.library.library import Library
from hearingnotes.library.search import NoteSearch
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.query import Query
from hearingnotes.ui.search.screen import SearchScreen
from tests.media_files import make_tone
from tests.ui.conftest import AppDriver, StartProgram

NOW = datetime(2026, 1, 16, tzinfo=UTC)
OTHER_S = 60


@pytest.fixture(scope="module")
def other_tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tone(tmp_path_factory.mktemp("other") / "other.flac", OTHER_S)


@pytest.fixture
def other(library_path: Path, other_tone: Path) -> Hearing:
    """Another hearing, with two notes."""
    hearing = Hearing("01KF3Z00000000000000000002", "Housing", NOW, "Board", date(2026, 1, 2))
    key = str(other_tone)
    with Library(library_path) as library:
        library.hearings.save(hearing, [Recording("R2", hearing.id, "local_file", key, key)])
        for at, text in enumerate(("@chair: rents rise #rent", "rents fall"), 1):
            moment = Moment(NOW, "R2", 10.0 * at, 0.0, 0.04)
            library.notes.add(Note(f"01KF3Z0000000000000000000{at}", hearing.id, moment, text))
    return hearing


def hits(driver: AppDriver) -> list[str]:
    screen = driver.app.screen
    return [hit.note.text for hit in screen._hits] if isinstance(screen, SearchScreen) else []


async def look_for(driver: AppDriver, words: str, count: int, *, key: str = "S") -> None:
    await driver.press(key)
    await driver.until(lambda: isinstance(driver.app.screen, SearchScreen))
    await driver.type(words)
    await driver.until(lambda: len(hits(driver)) == count, f"{count} hits")


async def test_a_found_note_of_this_hearing_is_played(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("the levy")
        await driver.press("g")
        await driver.type("2:00\r")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 119)
        await look_for(driver, "lev", 1)
        assert "#t=0" in driver.text or "hearing" in driver.text
        await driver.press("enter")
        await driver.until(
            lambda: (driver.screen.session.second_s() or 999) < 60, "played from there"
        )


async def test_an_unverified_quote_has_its_sign_when_found(
    program: StartProgram, library_path: Path, other: Hearing
) -> None:
    with Library(library_path) as library:
        (note, _) = library.notes.of_hearing(other.id)
        library.notes.change("edit", note, replace(note, from_captions=True))
    async with program() as driver:
        await driver.playback()
        await look_for(driver, "rents", 2)
        assert "“? @chair: rents rise" in driver.text
        assert driver.text.count("“?") == 1


async def test_a_found_note_of_another_hearing_opens_it_there(
    program: StartProgram, other: Hearing
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("rents are heard of here, too")
        first = driver.screen
        await look_for(driver, "rents", 3)
        await driver.press("escape")
        await look_for(driver, "@chair #rent", 1)
        await driver.press("enter")
        await driver.until(lambda: driver.screen is not first and driver.screen.is_current)
        assert driver.screen.session.hearing.title == "Housing"
        await driver.playback()
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 10)
        selected = driver.screen.session.note_index.selected_note
        assert selected is not None and selected.text == "@chair: rents rise #rent"
        await driver.note("and a new note goes here")
        with Library(driver._library_path) as library:
            assert len(library.notes.of_hearing(other.id)) == 3


async def test_enter_right_after_the_words_plays_the_first_found_note(
    program: StartProgram, other: Hearing
) -> None:
    async with program(None) as driver:
        await driver.press("ctrl+f")
        await driver.until(lambda: isinstance(driver.app.screen, SearchScreen))
        await driver.type("fall\r")
        await driver.until(lambda: driver.app.hearing_screen is not None, "the hearing")
        await driver.playback()
        selected = driver.screen.session.note_index.selected_note
        assert selected is not None and selected.text == "rents fall"


async def test_a_search_that_finds_nothing_says_so(program: StartProgram) -> None:
    async with program() as driver:
        await driver.press("S")
        await driver.until(lambda: isinstance(driver.app.screen, SearchScreen))
        await driver.type("nowhere\r")
        await driver.until(lambda: "No note has these words" in driver.text)
        await driver.press("escape")
        await driver.until(lambda: driver.screen.is_current)


async def test_a_found_note_of_a_second_recording_is_played_in_that_one(
    program: StartProgram, other: Hearing, tone: Path, library_path: Path
) -> None:
    second = Recording("R3", other.id, "local_file", str(tone), str(tone))
    with Library(library_path) as library:
        library.hearings.save(other, [second])
        moment = Moment(NOW, "R3", 30.0, 0.0, 0.04)
        library.notes.add(Note("01KF3Z00000000000000000003", other.id, moment, "streets"))
    async with program(None) as driver:

        async def plays(key: str, words: str, recording_id: str) -> None:
            await driver.press(key)
            await driver.until(lambda: isinstance(driver.app.screen, SearchScreen))
            await driver.type(f"{words}\r")
            await driver.until(
                lambda: driver.app.screen is driver.app.hearing_screen, "the hearing"
            )
            await driver.until(lambda: driver.screen.session.recordings[0].id == recording_id)
            await driver.playback()
            assert driver.screen.session.player.moment().recording_id == recording_id
            selected = driver.screen.session.note_index.selected_note
            assert selected is not None and selected.text.endswith(words)

        await plays("ctrl+f", "streets", "R3")
        await plays("S", "fall", "R2")


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], threading.Event]]:
    """What was looked for; the first answer waits for the event."""
    looked_for: list[str] = []
    goes_on = threading.Event()
    really_find = NoteSearch.find

    def find(self: NoteSearch, query: Query, *more: Any) -> Any:
        looked_for.append(" ".join(query.words))
        goes_on.wait(30)
        return really_find(self, query, *more)

    monkeypatch.setattr(NoteSearch, "find", find)
    yield looked_for, goes_on
    goes_on.set()


async def test_a_search_that_was_replaced_is_not_finished(
    program: StartProgram,
    other: Hearing,
    held_up: tuple[list[str], threading.Event],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_for, goes_on = held_up
    placed: list[str] = []
    really_around = Library.around

    def around(self: Library, stored: Any, shared: Any, notes: list[Note]) -> Any:
        placed.extend(note.text for note in notes)
        return really_around(self, stored, shared, notes)

    monkeypatch.setattr(Library, "around", around)
    async with program(None) as driver:
        await driver.press("ctrl+f")
        await driver.until(lambda: isinstance(driver.app.screen, SearchScreen))
        screen = driver.app.screen
        assert isinstance(screen, SearchScreen)
        for letters in ("rents", " f", "al"):
            await driver.type(letters)
            await driver.until(lambda: screen._timer is not None, "the letters")
            await driver.until(lambda: screen._timer is None, "the search")
        goes_on.set()
        await driver.until(lambda: hits(driver) == ["rents fall"])
    assert looked_for == ["rents", "rents fal"]
    assert placed == ["rents fall"]


@pytest.mark.parametrize(
    ("is_there", "message"), [(False, "is not there any more"), (True, "is not a library of")]
)
async def test_a_search_in_a_library_that_cannot_be_read_is_reported(
    program: StartProgram, other: Hearing, library_path: Path, is_there: bool, message: str
) -> None:
    async with program(None) as driver:
        await look_for(driver, "rents", 2, key="ctrl+f")
        stored = library_path.with_name("kept.db")
        library_path.rename(stored)
        if is_there:
            library_path.write_text("something else " * 1000)
        await driver.type(" fall")
        await driver.until(lambda: message in driver.text.replace("\n ", ""), "the error")
        assert library_path.exists() is is_there
        stored.replace(library_path)
        await driver.press("backspace")
        await driver.until(lambda: hits(driver) == ["rents fall"], "the note")
