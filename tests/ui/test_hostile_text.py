"""Letters that take two cells, none, or several to one: no line is broken, all stays aligned."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from hearingnotes.library.library import Library
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.timecode import format_time
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.ui.hearing.note_list import STAMP_CELLS
from hearingnotes.ui.text import steady
from hearingnotes.ui.widgets.divider import Divider
from tests.ui.conftest import Hands, StartProgram
from tests.ui.ugly import UGLY

SIZES = [(80, 24), (120, 40)]
THEN = datetime(2026, 2, 10, 18, 0, tzinfo=UTC)
TITLE = " ".join(text[:9] for text in UGLY.values())


@pytest.fixture
def recording(tone: Path, tmp_path: Path, library_path: Path) -> str:
    """A recording with ugly captions, an ugly title, an ugly agenda and ugly notes."""
    path = tmp_path / "hearing.flac"
    shutil.copy(tone, path)
    cues = (
        f"{_cue_time(4 * at)} --> {_cue_time(4 * at + 4)}\n{text[:300]}\n"
        for at, text in enumerate(UGLY.values(), 1)
    )
    path.with_suffix(".vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    with Library(library_path) as library:
        opening = open_reference(library, str(path))
        agenda = tuple(text[:120] for text in UGLY.values())
        hearing = replace(opening.hearing, title=TITLE, date=date(2026, 2, 10), agenda=agenda)
        library.hearings.save(hearing, opening.recordings)
        for number, text in enumerate(UGLY.values()):
            moment = Moment(THEN, opening.recordings[0].id, float(number), 0.0)
            library.notes.add(Note(f"N{number:02}", hearing.id, moment, text))
    return str(path)


def _cue_time(second_s: int) -> str:
    return f"00:{second_s // 60:02}:{second_s % 60:02}.000"


def broken(hands: Hands) -> list[str]:
    """The lines that are not as wide as the window, as one or as what they are put together of."""
    width = hands.app.size.width
    strips = hands.app.screen._compositor.render_strips(hands.app.size)
    cells = [({cell_len(s.text), sum(cell_len(part.text) for part in s)}, s.text) for s in strips]
    return [f"{wide} {text}" for wide, text in cells if wide != {width}]


def column(hands: Hands, x: int, rows: Region) -> set[str]:
    """What is drawn in one column of these rows."""
    strips = hands.app.screen._compositor.render_strips(hands.app.size)
    return {strip.crop(x, x + 1).text for strip in strips[rows.y : rows.bottom]}


def check_list(hands: Hands) -> None:
    """The title's count and the stamps stand in their columns, and the scroll bar at its edge."""
    assert broken(hands) == []
    assert hands.text.splitlines()[0].endswith(f" {len(UGLY)} notes")
    region = hands.screen.note_list.region
    stamps = {f"{format_time(number):>{STAMP_CELLS}}" for number in range(len(UGLY))}
    strips = hands.app.screen._compositor.render_strips(hands.app.size)
    for strip in strips[region.y : region.bottom]:
        assert strip.crop(1, 1 + STAMP_CELLS).text in stamps | {" " * STAMP_CELLS}
    assert column(hands, region.right - 1, region) <= set(" ▁▂▃▄▅▆▇█")


async def held(hands: Hands) -> None:
    await hands.playback()
    await hands.until(lambda: len(hands.screen.caption_controller.captions), "captions")
    hands.screen.session.player.set_paused(True)


async def test_uneven_texts_stay_aligned_in_the_note_list_and_the_editor(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as hands:
        await held(hands)
        for size in SIZES:
            await hands.resize(*size)
            await hands.press("home")
            for _ in UGLY:
                await hands.press("e", "home", "x", "end")
                check_list(hands)
                await hands.press("escape", "down")


async def test_uneven_texts_stay_aligned_in_the_captions(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as hands:
        await held(hands)
        for size in SIZES:
            await hands.resize(*size)
            for number, text in enumerate(UGLY.values(), 1):
                hands.screen.session.player.seek_to(4.0 * number + 1)
                begins = steady(text)[:2].strip()
                await hands.until(lambda begins=begins: begins in hands.text, begins)  # type: ignore[misc]
                assert broken(hands) == []
                line = hands.screen.panes.line
                if line.display:
                    assert column(hands, line.region.x, line.region) == {"│"}
        await hands.press("W")
        for _ in UGLY:
            await hands.press("down")
            assert broken(hands) == []
        await hands.type("👍🏽公")
        assert broken(hands) == []


async def test_uneven_texts_stay_aligned_in_the_pages_over_a_hearing(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as hands:
        await held(hands)
        for keys in ("I", "f7", "x", "S"):
            await hands.press(keys)
            await hands.until(lambda: hands.app.screen is not hands.screen, keys)
            for size in SIZES:
                await hands.resize(*size)
                await hands.press(*["down"] * 6)
                assert broken(hands) == []
            await hands.press("escape")
            await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
        await hands.press("S")
        for words, found in (("vote", "1 note"), ("公聴会は午後二時", "note"), ("🇩🇪👍🏽", "note")):
            await hands.type(words)
            await hands.until(lambda found=found: found in hands.text.lower(), found)  # type: ignore[misc]
            assert broken(hands) == []
            await hands.press("ctrl+u")


async def test_uneven_texts_stay_aligned_in_an_article(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as hands:
        await held(hands)
        await hands.press("D")
        await hands.until(lambda: f"Notes ({len(UGLY)})" in hands.text, "the notes")
        for _ in UGLY:
            assert broken(hands) == []
            await hands.press("enter")
        await hands.press("tab", "home")
        for size in [*SIZES, (160, 40)]:
            await hands.resize(*size)
            for _ in range(len(UGLY) // 2):
                await hands.press("enter")
                assert broken(hands) == []
                line = hands.app.screen.query_one(Divider).region
                assert column(hands, line.x, line) == {"│"}
                await hands.press("escape", "down", "down")
            await hands.press("home")
        await hands.press("v")
        assert broken(hands) == []


async def test_uneven_texts_stay_aligned_in_the_list_of_hearings(
    program: StartProgram, recording: str
) -> None:
    async with program(None) as hands:
        await hands.until(lambda: "notes" in hands.text)
        for size in SIZES:
            await hands.resize(*size)
            assert broken(hands) == []


async def test_uneven_texts_stay_aligned_in_messages(program: StartProgram) -> None:
    async with program() as hands:
        for text in UGLY.values():
            said = f"Deleted: “{text[:24].strip()}”."
            hands.screen.show_message(said)
            hands.screen.heading.show(said, "a part")
            # Drawn at once: a tick of the clock puts the heading as it was.
            assert broken(hands) == []
            assert steady(said) in hands.text.splitlines()[-4]
            assert steady(said) in hands.heading
