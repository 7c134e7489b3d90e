"""The graphics protocol of kitty, which ghostty supports too.

The picture is seen where placeholders stand: text, which moves and is covered like any other. Each
frame is sent under the same number, and the placeholders stay as they are.
"""

import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from functools import cache

from hearingnotes.graphics.images import in_256_colours, png
from hearingnotes.graphics.protocol import GraphicsProtocol, Size
from hearingnotes.model.frame import Frame

IMAGE = 72
"""The picture's number, which is also the colour of its placeholders: one of 256."""
CHUNK = 4096
PLACEHOLDER = "\U0010eeee"
EFFORT = 3
_QUIETLY = "q=2"
_AT_ONCE, _DONE = "\x1b[?2026h", "\x1b[?2026l"
_ABOVE = 230


def encode(frame: Frame, cells: Size) -> str:
    """Encode a frame that replaces the picture at once, when all of it has arrived."""
    file = b64encode(png(in_256_colours(frame), effort=EFFORT)).decode()
    return f"{_AT_ONCE}{''.join(_commands(file, cells))}{_DONE}"


def _commands(file: str, cells: Size) -> Iterator[str]:
    keys = f"a=T,U=1,f=100,i={IMAGE},p=1,c={cells[0]},r={cells[1]},"
    for at in range(0, len(file), CHUNK):
        has_more = int(at + CHUNK < len(file))
        yield f"\x1b_G{keys}{_QUIETLY},m={has_more};{file[at : at + CHUNK]}\x1b\\"
        keys = ""


def cell(column: int, row: int) -> str:
    """Return the placeholder for this part of the picture."""
    marks = _marks()
    return f"{PLACEHOLDER}{marks[row]}{marks[column]}"


@cache
def _marks() -> str:
    """Return kitty's numerals from 0 on: combining marks above that are never part of a letter.

    Kitty's table has more, and lacks what Unicode has added since; up to here nothing was added.
    """
    in_letters = {
        part
        for code in range(0xA0, 0x2000)
        for part in unicodedata.decomposition(chr(code)).split()
    }
    return "".join(
        chr(code)
        for code in range(0x300, 0x700)
        if unicodedata.combining(chr(code)) == _ABOVE
        and not unicodedata.decomposition(chr(code))
        and f"{code:04X}" not in in_letters
    )


PROTOCOL = GraphicsProtocol(
    "kitty",
    encode,
    terms=("xterm-kitty", "xterm-ghostty"),
    signs={"KITTY_WINDOW_ID": "", "TERM_PROGRAM": "ghostty$"},
    most_width=480,
    most_cells=80,
    cell=cell,
    cell_colour=IMAGE,
    away=f"\x1b_Ga=d,d=I,i={IMAGE},{_QUIETLY}\x1b\\",
)
