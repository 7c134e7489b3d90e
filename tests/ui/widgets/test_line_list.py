"""Lists that are drawn line by line, each alone in a window."""

from collections.abc import Callable, Iterable

import pytest
from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from hearingnotes.session.note_index import NoteIndex
from hearingnotes.ui.hearing.note_list import NoteList
from hearingnotes.ui.widgets.line_list import LineList
from hearingnotes.ui.widgets.text_list import TextItem, TextList
from tests.library.conftest import make_note


class LetterList(LineList[str]):
    """Items that are words, each letter a line of its own."""

    def __init__(self) -> None:
        super().__init__(margin_cells=1, least_cells=4, id="letters")
        self._words: list[str] = []

    def put(self, begin: int, end: int, words: list[str]) -> None:
        """Put these words in place of others."""
        self._words[begin:end] = words
        self.set_lines(begin, end, [[*word] for word in words])

    @property
    def selected_id(self) -> str | None:
        return self._words[-1] if self._words else None

    def item_id(self, index: int) -> str:
        return self._words[index]

    def index_of(self, item_id: str) -> int | None:
        return self._words.index(item_id)

    def line_segments(self, index: int, row: int, is_selected: bool) -> Iterable[Segment]:
        return [Segment(self._lines[index][row])]


class OneList(App[None]):
    """A window with one list, and what was clicked in it."""

    def __init__(self, line_list: NoteList | TextList | LetterList) -> None:
        super().__init__()
        self.line_list = line_list
        self.clicked: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.line_list

    @on(LineList.Clicked)
    def _note_click(self, message: LineList.Clicked) -> None:
        self.clicked.append(f"{message.item_id} {message.chain}")


def drawn(line_list: NoteList | TextList | LetterList, rows: int = 6) -> list[str]:
    """What stands in the first lines of the window."""
    return [line_list.render_line(y).text.strip() for y in range(rows)]


async def without_room(pilot: Pilot[None], act: Callable[[], object]) -> None:
    """Take the list its width, do something, and give the width back."""
    line_list = pilot.app.query_one(LineList)
    line_list.styles.width = 0
    await pilot.pause()
    act()
    line_list.styles.width = "100%"
    await pilot.pause()


async def test_a_list_draws_items_from_any_place_on() -> None:
    words = LetterList()
    async with OneList(words).run_test():
        words.put(0, 0, ["ab", "c", "de"])
        assert drawn(words) == ["a", "b", "c", "▌d", "▌e", ""]
        words.put(1, 2, ["xyz", "q"])
        assert drawn(words) == ["a", "b", "x", "y", "z", "q"]
        words.put(0, 3, [])
        assert drawn(words) == ["▌d", "▌e", "", "", "", ""]


async def test_a_selected_item_out_of_sight_is_scrolled_to() -> None:
    words = LetterList()
    async with OneList(words).run_test(size=(20, 4)) as pilot:
        words.put(0, 0, ["abcdefgh", "ijk"])
        await pilot.pause()
        words.show_selected()
        assert drawn(words, 4) == ["h", "▌i", "▌j", "▌k"]


async def test_a_click_names_the_item_under_it_and_its_chain() -> None:
    words = LetterList()
    app = OneList(words)
    async with app.run_test() as pilot:
        words.put(0, 0, ["ab", "c"])
        await pilot.pause()
        await pilot.click("#letters", offset=(1, 1))
        await pilot.click("#letters", offset=(1, 2), times=2)
        await pilot.click("#letters", offset=(1, 3))
        assert app.clicked == ["ab 1", "c 1", "c 2"]


async def test_notes_that_change_while_their_list_has_no_room_are_shown_with_room_again() -> None:
    note_index = NoteIndex([make_note(number, f"note {number}") for number in range(2)])
    note_list = NoteList(note_index)
    async with OneList(note_list).run_test() as pilot:

        def change() -> None:
            note_list.refresh_from(note_index.put(make_note(0, "another text")))

        await without_room(pilot, change)
        assert [line[-6:] for line in drawn(note_list, 2)] == ["r text", "note 1"]


async def test_texts_that_change_while_their_list_has_no_room_are_shown_with_room_again() -> None:
    texts = TextList(id="texts", head_cells=2)
    async with OneList(texts).run_test() as pilot:
        texts.show([TextItem("1", "a text")], None)
        await without_room(pilot, lambda: texts.show([TextItem("1", "other")], None))
        assert drawn(texts, 2) == ["other", ""]


@pytest.mark.parametrize(("is_active", "bar"), [(True, "▌"), (False, "")])
async def test_the_gap_above_a_selected_text_is_not_drawn_as_selected(
    is_active: bool, bar: str
) -> None:
    texts = TextList(id="texts", head_cells=0)
    texts.is_active = is_active
    async with OneList(texts).run_test():
        texts.show([TextItem("1", "one"), TextItem("2", "two", gap=True, foot="below")], "2")
        assert drawn(texts) == ["one", "", f"{bar}two", f"{bar}below", "", ""]
