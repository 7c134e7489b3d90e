"""What is kept of a screen: a file of text with a section for each size and for the colours.

With `HEARINGNOTES_WRITE_GOLDEN` set, what is drawn is written in place of being compared.
"""

import asyncio
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

FOLDER = Path(__file__).parent / "kept"
WAIT_S = 30.0
STILL_TIMES = 15
_TITLE = re.compile(r"^=== (.+?) =+\n", re.MULTILINE)
_TITLE_CELLS = 80

Pause = Callable[[float], Awaitable[None]]


class Kept:
    """The file of one screen."""

    def __init__(self, name: str) -> None:
        self._path = FOLDER / f"{name}.txt"

    async def compare(self, title: str, draw: Callable[[], str], pause: Pause) -> None:
        """What is drawn comes to be as this section says, within a moment."""
        if os.environ.get("HEARINGNOTES_WRITE_GOLDEN"):
            self._write(title, await _at_rest(draw, pause))
        expected = self._sections().get(title, "")
        drawn = await _come_to(expected, draw, pause)
        assert drawn.splitlines() == expected.splitlines(), f"{self._path.name}, {title}"

    def _sections(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        parts = _TITLE.split(self._path.read_text(encoding="utf-8"))[1:]
        return dict(zip(parts[::2], parts[1::2], strict=True))

    def _write(self, title: str, text: str) -> None:
        sections = {**self._sections(), title: text}
        parts = (f"{f'=== {title} ':=<{_TITLE_CELLS}}\n{text}" for title, text in sections.items())
        self._path.write_text("".join(parts), encoding="utf-8", newline="\n")


async def compare_picture(name: str, draw: Callable[[], str], pause: Pause) -> None:
    """What is drawn comes to be the kept picture."""
    path = FOLDER / f"{name}.svg"
    if os.environ.get("HEARINGNOTES_WRITE_GOLDEN"):
        path.write_text(await _at_rest(draw, pause), encoding="utf-8", newline="\n")
    expected = path.read_text(encoding="utf-8")
    drawn = await _come_to(expected, draw, pause)
    assert drawn.splitlines() == expected.splitlines(), path.name


async def _come_to(expected: str, draw: Callable[[], str], pause: Pause) -> str:
    """What is drawn once it is as expected; what is drawn at last, where it never is."""
    loop = asyncio.get_running_loop()
    until_s = loop.time() + WAIT_S
    while (drawn := draw()) != expected and loop.time() < until_s:
        await pause(0.01)
    return drawn


async def _at_rest(draw: Callable[[], str], pause: Pause) -> str:
    """What is drawn when it has not changed for a while."""
    drawn, still = draw(), 0
    while still < STILL_TIMES:
        await pause(0.02)
        before, drawn = drawn, draw()
        still = still + 1 if drawn == before else 0
    return drawn
