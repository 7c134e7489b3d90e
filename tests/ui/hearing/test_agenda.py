"""The items of the agenda, stamped by a key when the chair calls them."""

from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import open_reference
from tests.ui.conftest import Hands, StartProgram

AGENDA = ("Item 1: Resolution 41", "Item 2: Hours", "Adjournment")


@pytest.fixture
def agenda(tone: Path, library_path: Path) -> None:
    """The hearing has an agenda already."""
    from dataclasses import replace

    with Library(library_path) as library:
        opening = open_reference(library, str(tone))
        library.hearings.save(replace(opening.hearing, agenda=AGENDA), opening.recordings)


def texts(hands: Hands) -> list[str]:
    return [note.text for note in hands.on_disk()]


async def test_the_agenda_key_stamps_the_next_item(program: StartProgram, agenda: None) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("i")
        await hands.saved(1)
        assert "“Item 1: Resolution 41” is stamped" in hands.says
        await hands.press("i")
        await hands.saved(2)
        assert texts(hands) == ["# Item 1: Resolution 41", "# Item 2: Hours"]
        assert all(note.moment.position_s is not None for note in hands.on_disk())
        await hands.press("u")
        await hands.saved(1)
        await hands.press("i")
        await hands.saved(2)
        assert texts(hands)[-1] == "# Item 2: Hours"


async def test_an_agenda_item_out_of_order_is_selected(program: StartProgram, agenda: None) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("I")
        await hands.until(lambda: "Which item is called?" in hands.text)
        captured_s = hands.screen.session.second_s() or 0.0
        await hands.press("end", "enter")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert note.text == "# Adjournment"
        assert abs((note.moment.position_s or 0.0) - captured_s) < 2
        await hands.press("I")
        await hands.until(lambda: "Which item is called?" in hands.text)
        assert "✓ Adjournment" in hands.text.partition("Which item")[2]
        await hands.press("escape")
        await hands.until(lambda: hands.screen.is_current)
        await hands.saved(1)
        await hands.press("I")
        await hands.until(lambda: "Which item is called?" in hands.text)
        await hands.press("end", "enter")
        await hands.saved(2)
        assert texts(hands) == ["# Adjournment", "# Adjournment"]


async def test_a_section_is_typed_once_the_agenda_is_stamped(
    program: StartProgram, agenda: None
) -> None:
    async with program() as hands:
        await hands.playback()
        for number in (1, 2, 3):
            await hands.press("i")
            await hands.saved(number)
        await hands.press("i")
        assert "all of the agenda is stamped; type a section, or Esc" in hands.text
        await hands.type("Closing\r")
        await hands.saved(4)
        assert texts(hands)[-1] == "# Closing"


async def test_a_section_is_typed_without_an_agenda(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("i")
        await hands.type("Roll call\r")
        await hands.saved(1)
        assert texts(hands) == ["# Roll call"]
        await hands.press("i", "escape")
        await hands.saved(1)


async def test_an_agenda_loaded_meanwhile_is_used(program: StartProgram) -> None:
    from dataclasses import replace

    async with program() as hands:
        await hands.playback()
        await hands.note("first")
        with Library(hands._library_path) as library:
            (stored,) = library.hearings.all()
            library.hearings.save(replace(stored.hearing, agenda=AGENDA), ())
        await hands.until(lambda: hands.screen.session.hearing.agenda == AGENDA, "the agenda")
        await hands.press("i")
        await hands.saved(2)
        assert texts(hands)[-1] == "# Item 1: Resolution 41"
