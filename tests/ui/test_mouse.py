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
from tests.ui.conftest import AppDriver, StartProgram

LARGE = (120, 40)


async def captions(driver: AppDriver) -> None:
    await driver.playback()
    await driver.until(lambda: driver.screen.caption_controller.pane.display, "captions")
    await driver.pilot.pause()


def second_s(driver: AppDriver) -> float:
    return driver.screen.session.second_s() or 0.0


async def wheel(
    driver: AppDriver, kind: type[events.MouseEvent], text: str, times: int = 6
) -> None:
    place = driver.place_of(text)
    for _ in range(times):
        driver.mouse(kind, *place, button=0)
        await driver.pilot.pause()


async def test_a_click_selects_a_note_and_a_double_click_plays_it(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("first")
        driver.screen.session.player.seek_to(300)
        await driver.until(lambda: second_s(driver) >= 300, "300 s")
        await driver.note("second")
        await driver.press("space")
        await driver.click("first")
        note_index = driver.screen.session.note_index
        await driver.until(lambda: note_index.selected == driver.on_disk()[0].id, "the choice")
        assert second_s(driver) >= 300
        await driver.click("second", times=2)
        await driver.click("first", times=2)
        await driver.until(lambda: second_s(driver) < 100, "the first note's second")
        assert not driver.screen.session.player.state.paused


async def test_a_click_on_the_strip_goes_there(program: StartProgram) -> None:
    async with program(size=LARGE) as driver:
        await driver.playback()
        await driver.until(lambda: "/ 10:00" in driver.text, "its length")
        await driver.drag((60, 3))
        await driver.until(lambda: 290 < second_s(driver) < 320, "the middle")


async def test_a_click_on_a_caption_line_plays_from_there(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.press("space")
        await driver.click("Thank you, Chair Marrick")
        await driver.until(lambda: 22 < second_s(driver) < 30, "what was said")
        assert not driver.screen.session.player.state.paused


async def test_the_wheel_scrolls_notes_captions_and_the_page_of_keys(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=(120, 24)) as driver:
        await captions(driver)
        for number in range(20):
            await driver.note(f"note {number:02}")
        assert "note 00" not in driver.text
        await wheel(driver, events.MouseScrollUp, "note 15")
        await driver.until(lambda: "note 00" in driver.text, "the first note")
        await wheel(driver, events.MouseScrollDown, "Good morning", times=1)
        await driver.until(lambda: "Good morning. It is" not in driver.text, "further captions")
        assert "note 00" in driver.text
        await driver.press("?")
        await driver.until(lambda: "While watching" in driver.text, "the page")
        await wheel(driver, events.MouseScrollDown, "While watching")
        await driver.until(lambda: "Esc closes" not in driver.text, "further down")


async def test_the_wheel_scrolls_both_sides_of_an_article(program: StartProgram) -> None:
    async with program(size=(100, 16)) as driver:
        await driver.playback()
        for number in range(12):
            await driver.note(f"note {number:02}")
        await driver.press("D")
        await driver.until(lambda: "Notes (12)" in driver.text, "the notes")
        await driver.press(*["enter"] * 8)
        await driver.press("home")
        await driver.until(lambda: "¶ note 00" in driver.text, "the first")
        await wheel(driver, events.MouseScrollDown, "¶ note 00")
        await driver.until(lambda: "¶ note 00" not in driver.text, "further notes")
        await wheel(driver, events.MouseScrollUp, "8  note 07", times=12)
        await driver.until(lambda: "1  note 00" in driver.text, "the article's beginning")


async def test_a_click_on_a_key_of_the_footer_does_what_the_key_does(
    program: StartProgram,
) -> None:
    async with program(size=(160, 40)) as driver:
        await driver.playback()
        await driver.click(" n note   m mark")
        await driver.until(lambda: driver.screen.mode is Mode.WRITING, "writing")
        await driver.type("said")
        await driver.click(" Enter save")
        await driver.saved(1)
        await driver.click("find")
        await driver.until(lambda: driver.screen.prompt.question is not None, "a question")
        await driver.type("none")
        await driver.until(lambda: "No note has these words." in driver.text, "nothing")
        await driver.click("Esc back")
        await driver.until(lambda: driver.screen.prompt.question is None, "its end")
        await driver.until(lambda: "±0s         said" in driver.text, "the note again")


async def test_clicks_while_writing_lose_neither_letters_nor_keys(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.note("first")
        await driver.press("n")
        words = []
        for word, text in (
            ("one ", "first"), ("two ", "Good morning"), ("three ", "Writing"),
            ("four ", "hearing"), ("five ", "━"), ("six ", "Ctrl+T pause"),
        ):  # fmt: skip
            await driver.type(word)
            await driver.click(text)
            await driver.click(text)
            words.append(word)
        await driver.type("end\r")
        await driver.saved(2)
        assert driver.on_disk()[-1].text == f"{''.join(words)}end"


async def test_a_click_in_the_text_puts_the_cursor_there(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        await driver.type("a word")
        await driver.click("word")
        await driver.type("new \r")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "a new word"


# --- lists ---


async def test_a_click_selects_a_hearing_and_a_double_click_opens_it(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program() as driver:
        await driver.note("one")
    async with program(str(demo.audio_path())) as driver:
        await driver.note("two")
        await driver.note("three")
    async with program(None) as driver:
        await driver.until(lambda: "2 notes" in driver.text, "the list")
        await driver.click(" 1 note")
        await driver.until(lambda: "▌" in driver.text and driver.app.hearing_screen is None)
        await driver.type("hear")  # letters still go into the line
        await driver.until(lambda: "hear" in driver.text.splitlines()[2], "the letters")
        await driver.click(" 1 note", times=2)
        await driver.until(lambda: driver.app.hearing_screen is not None, "the hearing")
        await driver.playback()


async def test_a_click_selects_a_found_note_and_a_double_click_plays_it(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("said first")
        driver.screen.session.player.seek_to(300)
        await driver.until(lambda: second_s(driver) >= 300, "300 s")
        await driver.note("said second")
        await driver.press("S")
        await driver.type("said")
        await driver.until(lambda: "2 notes" in driver.text, "both")
        await driver.click("said second")
        await driver.until(lambda: "▌     5:0" in driver.text, "the choice")
        await driver.click("said first", times=2)
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        await driver.until(lambda: second_s(driver) < 100, "its second")


async def test_a_click_previews_a_theme_and_a_double_click_saves_it(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("T")
        await driver.until(lambda: "day · light" in driver.text, "the list")
        await driver.click("day · light")
        await driver.until(lambda: driver.app.theme == "day", "its colours")
        assert isinstance(driver.app.screen, ThemesScreen)
        await driver.click("Esc back")
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        assert driver.app.theme == "night"
        await driver.press("T")
        await driver.until(lambda: "day · light" in driver.text, "the list")
        await driver.click("day · light", times=2)
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
    assert SavedState.read(tmp_path / "remembered.toml").chosen == {"theme": "day"}


async def test_a_click_in_the_export_dialog_selects_and_writes_nothing(
    program: StartProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.press("x")
        await driver.until(lambda: "Export: " in driver.text, "the dialogue")
        await driver.click("csv ")
        await driver.until(lambda: "● csv" in driver.text, "the form")
        await driver.click("○ watch")
        await driver.until(lambda: "● watch" in driver.text, "the form of link")
        assert isinstance(driver.app.screen, ExportScreen)
        assert list(tmp_path.glob("*.csv")) == []
        await driver.click("Enter writes")
        await driver.until(lambda: "written to" in driver.says, "the file")
    assert len(list(tmp_path.glob("*.csv"))) == 1


async def test_the_mouse_selects_and_removes_an_anchor(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.type("a0:30\r\r")
        await driver.until(lambda: len(driver.screen.session.anchors) == 1, "the anchor")
        await driver.press("f7")
        await driver.until(lambda: "is 0:30" in driver.text, "the list")
        await driver.click("is 0:30")
        await driver.click("d take it back")
        await driver.until(lambda: not driver.screen.session.anchors, "no anchor")


async def test_the_mouse_selects_on_both_sides_of_an_article(program: StartProgram) -> None:
    async with program(size=(100, 24)) as driver:
        await driver.playback()
        await driver.note("first")
        await driver.note("second")
        await driver.press("D")
        await driver.until(lambda: "Notes (2)" in driver.text, "the notes")
        screen = driver.app.screen
        assert isinstance(screen, DraftScreen)
        await driver.click("second")
        await driver.click("Enter add")
        await driver.until(lambda: "1 paragraph" in driver.text, "a paragraph")
        assert screen.draft_session.draft.paragraphs[0].passages[0].text == "second"
        await driver.click("1  second")
        await driver.until(lambda: screen.mode is Mode.ARRANGING, "the other side")
