"""The picture of the recording, two pixels a cell: a half block in the colours of both."""

from collections.abc import Iterator
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.model.frame import Frame

FORM = (16, 9)
SHADES = " .:-=+*#%@"
_BYTES = 3
# Fewer colours: the noise of the camera is not worth a cell that is drawn anew.
_COARSE = bytes(level & 0xF8 | 4 for level in range(256))


class Picture(Widget, can_focus=False):
    """Shows the frames that it is given; draws anew only the lines in which they differ."""

    class Resized(Message):
        """There is room for so many pixels now."""

        def __init__(self, width: int, height: int) -> None:
            super().__init__()
            self.size = width, height

    def __init__(self) -> None:
        super().__init__(id="picture")
        self._rows: list[tuple[bytes, bytes]] = []
        self._strips: dict[int, Strip] = {}

    def show(self, frame: Frame) -> None:
        """This is what is to be seen now."""
        if (frame.width, frame.height) != (self.size.width, 2 * self.size.height):
            return  # of a size that it had before
        rows = _rows(frame)
        for y, row in enumerate(rows):
            if y >= len(self._rows) or row != self._rows[y]:
                self._strips.pop(y, None)
                self.refresh(Region(0, y, self.size.width, 1))
        self._rows = rows

    def fit(self, room: Size, form: tuple[int, int]) -> None:
        """Fill as much of the room as a picture of this form (width, height) can."""
        self.styles.width, self.styles.height = filling(room, form)

    def on_resize(self) -> None:
        """Another size wants another frame."""
        self._rows, self._strips = [], {}
        self.post_message(self.Resized(self.size.width, 2 * self.size.height))

    @property
    def _has_colours(self) -> bool:
        system = self.app.console.color_system
        return not self.app.no_color and system not in {None, "standard", "windows"}

    def notify_style_update(self) -> None:
        """Another theme has another background."""
        super().notify_style_update()
        self._strips = {}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the window, past Textual's filters: they would look at each cell's colours, and
        the whole screen is drawn anew with each note.
        """
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """Two rows of pixels."""
        if y not in self._strips:
            self._strips[y] = self._strip(y)
        return self._strips[y]

    def _strip(self, y: int) -> Strip:
        width = self.size.width
        if y >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        upper, lower = self._rows[y]
        if not self._has_colours:
            style = None if self.app.no_color else self.rich_style
            return Strip([Segment(_shaded(upper, lower), style)], width)
        return Strip(list(_cells(upper, lower)), width)


def filling(room: Size, form: tuple[int, int]) -> Size:
    """The largest picture of this form that the room has cells for."""
    cells = min(room.width, round(2 * room.height * form[0] / form[1]))
    return Size(cells, max(1, min(room.height, round(cells * form[1] / form[0] / 2))))


def _rows(frame: Frame) -> list[tuple[bytes, bytes]]:
    pixels, length = frame.pixels.translate(_COARSE), frame.width * _BYTES
    rows = [pixels[at : at + length] for at in range(0, len(pixels), length)]
    return list(zip(rows[::2], rows[1::2], strict=True))


def _cells(upper: bytes, lower: bytes) -> Iterator[Segment]:
    for at in range(0, len(upper), _BYTES):
        yield _cell(upper[at : at + _BYTES], lower[at : at + _BYTES])


@lru_cache(maxsize=1 << 14)
def _cell(upper: bytes, lower: bytes) -> Segment:
    return Segment("▀", Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower)))


def _shaded(upper: bytes, lower: bytes) -> str:
    """Where there are no colours, or too few: the denser a sign, the brighter."""
    levels = (
        sum(upper[at : at + _BYTES]) + sum(lower[at : at + _BYTES])
        for at in range(0, len(upper), _BYTES)
    )
    return "".join(SHADES[level * len(SHADES) // (2 * _BYTES * 256)] for level in levels)
