"""The picture beside the notes, and the stills that are kept with them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from rich.color import Color
from textual.strip import Strip

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.export.stills import StillStore
from hearingnotes.model.frame import Still
from hearingnotes.model.note import Note
from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.session.still_worker import MISSED
from hearingnotes.ui.hearing.picture import HAS_NONE, HAS_ONE, NO_PICTURE, NOT_SEEN
from hearingnotes.ui.hearing.picture_view import SHADES, PictureView
from tests.media.origin import Origin
from tests.media_files import (
    FRAMES_PER_SECOND,
    make_halves,
    make_tone,
    read_frame_number,
)
from tests.ui.conftest import AppDriver, StartProgram

KEY = "4LBmWqYuuDY"
SMALL, LARGE = (80, 24), (120, 40)
ON = Settings(picture="on")


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def pane(driver: AppDriver) -> PictureView:
    return driver.screen.picture_controller.pane


def decodes(driver: AppDriver) -> bool:
    return driver.screen.session.player.state.picture_size is not None


def lines(driver: AppDriver) -> list[Strip]:
    return [pane(driver).render_line(y) for y in range(pane(driver).size.height)]


async def seen(driver: AppDriver) -> None:
    await driver.until(lambda: pane(driver)._rows, "the picture")


async def at_ease(driver: AppDriver) -> None:
    """It has a position, and is not on its way to another."""
    await driver.until(lambda: decodes(driver), "a picture")
    await driver.until(lambda: driver.screen.session.player.moment().position_s is not None)
    player = driver.screen.session.player
    assert isinstance(player, MpvPlayer)
    await driver.until(lambda: not player._is_seeking(), "an end of seeking")


async def has_picture(driver: AppDriver) -> None:
    await driver.playback()
    await driver.until(lambda: driver.screen.session.player.state.has_picture, "the tracks")


async def test_the_picture_is_hidden_unless_asked_for(program: StartProgram, halves: str) -> None:
    async with program(halves, size=LARGE) as driver:
        await has_picture(driver)
        assert not pane(driver).display
        assert not decodes(driver)
        assert driver.screen.note_list.size.width == LARGE[0]


async def test_the_picture_stands_on_the_right_in_a_wide_window(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as driver:
        await seen(driver)
        region, notes = pane(driver).region, driver.screen.note_list.region
        assert (region.right, region.y) == (LARGE[0], notes.y)
        assert notes.right == region.x - 1
        assert region.width / (2 * region.height) == pytest.approx(16 / 9, rel=0.1)


async def test_the_picture_has_two_pixels_a_cell_in_the_colours_of_the_video(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as driver:
        await seen(driver)
        for strip in lines(driver):
            assert strip.text == "▀" * pane(driver).size.width
            cells = [cell for cell in strip if cell.style is not None]
            for cell, (red, blue) in ((cells[5], (254, 0)), (cells[-6], (0, 254))):
                assert cell.style is not None
                for colour in (cell.style.color, cell.style.bgcolor):
                    assert isinstance(colour, Color)
                    assert colour.triplet is not None
                    assert abs(colour.triplet.red - red) < 12
                    assert abs(colour.triplet.blue - blue) < 12


async def test_the_picture_is_shown_in_a_small_window_only_by_the_key(
    program: StartProgram, halves: str, tmp_path: Path
) -> None:
    async with program(halves, size=SMALL, settings=ON) as driver:
        await has_picture(driver)
        assert not pane(driver).display
        assert not decodes(driver)
        await driver.press("P")
        await seen(driver)
        assert driver.screen.note_list.size.width >= 48
        await driver.press("P")
        await driver.until(lambda: not decodes(driver), "an end of it")
        assert not pane(driver).display
    assert SavedState.read(tmp_path / "remembered.toml").chosen == {"picture": "off"}


async def test_the_picture_follows_the_width_of_the_window(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as driver:
        await seen(driver)
        width = pane(driver).size.width
        await driver.pilot.resize_terminal(*SMALL)
        await driver.until(lambda: not decodes(driver), "an end of it")
        await driver.pilot.resize_terminal(180, 50)
        await driver.until(lambda: len(pane(driver)._rows) > 16, "a larger one")
        assert pane(driver).size.width > width


@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}], ids=str
)
async def test_the_picture_is_shaded_without_enough_colours(
    program: StartProgram, halves: str, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    async with program(halves, size=LARGE, settings=ON) as driver:
        await seen(driver)
        signs = {sign for strip in lines(driver) for sign in strip.text}
        assert signs <= {*SHADES}
        assert "▀" not in driver.text


async def test_unchanged_lines_of_the_picture_are_not_drawn_again(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as driver:
        await seen(driver)
        drawn: list[object] = []
        shown = pane(driver)
        shown.refresh = lambda *regions, **_: drawn.append(regions) or shown  # type: ignore[method-assign,func-returns-value]
        rows = shown._rows
        before = driver.screen.session.player.moment().position_s or 0.0
        await driver.until(
            lambda: (driver.screen.session.player.moment().position_s or 0.0) > before + 1
        )
        assert shown._rows == rows
        assert drawn == []


async def test_a_recording_without_a_picture_says_so(program: StartProgram) -> None:
    async with program(size=LARGE) as driver:
        await driver.playback()
        await driver.press("P")
        assert driver.says == NO_PICTURE
        assert not pane(driver).display
        await driver.press("s")
        assert driver.screen.note_editor.note is not None
        await driver.press("escape", "K")
        assert not driver.screen.session.note_index.pictured


async def test_a_link_opened_for_its_sound_is_opened_again_with_its_picture(
    origin: Origin, program: StartProgram
) -> None:
    assert origin.media is not None
    make_halves(origin.media / "large.mp4", 60)
    make_tone(origin.media / "sound.flac", 60)
    sound = {"format_id": "140", "url": "/media/sound.flac", "ext": "flac", "vcodec": "none",
             "acodec": "flac"}  # fmt: skip
    large = {"format_id": "136", "url": "/media/large.mp4", "ext": "mp4", "vcodec": "avc1",
             "acodec": "none", "height": 480}  # fmt: skip
    huge = {**large, "format_id": "137", "url": "/media/none.mp4", "height": 720}
    origin.video(KEY, formats=[sound, large, huge], title="Council", duration=60)
    async with program(f"https://youtu.be/{KEY}&t=20", size=LARGE) as driver:
        await driver.playback()
        assert not driver.screen.session.player.state.has_picture
        await driver.press("P")
        await seen(driver)
        await driver.until(lambda: 20 <= (driver.screen.session.second_s() or 0) < 50, "its second")


# --- stills ---


def stills(library_path: Path) -> list[Path]:
    folder = library_path.with_name(library_path.name + "-stills")
    return sorted(folder.iterdir()) if folder.exists() else []


def frame_in(path: Path) -> int:
    with Image.open(path) as image:
        return read_frame_number(image.convert("L").tobytes(), *image.size)


def frame_of(library_path: Path, note: Note) -> int:
    return frame_in(StillStore(library_path).path_of(note.id))


async def hold_at(driver: AppDriver, second: float) -> None:
    """Nothing moves: what is to be seen is the frame of this second."""
    player = driver.screen.session.player
    player.set_paused(True)
    player.seek_to(second)
    await driver.until(lambda: player.moment().position_s == pytest.approx(second), f"{second}")
    await at_ease(driver)


async def stored(driver: AppDriver, count: int) -> None:
    await driver.until(
        lambda: len(driver.screen.session.note_index.pictured) == count, f"{count} stills"
    )


async def test_a_still_is_the_frame_of_its_notes_second(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await at_ease(driver)
        for number, second in enumerate((12, 30, 47), 1):
            await hold_at(driver, second)
            await driver.press("s")
            await driver.type("said")
            await driver.press("enter")
            await stored(driver, number)
        await driver.saved(3)
        assert "▣" in driver.text
        frames = {note.moment.position_s: frame_of(library_path, note) for note in driver.on_disk()}
        assert frames == {second: second * FRAMES_PER_SECOND for second in (12, 30, 47)}
    async with program(numbered) as driver:
        await stored(driver, 3)
        assert driver.text.count("▣") == 3


async def test_stills_are_saved_with_every_note_also_without_a_picture_pane(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, settings=Settings(stills="always")) as driver:
        await driver.until(lambda: decodes(driver), "a picture")
        await at_ease(driver)
        assert not pane(driver).display
        await driver.press("m")
        await driver.note("typed")
        await stored(driver, 2)
    assert len(stills(library_path)) == 2


async def test_a_still_goes_to_the_selected_note_or_to_the_one_being_written(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await seen(driver)
        await driver.note("chosen")
        await hold_at(driver, 30)
        await driver.press("K")
        await stored(driver, 1)
        assert frame_in(stills(library_path)[0]) == 30 * FRAMES_PER_SECOND
        await driver.press("n")
        await driver.press("f9")
        await stored(driver, 2)
        await driver.type("written\r")
        await driver.saved(2)


async def test_a_discarded_note_leaves_no_still_and_a_deleted_one_keeps_its_own(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await at_ease(driver)
        await driver.press("s", "escape")
        await driver.until(lambda: not stills(library_path), "no file")
        await driver.press("s")
        await driver.type("deleted\r")
        await driver.until(lambda: stills(library_path), "its file")
        await driver.press("d")
        await driver.saved(0)
    assert len(stills(library_path)) == 1


async def test_a_discarded_note_leaves_no_still_that_comes_later(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await at_ease(driver)
        player, later = driver.screen.session.player, list[Callable[[Still | None], None]]()
        still = player.still
        player.still = later.append  # type: ignore[method-assign,assignment]
        await driver.press("s", "escape")
        player.still = still  # type: ignore[method-assign]
        player.still(later[0])
        await driver.press("s")
        await driver.type("kept\r")
        await stored(driver, 1)
        await driver.saved(1)
        assert [path.stem for path in stills(library_path)] == [driver.on_disk()[0].id]


@pytest.mark.parametrize("keys", [("A",), ("I",), ("n",)])
async def test_stills_are_not_saved_where_no_note_is_made(
    keys: tuple[str, ...], program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, settings=Settings(stills="always")) as driver:
        await driver.until(lambda: decodes(driver), "a picture")
        await at_ease(driver)
        await driver.press(*keys, "escape")
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        await driver.press("m")
        await driver.saved(1)
        (note,) = driver.on_disk()
        await driver.until(
            lambda: note.id in driver.screen.session.note_index.pictured, "its picture"
        )
    assert [path.stem for path in stills(library_path)] == [note.id]


async def test_a_saved_still_stays(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await at_ease(driver)
        await hold_at(driver, 12)
        await driver.press("s")
        await driver.type("evidence\r")
        await driver.saved(1)
        await stored(driver, 1)
        await hold_at(driver, 40)
        await driver.press("K")
        assert driver.says == driver.screen.keymap.format_keys(HAS_ONE)
        await driver.press("e", "f9")
        assert "has its picture" in driver.heading
        await driver.press("escape", "s")
        await driver.type("another\r")
        await stored(driver, 2)
        await driver.saved(2)
        frames = [frame_of(library_path, note) for note in driver.on_disk()]
        assert frames == [12 * FRAMES_PER_SECOND, 40 * FRAMES_PER_SECOND]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (13, ""),
        (52, "The picture of 0:52 is kept with the note, which lies 0:40 before that."),
        (2, "The picture of 0:02 is kept with the note, which lies 0:10 behind that."),
    ],
)
async def test_the_distance_between_a_still_and_its_note_is_reported(
    second: int, said: str, program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await at_ease(driver)
        await hold_at(driver, 12)
        await driver.note("without a picture")
        await hold_at(driver, second)
        await driver.press("K")
        await stored(driver, 1)
        assert driver.says == said
        assert frame_of(library_path, driver.on_disk()[0]) == second * FRAMES_PER_SECOND


async def test_a_missed_still_may_be_asked_for_again(program: StartProgram, numbered: str) -> None:
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await at_ease(driver)
        await driver.note("chosen")
        player = driver.screen.session.player
        still = player.still
        player.still = lambda take: take(None)  # type: ignore[method-assign]
        await driver.press("K")
        await driver.until(lambda: driver.says == MISSED, "that it was missed")
        player.still = still  # type: ignore[method-assign]
        await at_ease(driver)
        await driver.press("K")
        await stored(driver, 1)


@pytest.mark.parametrize("display", [":0", ""])
async def test_a_still_is_opened_on_a_desktop_and_named_everywhere(
    display: str,
    program: StartProgram,
    numbered: str,
    library_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    opened: list[str] = []
    async with program(numbered, size=LARGE, settings=ON) as driver:
        monkeypatch.setattr(driver.app, "browse", opened.append)
        await at_ease(driver)
        await driver.note("without")
        await driver.press("O")
        assert driver.says == driver.screen.keymap.format_keys(HAS_NONE)
        await driver.press("s")
        await driver.type("with\r")
        await stored(driver, 1)
        await driver.press("O")
        (path,) = stills(library_path)
        assert str(path) in driver.says
        assert opened == ([path.as_uri()] if display else [])
        # In a browser the person is elsewhere than the machine's desktop.
        monkeypatch.setattr(type(driver.app), "is_web", True)
        await driver.press("O")
        assert len(opened) <= 1


async def test_a_still_that_cannot_be_saved_is_reported_and_the_note_is_taken(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    library_path.with_name("library.db-stills").write_text("no folder")
    async with program(numbered, size=LARGE, settings=ON) as driver:
        await at_ease(driver)
        await driver.press("s")
        await driver.type("taken\r")
        await driver.saved(1)
        await driver.until(lambda: "can't be kept in" in driver.says, "the error")
        assert "▣" not in driver.text


async def test_a_still_without_a_shown_picture_is_refused(
    program: StartProgram, numbered: str
) -> None:
    async with program(numbered) as driver:
        await driver.playback()
        await driver.note("chosen")
        await driver.press("K")
        assert driver.says == driver.screen.keymap.format_keys(NOT_SEEN)
