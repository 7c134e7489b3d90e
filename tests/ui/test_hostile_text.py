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
from tests.hostile_text import UNEVEN_TEXTS
from tests.ui.conftest import AppDriver, StartProgram

SIZES = [(80, 24), (120, 40)]
THEN = datetime(2026, 2, 10, 18, 0, tzinfo=UTC)
TITLE = " ".join(text[:9] for text in UNEVEN_TEXTS.values())


@pytest.fixture
def recording(tone: Path, tmp_path: Path, library_path: Path) -> str:
    """A recording with such captions, such a title, agenda and notes."""
    path = tmp_path / "hearing.flac"
    shutil.copy(tone, path)
    cues = (
        f"{_cue_time(4 * at)} --> {_cue_time(4 * at + 4)}\n{text[:300]}\n"
        for at, text in enumerate(UNEVEN_TEXTS.values(), 1)
    )
    path.with_suffix(".vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    with Library(library_path) as library:
        opening = open_reference(library, str(path))
        agenda = tuple(text[:120] for text in UNEVEN_TEXTS.values())
        hearing = replace(opening.hearing, title=TITLE, date=date(2026, 2, 10), agenda=agenda)
        library.hearings.save(hearing, opening.recordings)
        for number, text in enumerate(UNEVEN_TEXTS.values()):
            moment = Moment(THEN, opening.recordings[0].id, float(number), 0.0)
            library.notes.add(Note(f"N{number:02}", hearing.id, moment, text))
    return str(path)


def _cue_time(second_s: int) -> str:
    return f"00:{second_s // 60:02}:{second_s % 60:02}.000"


def broken(driver: AppDriver) -> list[str]:
    """The lines that are not as wide as the window, as one or as what they are put together of."""
    width = driver.app.size.width
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    cells = [({cell_len(s.text), sum(cell_len(part.text) for part in s)}, s.text) for s in strips]
    return [f"{wide} {text}" for wide, text in cells if wide != {width}]


def column(driver: AppDriver, x: int, rows: Region) -> set[str]:
    """What is drawn in one column of these rows."""
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    return {strip.crop(x, x + 1).text for strip in strips[rows.y : rows.bottom]}


def check_list(driver: AppDriver) -> None:
    """The title's count and the stamps stand in their columns, and the scroll bar at its edge."""
    assert broken(driver) == []
    assert driver.text.splitlines()[0].endswith(f" {len(UNEVEN_TEXTS)} notes")
    region = driver.screen.note_list.region
    stamps = {f"{format_time(number):>{STAMP_CELLS}}" for number in range(len(UNEVEN_TEXTS))}
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    for strip in strips[region.y : region.bottom]:
        assert strip.crop(1, 1 + STAMP_CELLS).text in stamps | {" " * STAMP_CELLS}
    assert column(driver, region.right - 1, region) <= set(" ▁▂▃▄▅▆▇█")


async def held(driver: AppDriver) -> None:
    await driver.playback()
    await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")
    driver.screen.session.player.set_paused(True)


async def test_uneven_texts_stay_aligned_in_the_note_list_and_the_editor(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as driver:
        await held(driver)
        for size in SIZES:
            await driver.resize(*size)
            await driver.press("home")
            for _ in UNEVEN_TEXTS:
                await driver.press("e", "home", "x", "end")
                check_list(driver)
                await driver.press("escape", "down")


async def test_uneven_texts_stay_aligned_in_the_captions(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as driver:
        await held(driver)
        for size in SIZES:
            await driver.resize(*size)
            for number, text in enumerate(UNEVEN_TEXTS.values(), 1):
                driver.screen.session.player.seek_to(4.0 * number + 1)
                begins = steady(text)[:2].strip()
                await driver.until(lambda begins=begins: begins in driver.text, begins)  # type: ignore[misc]
                assert broken(driver) == []
                line = driver.screen.panes.line
                if line.display:
                    assert column(driver, line.region.x, line.region) == {"│"}
        await driver.press("W")
        for _ in UNEVEN_TEXTS:
            await driver.press("down")
            assert broken(driver) == []
        await driver.type("👍🏽公")
        assert broken(driver) == []


async def test_uneven_texts_stay_aligned_in_the_pages_over_a_hearing(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as driver:
        await held(driver)
        for keys in ("I", "f7", "x", "S"):
            await driver.press(keys)
            await driver.until(lambda: driver.app.screen is not driver.screen, keys)
            for size in SIZES:
                await driver.resize(*size)
                await driver.press(*["down"] * 6)
                assert broken(driver) == []
            await driver.press("escape")
            await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        await driver.press("S")
        for words, found in (("vote", "1 note"), ("公聴会は午後二時", "note"), ("🇩🇪👍🏽", "note")):
            await driver.type(words)
            await driver.until(lambda found=found: found in driver.text.lower(), found)  # type: ignore[misc]
            assert broken(driver) == []
            await driver.press("ctrl+u")


async def test_uneven_texts_stay_aligned_in_an_article(
    program: StartProgram, recording: str
) -> None:
    async with program(recording) as driver:
        await held(driver)
        await driver.press("D")
        await driver.until(lambda: f"Notes ({len(UNEVEN_TEXTS)})" in driver.text, "the notes")
        for _ in UNEVEN_TEXTS:
            assert broken(driver) == []
            await driver.press("enter")
        await driver.press("tab", "home")
        for size in [*SIZES, (160, 40)]:
            await driver.resize(*size)
            for _ in range(len(UNEVEN_TEXTS) // 2):
                await driver.press("enter")
                assert broken(driver) == []
                line = driver.app.screen.query_one(Divider).region
                assert column(driver, line.x, line) == {"│"}
                await driver.press("escape", "down", "down")
            await driver.press("home")
        await driver.press("v")
        assert broken(driver) == []


async def test_uneven_texts_stay_aligned_in_the_list_of_hearings(
    program: StartProgram, recording: str
) -> None:
    async with program(None) as driver:
        await driver.until(lambda: "notes" in driver.text)
        for size in SIZES:
            await driver.resize(*size)
            assert broken(driver) == []


async def test_uneven_texts_stay_aligned_in_messages(program: StartProgram) -> None:
    async with program() as driver:
        for text in UNEVEN_TEXTS.values():
            said = f"Deleted: “{text[:24].strip()}”."
            driver.screen.show_message(said)
            driver.screen.heading.show(said, "a part")
            # Drawn at once: a tick of the clock puts the heading as it was.
            assert broken(driver) == []
            assert steady(said) in driver.text.splitlines()[-4]
            assert steady(said) in driver.heading
