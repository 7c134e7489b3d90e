"""The real program in a pseudo-terminal: keys go in, a screen comes out."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
WAIT_S = 40.0
KEYS = {
    "enter": "\r", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "space": " ", "tab": "\t", "backspace": "\x7f",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip


class Terminal:
    """A program, its keyboard and its screen."""

    def __init__(self, child: pexpect.spawn[Any], columns: int, rows: int) -> None:
        self.child = child
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program has drawn, waiting so long at most for the first of it."""
        try:
            drawn = self.child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            return
        self.written += drawn
        self._stream.feed(drawn)

    @property
    def lines(self) -> list[str]:
        """The screen's lines, without trailing blanks."""
        return [line.rstrip() for line in self.rows]

    @property
    def rows(self) -> list[str]:
        """The screen's lines in full; pyte's own `display` fails on half of a wide letter."""
        across, cells = range(self.screen.columns), self.screen.buffer
        return ["".join(cells[y][x].data for x in across) for y in range(self.screen.lines)]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    def press(self, *keys: str) -> None:
        """Press keys by their names; anything else is typed as it is."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def mouse(self, code: int, x: int, y: int, *, is_released: bool = False) -> None:
        """What a terminal sends of its mouse: 0 the left button, 32 while it is moved with that,
        64 and 65 the wheel up and down.
        """
        self.child.send(f"\x1b[<{code};{x + 1};{y + 1}{'m' if is_released else 'M'}")

    def click(self, text: str, times: int = 1) -> None:
        """Click where this is first seen."""
        for _ in range(times):
            self.mouse(0, *self.place_of(text))
            self.mouse(0, *self.place_of(text), is_released=True)

    def place_of(self, text: str) -> tuple[int, int]:
        """The cell in which this is first seen."""
        return next((line.index(text), y) for y, line in enumerate(self.lines) if text in line)

    def wait(self, holds: Callable[[], bool], what: str = "") -> None:
        """Read until something holds; fails with the screen as it is then."""
        deadline = time.monotonic() + WAIT_S
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"waited in vain for {what or holds}; the screen:\n{self.text}"
                )
            if not self.child.isalive() and not holds():
                self.read()
                if not holds():
                    raise AssertionError(f"the program ended, waiting for {what}:\n{self.text}")
            self.read()

    def wait_for(self, *texts: str) -> None:
        """Read until all the texts are on the screen."""
        self.wait(lambda: all(text in self.text for text in texts), " and ".join(texts))

    def wait_gone(self, text: str) -> None:
        """Read until the text is no longer on the screen."""
        self.wait(lambda: text not in self.text, f"{text} to go")

    def kill(self, number: signal.Signals) -> None:
        """End the program by a signal."""
        assert self.child.pid is not None
        os.kill(self.child.pid, number)

    def end(self, limit_s: float = WAIT_S) -> int:
        """Read to the program's end; its exit code."""
        deadline = time.monotonic() + limit_s
        while self.child.isalive():
            self.read()
            if time.monotonic() > deadline:
                raise AssertionError(f"the program does not end; the screen:\n{self.text}")
        self.read()
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)


@contextmanager
def running(
    *arguments: str,
    home: Path,
    columns: int = 80,
    rows: int = 24,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """`hearingnotes` with these arguments, in a terminal, with a home folder of its own."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "hearingnotes", *arguments],
        env=environment_for(home, environment),
        dimensions=(rows, columns),
        cwd=str(ROOT),
        timeout=WAIT_S,
    )
    child.delaybeforesend = None
    terminal = Terminal(child, columns, rows)
    try:
        yield terminal
    finally:
        end_by_force(child)


def end_by_force(child: pexpect.spawn[Any]) -> None:
    """End a program that may go on for ever."""
    try:
        child.close(force=True)
    except pexpect.ExceptionPexpect:
        child.wait()  # a busy machine takes its time to end what is killed


def environment_for(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which nothing of this machine's person is touched."""
    stored = {
        name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ
    }
    return {
        **stored,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "America/New_York",
        **(more or {}),
    }
