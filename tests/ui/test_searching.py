"""Finding notes in all hearings, and playing them from there."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.ui.screens.search import SearchScreen
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
        library.hearings.keep(hearing, [Recording("R2", hearing.id, "local_file", key, key)])
        for at, text in enumerate(("@chair: rents rise #rent", "rents fall"), 1):
            moment = Moment(NOW, "R2", 10.0 * at, 0.0, 0.04)
            library.notes.add(Note(f"01KF3Z0000000000000000000{at}", hearing.id, moment, text))
    return hearing


def hits(hands: Hands) -> list[str]:
    screen = hands.app.screen
    return [hit.note.text for hit in screen._hits] if isinstance(screen, SearchScreen) else []


async def look_for(hands: Hands, words: str, count: int) -> None:
    await hands.press("S")
    await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
    await hands.type(words)
    await hands.until(lambda: len(hits(hands)) == count, f"{count} hits")


async def test_a_note_of_this_hearing_is_played(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playing()
        await hands.note("the levy")
        await hands.press("g")
        await hands.type("2:00\r")
        await hands.until(lambda: (hands.screen.desk.second_s() or 0) >= 119)
        await look_for(hands, "lev", 1)
        assert "#t=0" in hands.text or "hearing" in hands.text
        await hands.press("enter")
        await hands.until(lambda: (hands.screen.desk.second_s() or 999) < 60, "played from there")


async def test_a_note_of_another_hearing_opens_it_there(
    program: StartProgram, other: Hearing
) -> None:
    async with program() as hands:
        await hands.playing()
        await hands.note("rents are heard of here, too")
        first = hands.screen
        await look_for(hands, "rents", 3)
        await hands.press("escape")
        await look_for(hands, "@chair #rent", 1)
        await hands.press("enter")
        await hands.until(lambda: hands.screen is not first and hands.screen.is_current)
        assert hands.screen.desk.hearing.title == "Housing"
        await hands.playing()
        await hands.until(lambda: (hands.screen.desk.second_s() or 0) >= 10)
        chosen = hands.screen.desk.notebook.chosen_note
        assert chosen is not None and chosen.text == "@chair: rents rise #rent"
        await hands.note("and a new note goes here")
        with Library(hands._library_path) as library:
            assert len(library.notes.of_hearing(other.id)) == 3


async def test_enter_right_behind_the_words_takes_the_first(
    program: StartProgram, other: Hearing
) -> None:
    async with program(None) as hands:
        await hands.press("ctrl+f")
        await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
        await hands.type("fall\r")
        await hands.until(lambda: hands.app.hearing_screen is not None, "the hearing")
        await hands.playing()
        chosen = hands.screen.desk.notebook.chosen_note
        assert chosen is not None and chosen.text == "rents fall"


async def test_nothing_found_is_said(program: StartProgram) -> None:
    async with program() as hands:
        await hands.press("S")
        await hands.until(lambda: isinstance(hands.app.screen, SearchScreen))
        await hands.type("nowhere\r")
        await hands.until(lambda: "No note has these words" in hands.text)
        await hands.press("escape")
        await hands.until(lambda: hands.screen.is_current)
