"""When a program has painted what, seen from the other end of its terminal."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any

import pexpect

from tests.benchmarks.material import Material
from tests.e2e.terminal import ROOT, WAIT_S, environment_for

ROWS, COLUMNS = 24, 80
LEAVE = "\x11"  # ctrl+q, in ours and in every Textual app
_ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]][^\x07\x1b]*(?:\x07|\x1b\\)|[ -Z=>\\])")


class Program:
    """A Python program in a terminal, usually of 80x24. What it draws is looked at raw: a
    terminal's own work is not measured."""

    def __init__(
        self,
        material: Material,
        *words: str,
        size: tuple[int, int] = (ROWS, COLUMNS),
        cell_size: tuple[int, int] = (0, 0),
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """`words` is what follows `python`. The terminal tells that a cell has so many pixels
        across and down, and of what kind it is by variables of the environment.
        """
        self._drawn = b""
        self._home = material.new_home()
        environment = environment_for(self._home, variables)
        self._pressed_at = self._read_at = perf_counter()
        self._child: pexpect.spawn[Any] = pexpect.spawn(
            sys.executable,
            [*words],
            env=environment,
            dimensions=size,
            cwd=str(ROOT),
        )
        self._child.delaybeforesend = None
        pixels = size[1] * cell_size[0], size[0] * cell_size[1]
        fcntl.ioctl(self._child.child_fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, *pixels))

    @property
    def pid(self) -> int:
        """Its process."""
        return int(self._child.pid or 0)

    @property
    def written(self) -> str:
        """What it has drawn since the latest key, and what it has put into its log."""
        logs = (path.read_text(errors="replace") for path in self._home.rglob("*.log"))
        return "\n".join((self._drawn.decode(errors="replace"), *logs))

    def press(self, key: str) -> None:
        """Send a key; what was drawn before it no longer counts."""
        self.rest(0)
        self._drawn = b""
        self._pressed_at = perf_counter()
        self._child.send(key)

    def painted(self, *texts: str) -> float:
        """Seconds from the start, or the latest key, until all these texts have been drawn."""
        wanted = [text.encode() for text in texts]
        while not all(text in _ESCAPE.sub(b"", self._drawn) for text in wanted):
            if not self._read(WAIT_S):
                raise TimeoutError(f"{texts} was never drawn, but {self._drawn!r}")
        return self._read_at - self._pressed_at

    def rest(self, seconds: float) -> None:
        """Take in what it draws for so long."""
        until = perf_counter() + seconds
        while self._read(max(0.0, until - perf_counter())):
            pass

    def drawn_in(self, seconds: float) -> int:
        """How many bytes it draws in so long."""
        before = len(self._drawn)
        self.rest(seconds)
        return len(self._drawn) - before

    def _read(self, wait_s: float) -> bool:
        ready, _, _ = select.select([self._child.child_fd], [], [], wait_s)
        if not ready:
            return False
        try:
            self._drawn += os.read(self._child.child_fd, 1 << 16)
        except OSError:  # the program has closed its end
            return False
        self._read_at = perf_counter()
        return True

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave it as a person would, so that it closes its library."""
        if kind is None:
            self.press(LEAVE)
            self.rest(WAIT_S)
        self._child.close(force=True)


def ours(
    material: Material,
    library: Path | None = None,
    *options: str,
    words: tuple[str, ...] = (),
    size: tuple[int, int] = (ROWS, COLUMNS),
) -> Program:
    """The program on a recording; without a library, one that has never run before.

    `options` are Python's, `words` its own.
    """
    named = ["--library", str(library)] if library else []
    said = [*named, str(material.tone()), *words, "--mpv", "ao=null"]
    return Program(material, *options, "-m", "hearingnotes", *said, size=size)


def empty(material: Material, *options: str) -> Program:
    """The least that Textual can do."""
    return Program(material, *options, "-m", "tests.benchmarks.empty_app")


OURS_PAINTED = (" notes ", "Watching", " quit ")
"""What is drawn when the first screen of ours is whole; the footer comes last."""
EMPTY_PAINTED = ("EmptyApp", " palette")
