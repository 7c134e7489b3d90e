"""The picture in pixels, as the program writes it into a terminal that knows them."""

import fcntl
import struct
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.terminal import running
from tests.media_files import make_halves
from tests.pixels.decoding import iterm_picture, kitty_picture, sixel_picture

COLUMNS, ROWS = 120, 40
CELL = (10, 21)
LEAVES = "\x1b[?1049l"
Decode = Callable[[str], Image.Image]
TERMINALS: dict[str, tuple[dict[str, str], Decode]] = {
    "kitty": ({"TERM": "xterm-kitty"}, lambda text: kitty_picture(text)[1]),
    "iterm": ({"TERM_PROGRAM": "WezTerm"}, lambda text: iterm_picture(text)[1]),
    "sixel": ({"TERM": "foot"}, sixel_picture),
}
ENDS = {"kitty": "\x1b[?2026l", "iterm": "\x07\x1b8", "sixel": "\x1b\\\x1b8"}


@pytest.mark.parametrize("form", TERMINALS)
def test_a_terminal_that_knows_pixels_is_sent_some(tmp_path: Path, form: str) -> None:
    environment, decode = TERMINALS[form]
    video = make_halves(tmp_path / "hearing.mp4", 60)
    with running(
        str(video), "--picture", home=tmp_path, columns=COLUMNS, rows=ROWS, environment=environment
    ) as terminal:
        size = struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * CELL[0], ROWS * CELL[1])
        fcntl.ioctl(terminal.child.child_fd, termios.TIOCSWINSZ, size)
        terminal.wait(lambda: ENDS[form].encode() in terminal.written, "a picture")
        text = terminal.written.decode()
        picture = decode(text[: text.rindex(ENDS[form]) + len(ENDS[form])])
        assert picture.width / picture.height == pytest.approx(16 / 9, rel=0.1)
        left, right = (picture.getpixel((x * picture.width // 4, 20)) for x in (1, 3))
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        assert (left[0] > 240, left[2] > 240) == (True, False)
        assert (right[0] > 240, right[2] > 240) == (False, True)
        terminal.press("q")
        terminal.end()
        written = terminal.written.decode()
        assert ("a=d,d=I" in written[: written.rindex(LEAVES)]) == (form == "kitty")


def test_where_the_terminal_does_not_tell_its_size_there_are_half_blocks(tmp_path: Path) -> None:
    video = make_halves(tmp_path / "hearing.mp4", 60)
    with running(
        str(video), "--picture", home=tmp_path, columns=COLUMNS, rows=ROWS,
        environment={"TERM": "xterm-kitty"},
    ) as terminal:  # fmt: skip
        terminal.wait_for("▀")
        assert b"\x1b_G" not in terminal.written
