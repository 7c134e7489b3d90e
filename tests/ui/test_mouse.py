"""What the mouse does, told to the program as a terminal tells it."""

from pathlib import Path

import pytest
from textual import events

from hearingnotes import demo
from hearingnotes.config.state import SavedState
from hearingnotes.ui.action import Mode
from hearingnotes.ui.dialogs.themes import ThemesScreen
from hearingnotes.ui.draft.screen import DraftScreen
from hearingnotes.ui.export.dialog import ExportScreen
from tests.ui.conftest import Hands, StartProgram

LARGE = (120, 40)


async def captions(hands: Hands) -> None:
    await hands.playback()
    await hands.until(lambda: hands.screen.caption_controller.pane.display, "captions")
    await hands.pilot.pause()


def second_s(hands: Hands) -> float:
    return hands.screen.session.second_s() or 0.0


async def wheel(hands: Hands, kind: type[events.MouseEvent], text: str, times: int = 6) -> None:
    place = hands.place_of(text)
    for _ in range(times):
        hands.mouse(kind, *place, button=0)
        await hands.pilot.pause()


async def test_a_click_chooses_a_note_and_a_double_click_plays_it(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("first")
        hands.screen.session.player.seek_to(300)
        await hands.until(lambda: second_s(hands) >= 300, "300 s")
        await hands.note("second")
        await hands.press("space")
        await hands.click("first")
        note_index = hands.screen.session.note_index
        await hands.until(lambda: note_index.selected == hands.on_disk()[0].id, "the choice")
        assert second_s(hands) >= 300
        await hands.click("second", times=2)
        await hands.click("first", times=2)
        await hands.until(lambda: second_s(hands) < 100, "the first note's second")
        assert not hands.screen.session.player.state.paused


async def test_a_click_on_the_strip_goes_there(program: StartProgram) -> None:
    async with program(size=LARGE) as hands:
        await hands.playback()
        await hands.until(lambda: "/ 10:00" in hands.text, "its length")
        await hands.drag((60, 3))
        await hands.until(lambda: 290 < second_s(hands) < 320, "the middle")


async def test_a_click_on_a_caption_plays_from_there(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.press("space")
        await hands.click("Thank you, Chair Marrick")
        await hands.until(lambda: 22 < second_s(hands) < 30, "what was said")
        assert not hands.screen.session.player.state.paused


async def test_the_wheel_scrolls_notes_captions_and_the_page_of_keys(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=(120, 24)) as hands:
        await captions(hands)
        for number in range(20):
            await hands.note(f"note {number:02}")
        assert "note 00" not in hands.text
        await wheel(hands, events.MouseScrollUp, "note 15")
        await hands.until(lambda: "note 00" in hands.text, "the first note")
        await wheel(hands, events.MouseScrollDown, "Good morning", times=1)
        await hands.until(lambda: "Good morning. It is" not in hands.text, "further captions")
        assert "note 00" in hands.text
        await hands.press("?")
        await hands.until(lambda: "While watching" in hands.text, "the page")
        await wheel(hands, events.MouseScrollDown, "While watching")
        await hands.until(lambda: "Esc closes" not in hands.text, "further down")


async def test_the_wheel_scrolls_both_sides_of_an_article(program: StartProgram) -> None:
    async with program(size=(100, 16)) as hands:
        await hands.playback()
        for number in range(12):
            await hands.note(f"note {number:02}")
        await hands.press("D")
        await hands.until(lambda: "Notes (12)" in hands.text, "the notes")
        await hands.press(*["enter"] * 8)
        await hands.press("home")
        await hands.until(lambda: "¶ note 00" in hands.text, "the first")
        await wheel(hands, events.MouseScrollDown, "¶ note 00")
        await hands.until(lambda: "¶ note 00" not in hands.text, "further notes")
        await wheel(hands, events.MouseScrollUp, "8  note 07", times=12)
        await hands.until(lambda: "1  note 00" in hands.text, "the article's beginning")


async def test_a_click_on_a_key_of_the_footer_does_what_the_key_does(
    program: StartProgram,
) -> None:
    async with program(size=(160, 40)) as hands:
        await hands.playback()
        await hands.click(" n note   m mark")
        await hands.until(lambda: hands.screen.mode is Mode.WRITING, "writing")
        await hands.type("said")
        await hands.click(" Enter save")
        await hands.saved(1)
        await hands.click("find")
        await hands.until(lambda: hands.screen.prompt.question is not None, "a question")
        await hands.type("none")
        await hands.until(lambda: "No note has these words." in hands.text, "nothing")
        await hands.click("Esc back")
        await hands.until(lambda: hands.screen.prompt.question is None, "its end")
        await hands.until(lambda: "±0s         said" in hands.text, "the note again")


async def test_clicks_while_writing_lose_neither_letters_nor_keys(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.note("first")
        await hands.press("n")
        words = []
        for word, text in (
            ("one ", "first"), ("two ", "Good morning"), ("three ", "Writing"),
            ("four ", "hearing"), ("five ", "━"), ("six ", "Ctrl+T pause"),
        ):  # fmt: skip
            await hands.type(word)
            await hands.click(text)
            await hands.click(text)
            words.append(word)
        await hands.type("end\r")
        await hands.saved(2)
        assert hands.on_disk()[-1].text == f"{''.join(words)}end"


async def test_a_click_in_the_text_puts_the_cursor_there(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("n")
        await hands.type("a word")
        await hands.click("word")
        await hands.type("new \r")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "a new word"


# --- lists ---


async def test_hearings_are_chosen_by_a_click_and_opened_by_a_double_click(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program() as hands:
        await hands.note("one")
    async with program(str(demo.audio_path())) as hands:
        await hands.note("two")
        await hands.note("three")
    async with program(None) as hands:
        await hands.until(lambda: "2 notes" in hands.text, "the list")
        await hands.click(" 1 note")
        await hands.until(lambda: "▌" in hands.text and hands.app.hearing_screen is None)
        await hands.type("hear")  # letters still go into the line
        await hands.until(lambda: "hear" in hands.text.splitlines()[2], "the letters")
        await hands.click(" 1 note", times=2)
        await hands.until(lambda: hands.app.hearing_screen is not None, "the hearing")
        await hands.playback()


async def test_what_is_found_is_chosen_by_a_click_and_played_by_a_double_click(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("said first")
        hands.screen.session.player.seek_to(300)
        await hands.until(lambda: second_s(hands) >= 300, "300 s")
        await hands.note("said second")
        await hands.press("S")
        await hands.type("said")
        await hands.until(lambda: "2 notes" in hands.text, "both")
        await hands.click("said second")
        await hands.until(lambda: "▌     5:0" in hands.text, "the choice")
        await hands.click("said first", times=2)
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
        await hands.until(lambda: second_s(hands) < 100, "its second")


async def test_a_theme_is_tried_on_by_a_click_and_kept_by_a_double_click(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("T")
        await hands.until(lambda: "day · light" in hands.text, "the list")
        await hands.click("day · light")
        await hands.until(lambda: hands.app.theme == "day", "its colours")
        assert isinstance(hands.app.screen, ThemesScreen)
        await hands.click("Esc back")
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
        assert hands.app.theme == "night"
        await hands.press("T")
        await hands.until(lambda: "day · light" in hands.text, "the list")
        await hands.click("day · light", times=2)
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
    assert SavedState.read(tmp_path / "remembered.toml").chosen == {"theme": "day"}


async def test_a_click_in_the_export_chooses_and_writes_nothing(
    program: StartProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with program() as hands:
        await hands.playback()
        await hands.note("one")
        await hands.press("x")
        await hands.until(lambda: "Export: " in hands.text, "the dialogue")
        await hands.click("csv ")
        await hands.until(lambda: "● csv" in hands.text, "the form")
        await hands.click("○ watch")
        await hands.until(lambda: "● watch" in hands.text, "the form of link")
        assert isinstance(hands.app.screen, ExportScreen)
        assert list(tmp_path.glob("*.csv")) == []
        await hands.click("Enter writes")
        await hands.until(lambda: "written to" in hands.says, "the file")
    assert len(list(tmp_path.glob("*.csv"))) == 1


async def test_an_anchor_is_chosen_and_taken_back_with_the_mouse(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("one")
        await hands.type("a0:30\r\r")
        await hands.until(lambda: len(hands.screen.session.anchors) == 1, "the anchor")
        await hands.press("f7")
        await hands.until(lambda: "is 0:30" in hands.text, "the list")
        await hands.click("is 0:30")
        await hands.click("d take it back")
        await hands.until(lambda: not hands.screen.session.anchors, "no anchor")


async def test_an_article_is_chosen_from_with_the_mouse(program: StartProgram) -> None:
    async with program(size=(100, 24)) as hands:
        await hands.playback()
        await hands.note("first")
        await hands.note("second")
        await hands.press("D")
        await hands.until(lambda: "Notes (2)" in hands.text, "the notes")
        screen = hands.app.screen
        assert isinstance(screen, DraftScreen)
        await hands.click("second")
        await hands.click("Enter add")
        await hands.until(lambda: "1 paragraph" in hands.text, "a paragraph")
        assert screen.draft_session.draft.paragraphs[0].passages[0].text == "second"
        await hands.click("1  second")
        await hands.until(lambda: screen.mode is Mode.ARRANGING, "the other side")
