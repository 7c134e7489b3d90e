"""Fast fingers, stray clicks, colleagues and odd text: no letter and no note is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from hearingnotes.library.library import Library
from hearingnotes.ui.action import Mode
from tests.ui.conftest import StartProgram


async def test_a_note_deleted_by_a_colleague_while_it_is_edited_comes_back_with_the_new_text(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("first")
        await driver.press("e")
        await driver.type(" and more")
        with Library(library_path, who="colleague@desk") as library:
            library.notes.delete(driver.on_disk()[0])
        await driver.until(lambda: len(driver.screen.session.note_index) == 0)
        await driver.press("enter")
        await driver.saved(1)
        assert [note.text for note in driver.on_disk()] == ["first and more"]


async def test_changes_of_a_colleague_to_other_fields_stay(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("text")
        await driver.press("e")
        with Library(library_path, who="colleague@desk") as library:
            (note,) = library.notes.of_hearing(driver.screen.session.hearing.id)
            library.notes.change("verify", note, replace(note, verified=True))
        await driver.until(lambda: driver.screen.session.note_index.all()[0].verified, "the news")
        await driver.type(" edited")
        await driver.press("enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert (note.text, note.verified) == ("text edited", True)


async def test_a_text_put_aside_survives_other_changes_of_its_note(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("saved")
        await driver.press("e")
        await driver.type(", and a long thought")
        await driver.press("escape", "asterisk", "right_square_bracket")
        await driver.saved(1)
        await driver.press("ctrl+q")
    async with program() as driver:
        await driver.playback()
        assert driver.screen.mode is Mode.WATCHING
        assert "✎" in driver.text
        await driver.press("e")
        assert driver.screen.note_editor.text == "saved, and a long thought"


async def test_undo_acts_in_its_turn_among_other_keys(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        driver.screen.session.player.seek_to(60)
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 60)
        await driver.note("here")
        await driver.type("]u]")
        await driver.until(lambda: not driver.screen.undo_queue.is_under_way)
        await driver.saved(1)
        assert driver.on_disk()[0].nudge_s == 1.0


@contextmanager
def locked(library_path: Path) -> Iterator[None]:
    """Another program writes for so long that nothing is turned meanwhile."""
    lock = sqlite3.connect(library_path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        lock.execute("ROLLBACK")
        lock.close()


async def test_a_note_set_to_now_after_an_undo_gets_the_moment_of_the_key(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.note("two")
        player = driver.screen.session.player
        player.seek_to(60)
        player.set_paused(True)
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 59)
        await driver.press("asterisk", "up")
        await driver.saved(2)
        with locked(library_path):
            await driver.type("ut")
            assert driver.screen.undo_queue.is_under_way
            player.seek_to(300)
            await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 299)
            await driver.press("down")
        await driver.until(lambda: not driver.screen.undo_queue.is_under_way)
        await driver.saved(2)
        notes = {note.text: note for note in driver.on_disk()}
        assert not notes["two"].starred
        assert (notes["two"].moment.position_s or 0) < 30
        assert 59 <= (notes["one"].moment.position_s or 0) < 70
        assert driver.screen.selected_note() == notes["one"]


async def test_a_note_that_an_undo_took_away_is_not_set_to_now(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.note("two")
        (before, _) = driver.on_disk()
        with locked(library_path):
            await driver.type("ut")
            assert driver.screen.undo_queue.is_under_way
        await driver.until(lambda: not driver.screen.undo_queue.is_under_way)
        await driver.saved(1)
        assert driver.says.startswith("The note is no longer there")
        assert driver.on_disk() == [before]


async def test_a_capture_typed_right_after_an_answer_loses_nothing(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.type("g90\r")
        await driver.type("nhello\r")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "hello"


async def test_tab_and_a_click_do_not_take_the_keys_from_the_note_editor(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        await driver.type("one")
        await driver.press("tab")
        await driver.pilot.click("NoteList")
        await driver.type("two\r")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "onetwo"


async def test_leaving_the_program_comes_after_the_letters_typed_before(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.type("nhello world")
        await driver.press("ctrl+q")
    async with program() as driver:
        await driver.until(lambda: driver.screen.mode is Mode.WRITING)
        assert driver.screen.note_editor.text == "hello world"
        assert "left from the last time" in driver.text


@pytest.mark.parametrize("behind", ["x", "?", "/", "g", "n", "I", "a"])
async def test_keys_after_the_one_that_ends_the_program_do_nothing(
    program: StartProgram, behind: str
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.type(f"q{behind}{behind}")
        assert driver.app.screen is driver.screen
        assert driver.screen.mode is Mode.WATCHING
        assert driver.screen.prompt.question is None


async def test_a_second_escape_on_the_keys_page_does_no_harm(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("question_mark")
        await driver.until(lambda: driver.app.screen is not driver.screen)
        for _ in range(3):
            driver.app.screen.post_message(events.Key("escape", None))
        await driver.until(lambda: driver.app.screen is driver.screen)
        await driver.note("still here")


async def test_zero_width_characters_are_drawn(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        driver.screen.note_editor.insert("é" * 59 + "  \u200b" + "\n\u200d\u0301 x")
        await driver.press("enter")
        await driver.saved(1)
        await driver.press("home", "end")


async def test_commands_do_not_act_on_notes_hidden_by_a_filter(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("budget")
        await driver.note("library")
        await driver.press("slash")
        await driver.type("budget\r")
        await driver.press("d")
        await driver.until(lambda: len(driver.on_disk()) == 1)
        assert [note.text for note in driver.on_disk()] == ["library"]


async def test_a_double_enter_opens_a_hearing_once(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
    async with program(None) as driver:
        await driver.until(lambda: "1 note" in driver.text)
        await driver.type("\r\r")
        await driver.until(lambda: driver.app.hearing_screen is not None)
        await driver.playback()
        assert len(driver.app.screen_stack) == 3


async def test_a_moment_is_taken_from_the_page_of_keys(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("question_mark")
        await driver.until(lambda: driver.app.screen is not driver.screen)
        await driver.press("n")
        await driver.until(lambda: driver.app.screen is driver.screen)
        await driver.type("not missed\r")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "not missed"
