"""The window's size, and what the mouse does in it."""

import pytest
from textual import events

from hearingnotes.ui.action import Mode
from tests.ui.conftest import StartProgram

SIGNS_BELOW_STARRED = ["✓", "“?", "▣", "✎", "…", "±", "~", "−3", "clock", "anchor?"]
LONG = " ".join([*("more and more words" for _ in range(20)), "last"])


@pytest.mark.parametrize("size", [(20, 5), (20, 6), (40, 8), (80, 9), (80, 24)])
async def test_the_stamp_and_the_words_being_typed_are_seen(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with program(size=size) as hands:
        await hands.playback()
        await hands.press("n")
        await hands.type(LONG)
        assert "0:0" in hands.heading
        assert "±" in hands.heading
        assert "last" in hands.text


@pytest.mark.parametrize(
    ("before", "after"), [((80, 24), (20, 5)), ((20, 5), (120, 40)), ((80, 24), (80, 8))]
)
async def test_a_window_may_change_its_size_while_a_note_is_written(
    program: StartProgram, before: tuple[int, int], after: tuple[int, int]
) -> None:
    async with program(size=before) as hands:
        await hands.playback()
        await hands.note("a note that stands in the list already")
        await hands.press("n")
        await hands.type(LONG)
        heading = hands.heading.split("·")[-1].strip()
        await hands.pilot.resize_terminal(*after)
        await hands.until(lambda: "last" in hands.text, "the cursor's line")
        assert heading in hands.heading
        assert "▌" in hands.text
        await hands.type(" end")
        await hands.press("enter")
        await hands.saved(2)
        assert hands.on_disk()[1].text == f"{LONG} end"


async def test_nothing_is_typed_by_mouse_or_paste_while_watching(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        hands.screen.show_message("one sentence")
        hands.app.copy_to_clipboard("copied")
        await hands.pilot.click("NoteEditor")
        await hands.pilot.mouse_down("NoteEditor", offset=(1, 0))
        await hands.pilot.mouse_up("NoteEditor", offset=(9, 1))
        await hands.pilot.click("NoteEditor", times=3)
        hands.app.post_message(events.Paste("pasted"))
        await hands.press("ctrl+k", "ctrl+z", "ctrl+a", "backspace", "tab", "~", "ctrl+v")
        assert hands.screen.mode is Mode.WATCHING
        assert "one sentence" in hands.text
        assert hands.screen.note_editor.text == ""
        await hands.note("nothing but this")
        assert [note.text for note in hands.on_disk()] == ["nothing but this"]


async def test_a_paste_goes_into_the_note_that_a_click_began(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.pilot.click("NoteList")
        await hands.pilot.click("KeyFooter", offset=(1, 0))
        await hands.until(lambda: hands.screen.mode is Mode.WRITING)
        hands.app.post_message(events.Paste("pasted"))
        await hands.press("enter")
        await hands.saved(1)
        assert [note.text for note in hands.on_disk()] == ["pasted"]


@pytest.mark.parametrize("width", [30, 50, 80])
async def test_the_page_of_keys_keeps_its_columns_and_ends_with_the_signs(
    program: StartProgram, width: int
) -> None:
    async with program(size=(width, 72)) as hands:
        await hands.playback()
        await hands.press("question_mark")
        await hands.until(lambda: "All keys" in hands.text)
        await hands.press("end")
        await hands.until(lambda: "Ctrl+P" in hands.text, "the page's end")
        signs = hands.text[hands.text.index("Starred") :].partition("Ctrl+P")[0].splitlines()[1:]
        texts_at = hands.text[: hands.text.index("Starred")].rpartition("\n")[2]
        before_texts = [line[: len(texts_at)].replace("┃", " ").split() for line in signs]
        assert [sign for (sign,) in filter(None, before_texts)] == SIGNS_BELOW_STARRED
