"""Where the panes lie: the lines between them are dragged, or moved by keys, and stay there."""

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Region
from textual.widget import Widget

from hearingnotes import demo
from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.ui.action import Mode
from hearingnotes.ui.draft.screen import DraftScreen
from hearingnotes.ui.hearing.layout import LEAST_NOTES_CELLS, LEAST_PICTURE_ROWS, LEAST_SIDE_CELLS
from hearingnotes.ui.hearing.picture import NO_ROOM
from hearingnotes.ui.widgets.divider import Divider
from hearingnotes.ui.widgets.split_view import STEP_CELLS, SplitBounds
from tests.media_files import make_halves
from tests.ui.conftest import Hands, StartProgram

LARGE = (120, 40)
LINE = 72
"""The column in which it usually lies there."""


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> str:
    video = make_halves(tmp_path_factory.mktemp("halves") / "hearing.mp4", 60)
    words = "".join(
        f"00:{second:02}.000 --> 00:{second + 1:02}.000\nSecond number {second} is said.\n\n"
        for second in range(59)
    )
    video.with_suffix(".vtt").write_text(f"WEBVTT\n\n{words}")
    return str(video)


async def captions(hands: Hands) -> None:
    await hands.playback()
    await hands.until(lambda: hands.screen.caption_controller.pane.display, "captions")
    await hands.pilot.pause()


def lines(hands: Hands) -> list[Divider]:
    """The lines that are seen."""
    return [line for line in hands.app.screen.query(Divider) if line.region]


def column(hands: Hands) -> int:
    """Where the line beside the notes lies."""
    return lines(hands)[0].region.x


def chosen(hands: Hands) -> str:
    note = hands.screen.session.note_index.selected_note
    return note.text if note is not None else ""


async def hold(hands: Hands, line: Divider, to: tuple[int, int]) -> None:
    """Take the line with the mouse, and bring it there."""
    hands.mouse(events.MouseDown, line.region.x, line.region.y)
    await hands.until(lambda: hands.app.mouse_captured is line, "the line to be held")
    hands.mouse(events.MouseMove, *to)
    await hands.until(lambda: hands.screen.panes.dragged is line, "the drag")


def stored(folder: Path) -> dict[str, float]:
    return dict(SavedState.read(folder / "remembered.toml").shares)


@pytest.mark.parametrize(
    ("wanted", "room", "at"),
    [(70, 120, 70), (10, 120, 40), (110, 120, 95), (48, 80, 48), (60, 60, 35), (40, 20, 0)],
)
def test_neither_side_is_narrower_than_can_be_read(wanted: int, room: int, at: int) -> None:
    assert SplitBounds(room, room, LEAST_NOTES_CELLS, LEAST_SIDE_CELLS).line_at(wanted) == at


async def test_the_line_is_dragged_and_stays_in_this_and_in_other_windows(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        assert column(hands) == LINE
        notes, side = hands.screen.note_list, hands.screen.caption_controller.pane
        await hands.drag((LINE, 10), (70, 10), (62, 12), (60, 12))
        await hands.until(lambda: column(hands) == 60, "the line")
        assert (notes.region.right, side.region.x, side.region.right) == (60, 61, LARGE[0])
        await hands.pilot.resize_terminal(180, 40)
        await hands.until(lambda: column(hands) == 90, "its place in a wider window")
    assert stored(tmp_path) == {"notes": 0.5}
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        assert column(hands) == 60


async def test_a_drag_ends_at_what_can_be_read(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.drag((LINE, 10), (5, 10))
        await hands.until(lambda: column(hands) == LEAST_NOTES_CELLS, "the least of notes")
        await hands.drag((column(hands), 10), (119, 10))
        least = LARGE[0] - 1 - LEAST_SIDE_CELLS
        await hands.until(lambda: column(hands) == least, "the least of the side")


async def test_a_double_click_puts_the_usual_back(program: StartProgram, tmp_path: Path) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.drag((LINE, 10), (60, 10))
        await hands.until(lambda: column(hands) == 60, "the line")
        await hands.drag((60, 20))
        await hands.drag((60, 20))
        await hands.until(lambda: column(hands) == LINE, "the usual")
    assert stored(tmp_path) == {}


async def test_a_click_alone_and_another_button_move_nothing(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.drag((LINE, 10))
        hands.mouse(events.MouseDown, LINE, 12, button=3)
        hands.mouse(events.MouseMove, 60, 12, button=3)
        hands.mouse(events.MouseUp, 60, 12, button=3)
        await hands.pilot.pause()
        assert column(hands) == LINE
    assert stored(tmp_path) == {}


async def test_a_button_released_outside_of_the_terminal_ends_the_drag(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        hands.mouse(events.MouseDown, LINE, 10)
        await hands.pilot.pause()
        hands.mouse(events.MouseMove, 60, 10)
        hands.mouse(events.MouseMove, 50, 10, button=0)
        hands.mouse(events.MouseMove, 45, 10, button=0)
        await hands.pilot.pause()
        assert column(hands) == 60
        assert hands.app.mouse_captured is None


async def test_a_drag_that_has_gone_by_before_the_line_was_held_moves_it(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        hands.mouse(events.MouseDown, LINE, 10)
        hands.mouse(events.MouseMove, 65, 10)
        hands.mouse(events.MouseMove, 60, 10)
        hands.mouse(events.MouseUp, 60, 10)
        await hands.until(lambda: column(hands) == 60, "the line")
        assert hands.app.mouse_captured is None


async def test_a_click_right_behind_a_drag_is_not_lost(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.note("one")
        await hands.note("two")
        place = hands.place_of("one")
        hands.mouse(events.MouseDown, LINE, 10)
        await hands.pilot.pause()
        hands.mouse(events.MouseMove, 60, 10)
        hands.mouse(events.MouseUp, 60, 10)
        hands.mouse(events.MouseDown, *place)
        hands.mouse(events.MouseUp, *place)
        await hands.until(lambda: chosen(hands) == "one", "the note")
        assert column(hands) == 60


async def test_keys_move_it_and_both_are_known_to_the_palette(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.type("{{{}")
        await hands.until(lambda: column(hands) == LINE - 2 * STEP_CELLS, "two steps")
        known = [each.title for each in hands.app.get_system_commands(hands.screen)]
        assert {"Picture and captions wider", "Picture and captions narrower"} <= {*known}
    assert stored(tmp_path) == {"notes": (LINE - 2 * STEP_CELLS) / LARGE[0]}


async def test_without_anything_beside_the_notes_that_is_said(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(size=LARGE) as hands:
        await hands.playback()
        await hands.type("{")
        assert hands.says.startswith("There is nothing beside the notes; P shows the picture")
        assert lines(hands) == []
    assert stored(tmp_path) == {}


async def test_a_line_is_heavy_while_the_mouse_has_it(program: StartProgram) -> None:
    def drawn() -> set[str]:
        return {row[column(hands)] for row in hands.text.splitlines()[5:30]}

    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        assert drawn() == {"│"}
        hands.mouse(events.MouseMove, LINE, 10, button=0)
        await hands.until(lambda: drawn() == {"┃"}, "a heavy line")
        hands.mouse(events.MouseDown, LINE, 10)
        await hands.pilot.pause()
        hands.mouse(events.MouseMove, 60, 10)
        await hands.until(lambda: column(hands) == 60, "the line")
        assert drawn() == {"┃"}
        hands.mouse(events.MouseUp, 60, 10)
        hands.mouse(events.MouseMove, 20, 10, button=0)
        await hands.until(lambda: drawn() == {"│"}, "a light one")


async def test_a_drag_while_writing_takes_neither_the_keys_nor_a_letter(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hands.press("n")
        await hands.type("one ")
        hands.mouse(events.MouseDown, LINE, 10)
        await hands.pilot.pause()
        hands.mouse(events.MouseMove, 65, 10)
        await hands.type("{two} ")
        hands.mouse(events.MouseMove, 60, 10)
        hands.mouse(events.MouseUp, 60, 10)
        await hands.type("three\r")
        await hands.saved(1)
        assert hands.on_disk()[0].text == "one {two} three"
        assert column(hands) == 60


async def test_each_move_of_the_mouse_lays_out_once_at_most(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        hands.screen.session.player.set_paused(True)
        await hands.until(lambda: hands.screen.session.player.state.paused, "a pause")
        widths: list[int] = []
        resized = hands.screen.note_list.on_resize

        def count() -> None:
            widths.append(hands.screen.note_list.region.width)
            resized()

        hands.screen.note_list.on_resize = count  # type: ignore[method-assign]
        await hands.drag((LINE, 10), *((at, 10) for at in range(LINE, LINE - 20, -1)))
        await hands.until(lambda: column(hands) == LINE - 19, "the line")
        assert len(widths) <= 20
        assert widths == sorted(widths, reverse=True)


async def test_what_was_scrolled_to_stays_in_sight(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=(120, 20)) as hands:
        await captions(hands)
        for number in range(12):
            await hands.note(f"note {number:02} " + "and more words " * 12)
        await hands.press("end")
        hands.screen.note_list.scroll_to(y=0, animate=False, immediate=True)
        await hands.pilot.pause()
        await hands.drag((column(hands), 5), (50, 5))
        await hands.until(lambda: column(hands) == 50, "the line")
        assert "note 00" in hands.text


async def test_a_line_without_room_on_both_sides_keeps_its_place(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(size=(100, 30)) as hands:
        screen = await article(hands)
        await hands.drag((40, 5), (50, 5))
        await hands.until(lambda: column(hands) == 50, "the line")
        await hands.resize(25, 14)
        await hands.drag((column(hands), 5), (10, 5))
        await hands.press("left_curly_bracket")
        await hands.pilot.pause()
        assert screen.panes.dragged is None
    assert stored(tmp_path) == {"article": 0.5}


# --- picture and captions ---


async def both(hands: Hands) -> Region:
    """The picture above the captions; where it is."""
    await captions(hands)
    picture = hands.screen.picture_controller.pane
    await hands.until(lambda: picture._rows, "the picture")
    return picture.region


def row(hands: Hands) -> int:
    (line,) = [line for line in lines(hands) if not line.is_upright]
    return line.region.y


async def test_the_picture_keeps_its_form_on_either_line(
    program: StartProgram, halves: str, tmp_path: Path
) -> None:
    async with program(halves, size=(160, 50), settings=Settings(picture="on")) as hands:
        region = await both(hands)
        assert row(hands) == region.bottom
        await hands.drag((100, row(hands)), (100, row(hands) - 6))
        await hands.until(lambda: row(hands) == region.bottom - 6, "a higher line")
        picture = hands.screen.picture_controller.pane
        await hands.until(lambda: picture.size.height == region.height - 6, "a smaller picture")
        assert picture.size.width / (2 * picture.size.height) == pytest.approx(16 / 9, rel=0.1)
        await hands.until(lambda: picture._rows, "the picture again")
        assert {*stored(tmp_path)} == {"picture"}
        await hands.drag((column(hands), 10), (135, 10))
        await hands.until(lambda: picture.size.width <= 24, "a narrow picture")
        assert picture.size.width / (2 * picture.size.height) == pytest.approx(16 / 9, rel=0.1)


async def test_a_wider_side_has_a_larger_picture_when_the_mouse_lets_go(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=(160, 50), settings=Settings(picture="on")) as hands:
        region = await both(hands)
        picture = hands.screen.picture_controller.pane
        at = column(hands)
        hands.mouse(events.MouseDown, at, 10)
        await hands.pilot.pause()
        hands.mouse(events.MouseMove, 60, 10)
        await hands.until(lambda: column(hands) == 60, "the line")
        assert picture.size == region.size
        assert picture._rows
        hands.mouse(events.MouseUp, 60, 10)
        await hands.until(lambda: picture.size.width > region.width, "a larger picture")
        await hands.until(lambda: picture._rows, "the picture again")


async def test_where_there_is_no_room_for_both_the_notes_have_it(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE) as hands:
        await hands.playback()
        await hands.note("The clerk reads the levy.")
        await hands.press("P")
        await hands.until(lambda: hands.screen.picture_controller.pane._rows, "the picture")
        picture, notes = hands.screen.picture_controller.pane, hands.screen.note_list
        for size in [(40, 10), (24, 14), (20, 6), (64, 30), (100, 12)]:
            await hands.resize(65, 30)
            await hands.until(lambda: picture.display, "the picture")
            await hands.resize(*size)
            await hands.until(lambda: not picture.display, "the notes alone")
            assert notes.region.width == size[0]
            assert size[0] < LEAST_NOTES_CELLS or "The clerk" in hands.text
        await hands.press("P")
        assert hands.says == NO_ROOM
        await hands.resize(65, 30)
        await hands.until(lambda: hands.screen.picture_controller.pane._rows, "the picture again")
        assert hands.screen.note_list.region.width == LEAST_NOTES_CELLS


async def test_in_a_low_window_captions_come_before_the_picture(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=(160, 17), settings=Settings(picture="on")) as hands:
        await captions(hands)
        picture = hands.screen.picture_controller.pane
        assert not picture.display
        await hands.resize(160, 18)
        await hands.until(lambda: picture._rows, "the picture")
        assert picture.size.height >= LEAST_PICTURE_ROWS
        await hands.resize(160, 14)
        await hands.until(lambda: not picture.display, "captions alone")
        await hands.press("c")
        await hands.until(lambda: picture._rows, "the picture alone")
        assert picture.size.height == LEAST_PICTURE_ROWS


async def test_a_line_that_vanishes_while_it_is_dragged_lets_the_mouse_go(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=Settings(picture="on")) as hands:
        await both(hands)
        await hands.note("one")
        await hands.note("two")
        await hold(hands, hands.screen.panes.line, (60, 20))
        await hands.press("c", "P")
        await hands.until(lambda: lines(hands) == [], "notes alone")
        await hands.until(lambda: hands.app.mouse_captured is None, "a free mouse")
        assert hands.screen.panes.dragged is None
        hands.mouse(events.MouseUp, 60, 20)
        await hands.click("one")
        await hands.until(lambda: chosen(hands) == "one", "the note")


async def test_in_a_smaller_window_the_mouse_is_let_go(program: StartProgram, halves: str) -> None:
    async with program(halves, size=LARGE, settings=Settings(picture="on")) as hands:
        await both(hands)
        await hold(hands, hands.screen.panes.lines[1], (100, row(hands) - 2))
        await hands.resize(60, 20)
        await hands.until(lambda: hands.app.mouse_captured is None, "a free mouse")
        assert hands.screen.panes.dragged is None


async def test_a_page_that_comes_over_a_drag_ends_it(program: StartProgram, tmp_path: Path) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        await hold(hands, hands.screen.panes.line, (60, 20))
        await hands.press("question_mark")
        await hands.until(lambda: hands.screen.panes.dragged is None, "the end of the drag")
        hands.mouse(events.MouseUp, 60, 20)
        await hands.press("escape")
        hands.mouse(events.MouseMove, 50, 20, button=0)
        await hands.pilot.pause()
        assert (column(hands), hands.app.mouse_captured) == (60, None)
    assert stored(tmp_path) == {"notes": 0.5}


async def test_a_line_of_a_page_that_is_covered_is_not_held(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        hands.mouse(events.MouseDown, LINE, 10)
        await hands.type("?")
        await hands.pilot.pause()
        assert hands.app.mouse_captured is None


# --- the page of an article ---


async def article(hands: Hands) -> DraftScreen:
    await hands.playback()
    await hands.note("a note")
    await hands.press("D")
    await hands.until(lambda: "Notes (1)" in hands.text, "the notes")
    assert isinstance(hands.app.screen, DraftScreen)
    return hands.app.screen


async def test_the_line_of_an_article_is_dragged_and_moved_by_keys(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(size=(100, 30)) as hands:
        screen = await article(hands)
        assert column(hands) == 40
        await hands.drag((40, 5), (50, 5))
        await hands.until(lambda: column(hands) == 50, "the line")
        await hands.type("}{{")
        await hands.until(lambda: column(hands) == 50 - STEP_CELLS, "a step")
        assert screen.mode is Mode.CHOOSING
        await hands.drag((column(hands), 5), (2, 5))
        await hands.until(lambda: column(hands) == 24, "the least of notes")
        await hands.drag((24, 8), (30, 8))
        await hands.until(lambda: column(hands) == 30, "the line")
        await hands.press("v")
        await hands.until(lambda: lines(hands) == [], "the preview in place of the notes")
    assert stored(tmp_path) == {"article": 0.3}


async def test_a_drag_while_the_article_is_written_loses_nothing(program: StartProgram) -> None:
    async with program(size=(100, 30)) as hands:
        screen = await article(hands)
        await hands.press("t")
        await hands.type("It was ")
        await hands.drag((40, 5), (50, 5))
        await hands.type("cold.\r")
        await hands.until(lambda: screen.draft_session.draft.paragraphs, "the paragraph")
        assert screen.draft_session.draft.paragraphs[0].passages[0].text == "It was cold."


def focusable(widget: Widget) -> bool:
    return widget.can_focus


async def test_a_line_never_takes_the_focus(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as hands:
        await captions(hands)
        assert not any(map(focusable, hands.app.screen.query(Divider)))
        await hands.drag((LINE, 10), (60, 10))
        assert hands.app.focused is hands.screen.note_editor
