"""Words that were put aside with Esc: they outlive everything but the person's own word."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult

from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.session.note_index import NoteIndex
from hearingnotes.ui.hearing.note_list import NoteList
from tests.library.conftest import make_note
from tests.media_files import make_tone
from tests.ui.conftest import AppDriver, StartProgram

CAREFUL = " and the careful words"


async def put_aside(driver: AppDriver, words: str = CAREFUL) -> None:
    """Edit the chosen note, and leave that with Esc."""
    await driver.press("e")
    await driver.type(words)
    await driver.press("escape")
    await driver.until(lambda: "✎" in driver.text, "the sign of what was put aside")


def in_log(library_path: Path) -> list[str]:
    """The words that the change log has of what was dropped."""
    with Library(library_path) as library:
        (stored,) = library.hearings.all()
        changes = library.changes.of_hearing(stored.hearing.id)
    return [change.before["text"] for change in changes
            if change.action == "drop typed words" and change.before]  # fmt: skip


@pytest.fixture(scope="module")
def other_tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tone(tmp_path_factory.mktemp("other") / "other.flac", 60)


async def test_words_put_aside_outlive_another_hearing_opened_in_between(
    program: StartProgram, library_path: Path, tone: Path, other_tone: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("the vote")
        await put_aside(driver)
        for path in (other_tone, tone):
            with Library(library_path) as library:
                assert driver.app.navigator.change_hearing(open_reference(library, str(path)))
            await driver.playback()
        assert "✎" in driver.text
        await driver.press("e")
        assert driver.screen.note_editor.text == f"the vote{CAREFUL}"
        await driver.type("!")
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].text == f"the vote{CAREFUL}!"


async def test_a_text_being_typed_when_the_hearing_was_left_is_typed_on(
    program: StartProgram, library_path: Path, tone: Path, other_tone: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("n")
        await driver.type("half a sen")
        for path in (other_tone, tone):
            with Library(library_path) as library:
                assert driver.app.navigator.change_hearing(open_reference(library, str(path)))
            await driver.playback()
        await driver.type("tence")
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "half a sentence"


async def test_undo_right_after_esc_drops_the_edit_and_not_the_note(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("the vote")
        await put_aside(driver)
        await driver.press("u")
        await driver.until(lambda: "✎" not in driver.text)
        assert "Undone: the edit that was put aside, 0:0" in driver.says
        await driver.until(lambda: in_log(library_path) == [f"the vote{CAREFUL}"])
        assert [note.text for note in driver.on_disk()] == ["the vote"]
        await driver.press("ctrl+r")
        await driver.until(lambda: "✎" in driver.text)
        await driver.press("u", "u")
        await driver.until(lambda: driver.on_disk() == [])


async def test_undo_after_an_edit_without_a_change_takes_back_the_step_before(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("the vote")
        await put_aside(driver, "!")
        await driver.press("e", "backspace", "escape")
        await driver.until(lambda: "✎" not in driver.text)
        await driver.press("u")
        await driver.until(lambda: driver.on_disk() == [])


async def test_words_put_aside_beside_a_later_text_of_another_window_are_reported(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("the vote")
        await put_aside(driver)
        with Library(library_path, who="ben@room") as ben:
            (note,) = driver.on_disk()
            ben.notes.change("edit", note, replace(note, text="Ben's later words"))
        await driver.until(lambda: "Ben's later words" in driver.text)
        await driver.press("e", "enter")
        await driver.until(lambda: "changed elsewhere" in driver.says)
        await driver.until(lambda: driver.on_disk()[0].text == f"the vote{CAREFUL}")
        await driver.press("u")
        await driver.until(lambda: driver.on_disk()[0].text == "Ben's later words")


async def test_a_deleted_note_takes_words_put_aside_along(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.note("two")
        await put_aside(driver)
        await driver.press("d")
        await driver.until(lambda: len(driver.on_disk()) == 1)
    assert in_log(library_path) == [f"two{CAREFUL}"]
    async with program() as driver:
        await driver.playback()
        assert [note.text for note in driver.screen.session.note_index.all()] == ["one"]


async def test_an_undone_note_does_not_come_back_with_words_put_aside(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.note("two")
        await put_aside(driver)
        await driver.press("asterisk", "u", "u")
        await driver.until(lambda: len(driver.on_disk()) == 1)
    assert in_log(library_path) == [f"two{CAREFUL}"]
    async with program() as driver:
        await driver.playback()
        assert [note.text for note in driver.screen.session.note_index.all()] == ["one"]


async def test_words_put_aside_of_a_note_that_another_program_deleted_come_back_as_a_note(
    program: StartProgram, library_path: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.note("two")
        await put_aside(driver)
    with Library(library_path, who="ben@room") as ben:
        (stored,) = ben.hearings.all()
        ben.notes.delete(ben.notes.of_hearing(stored.hearing.id)[1])
    async with program() as driver:
        await driver.playback()
        await driver.saved(2)
        assert f"two{CAREFUL}" in driver.text
        assert len(driver.on_disk()) == 2


class ListAlone(App[None]):
    """A list that gets news before its own first drawing."""

    def __init__(self, note_list: NoteList) -> None:
        super().__init__()
        self.note_list = note_list

    def compose(self) -> ComposeResult:
        yield self.note_list


class UndrawnList(NoteList):
    """Does not draw by itself."""

    def on_mount(self, event: events.Mount) -> None:  # type: ignore[override]
        event.prevent_default()

    def on_resize(self, event: events.Resize) -> None:  # type: ignore[override]
        event.prevent_default()


@pytest.fixture
def shown_lines() -> Callable[[NoteList], list[str]]:
    return lambda note_list: [note_list.render_line(y).text.strip() for y in range(3)]


async def test_a_later_note_that_comes_before_the_list_is_drawn_is_drawn(
    shown_lines: Callable[[NoteList], list[str]],
) -> None:
    notes = [make_note(number, f"note {number}") for number in range(3)]
    note_list = UndrawnList(NoteIndex(notes))
    async with ListAlone(note_list).run_test():
        note_list.refresh_from(2)
        assert [line[-6:] for line in shown_lines(note_list)] == ["note 0", "note 1", "note 2"]


async def test_a_note_that_comes_right_after_a_new_width_wraps_all_notes(
    shown_lines: Callable[[NoteList], list[str]],
) -> None:
    notes = [make_note(number, f"{'long ' * 9}{number}") for number in range(3)]
    note_list = UndrawnList(NoteIndex(notes))
    async with ListAlone(note_list).run_test(size=(60, 24)) as pilot:
        note_list.refresh_from(0)
        await pilot.resize_terminal(120, 24)
        note_list.refresh_from(2)
        assert [line[-1:] for line in shown_lines(note_list)] == ["0", "1", "2"]
