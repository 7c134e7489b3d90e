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
from tests.ui.conftest import Hands, StartProgram

KEY = "4LBmWqYuuDY"
SMALL, LARGE = (80, 24), (120, 40)
ON = Settings(picture="on")


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def pane(hands: Hands) -> PictureView:
    return hands.screen.picture_controller.pane


def decodes(hands: Hands) -> bool:
    return hands.screen.session.player.state.picture_size is not None


def lines(hands: Hands) -> list[Strip]:
    return [pane(hands).render_line(y) for y in range(pane(hands).size.height)]


async def seen(hands: Hands) -> None:
    await hands.until(lambda: pane(hands)._rows, "the picture")


async def at_ease(hands: Hands) -> None:
    """It has a position, and is not on its way to another."""
    await hands.until(lambda: decodes(hands), "a picture")
    await hands.until(lambda: hands.screen.session.player.moment().position_s is not None)
    player = hands.screen.session.player
    assert isinstance(player, MpvPlayer)
    await hands.until(lambda: not player._is_seeking(), "an end of seeking")


async def has_picture(hands: Hands) -> None:
    await hands.playback()
    await hands.until(lambda: hands.screen.session.player.state.has_picture, "the tracks")


async def test_the_picture_is_hidden_unless_asked_for(program: StartProgram, halves: str) -> None:
    async with program(halves, size=LARGE) as hands:
        await has_picture(hands)
        assert not pane(hands).display
        assert not decodes(hands)
        assert hands.screen.note_list.size.width == LARGE[0]


async def test_the_picture_stands_on_the_right_in_a_wide_window(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as hands:
        await seen(hands)
        region, notes = pane(hands).region, hands.screen.note_list.region
        assert (region.right, region.y) == (LARGE[0], notes.y)
        assert notes.right == region.x - 1
        assert region.width / (2 * region.height) == pytest.approx(16 / 9, rel=0.1)


async def test_the_picture_has_two_pixels_a_cell_in_the_colours_of_the_video(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as hands:
        await seen(hands)
        for strip in lines(hands):
            assert strip.text == "▀" * pane(hands).size.width
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
    async with program(halves, size=SMALL, settings=ON) as hands:
        await has_picture(hands)
        assert not pane(hands).display
        assert not decodes(hands)
        await hands.press("P")
        await seen(hands)
        assert hands.screen.note_list.size.width >= 48
        await hands.press("P")
        await hands.until(lambda: not decodes(hands), "an end of it")
        assert not pane(hands).display
    assert SavedState.read(tmp_path / "remembered.toml").chosen == {"picture": "off"}


async def test_the_picture_follows_the_width_of_the_window(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as hands:
        await seen(hands)
        width = pane(hands).size.width
        await hands.pilot.resize_terminal(*SMALL)
        await hands.until(lambda: not decodes(hands), "an end of it")
        await hands.pilot.resize_terminal(180, 50)
        await hands.until(lambda: len(pane(hands)._rows) > 16, "a larger one")
        assert pane(hands).size.width > width


@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}], ids=str
)
async def test_the_picture_is_shaded_without_enough_colours(
    program: StartProgram, halves: str, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    async with program(halves, size=LARGE, settings=ON) as hands:
        await seen(hands)
        signs = {sign for strip in lines(hands) for sign in strip.text}
        assert signs <= {*SHADES}
        assert "▀" not in hands.text


async def test_unchanged_lines_of_the_picture_are_not_drawn_again(
    program: StartProgram, halves: str
) -> None:
    async with program(halves, size=LARGE, settings=ON) as hands:
        await seen(hands)
        drawn: list[object] = []
        shown = pane(hands)
        shown.refresh = lambda *regions, **_: drawn.append(regions) or shown  # type: ignore[method-assign,func-returns-value]
        rows = shown._rows
        before = hands.screen.session.player.moment().position_s or 0.0
        await hands.until(
            lambda: (hands.screen.session.player.moment().position_s or 0.0) > before + 1
        )
        assert shown._rows == rows
        assert drawn == []


async def test_a_recording_without_a_picture_says_so(program: StartProgram) -> None:
    async with program(size=LARGE) as hands:
        await hands.playback()
        await hands.press("P")
        assert hands.says == NO_PICTURE
        assert not pane(hands).display
        await hands.press("s")
        assert hands.screen.note_editor.note is not None
        await hands.press("escape", "K")
        assert not hands.screen.session.note_index.pictured


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
    async with program(f"https://youtu.be/{KEY}&t=20", size=LARGE) as hands:
        await hands.playback()
        assert not hands.screen.session.player.state.has_picture
        await hands.press("P")
        await seen(hands)
        await hands.until(lambda: 20 <= (hands.screen.session.second_s() or 0) < 50, "its second")


# --- stills ---


def stills(library_path: Path) -> list[Path]:
    folder = library_path.with_name(library_path.name + "-stills")
    return sorted(folder.iterdir()) if folder.exists() else []


def frame_in(path: Path) -> int:
    with Image.open(path) as image:
        return read_frame_number(image.convert("L").tobytes(), *image.size)


def frame_of(library_path: Path, note: Note) -> int:
    return frame_in(StillStore(library_path).path_of(note.id))


async def hold_at(hands: Hands, second: float) -> None:
    """Nothing moves: what is to be seen is the frame of this second."""
    player = hands.screen.session.player
    player.set_paused(True)
    player.seek_to(second)
    await hands.until(lambda: player.moment().position_s == pytest.approx(second), f"{second}")
    await at_ease(hands)


async def stored(hands: Hands, count: int) -> None:
    await hands.until(
        lambda: len(hands.screen.session.note_index.pictured) == count, f"{count} stills"
    )


async def test_a_still_is_the_frame_of_its_notes_second(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await at_ease(hands)
        for number, second in enumerate((12, 30, 47), 1):
            await hold_at(hands, second)
            await hands.press("s")
            await hands.type("said")
            await hands.press("enter")
            await stored(hands, number)
        await hands.saved(3)
        assert "▣" in hands.text
        frames = {note.moment.position_s: frame_of(library_path, note) for note in hands.on_disk()}
        assert frames == {second: second * FRAMES_PER_SECOND for second in (12, 30, 47)}
    async with program(numbered) as hands:
        await stored(hands, 3)
        assert hands.text.count("▣") == 3


async def test_stills_are_saved_with_every_note_also_without_a_picture_pane(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, settings=Settings(stills="always")) as hands:
        await hands.until(lambda: decodes(hands), "a picture")
        await at_ease(hands)
        assert not pane(hands).display
        await hands.press("m")
        await hands.note("typed")
        await stored(hands, 2)
    assert len(stills(library_path)) == 2


async def test_a_still_goes_to_the_selected_note_or_to_the_one_being_written(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await seen(hands)
        await hands.note("chosen")
        await hold_at(hands, 30)
        await hands.press("K")
        await stored(hands, 1)
        assert frame_in(stills(library_path)[0]) == 30 * FRAMES_PER_SECOND
        await hands.press("n")
        await hands.press("f9")
        await stored(hands, 2)
        await hands.type("written\r")
        await hands.saved(2)


async def test_a_discarded_note_leaves_no_still_and_a_deleted_one_keeps_its_own(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await at_ease(hands)
        await hands.press("s", "escape")
        await hands.until(lambda: not stills(library_path), "no file")
        await hands.press("s")
        await hands.type("deleted\r")
        await hands.until(lambda: stills(library_path), "its file")
        await hands.press("d")
        await hands.saved(0)
    assert len(stills(library_path)) == 1


async def test_a_discarded_note_leaves_no_still_that_comes_later(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await at_ease(hands)
        player, later = hands.screen.session.player, list[Callable[[Still | None], None]]()
        still = player.still
        player.still = later.append  # type: ignore[method-assign,assignment]
        await hands.press("s", "escape")
        player.still = still  # type: ignore[method-assign]
        player.still(later[0])
        await hands.press("s")
        await hands.type("kept\r")
        await stored(hands, 1)
        await hands.saved(1)
        assert [path.stem for path in stills(library_path)] == [hands.on_disk()[0].id]


@pytest.mark.parametrize("keys", [("A",), ("I",), ("n",)])
async def test_stills_are_not_saved_where_no_note_is_made(
    keys: tuple[str, ...], program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, settings=Settings(stills="always")) as hands:
        await hands.until(lambda: decodes(hands), "a picture")
        await at_ease(hands)
        await hands.press(*keys, "escape")
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
        await hands.press("m")
        await hands.saved(1)
        (note,) = hands.on_disk()
        await hands.until(
            lambda: note.id in hands.screen.session.note_index.pictured, "its picture"
        )
    assert [path.stem for path in stills(library_path)] == [note.id]


async def test_a_saved_still_stays(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await at_ease(hands)
        await hold_at(hands, 12)
        await hands.press("s")
        await hands.type("evidence\r")
        await hands.saved(1)
        await stored(hands, 1)
        await hold_at(hands, 40)
        await hands.press("K")
        assert hands.says == hands.screen.keymap.format_keys(HAS_ONE)
        await hands.press("e", "f9")
        assert "has its picture" in hands.heading
        await hands.press("escape", "s")
        await hands.type("another\r")
        await stored(hands, 2)
        await hands.saved(2)
        frames = [frame_of(library_path, note) for note in hands.on_disk()]
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
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await at_ease(hands)
        await hold_at(hands, 12)
        await hands.note("without a picture")
        await hold_at(hands, second)
        await hands.press("K")
        await stored(hands, 1)
        assert hands.says == said
        assert frame_of(library_path, hands.on_disk()[0]) == second * FRAMES_PER_SECOND


async def test_a_missed_still_may_be_asked_for_again(program: StartProgram, numbered: str) -> None:
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await at_ease(hands)
        await hands.note("chosen")
        player = hands.screen.session.player
        still = player.still
        player.still = lambda take: take(None)  # type: ignore[method-assign]
        await hands.press("K")
        await hands.until(lambda: hands.says == MISSED, "that it was missed")
        player.still = still  # type: ignore[method-assign]
        await at_ease(hands)
        await hands.press("K")
        await stored(hands, 1)


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
    async with program(numbered, size=LARGE, settings=ON) as hands:
        monkeypatch.setattr(hands.app, "browse", opened.append)
        await at_ease(hands)
        await hands.note("without")
        await hands.press("O")
        assert hands.says == hands.screen.keymap.format_keys(HAS_NONE)
        await hands.press("s")
        await hands.type("with\r")
        await stored(hands, 1)
        await hands.press("O")
        (path,) = stills(library_path)
        assert str(path) in hands.says
        assert opened == ([path.as_uri()] if display else [])
        # In a browser the person is elsewhere than the machine's desktop.
        monkeypatch.setattr(type(hands.app), "is_web", True)
        await hands.press("O")
        assert len(opened) <= 1


async def test_a_still_that_cannot_be_saved_is_reported_and_the_note_is_taken(
    program: StartProgram, numbered: str, library_path: Path
) -> None:
    library_path.with_name("library.db-stills").write_text("no folder")
    async with program(numbered, size=LARGE, settings=ON) as hands:
        await at_ease(hands)
        await hands.press("s")
        await hands.type("taken\r")
        await hands.saved(1)
        await hands.until(lambda: "can't be kept in" in hands.says, "the trouble")
        assert "▣" not in hands.text


async def test_a_still_without_a_shown_picture_is_refused(
    program: StartProgram, numbered: str
) -> None:
    async with program(numbered) as hands:
        await hands.playback()
        await hands.note("chosen")
        await hands.press("K")
        assert hands.says == hands.screen.keymap.format_keys(NOT_SEEN)
