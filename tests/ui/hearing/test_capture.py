"""One key takes the moment; the person types; the note is kept."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from hearingnotes.config.settings import Settings
from hearingnotes.library.library import Library
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.ui.action import Mode
from tests.ui.conftest import StartProgram


async def test_a_note_is_stamped_at_the_key_and_saved_at_enter(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        before_s = driver.screen.session.player.moment().position_s
        await driver.press("n")
        after_s = driver.screen.session.player.moment().position_s
        assert driver.screen.mode is Mode.WRITING
        await driver.type("The mayor arrives")
        await driver.press("enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert note.text == "The mayor arrives"
        assert before_s is not None
        assert after_s is not None
        assert note.moment.position_s is not None
        assert before_s <= note.moment.position_s <= after_s
        assert "The mayor arrives" in driver.text


async def test_the_stamp_stays_while_the_person_types_and_the_recording_goes_on(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        stamped = driver.screen.note_editor.note
        assert stamped is not None
        start_s = driver.screen.session.player.moment().position_s or 0.0
        await driver.type("slow")
        await driver.until(
            lambda: (driver.screen.session.player.moment().position_s or 0) > start_s + 1.2
        )
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].moment == stamped.moment


async def test_m_saves_an_empty_note_at_once(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("m")
        await driver.saved(1)
        assert driver.on_disk()[0].text == ""
        assert driver.screen.mode is Mode.WATCHING


async def test_escape_keeps_the_text_unsent_and_enter_sends_it_later(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        await driver.type("half a")
        await driver.press("escape")
        await driver.saved(1)
        assert driver.screen.mode is Mode.WATCHING
        (unsent,) = driver.on_disk()
        assert (unsent.text, unsent.unsent) == ("half a", True)
        await driver.press("e")
        await driver.type(" note")
        await driver.press("enter")
        await driver.saved(1)
        (sent,) = driver.on_disk()
        assert (sent.text, sent.unsent) == ("half a note", False)
        assert sent.moment == unsent.moment


async def test_escape_with_nothing_typed_makes_no_note(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n", "escape")
        await driver.until(lambda: driver.screen.mode is Mode.WATCHING)
        assert "no note was made" in driver.says
        assert driver.on_disk() == []


async def test_escape_from_a_changed_note_keeps_both_texts(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("as it was")
        await driver.press("e")
        await driver.type(", and more")
        await driver.press("escape")
        assert [note.text for note in driver.on_disk()] == ["as it was"]
        await driver.press("e")
        assert driver.screen.note_editor.text == "as it was, and more"


async def test_a_new_line_is_typed_with_ctrl_n(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        await driver.type("one")
        await driver.press("ctrl+n")
        await driver.type("two")
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "one\ntwo"


async def test_the_recording_can_be_held_and_moved_while_writing(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        player = driver.screen.session.player
        player.seek_to(100.0)
        await driver.until(lambda: (driver.screen.session.second_s() or 0) > 100)
        await driver.press("n")
        await driver.type("so")
        await driver.press("ctrl+t")
        await driver.until(lambda: player.state.paused)
        at_s = player.moment().position_s or 0.0
        await driver.press("ctrl+r")
        await driver.until(lambda: abs((player.moment().position_s or 0) - (at_s - 5)) < 0.5)
        await driver.press("f3")
        await driver.until(lambda: abs((player.moment().position_s or 0) - at_s) < 0.5)
        await driver.press("f4")
        await driver.until(lambda: not player.state.paused)
        assert driver.screen.note_editor.text == "so"


@pytest.mark.parametrize(
    ("speakers", "key", "text"),
    [({"3": "@chair"}, "3", "@chair opens"), ({}, "7", "opens")],
)
async def test_a_digit_begins_a_note_of_that_speaker(
    program: StartProgram, speakers: Mapping[str, str], key: str, text: str
) -> None:
    async with program(settings=Settings(speakers=speakers)) as driver:
        await driver.playback()
        await driver.press(key)
        await driver.type("opens")
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].text == text


@pytest.mark.parametrize(
    ("keys", "left"), [("i", []), ("1", []), ("2", []), ("1 x", ["@chair: x"])]
)
async def test_a_note_without_words_is_discarded(
    program: StartProgram, keys: str, left: list[str]
) -> None:
    settings = Settings(speakers={"2": "Clerk:"})
    roster = Roster((Speaker("chair", key=1),))
    async with program(settings=settings, roster=roster) as driver:
        await driver.playback()
        await driver.press(*keys.split(), "escape")
        await driver.note("another")
        assert [note.text for note in driver.on_disk()] == [*left, "another"]


async def test_capture_by_typing_stamps_at_the_first_letter_and_keeps_it(
    program: StartProgram,
) -> None:
    async with program(settings=Settings(capture="type")) as driver:
        assert "Ctrl+P commands" in driver.text
        await driver.press("f1")
        await driver.until(lambda: "F-keys, arrows, space, Home" in driver.text)
        await driver.press("escape")
        await driver.playback()
        await driver.type("quick")
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "quick"


async def test_a_note_can_be_taken_before_anything_plays(
    program: StartProgram, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"this is no video" * 100)
    async with program(str(broken)) as driver:
        await driver.press("n")
        await driver.type("from the clock")
        assert "by the clock" in driver.text
        await driver.press("enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert driver.screen.session.timeline.place_note(note) is None
        assert "clock" in driver.text
        await driver.until(lambda: "not a recording that mpv can play" in driver.says)
        await driver.note("still here")
        assert [note.text for note in driver.on_disk()] == ["from the clock", "still here"]


async def test_typed_text_is_in_the_editor_again_after_an_end_without_saving(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        await driver.type("unfinished bus")
        note = driver.screen.note_editor.note
        await driver.press("ctrl+q")
    async with program() as driver:
        await driver.until(lambda: driver.screen.mode is Mode.WRITING)
        assert driver.screen.note_editor.text == "unfinished bus"
        assert note is not None
        assert driver.screen.note_editor.note is not None
        assert driver.screen.note_editor.note.moment == note.moment
        await driver.type("iness")
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "unfinished business"


async def test_markup_and_escapes_in_a_note_are_text(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("[b]sic[/] [/] \\[x]")
        assert "[b]sic[/] [/] \\[x]" in driver.text


async def test_another_programs_note_appears(program: StartProgram, library_path: Path) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("mine")
        with Library(library_path, who="colleague@desk") as library:
            (mine,) = library.notes.of_hearing(driver.screen.session.hearing.id)
            library.notes.change("edit", mine, replace(mine, text="corrected"))
        await driver.until(lambda: "corrected" in driver.text, "the colleague's text")


async def test_a_digit_without_a_speaker_captures_the_moment_and_says_what_is_missing(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.type("7opens")
        assert "key 7 has no speaker yet" in driver.heading
        await driver.type("\r")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "opens"
        assert driver.says.startswith("Key 7 has no speaker yet")


async def test_blanks_alone_make_no_note(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        driver.app.post_message(events.Paste("  \n "))
        await driver.until(lambda: driver.screen.note_editor.text)
        await driver.press("enter")
        await driver.until(lambda: "Nothing was typed" in driver.says)
        assert len(driver.screen.session.note_index) == 0


async def test_a_note_taken_under_a_filter_is_shown_and_selected(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("levy")
        await driver.note("trees")
        await driver.press("up", "slash")
        await driver.type("levy\r")
        assert "Esc shows all" in driver.text
        await driver.press("escape")
        assert "trees" in driver.text
        await driver.press("slash")
        await driver.type("levy\r")
        await driver.note("oaks")
        selected = driver.screen.session.note_index.selected_note
        assert selected is not None
        assert selected.text == "oaks"
        assert "trees" in driver.text
