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
from tests.ui.conftest import Hands, StartProgram

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


def hits(hands: Hands) -> list[str]:
    screen = hands.app.screen
    return [hit.note.text for hit in screen._hits] if isinstance(screen, SearchScreen) else []


async def look_for(hands: Hands, words: str, count: int, *, key: str = "S") -> None:
    await hands.press(key)
    await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
    await hands.type(words)
    await hands.until(lambda: len(hits(hands)) == count, f"{count} hits")


async def test_a_found_note_of_this_hearing_is_played(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("the levy")
        await hands.press("g")
        await hands.type("2:00\r")
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 119)
        await look_for(hands, "lev", 1)
        assert "#t=0" in hands.text or "hearing" in hands.text
        await hands.press("enter")
        await hands.until(
            lambda: (hands.screen.session.second_s() or 999) < 60, "played from there"
        )


async def test_an_unverified_quote_has_its_sign_when_found(
    program: StartProgram, library_path: Path, other: Hearing
) -> None:
    with Library(library_path) as library:
        (note, _) = library.notes.of_hearing(other.id)
        library.notes.change("edit", note, replace(note, from_captions=True))
    async with program() as hands:
        await hands.playback()
        await look_for(hands, "rents", 2)
        assert "“? @chair: rents rise" in hands.text
        assert hands.text.count("“?") == 1


async def test_a_found_note_of_another_hearing_opens_it_there(
    program: StartProgram, other: Hearing
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("rents are heard of here, too")
        first = hands.screen
        await look_for(hands, "rents", 3)
        await hands.press("escape")
        await look_for(hands, "@chair #rent", 1)
        await hands.press("enter")
        await hands.until(lambda: hands.screen is not first and hands.screen.is_current)
        assert hands.screen.session.hearing.title == "Housing"
        await hands.playback()
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 10)
        chosen = hands.screen.session.note_index.selected_note
        assert chosen is not None and chosen.text == "@chair: rents rise #rent"
        await hands.note("and a new note goes here")
        with Library(hands._library_path) as library:
            assert len(library.notes.of_hearing(other.id)) == 3


async def test_enter_right_after_the_words_plays_the_first_found_note(
    program: StartProgram, other: Hearing
) -> None:
    async with program(None) as hands:
        await hands.press("ctrl+f")
        await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
        await hands.type("fall\r")
        await hands.until(lambda: hands.app.hearing_screen is not None, "the hearing")
        await hands.playback()
        chosen = hands.screen.session.note_index.selected_note
        assert chosen is not None and chosen.text == "rents fall"


async def test_a_search_that_finds_nothing_says_so(program: StartProgram) -> None:
    async with program() as hands:
        await hands.press("S")
        await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
        await hands.type("nowhere\r")
        await hands.until(lambda: "No note has these words" in hands.text)
        await hands.press("escape")
        await hands.until(lambda: hands.screen.is_current)


async def test_a_found_note_of_a_second_recording_is_played_in_that_one(
    program: StartProgram, other: Hearing, tone: Path, library_path: Path
) -> None:
    second = Recording("R3", other.id, "local_file", str(tone), str(tone))
    with Library(library_path) as library:
        library.hearings.save(other, [second])
        moment = Moment(NOW, "R3", 30.0, 0.0, 0.04)
        library.notes.add(Note("01KF3Z00000000000000000003", other.id, moment, "streets"))
    async with program(None) as hands:

        async def plays(key: str, words: str, recording_id: str) -> None:
            await hands.press(key)
            await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
            await hands.type(f"{words}\r")
            await hands.until(lambda: hands.app.screen is hands.app.hearing_screen, "the hearing")
            await hands.until(lambda: hands.screen.session.recordings[0].id == recording_id)
            await hands.playback()
            assert hands.screen.session.player.moment().recording_id == recording_id
            chosen = hands.screen.session.note_index.selected_note
            assert chosen is not None and chosen.text.endswith(words)

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
    async with program(None) as hands:
        await hands.press("ctrl+f")
        await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
        screen = hands.app.screen
        assert isinstance(screen, SearchScreen)
        for letters in ("rents", " f", "al"):
            await hands.type(letters)
            await hands.until(lambda: screen._timer is not None, "the letters")
            await hands.until(lambda: screen._timer is None, "the search")
        goes_on.set()
        await hands.until(lambda: hits(hands) == ["rents fall"])
    assert looked_for == ["rents", "rents fal"]
    assert placed == ["rents fall"]


@pytest.mark.parametrize(
    ("is_there", "told"), [(False, "is not there any more"), (True, "is not a library of")]
)
async def test_a_search_in_a_library_that_cannot_be_read_is_reported(
    program: StartProgram, other: Hearing, library_path: Path, is_there: bool, told: str
) -> None:
    async with program(None) as hands:
        await look_for(hands, "rents", 2, key="ctrl+f")
        stored = library_path.with_name("kept.db")
        library_path.rename(stored)
        if is_there:
            library_path.write_text("something else " * 1000)
        await hands.type(" fall")
        await hands.until(lambda: told in hands.text.replace("\n ", ""), "the trouble")
        assert library_path.exists() is is_there
        stored.replace(library_path)
        await hands.press("backspace")
        await hands.until(lambda: hits(hands) == ["rents fall"], "the note")
