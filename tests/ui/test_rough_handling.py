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
    async with program() as hands:
        await hands.playback()
        await hands.note("first")
        await hands.press("e")
        await hands.type(" and more")
        with Library(library_path, who="colleague@desk") as library:
            library.notes.delete(hands.on_disk()[0])
        await hands.until(lambda: len(hands.screen.session.note_index) == 0)
        await hands.press("enter")
        await hands.saved(1)
        assert [note.text for note in hands.on_disk()] == ["first and more"]


async def test_what_a_colleague_changed_in_other_fields_stays(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("text")
        await hands.press("e")
        with Library(library_path, who="colleague@desk") as library:
            (note,) = library.notes.of_hearing(hands.screen.session.hearing.id)
            library.notes.change("verify", note, replace(note, verified=True))
        await hands.until(lambda: hands.screen.session.note_index.all()[0].verified, "the news")
        await hands.type(" edited")
        await hands.press("enter")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert (note.text, note.verified) == ("text edited", True)


async def test_a_text_put_aside_survives_other_changes_of_its_note(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("saved")
        await hands.press("e")
        await hands.type(", and a long thought")
        await hands.press("escape", "asterisk", "right_square_bracket")
        await hands.saved(1)
        await hands.press("ctrl+q")
    async with program() as hands:
        await hands.playback()
        assert hands.screen.mode is Mode.WATCHING
        assert "✎" in hands.text
        await hands.press("e")
        assert hands.screen.note_editor.text == "saved, and a long thought"


async def test_undo_keeps_its_place_among_other_keys(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        hands.screen.session.player.seek_to(60)
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 60)
        await hands.note("here")
        await hands.type("]u]")
        await hands.until(lambda: not hands.screen.undo_queue.is_under_way)
        await hands.saved(1)
        assert hands.on_disk()[0].nudge_s == 1.0


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


async def test_a_note_set_to_now_behind_an_undo_gets_the_moment_of_the_key(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("one")
        await hands.note("two")
        player = hands.screen.session.player
        player.seek_to(60)
        player.set_paused(True)
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 59)
        await hands.press("asterisk", "up")
        await hands.saved(2)
        with locked(library_path):
            await hands.type("ut")
            assert hands.screen.undo_queue.is_under_way
            player.seek_to(300)
            await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 299)
            await hands.press("down")
        await hands.until(lambda: not hands.screen.undo_queue.is_under_way)
        await hands.saved(2)
        notes = {note.text: note for note in hands.on_disk()}
        assert not notes["two"].starred
        assert (notes["two"].moment.position_s or 0) < 30
        assert 59 <= (notes["one"].moment.position_s or 0) < 70
        assert hands.screen.selected_note() == notes["one"]


async def test_a_note_that_an_undo_took_away_is_not_set_to_now(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("one")
        await hands.note("two")
        (before, _) = hands.on_disk()
        with locked(library_path):
            await hands.type("ut")
            assert hands.screen.undo_queue.is_under_way
        await hands.until(lambda: not hands.screen.undo_queue.is_under_way)
        await hands.saved(1)
        assert hands.says.startswith("The note is no longer there")
        assert hands.on_disk() == [before]


async def test_a_capture_typed_right_behind_an_answer_loses_nothing(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.type("g90\r")
        await hands.type("nhello\r")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "hello"


async def test_tab_and_a_click_do_not_take_the_keys_from_the_composer(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        await hands.type("one")
        await hands.press("tab")
        await hands.pilot.click("NoteList")
        await hands.type("two\r")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "onetwo"


async def test_leaving_comes_behind_the_letters_typed_before_it(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.type("nhello world")
        await hands.press("ctrl+q")
    async with program() as hands:
        await hands.until(lambda: hands.screen.mode is Mode.WRITING)
        assert hands.screen.note_editor.text == "hello world"
        assert "left from the last time" in hands.text


@pytest.mark.parametrize("behind", ["x", "?", "/", "g", "n", "I", "a"])
async def test_keys_behind_the_one_that_leaves_do_nothing(
    program: StartProgram, behind: str
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.type(f"q{behind}{behind}")
        assert hands.app.screen is hands.screen
        assert hands.screen.mode is Mode.WATCHING
        assert hands.screen.prompt.question is None


async def test_a_second_escape_on_the_keys_page_does_no_harm(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("question_mark")
        await hands.until(lambda: hands.app.screen is not hands.screen)
        for _ in range(3):
            hands.app.screen.post_message(events.Key("escape", None))
        await hands.until(lambda: hands.app.screen is hands.screen)
        await hands.note("still here")


async def test_zero_width_characters_are_drawn(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        hands.screen.note_editor.insert("é" * 59 + "  \u200b" + "\n\u200d\u0301 x")
        await hands.press("enter")
        await hands.saved(1)
        await hands.press("home", "end")


async def test_a_filter_hides_notes_from_commands_too(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("budget")
        await hands.note("library")
        await hands.press("slash")
        await hands.type("budget\r")
        await hands.press("d")
        await hands.until(lambda: len(hands.on_disk()) == 1)
        assert [note.text for note in hands.on_disk()] == ["library"]


async def test_a_double_enter_opens_a_hearing_once(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("one")
    async with program(None) as hands:
        await hands.until(lambda: "1 note" in hands.text)
        await hands.type("\r\r")
        await hands.until(lambda: hands.app.hearing_screen is not None)
        await hands.playback()
        assert len(hands.app.screen_stack) == 3


async def test_a_moment_is_taken_from_the_page_of_keys(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("question_mark")
        await hands.until(lambda: hands.app.screen is not hands.screen)
        await hands.press("n")
        await hands.until(lambda: hands.app.screen is hands.screen)
        await hands.type("not missed\r")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "not missed"
