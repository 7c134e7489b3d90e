"""While anything that is shown is not on the disk, the screen says so, in red, and what to do."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from rich.color import Color

from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import open_reference
from tests.ui.conftest import Hands, StartProgram

BIG = "x" * 100_000


@contextmanager
def full_disk(hands: Hands) -> Iterator[None]:
    """SQLite finds the disk full, and then with room again."""
    connection = hands.app.writer._library.connection
    connection.execute("PRAGMA max_page_count = 1")
    yield
    connection.execute("PRAGMA max_page_count = 1000000")


async def paste_note(hands: Hands, text: str) -> None:
    await hands.press("n")
    hands.screen.note_editor.insert(text)
    await hands.press("enter")


def alarm_colours(hands: Hands) -> set[Color | None]:
    """What is behind the line above the composer."""
    y = hands.screen.heading.region.y
    strip = hands.app.screen._compositor.render_strips(hands.app.size)[y]
    return {segment.style.bgcolor for segment in strip if segment.style and segment.text.strip()}


@asynccontextmanager
async def unsaved(program: StartProgram, **options: object) -> AsyncIterator[Hands]:
    """A program with a note that no disk takes."""
    async with program(**options) as hands:
        await hands.playback()
        await hands.note("kept")
        with full_disk(hands):
            await paste_note(hands, BIG)
            await hands.until(lambda: "NOT SAVING 1" in hands.heading, "the alarm")
            yield hands
        await hands.until(lambda: "NOT SAVING" not in hands.text, "the end of the alarm")
        assert hands.says == "Everything is saved again."
        await hands.saved(2)


async def test_a_full_disk_is_shown_in_red_while_watching_and_while_writing(
    program: StartProgram,
) -> None:
    async with unsaved(program) as hands:
        assert "Watching · NOT SAVING" in hands.heading
        assert "is full; free some space." in hands.says
        assert hands.screen.note_editor.is_error
        error = Color.parse(hands.app.theme_variables["error"])
        assert {colour.triplet for colour in alarm_colours(hands) if colour} == {error.triplet}
        await hands.press("n")
        assert "Writing · NOT SAVING" in hands.heading
        await hands.press("escape")


@pytest.mark.parametrize("size", [(38, 12), (120, 40)])
async def test_the_save_alarm_is_shown_at_every_size(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with unsaved(program, size=size) as hands:
        await hands.press("n")
        await hands.until(lambda: "NOT SAVING " in hands.heading, "the alarm while writing")
        await hands.press("escape")


async def test_another_sentence_does_not_hide_the_save_alarm(program: StartProgram) -> None:
    async with unsaved(program) as hands:
        await hands.press("asterisk", "asterisk", "home")
        assert "NOT SAVING" in hands.heading


async def test_a_hearing_that_is_opened_meanwhile_shows_the_save_alarm(
    program: StartProgram, halves: str
) -> None:
    async with unsaved(program) as hands:
        first = hands.screen.session.recordings[0].url
        for path in (halves, first):
            with Library(hands._library_path) as library:
                hands.app.navigator.change_hearing(open_reference(library, path))
            await hands.pilot.pause()
            await hands.until(lambda: "NOT SAVING " in hands.heading, path)
        texts = [note.text[:4] for note in hands.screen.session.note_index.all()]
        assert texts == ["kept", "xxxx"]
        assert "…" in hands.text


async def test_an_article_shows_the_save_alarm(program: StartProgram) -> None:
    async with unsaved(program) as hands:
        await hands.press("D")
        await hands.until(lambda: "NOT SAVING " in hands.text, "the alarm over an article")
        await hands.press("t")
        await hands.until(lambda: "Writing · NOT SAVING " in hands.text, "while it is written")
        await hands.press("escape")
        await hands.app.screen.dismiss(False)


async def test_an_error_while_saving_is_reported_and_typing_goes_on(
    program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("kept")
        notes = hands.app.writer._library.notes

        def broken(*_: object) -> None:
            raise KeyError("as in a fault of ours")

        monkeypatch.setattr(notes, "add", broken)
        await hands.press("n")
        await hands.type("not kept yet")
        await hands.press("enter")
        await hands.until(lambda: "NOT SAVING 1" in hands.heading, "the alarm")
        assert "The program has made a mistake (KeyError)" in hands.says
        monkeypatch.undo()
        await hands.saved(2)
        await hands.until(lambda: "NOT SAVING" not in hands.text, "the end of the alarm")
        assert [note.text for note in hands.on_disk()] == ["kept", "not kept yet"]
