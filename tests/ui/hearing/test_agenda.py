"""The items of the agenda, stamped by a key when the chair calls them."""

from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import open_reference
from tests.ui.conftest import AppDriver, StartProgram

AGENDA = ("Item 1: Resolution 41", "Item 2: Hours", "Adjournment")


@pytest.fixture
def agenda(tone: Path, library_path: Path) -> None:
    """The hearing has an agenda already."""
    from dataclasses import replace

    with Library(library_path) as library:
        opening = open_reference(library, str(tone))
        library.hearings.save(replace(opening.hearing, agenda=AGENDA), opening.recordings)


def texts(driver: AppDriver) -> list[str]:
    return [note.text for note in driver.on_disk()]


async def test_the_agenda_key_stamps_the_next_item(program: StartProgram, agenda: None) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("i")
        await driver.saved(1)
        assert "“Item 1: Resolution 41” is stamped" in driver.says
        await driver.press("i")
        await driver.saved(2)
        assert texts(driver) == ["# Item 1: Resolution 41", "# Item 2: Hours"]
        assert all(note.moment.position_s is not None for note in driver.on_disk())
        await driver.press("u")
        await driver.saved(1)
        await driver.press("i")
        await driver.saved(2)
        assert texts(driver)[-1] == "# Item 2: Hours"


async def test_an_agenda_item_out_of_order_is_selected(program: StartProgram, agenda: None) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("I")
        await driver.until(lambda: "Which item is called?" in driver.text)
        captured_s = driver.screen.session.second_s() or 0.0
        await driver.press("end", "enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert note.text == "# Adjournment"
        assert abs((note.moment.position_s or 0.0) - captured_s) < 2
        await driver.press("I")
        await driver.until(lambda: "Which item is called?" in driver.text)
        assert "✓ Adjournment" in driver.text.partition("Which item")[2]
        await driver.press("escape")
        await driver.until(lambda: driver.screen.is_current)
        await driver.saved(1)
        await driver.press("I")
        await driver.until(lambda: "Which item is called?" in driver.text)
        await driver.press("end", "enter")
        await driver.saved(2)
        assert texts(driver) == ["# Adjournment", "# Adjournment"]


async def test_a_section_is_typed_once_the_agenda_is_stamped(
    program: StartProgram, agenda: None
) -> None:
    async with program() as driver:
        await driver.playback()
        for number in (1, 2, 3):
            await driver.press("i")
            await driver.saved(number)
        await driver.press("i")
        assert "all of the agenda is stamped; type a section, or Esc" in driver.text
        await driver.type("Closing\r")
        await driver.saved(4)
        assert texts(driver)[-1] == "# Closing"


async def test_a_section_is_typed_without_an_agenda(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("i")
        await driver.type("Roll call\r")
        await driver.saved(1)
        assert texts(driver) == ["# Roll call"]
        await driver.press("i", "escape")
        await driver.saved(1)


async def test_an_agenda_loaded_meanwhile_is_used(program: StartProgram) -> None:
    from dataclasses import replace

    async with program() as driver:
        await driver.playback()
        await driver.note("first")
        with Library(driver._library_path) as library:
            (stored,) = library.hearings.all()
            library.hearings.save(replace(stored.hearing, agenda=AGENDA), ())
        await driver.until(lambda: driver.screen.session.hearing.agenda == AGENDA, "the agenda")
        await driver.press("i")
        await driver.saved(2)
        assert texts(driver)[-1] == "# Item 1: Resolution 41"
