"""The list of hearings to choose from."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, Recording
from tests.library.conftest import NOW, make_note
from tests.ui.conftest import AppDriver, StartProgram

LONG = "Committee on Immigration: oversight of how the data of immigrants is kept from misuse"
WIDE = "市議会定例会第三回本会議録画予算特別委員会質疑応答その二午後の部"


@pytest.fixture(autouse=True)
def stored(library_path: Path) -> None:
    with Library(library_path) as library:
        for number, title in enumerate(("Budget", WIDE, LONG), 1):
            hearing = Hearing(f"H{number}", title, NOW, date=date(2026, 1, number))
            library.hearings.save(hearing, [])
        for number in range(12):
            note = make_note(number, hearing_id="H3")
            library.notes.add(replace(note, moment=replace(note.moment, recording_id=None)))


def rows(driver: AppDriver) -> list[str]:
    return [line for line in driver.text.splitlines() if " note" in line]


@pytest.mark.parametrize("columns", [60, 80, 120])
async def test_a_hearing_has_one_line_in_the_list(program: StartProgram, columns: int) -> None:
    async with program(None, size=(columns, 16)) as driver:
        await driver.until(lambda: "Budget" in driver.text)
        first, second, third = rows(driver)
        assert first.startswith("▌h3  2026-01-03     12 notes  Committee on Immigration: ")
        assert second.startswith(" h2  2026-01-02      0 notes  市議会")
        assert third == " h1  2026-01-01      0 notes  Budget"
        assert (first[-1] == "…", second[-1] == "…") == (columns < 120, columns < 100)


async def test_the_selected_hearing_is_marked_not_by_colour_alone(program: StartProgram) -> None:
    async with program(None) as driver:
        await driver.until(lambda: "Budget" in driver.text)

        def selected() -> list[int]:
            return [number for number, row in enumerate(rows(driver)) if row.startswith("▌")]

        assert selected() == [0]
        await driver.press("down", "down")
        await driver.until(lambda: selected() == [2], "the third")
        await driver.press("up")
        await driver.until(lambda: selected() == [1], "the second")
        await driver.type("bud")
        assert (selected(), len(rows(driver))) == ([0], 1)


async def test_esc_clears_the_typed_filter_and_its_message(program: StartProgram) -> None:
    async with program(None) as driver:
        await driver.until(lambda: "Budget" in driver.text)
        assert "Esc clear" in driver.text
        await driver.type("nowhere.mp4")
        assert "No hearing has these words; Enter opens them as a link or a file." in driver.text
        await driver.type("\r")
        await driver.until(lambda: "There is no file nowhere.mp4" in driver.text)
        await driver.press("escape")
        assert "nowhere" not in driver.text
        assert len(rows(driver)) == 3


async def test_hearings_of_one_title_show_their_handle_and_are_found_by_it(
    program: StartProgram, library_path: Path
) -> None:
    with Library(library_path) as library:
        for number in (7, 8):
            hearing = Hearing(f"H{number}", "Trees", NOW, date=date(2026, 1, number))
            url = f"/recordings/{number}.mp4"
            recording = Recording(f"R{number}", hearing.id, "local_file", url, url)
            library.hearings.save(hearing, [recording])
    async with program(None) as driver:
        await driver.until(lambda: "Trees  /recordings/7.mp4" in driver.text)
        assert "Trees  /recordings/8.mp4" in driver.text
        await driver.type("h7")
        await driver.until(lambda: "8.mp4" not in driver.text)
        assert "7.mp4" in driver.text


async def test_a_very_small_window_shows_the_titles_of_hearings(program: StartProgram) -> None:
    async with program(None, size=(20, 5)) as driver:
        await driver.until(lambda: "▌Committee on" in driver.text)
