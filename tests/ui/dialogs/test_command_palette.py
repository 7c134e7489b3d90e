"""The palette of commands: keys that come before it is there do nothing, and each thing is in it
once."""

from itertools import permutations

import pytest
from textual.command import CommandInput, CommandList, CommandPalette

from tests.ui.conftest import AppDriver, StartProgram

MOVES = ("pagedown", "pageup", "home", "end", "down", "up")


def is_open(driver: AppDriver) -> bool:
    return isinstance(driver.app.screen, CommandPalette)


async def close(driver: AppDriver) -> None:
    """Press Esc until the hearing is there again."""

    def is_ready() -> bool:
        return not is_open(driver) or bool(driver.app.screen.query(CommandInput))

    while is_open(driver):
        await driver.until(is_ready, "the palette")
        await driver.burst("escape")


@pytest.mark.parametrize("first", MOVES)
async def test_keys_right_after_the_palette_key_do_no_harm(
    program: StartProgram, first: str
) -> None:
    async with program() as driver:
        for second in (*MOVES, "escape", "a", "backspace", "ctrl+p", "ctrl+home", "ctrl+end"):
            await driver.burst("ctrl+p", first, second, first)
            await close(driver)
        assert driver.app.screen is driver.screen
        await driver.burst("ctrl+p")
        await driver.until(lambda: "All keys" in driver.text, "the commands")
        await driver.burst(first, "escape")
        await driver.until(lambda: not is_open(driver), "the hearing")
        await driver.note("goes on")


@pytest.mark.parametrize("keys", [*permutations(("pagedown", "down", "escape", "x"))])
async def test_keys_of_the_palette_do_no_harm_in_any_order(
    program: StartProgram, keys: tuple[str, ...]
) -> None:
    async with program() as driver:
        await driver.burst("ctrl+p", *keys)
        await driver.burst("escape", "ctrl+p", *keys)
        assert driver.app.is_running


async def test_pages_of_the_palette_are_turned_once_it_is_drawn(program: StartProgram) -> None:
    async with program() as driver:
        await driver.burst("ctrl+p")
        await driver.until(lambda: "All keys" in driver.text or is_open(driver), "the palette")
        commands = driver.app.screen.query_one(CommandList)
        await driver.until(lambda: commands.highlighted == 0 and commands.size.height, "a command")
        await driver.burst("pagedown")
        await driver.until(lambda: commands.highlighted, "another command")


@pytest.mark.parametrize(
    ("keys", "leaves"), [("", "Leave the program"), ("n", "Leave; what is typed is kept")]
)
async def test_each_command_is_in_the_palette_once(
    program: StartProgram, keys: str, leaves: str
) -> None:
    async with program() as driver:
        await driver.press(*keys)
        known = [each.title for each in driver.app.get_system_commands(driver.app.screen)]
        assert leaves in known
        assert "Quit" not in known
        assert len(set(known)) == len(known)


async def test_the_palette_ends_the_program_from_the_list_of_hearings(
    program: StartProgram,
) -> None:
    async with program(None) as driver:
        await driver.press("ctrl+p")
        await driver.type("leave")
        await driver.until(lambda: "Leave the program" in driver.text, "the command")
        await driver.press("enter")
        await driver.until(lambda: driver.app.is_leaving, "the end")
