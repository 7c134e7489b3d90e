"""The picture in pixels, as the program writes it into a terminal that knows them."""

import fcntl
import os
import signal
import struct
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.terminal import Terminal, running
from tests.graphics.decoding import iterm_picture, kitty_picture, sixel_picture
from tests.media_files import make_halves

COLUMNS, ROWS = 120, 40
CELL = (10, 21)
ENTERS, LEAVES = "\x1b[?1049h", "\x1b[?1049l"
Decode = Callable[[str], Image.Image]
TERMINALS: dict[str, tuple[dict[str, str], Decode]] = {
    "kitty": ({"TERM": "xterm-kitty"}, lambda text: kitty_picture(text)[1]),
    "iterm": ({"TERM_PROGRAM": "WezTerm"}, lambda text: iterm_picture(text)[1]),
    "sixel": ({"TERM": "foot"}, sixel_picture),
}
ENDS = {"kitty": "\x1b[?2026l", "iterm": "\x07\x1b8", "sixel": "\x1b\\\x1b8"}


def set_size(terminal: Terminal) -> None:
    size = struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * CELL[0], ROWS * CELL[1])
    fcntl.ioctl(terminal.child.child_fd, termios.TIOCSWINSZ, size)


@contextmanager
def showing(protocol: str, home: Path) -> Iterator[Terminal]:
    """The program in such a terminal, with the first picture sent."""
    video = make_halves(home / "hearing.mp4", 60)
    environment, _ = TERMINALS[protocol]
    with running(
        str(video), "--picture", home=home, columns=COLUMNS, rows=ROWS, environment=environment
    ) as terminal:
        set_size(terminal)
        terminal.wait(lambda: ENDS[protocol].encode() in terminal.written, "a picture")
        yield terminal


def is_stopped(terminal: Terminal) -> bool:
    pid = terminal.child.pid
    assert pid is not None
    return os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None


@pytest.mark.parametrize("protocol", TERMINALS)
def test_a_terminal_that_knows_pixels_is_sent_the_picture(tmp_path: Path, protocol: str) -> None:
    _, decode = TERMINALS[protocol]
    with showing(protocol, tmp_path) as terminal:
        text = terminal.written.decode()
        picture = decode(text[: text.rindex(ENDS[protocol]) + len(ENDS[protocol])])
        assert picture.width / picture.height == pytest.approx(16 / 9, rel=0.1)
        left, right = (picture.getpixel((x * picture.width // 4, 20)) for x in (1, 3))
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        assert (left[0] > 240, left[2] > 240) == (True, False)
        assert (right[0] > 240, right[2] > 240) == (False, True)
        terminal.press("q")
        terminal.end()
        written = terminal.written.decode()
        assert ("a=d,d=I" in written[: written.rindex(LEAVES)]) == (protocol == "kitty")


@pytest.mark.parametrize("protocol", TERMINALS)
def test_a_program_stopped_and_resumed_shows_the_picture_again(
    tmp_path: Path, protocol: str
) -> None:
    with showing(protocol, tmp_path) as terminal:
        terminal.press("space")
        terminal.wait_for("paused")
        terminal.kill(signal.SIGTSTP)
        terminal.wait(lambda: is_stopped(terminal), "a stop")
        terminal.read()
        before = len(terminal.written)
        terminal.kill(signal.SIGCONT)
        terminal.wait(lambda: ENDS[protocol].encode() in terminal.written[before:], "a picture")
        assert ENTERS in terminal.written[before:].decode()
        terminal.press("q")
        terminal.end()


def test_a_terminal_of_unknown_size_gets_half_blocks(tmp_path: Path) -> None:
    video = make_halves(tmp_path / "hearing.mp4", 60)
    with running(
        str(video), "--picture", home=tmp_path, columns=COLUMNS, rows=ROWS,
        environment={"TERM": "xterm-kitty"},
    ) as terminal:  # fmt: skip
        terminal.wait_for("▀")
        assert b"\x1b_G" not in terminal.written
