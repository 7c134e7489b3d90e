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
from tests.ui.conftest import AppDriver, StartProgram

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


async def captions(driver: AppDriver) -> None:
    await driver.playback()
    await driver.until(lambda: driver.screen.caption_controller.pane.display, "captions")
    await driver.pilot.pause()


def lines(driver: AppDriver) -> list[Divider]:
    """The lines that are seen."""
    return [line for line in driver.app.screen.query(Divider) if line.region]


def column(driver: AppDriver) -> int:
    """Where the line beside the notes lies."""
    return lines(driver)[0].region.x


def selected_text(driver: AppDriver) -> str:
    note = driver.screen.session.note_index.selected_note
    return note.text if note is not None else ""


async def hold(driver: AppDriver, line: Divider, to: tuple[int, int]) -> None:
    """Take the line with the mouse, and bring it there."""
    driver.mouse(events.MouseDown, line.region.x, line.region.y)
    await driver.until(lambda: driver.app.mouse_captured is line, "the line to be held")
    driver.mouse(events.MouseMove, *to)
    await driver.until(lambda: driver.screen.panes.dragged is line, "the drag")


def stored(folder: Path) -> dict[str, float]:
    return dict(SavedState.read(folder / "remembered.toml").shares)


@pytest.mark.parametrize(
    ("wanted", "room", "at"),
    [(70, 120, 70), (10, 120, 40), (110, 120, 95), (48, 80, 48), (60, 60, 35), (40, 20, 0)],
)
def test_a_side_is_never_narrower_than_can_be_read(wanted: int, room: int, at: int) -> None:
    assert SplitBounds(room, room, LEAST_NOTES_CELLS, LEAST_SIDE_CELLS).line_at(wanted) == at


async def test_the_divider_is_dragged_and_stays_in_this_and_in_other_windows(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        assert column(driver) == LINE
        notes, side = driver.screen.note_list, driver.screen.caption_controller.pane
        await driver.drag((LINE, 10), (70, 10), (62, 12), (60, 12))
        await driver.until(lambda: column(driver) == 60, "the line")
        assert (notes.region.right, side.region.x, side.region.right) == (60, 61, LARGE[0])
        await driver.pilot.resize_terminal(180, 40)
        await driver.until(lambda: column(driver) == 90, "its place in a wider window")
    assert stored(tmp_path) == {"notes": 0.5}
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        assert column(driver) == 60


async def test_a_drag_of_the_divider_ends_at_what_can_be_read(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.drag((LINE, 10), (5, 10))
        await driver.until(lambda: column(driver) == LEAST_NOTES_CELLS, "the least of notes")
        await driver.drag((column(driver), 10), (119, 10))
        least = LARGE[0] - 1 - LEAST_SIDE_CELLS
        await driver.until(lambda: column(driver) == least, "the least of the side")


async def test_a_double_click_resets_the_divider(program: StartProgram, tmp_path: Path) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.drag((LINE, 10), (60, 10))
        await driver.until(lambda: column(driver) == 60, "the line")
        await driver.drag((60, 20))
        await driver.drag((60, 20))
        await driver.until(lambda: column(driver) == LINE, "the usual")
    assert stored(tmp_path) == {}


async def test_a_click_alone_and_another_button_do_not_move_the_divider(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.drag((LINE, 10))
        driver.mouse(events.MouseDown, LINE, 12, button=3)
        driver.mouse(events.MouseMove, 60, 12, button=3)
        driver.mouse(events.MouseUp, 60, 12, button=3)
        await driver.pilot.pause()
        assert column(driver) == LINE
    assert stored(tmp_path) == {}


async def test_a_button_released_outside_of_the_terminal_ends_the_drag(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        driver.mouse(events.MouseDown, LINE, 10)
        await driver.pilot.pause()
        driver.mouse(events.MouseMove, 60, 10)
        driver.mouse(events.MouseMove, 50, 10, button=0)
        driver.mouse(events.MouseMove, 45, 10, button=0)
        await driver.pilot.pause()
        assert column(driver) == 60
        assert driver.app.mouse_captured is None


async def test_a_drag_that_ended_before_the_divider_was_held_moves_it(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        driver.mouse(events.MouseDown, LINE, 10)
        driver.mouse(events.MouseMove, 65, 10)
        driver.mouse(events.MouseMove, 60, 10)
        driver.mouse(events.MouseUp, 60, 10)
        await driver.until(lambda: column(driver) == 60, "the line")
        assert driver.app.mouse_captured is None


async def test_a_click_right_behind_a_drag_is_not_lost(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.note("one")
        await driver.note("two")
        place = driver.place_of("one")
        driver.mouse(events.MouseDown, LINE, 10)
        await driver.pilot.pause()
        driver.mouse(events.MouseMove, 60, 10)
        driver.mouse(events.MouseUp, 60, 10)
        driver.mouse(events.MouseDown, *place)
        driver.mouse(events.MouseUp, *place)
        await driver.until(lambda: selected_text(driver) == "one", "the note")
        assert column(driver) == 60


async def test_keys_move_the_divider_and_are_in_the_palette(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.type("{{{}")
        await driver.until(lambda: column(driver) == LINE - 2 * STEP_CELLS, "two steps")
        known = [each.title for each in driver.app.get_system_commands(driver.screen)]
        assert {"Picture and captions wider", "Picture and captions narrower"} <= {*known}
    assert stored(tmp_path) == {"notes": (LINE - 2 * STEP_CELLS) / LARGE[0]}


async def test_the_divider_keys_say_when_nothing_is_beside_the_notes(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(size=LARGE) as driver:
        await driver.playback()
        await driver.type("{")
        assert driver.says.startswith("There is nothing beside the notes; P shows the picture")
        assert lines(driver) == []
    assert stored(tmp_path) == {}


async def test_a_divider_is_heavy_while_the_mouse_holds_it(program: StartProgram) -> None:
    def drawn() -> set[str]:
        return {row[column(driver)] for row in driver.text.splitlines()[5:30]}

    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        assert drawn() == {"│"}
        driver.mouse(events.MouseMove, LINE, 10, button=0)
        await driver.until(lambda: drawn() == {"┃"}, "a heavy line")
        driver.mouse(events.MouseDown, LINE, 10)
        await driver.pilot.pause()
        driver.mouse(events.MouseMove, 60, 10)
        await driver.until(lambda: column(driver) == 60, "the line")
        assert drawn() == {"┃"}
        driver.mouse(events.MouseUp, 60, 10)
        driver.mouse(events.MouseMove, 20, 10, button=0)
        await driver.until(lambda: drawn() == {"│"}, "a light one")


async def test_a_drag_of_the_divider_while_writing_takes_neither_keys_nor_letters(
    program: StartProgram,
) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await driver.press("n")
        await driver.type("one ")
        driver.mouse(events.MouseDown, LINE, 10)
        await driver.pilot.pause()
        driver.mouse(events.MouseMove, 65, 10)
        await driver.type("{two} ")
        driver.mouse(events.MouseMove, 60, 10)
        driver.mouse(events.MouseUp, 60, 10)
        await driver.type("three\r")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "one {two} three"
        assert column(driver) == 60


async def test_each_move_of_the_divider_lays_out_once_at_most(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        driver.screen.session.player.set_paused(True)
        await driver.until(lambda: driver.screen.session.player.state.paused, "a pause")
        widths: list[int] = []
        resized = driver.screen.note_list.on_resize

        def count() -> None:
            widths.append(driver.screen.note_list.region.width)
            resized()

        driver.screen.note_list.on_resize = count  # type: ignore[method-assign]
        await driver.drag((LINE, 10), *((at, 10) for at in range(LINE, LINE - 20, -1)))
        await driver.until(lambda: column(driver) == LINE - 19, "the line")
        assert len(widths) <= 20
        assert widths == sorted(widths, reverse=True)


async def test_scrolled_notes_stay_in_sight_when_the_divider_moves(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=(120, 20)) as driver:
        await captions(driver)
        for number in range(12):
            await driver.note(f"note {number:02} " + "and more words " * 12)
        await driver.press("end")
        driver.screen.note_list.scroll_to(y=0, animate=False, immediate=True)
        await driver.pilot.pause()
        await driver.drag((column(driver), 5), (50, 5))
        await driver.until(lambda: column(driver) == 50, "the line")
        assert "note 00" in driver.text


async def test_a_divider_that_cannot_move_keeps_its_place(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(size=(100, 30)) as driver:
        screen = await article(driver)
        await driver.drag((40, 5), (50, 5))
        await driver.until(lambda: column(driver) == 50, "the line")
        await driver.resize(25, 14)
        await driver.drag((column(driver), 5), (10, 5))
        await driver.press("left_curly_bracket")
        await driver.pilot.pause()
        assert screen.panes.dragged is None
    assert stored(tmp_path) == {"article": 0.5}


# --- picture and captions ---


async def both(driver: AppDriver) -> Region:
    """The picture above the captions; where it is."""
    await captions(driver)
    picture = driver.screen.picture_controller.pane
    await driver.until(lambda: picture._rows, "the picture")
    return picture.region


def row(driver: AppDriver) -> int:
    (line,) = [line for line in lines(driver) if not line.is_upright]
    return line.region.y


async def test_the_picture_keeps_its_aspect_at_either_divider(
    program: StartProgram, halves: str, tmp_path: Path
) -> None:
    async with program(halves, size=(160, 50), settings=Settings(picture="on")) as driver:
        region = await both(driver)
        assert row(driver) == region.bottom
        await driver.drag((100, row(driver)), (100, row(driver) - 6))
        await driver.until(lambda: row(driver) == region.bottom - 6, "a higher line")
        picture = driver.screen.picture_controller.pane
        await driver.until(lambda: picture.size.height == region.height - 6, "a smaller picture")
        assert picture.size.width / (2 * picture.size.height) == pytest.approx(16 / 9, rel=0.1)
        await driver.until(lambda: picture._rows, "the picture again")
        assert {*stored(tmp_path)} == {"picture"}
        await driver.drag((column(driver), 10), (135, 10))
        await driver.until(lambda: picture.size.width <= 24, "a narrow picture")
        assert picture.size.width / (2 * picture.size.height) == pytest.approx(16 / 9, rel=0.1)


async def test_a_wider_side_has_a_larger_picture_when_the_mouse_is_released(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=(160, 50), settings=Settings(picture="on")) as driver:
        region = await both(driver)
        picture = driver.screen.picture_controller.pane
        at = column(driver)
        driver.mouse(events.MouseDown, at, 10)
        await driver.pilot.pause()
        driver.mouse(events.MouseMove, 60, 10)
        await driver.until(lambda: column(driver) == 60, "the line")
        assert picture.size == region.size
        assert picture._rows
        driver.mouse(events.MouseUp, 60, 10)
        await driver.until(lambda: picture.size.width > region.width, "a larger picture")
        await driver.until(lambda: picture._rows, "the picture again")


async def test_the_notes_have_the_window_where_the_picture_does_not_fit(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE) as driver:
        await driver.playback()
        await driver.note("The clerk reads the levy.")
        await driver.press("P")
        await driver.until(lambda: driver.screen.picture_controller.pane._rows, "the picture")
        picture, notes = driver.screen.picture_controller.pane, driver.screen.note_list
        for size in [(40, 10), (24, 14), (20, 6), (64, 30), (100, 12)]:
            await driver.resize(65, 30)
            await driver.until(lambda: picture.display, "the picture")
            await driver.resize(*size)
            await driver.until(lambda: not picture.display, "the notes alone")
            assert notes.region.width == size[0]
            assert size[0] < LEAST_NOTES_CELLS or "The clerk" in driver.text
        await driver.press("P")
        assert driver.says == NO_ROOM
        await driver.resize(65, 30)
        await driver.until(lambda: driver.screen.picture_controller.pane._rows, "the picture again")
        assert driver.screen.note_list.region.width == LEAST_NOTES_CELLS


async def test_captions_go_before_the_picture_in_a_low_window(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=(160, 17), settings=Settings(picture="on")) as driver:
        await captions(driver)
        picture = driver.screen.picture_controller.pane
        assert not picture.display
        await driver.resize(160, 18)
        await driver.until(lambda: picture._rows, "the picture")
        assert picture.size.height >= LEAST_PICTURE_ROWS
        await driver.resize(160, 14)
        await driver.until(lambda: not picture.display, "captions alone")
        await driver.press("c")
        await driver.until(lambda: picture._rows, "the picture alone")
        assert picture.size.height == LEAST_PICTURE_ROWS


async def test_a_divider_that_vanishes_while_it_is_dragged_releases_the_mouse(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=Settings(picture="on")) as driver:
        await both(driver)
        await driver.note("one")
        await driver.note("two")
        await hold(driver, driver.screen.panes.line, (60, 20))
        await driver.press("c", "P")
        await driver.until(lambda: lines(driver) == [], "notes alone")
        await driver.until(lambda: driver.app.mouse_captured is None, "a free mouse")
        assert driver.screen.panes.dragged is None
        driver.mouse(events.MouseUp, 60, 20)
        await driver.click("one")
        await driver.until(lambda: selected_text(driver) == "one", "the note")


async def test_a_window_that_becomes_smaller_releases_the_mouse(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=Settings(picture="on")) as driver:
        await both(driver)
        await hold(driver, driver.screen.panes.lines[1], (100, row(driver) - 2))
        await driver.resize(60, 20)
        await driver.until(lambda: driver.app.mouse_captured is None, "a free mouse")
        assert driver.screen.panes.dragged is None


async def test_a_page_that_comes_over_a_drag_ends_it(program: StartProgram, tmp_path: Path) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        await hold(driver, driver.screen.panes.line, (60, 20))
        await driver.press("question_mark")
        await driver.until(lambda: driver.screen.panes.dragged is None, "the end of the drag")
        driver.mouse(events.MouseUp, 60, 20)
        await driver.press("escape")
        driver.mouse(events.MouseMove, 50, 20, button=0)
        await driver.pilot.pause()
        assert (column(driver), driver.app.mouse_captured) == (60, None)
    assert stored(tmp_path) == {"notes": 0.5}


async def test_a_divider_of_a_covered_page_is_not_held(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        driver.mouse(events.MouseDown, LINE, 10)
        await driver.type("?")
        await driver.pilot.pause()
        assert driver.app.mouse_captured is None


# --- the page of an article ---


async def article(driver: AppDriver) -> DraftScreen:
    await driver.playback()
    await driver.note("a note")
    await driver.press("D")
    await driver.until(lambda: "Notes (1)" in driver.text, "the notes")
    assert isinstance(driver.app.screen, DraftScreen)
    return driver.app.screen


async def test_the_divider_of_an_article_is_dragged_and_moved_by_keys(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(size=(100, 30)) as driver:
        screen = await article(driver)
        assert column(driver) == 40
        await driver.drag((40, 5), (50, 5))
        await driver.until(lambda: column(driver) == 50, "the line")
        await driver.type("}{{")
        await driver.until(lambda: column(driver) == 50 - STEP_CELLS, "a step")
        assert screen.mode is Mode.CHOOSING
        await driver.drag((column(driver), 5), (2, 5))
        await driver.until(lambda: column(driver) == 24, "the least of notes")
        await driver.drag((24, 8), (30, 8))
        await driver.until(lambda: column(driver) == 30, "the line")
        await driver.press("v")
        await driver.until(lambda: lines(driver) == [], "the preview in place of the notes")
    assert stored(tmp_path) == {"article": 0.3}


async def test_a_drag_of_the_divider_while_an_article_is_written_loses_nothing(
    program: StartProgram,
) -> None:
    async with program(size=(100, 30)) as driver:
        screen = await article(driver)
        await driver.press("t")
        await driver.type("It was ")
        await driver.drag((40, 5), (50, 5))
        await driver.type("cold.\r")
        await driver.until(lambda: screen.draft_session.draft.paragraphs, "the paragraph")
        assert screen.draft_session.draft.paragraphs[0].passages[0].text == "It was cold."


def focusable(widget: Widget) -> bool:
    return widget.can_focus


async def test_a_divider_never_takes_the_focus(program: StartProgram) -> None:
    async with program(str(demo.audio_path()), size=LARGE) as driver:
        await captions(driver)
        assert not any(map(focusable, driver.app.screen.query(Divider)))
        await driver.drag((LINE, 10), (60, 10))
        assert driver.app.focused is driver.screen.note_editor
