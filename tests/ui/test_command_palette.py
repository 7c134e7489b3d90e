"""The palette of commands: keys that come before it is there do nothing, and each thing is in it
once."""

from itertools import permutations

import pytest
from textual.command import CommandInput, CommandList, CommandPalette

from tests.ui.conftest import Hands, StartProgram

MOVES = ("pagedown", "pageup", "home", "end", "down", "up")


def is_open(hands: Hands) -> bool:
    return isinstance(hands.app.screen, CommandPalette)


async def close(hands: Hands) -> None:
    """Press Esc until the hearing is there again."""

    def is_ready() -> bool:
        return not is_open(hands) or bool(hands.app.screen.query(CommandInput))

    while is_open(hands):
        await hands.until(is_ready, "the palette")
        await hands.burst("escape")


@pytest.mark.parametrize("first", MOVES)
async def test_keys_right_after_the_palette_key_do_no_harm(
    program: StartProgram, first: str
) -> None:
    async with program() as hands:
        for second in (*MOVES, "escape", "a", "backspace", "ctrl+p", "ctrl+home", "ctrl+end"):
            await hands.burst("ctrl+p", first, second, first)
            await close(hands)
        assert hands.app.screen is hands.screen
        await hands.burst("ctrl+p")
        await hands.until(lambda: "All keys" in hands.text, "the commands")
        await hands.burst(first, "escape")
        await hands.until(lambda: not is_open(hands), "the hearing")
        await hands.note("goes on")


@pytest.mark.parametrize("keys", [*permutations(("pagedown", "down", "escape", "x"))])
async def test_keys_of_the_palette_do_no_harm_in_any_order(
    program: StartProgram, keys: tuple[str, ...]
) -> None:
    async with program() as hands:
        await hands.burst("ctrl+p", *keys)
        await hands.burst("escape", "ctrl+p", *keys)
        assert hands.app.is_running


async def test_pages_of_the_palette_are_turned_once_it_is_drawn(program: StartProgram) -> None:
    async with program() as hands:
        await hands.burst("ctrl+p")
        await hands.until(lambda: "All keys" in hands.text or is_open(hands), "the palette")
        commands = hands.app.screen.query_one(CommandList)
        await hands.until(lambda: commands.highlighted == 0 and commands.size.height, "a command")
        await hands.burst("pagedown")
        await hands.until(lambda: commands.highlighted, "another command")


@pytest.mark.parametrize(
    ("keys", "leaves"), [("", "Leave the program"), ("n", "Leave; what is typed is kept")]
)
async def test_each_command_is_in_the_palette_once(
    program: StartProgram, keys: str, leaves: str
) -> None:
    async with program() as hands:
        await hands.press(*keys)
        known = [each.title for each in hands.app.get_system_commands(hands.app.screen)]
        assert leaves in known
        assert "Quit" not in known
        assert len(set(known)) == len(known)


async def test_the_palette_ends_the_program_from_the_list_of_hearings(
    program: StartProgram,
) -> None:
    async with program(None) as hands:
        await hands.press("ctrl+p")
        await hands.type("leave")
        await hands.until(lambda: "Leave the program" in hands.text, "the command")
        await hands.press("enter")
        await hands.until(lambda: hands.app.is_leaving, "the end")
