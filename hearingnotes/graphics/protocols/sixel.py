"""Sixel: bands of six rows of pixels, each with a line for each of its colours.

A whole line is computed at a time, as an integer with a byte for each pixel.
"""

import re
from collections.abc import Iterator
from functools import cache

from hearingnotes.graphics.images import in_few_colours
from hearingnotes.graphics.protocol import GraphicsProtocol, Size
from hearingnotes.model.frame import Frame

COLOURS = 64
BAND = 6
# A frame of this size takes a tenth of a second, which keys can wait; twice the size does not.
MOST_PIXELS = 640_000
_FIRST_SIGN = 63
_SIGNS = bytes(min(255, level + _FIRST_SIGN) for level in range(256))
# Runs of no pixel or all six. Runs of any sign take half as long again, and save a hundredth.
_RUN = re.compile(rb"\?{4,}|~{4,}")


def encode(frame: Frame, _cells: Size) -> str:
    """Encode the frame, one pixel of the terminal each; pixels of no colour change nothing."""
    image = in_few_colours(frame, COLOURS)
    palette, numbers = image.getpalette() or [], image.tobytes()
    named = "".join(
        f"#{number};2;{_percent(palette[3 * number : 3 * number + 3])}"
        for number in sorted({*numbers})
    )
    bands = b"-".join(_bands(numbers, frame.width)).decode("ascii")
    return f'\x1bP0;1;0q"1;1;{frame.width};{frame.height}{named}{bands}\x1b\\'


def _percent(levels: list[int]) -> str:
    return ";".join(str(round(level * 100 / 255)) for level in levels)


def _bands(numbers: bytes, width: int) -> Iterator[bytes]:
    for at in range(0, len(numbers), BAND * width):
        band = numbers[at : at + BAND * width]
        lines = (b"#%d%s" % (colour, _line(band, width, colour)) for colour in sorted({*band}))
        yield b"$".join(lines)


def _line(band: bytes, width: int, colour: int) -> bytes:
    """Return the sixels of a colour: bit n of each says whether row n has it there."""
    has = band.translate(_only(colour))
    sixels = 0
    for row in range(len(band) // width):
        sixels |= int.from_bytes(has[row * width : (row + 1) * width]) << row
    signs = sixels.to_bytes(width).translate(_SIGNS).rstrip(b"?")
    return _RUN.sub(_shorter, signs)


def _shorter(run: re.Match[bytes]) -> bytes:
    return b"!%d%s" % (len(run[0]), run[0][:1])


@cache
def _only(colour: int) -> bytes:
    return bytes(int(level == colour) for level in range(256))


PROTOCOL = GraphicsProtocol(
    "sixel",
    encode,
    terms=("foot", "foot-extra", "mlterm", "mlterm-256color"),
    most_pixels=MOST_PIXELS,
)
