"""While anything that is shown is not on the disk, the screen says so, in red, and what to do."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from rich.color import Color

from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import open_reference
from tests.ui.conftest import AppDriver, StartProgram

BIG = "x" * 100_000


@contextmanager
def full_disk(driver: AppDriver) -> Iterator[None]:
    """SQLite finds the disk full, and then with room again."""
    connection = driver.app.writer._library.connection
    connection.execute("PRAGMA max_page_count = 1")
    yield
    connection.execute("PRAGMA max_page_count = 1000000")


async def paste_note(driver: AppDriver, text: str) -> None:
    await driver.press("n")
    driver.screen.note_editor.insert(text)
    await driver.press("enter")


def alarm_colours(driver: AppDriver) -> set[Color | None]:
    """What is behind the line above the composer."""
    y = driver.screen.heading.region.y
    strip = driver.app.screen._compositor.render_strips(driver.app.size)[y]
    return {segment.style.bgcolor for segment in strip if segment.style and segment.text.strip()}


@asynccontextmanager
async def unsaved(program: StartProgram, **options: object) -> AsyncIterator[AppDriver]:
    """A program with a note that no disk takes."""
    async with program(**options) as driver:
        await driver.playback()
        await driver.note("kept")
        with full_disk(driver):
            await paste_note(driver, BIG)
            await driver.until(lambda: "NOT SAVING 1" in driver.heading, "the alarm")
            yield driver
        await driver.until(lambda: "NOT SAVING" not in driver.text, "the end of the alarm")
        assert driver.says == "Everything is saved again."
        await driver.saved(2)


async def test_a_full_disk_is_shown_in_red_while_watching_and_while_writing(
    program: StartProgram,
) -> None:
    async with unsaved(program) as driver:
        assert "Watching · NOT SAVING" in driver.heading
        assert "is full; free some space." in driver.says
        assert driver.screen.note_editor.is_error
        error = Color.parse(driver.app.theme_variables["error"])
        assert {colour.triplet for colour in alarm_colours(driver) if colour} == {error.triplet}
        await driver.press("n")
        assert "Writing · NOT SAVING" in driver.heading
        await driver.press("escape")


@pytest.mark.parametrize("size", [(38, 12), (120, 40)])
async def test_the_save_alarm_is_shown_at_every_size(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with unsaved(program, size=size) as driver:
        await driver.press("n")
        await driver.until(lambda: "NOT SAVING " in driver.heading, "the alarm while writing")
        await driver.press("escape")


async def test_another_sentence_does_not_hide_the_save_alarm(program: StartProgram) -> None:
    async with unsaved(program) as driver:
        await driver.press("asterisk", "asterisk", "home")
        assert "NOT SAVING" in driver.heading


async def test_a_hearing_that_is_opened_meanwhile_shows_the_save_alarm(
    program: StartProgram, halves: str
) -> None:
    async with unsaved(program) as driver:
        first = driver.screen.session.recordings[0].url
        for path in (halves, first):
            with Library(driver._library_path) as library:
                driver.app.navigator.change_hearing(open_reference(library, path))
            await driver.pilot.pause()
            await driver.until(lambda: "NOT SAVING " in driver.heading, path)
        texts = [note.text[:4] for note in driver.screen.session.note_index.all()]
        assert texts == ["kept", "xxxx"]
        assert "…" in driver.text


async def test_an_article_shows_the_save_alarm(program: StartProgram) -> None:
    async with unsaved(program) as driver:
        await driver.press("D")
        await driver.until(lambda: "NOT SAVING " in driver.text, "the alarm over an article")
        await driver.press("t")
        await driver.until(lambda: "Writing · NOT SAVING " in driver.text, "while it is written")
        await driver.press("escape")
        await driver.app.screen.dismiss(False)


async def test_an_error_while_saving_is_reported_and_typing_goes_on(
    program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("kept")
        notes = driver.app.writer._library.notes

        def broken(*_: object) -> None:
            raise KeyError("as in a fault of ours")

        monkeypatch.setattr(notes, "add", broken)
        await driver.press("n")
        await driver.type("not kept yet")
        await driver.press("enter")
        await driver.until(lambda: "NOT SAVING 1" in driver.heading, "the alarm")
        assert "The program has made a mistake (KeyError)" in driver.says
        monkeypatch.undo()
        await driver.saved(2)
        await driver.until(lambda: "NOT SAVING" not in driver.text, "the end of the alarm")
        assert [note.text for note in driver.on_disk()] == ["kept", "not kept yet"]
