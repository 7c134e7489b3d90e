"""The window's size, and what the mouse does in it."""

import pytest
from textual import events

from hearingnotes.ui.action import Mode
from tests.ui.conftest import StartProgram

SIGNS_BELOW_STARRED = ["✓", "“?", "▣", "✎", "…", "±", "~", "−3", "clock", "anchor?"]
LONG = " ".join([*("more and more words" for _ in range(20)), "last"])


@pytest.mark.parametrize("size", [(20, 5), (20, 6), (40, 8), (80, 9), (80, 24)])
async def test_the_stamp_and_the_words_being_typed_are_visible_at_every_size(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with program(size=size) as driver:
        await driver.playback()
        await driver.press("n")
        await driver.type(LONG)
        assert "0:0" in driver.heading
        assert "±" in driver.heading
        assert "last" in driver.text


@pytest.mark.parametrize(
    ("before", "after"), [((80, 24), (20, 5)), ((20, 5), (120, 40)), ((80, 24), (80, 8))]
)
async def test_a_window_may_be_resized_while_a_note_is_written(
    program: StartProgram, before: tuple[int, int], after: tuple[int, int]
) -> None:
    async with program(size=before) as driver:
        await driver.playback()
        await driver.note("a note that stands in the list already")
        await driver.press("n")
        await driver.type(LONG)
        heading = driver.heading.split("·")[-1].strip()
        await driver.pilot.resize_terminal(*after)
        await driver.until(lambda: "last" in driver.text, "the cursor's line")
        assert heading in driver.heading
        assert "▌" in driver.text
        await driver.type(" end")
        await driver.press("enter")
        await driver.saved(2)
        assert driver.on_disk()[1].text == f"{LONG} end"


async def test_mouse_and_paste_type_nothing_while_watching(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        driver.screen.show_message("one sentence")
        driver.app.copy_to_clipboard("copied")
        await driver.pilot.click("NoteEditor")
        await driver.pilot.mouse_down("NoteEditor", offset=(1, 0))
        await driver.pilot.mouse_up("NoteEditor", offset=(9, 1))
        await driver.pilot.click("NoteEditor", times=3)
        driver.app.post_message(events.Paste("pasted"))
        await driver.press("ctrl+k", "ctrl+z", "ctrl+a", "backspace", "tab", "~", "ctrl+v")
        assert driver.screen.mode is Mode.WATCHING
        assert "one sentence" in driver.text
        assert driver.screen.note_editor.text == ""
        await driver.note("nothing but this")
        assert [note.text for note in driver.on_disk()] == ["nothing but this"]


async def test_a_paste_goes_into_the_note_that_a_click_began(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.pilot.click("NoteList")
        await driver.pilot.click("KeyFooter", offset=(1, 0))
        await driver.until(lambda: driver.screen.mode is Mode.WRITING)
        driver.app.post_message(events.Paste("pasted"))
        await driver.press("enter")
        await driver.saved(1)
        assert [note.text for note in driver.on_disk()] == ["pasted"]


@pytest.mark.parametrize("width", [30, 50, 80])
async def test_the_page_of_keys_keeps_its_columns_and_ends_with_the_signs(
    program: StartProgram, width: int
) -> None:
    async with program(size=(width, 72)) as driver:
        await driver.playback()
        await driver.press("question_mark")
        await driver.until(lambda: "All keys" in driver.text)
        await driver.press("end")
        await driver.until(lambda: "Ctrl+P" in driver.text, "the page's end")
        signs = driver.text[driver.text.index("Starred") :].partition("Ctrl+P")[0].splitlines()[1:]
        texts_at = driver.text[: driver.text.index("Starred")].rpartition("\n")[2]
        before_texts = [line[: len(texts_at)].replace("┃", " ").split() for line in signs]
        assert [sign for (sign,) in filter(None, before_texts)] == SIGNS_BELOW_STARRED
