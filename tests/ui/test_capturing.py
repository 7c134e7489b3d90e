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


async def test_a_note_is_stamped_at_the_key_and_kept_at_enter(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        before_s = hands.screen.session.player.moment().position_s
        await hands.press("n")
        after_s = hands.screen.session.player.moment().position_s
        assert hands.screen.mode is Mode.WRITING
        await hands.type("The mayor arrives")
        await hands.press("enter")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert note.text == "The mayor arrives"
        assert before_s is not None
        assert after_s is not None
        assert note.moment.position_s is not None
        assert before_s <= note.moment.position_s <= after_s
        assert "The mayor arrives" in hands.text


async def test_the_stamp_stays_while_the_person_types_and_the_recording_goes_on(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        stamped = hands.screen.note_editor.note
        assert stamped is not None
        start_s = hands.screen.session.player.moment().position_s or 0.0
        await hands.type("slow")
        await hands.until(
            lambda: (hands.screen.session.player.moment().position_s or 0) > start_s + 1.2
        )
        await hands.press("enter")
        await hands.saved(1)
        assert hands.on_disk()[0].moment == stamped.moment


async def test_m_keeps_an_empty_note_at_once(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("m")
        await hands.saved(1)
        assert hands.on_disk()[0].text == ""
        assert hands.screen.mode is Mode.WATCHING


async def test_escape_keeps_the_text_unsent_and_enter_sends_it_later(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        await hands.type("half a")
        await hands.press("escape")
        await hands.saved(1)
        assert hands.screen.mode is Mode.WATCHING
        (unsent,) = hands.on_disk()
        assert (unsent.text, unsent.unsent) == ("half a", True)
        await hands.press("e")
        await hands.type(" note")
        await hands.press("enter")
        await hands.saved(1)
        (sent,) = hands.on_disk()
        assert (sent.text, sent.unsent) == ("half a note", False)
        assert sent.moment == unsent.moment


async def test_escape_with_nothing_typed_makes_no_note(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n", "escape")
        await hands.until(lambda: hands.screen.mode is Mode.WATCHING)
        assert "no note was made" in hands.says
        assert hands.on_disk() == []


async def test_escape_from_a_changed_note_keeps_both_texts(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("as it was")
        await hands.press("e")
        await hands.type(", and more")
        await hands.press("escape")
        assert [note.text for note in hands.on_disk()] == ["as it was"]
        await hands.press("e")
        assert hands.screen.note_editor.text == "as it was, and more"


async def test_a_new_line_is_typed_with_ctrl_n(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        await hands.type("one")
        await hands.press("ctrl+n")
        await hands.type("two")
        await hands.press("enter")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "one\ntwo"


async def test_the_recording_can_be_held_and_moved_while_writing(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        player = hands.screen.session.player
        player.seek_to(100.0)
        await hands.until(lambda: (hands.screen.session.second_s() or 0) > 100)
        await hands.press("n")
        await hands.type("so")
        await hands.press("ctrl+t")
        await hands.until(lambda: player.state.paused)
        at_s = player.moment().position_s or 0.0
        await hands.press("ctrl+r")
        await hands.until(lambda: abs((player.moment().position_s or 0) - (at_s - 5)) < 0.5)
        await hands.press("f3")
        await hands.until(lambda: abs((player.moment().position_s or 0) - at_s) < 0.5)
        await hands.press("f4")
        await hands.until(lambda: not player.state.paused)
        assert hands.screen.note_editor.text == "so"


@pytest.mark.parametrize(
    ("speakers", "key", "text"),
    [({"3": "@chair"}, "3", "@chair opens"), ({}, "7", "opens")],
)
async def test_a_digit_begins_a_note_of_that_speaker(
    program: StartProgram, speakers: Mapping[str, str], key: str, text: str
) -> None:
    async with program(settings=Settings(speakers=speakers)) as hands:
        await hands.playback()
        await hands.press(key)
        await hands.type("opens")
        await hands.press("enter")
        await hands.saved(1)
        assert hands.on_disk()[0].text == text


@pytest.mark.parametrize(
    ("keys", "left"), [("i", []), ("1", []), ("2", []), ("1 x", ["@chair: x"])]
)
async def test_a_note_that_has_no_words_is_let_go(
    program: StartProgram, keys: str, left: list[str]
) -> None:
    settings = Settings(speakers={"2": "Clerk:"})
    roster = Roster((Speaker("chair", key=1),))
    async with program(settings=settings, roster=roster) as hands:
        await hands.playback()
        await hands.press(*keys.split(), "escape")
        await hands.note("another")
        assert [note.text for note in hands.on_disk()] == [*left, "another"]


async def test_capture_by_typing_stamps_the_first_letter_and_keeps_it(
    program: StartProgram,
) -> None:
    async with program(settings=Settings(capture="type")) as hands:
        assert "Ctrl+P commands" in hands.text
        await hands.press("f1")
        await hands.until(lambda: "F-keys, arrows, space, Home" in hands.text)
        await hands.press("escape")
        await hands.playback()
        await hands.type("quick")
        await hands.press("enter")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "quick"


async def test_a_note_can_be_taken_before_anything_plays(
    program: StartProgram, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"this is no video" * 100)
    async with program(str(broken)) as hands:
        await hands.press("n")
        await hands.type("from the clock")
        assert "by the clock" in hands.text
        await hands.press("enter")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert hands.screen.session.timeline.place_note(note) is None
        assert "clock" in hands.text
        await hands.until(lambda: "not a recording that mpv can play" in hands.says)
        await hands.note("still here")
        assert [note.text for note in hands.on_disk()] == ["from the clock", "still here"]


async def test_what_was_typed_is_in_the_composer_again_after_an_end_without_saving(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        await hands.type("unfinished bus")
        note = hands.screen.note_editor.note
        await hands.press("ctrl+q")
    async with program() as hands:
        await hands.until(lambda: hands.screen.mode is Mode.WRITING)
        assert hands.screen.note_editor.text == "unfinished bus"
        assert note is not None
        assert hands.screen.note_editor.note is not None
        assert hands.screen.note_editor.note.moment == note.moment
        await hands.type("iness")
        await hands.press("enter")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "unfinished business"


async def test_markup_and_escapes_in_a_note_are_text(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("[b]sic[/] [/] \\[x]")
        assert "[b]sic[/] [/] \\[x]" in hands.text


async def test_another_programs_note_appears(program: StartProgram, library_path: Path) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("mine")
        with Library(library_path, who="colleague@desk") as library:
            (mine,) = library.notes.of_hearing(hands.screen.session.hearing.id)
            library.notes.change("edit", mine, replace(mine, text="corrected"))
        await hands.until(lambda: "corrected" in hands.text, "the colleague's text")


async def test_a_key_without_a_speaker_takes_the_moment_and_says_what_is_missing(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.type("7opens")
        assert "key 7 has no speaker yet" in hands.heading
        await hands.type("\r")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "opens"
        assert hands.says.startswith("Key 7 has no speaker yet")


async def test_blanks_alone_make_no_mark(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        hands.app.post_message(events.Paste("  \n "))
        await hands.until(lambda: hands.screen.note_editor.text)
        await hands.press("enter")
        await hands.until(lambda: "Nothing was typed" in hands.says)
        assert len(hands.screen.session.note_index) == 0


async def test_a_note_taken_under_a_filter_is_shown_and_chosen(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("levy")
        await hands.note("trees")
        await hands.press("up", "slash")
        await hands.type("levy\r")
        assert "Esc shows all" in hands.text
        await hands.press("escape")
        assert "trees" in hands.text
        await hands.press("slash")
        await hands.type("levy\r")
        await hands.note("oaks")
        chosen = hands.screen.session.note_index.selected_note
        assert chosen is not None
        assert chosen.text == "oaks"
        assert "trees" in hands.text
