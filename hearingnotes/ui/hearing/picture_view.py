"""The widget of the picture: in pixels, or in half blocks with two colours a cell."""

from collections.abc import Iterator
from functools import lru_cache
from time import monotonic

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hearingnotes.model.frame import Frame
from hearingnotes.ui.hearing.pixel_renderer import PictureEncoded, PictureTaken, PixelRenderer
from hearingnotes.ui.terminal import TerminalOverlay

ASPECT = (16, 9)
HALF_BLOCK = (1, 2)
LONGEST_REST_S = 5.0
SHADES = " .:-=+*#%@"
_BYTES = 3
_NOTHING = "\x1b7\x1b8"
# Fewer colours: camera noise alone must not redraw cells.
_COARSE = bytes(level & 0xF8 | 4 for level in range(256))


class PictureView(Widget, can_focus=False):
    """Shows frames; redraws only the lines in which they differ."""

    class Resized(Message):
        """The number of pixels that fit has changed."""

    def __init__(self) -> None:
        super().__init__(id="picture")
        self.pixels: PixelRenderer | None = None
        """The renderer of pixels, where the terminal has any."""
        self.overlay: TerminalOverlay | None = None
        """The terminal, where it reports when it has taken something."""
        self._next: Frame | None = None
        self._is_drawing = False
        self._cell_size: tuple[int, int] | None = None
        self._window: Size | None = None
        self._rows: list[tuple[bytes, bytes]] = []
        self._strips: dict[int, Strip] = {}

    @property
    def frame_size(self) -> tuple[int, int]:
        """The width and height in pixels of the frames to be shown."""
        pixels, cells = self._shown_pixels, (self.size.width, self.size.height)
        if pixels is None or self._cell_size is None:
            return cells[0], 2 * cells[1]
        return pixels.protocol.frame_size(cells, self._cell_size)

    def show(self, frame: Frame) -> None:
        """Show this frame, unless it is of another size."""
        if (frame.width, frame.height) != self.frame_size:
            return  # requested before the size changed
        if self._shown_pixels is not None:
            self._shown_pixels.show(frame)
        elif self._is_drawing:
            self._next = frame
        else:
            self._draw(_rows(frame))

    def _draw(self, rows: list[tuple[bytes, bytes]]) -> None:
        before = [*self._rows, *[None] * (len(rows) - len(self._rows))]
        differing = [y for y, row in enumerate(rows) if row != before[y]]
        for y in differing:
            self._strips.pop(y, None)
            self.refresh(Region(0, y, self.size.width, 1))
        self._rows = rows
        if differing and self.overlay is not None:
            self._is_drawing = True
            self.call_after_refresh(self._wait, self.overlay)

    def _wait(self, overlay: TerminalOverlay) -> None:
        """Have the terminal report when it has taken what was painted."""
        started_s = monotonic()
        overlay.put(_NOTHING, lambda: self.post_message(PictureTaken(monotonic() - started_s)))

    def fit(self, room: Size, aspect: tuple[int, int]) -> None:
        """Fill as much of the space as a picture of this aspect (width, height) can."""
        cell_size = self.overlay.cell_size() if self.overlay is not None else None
        if self.app.size != self._window:
            self._window = self.app.size
            self.covered()
        if cell_size != self._cell_size:
            self._cell_size = cell_size
            self._start_anew()
        self.styles.width, self.styles.height = self.filling(room, aspect)

    def filling(self, room: Size, aspect: tuple[int, int]) -> Size:
        """Return the cells of the largest picture of this aspect that fits."""
        pixels, cell_size = self._shown_pixels, self._cell_size
        if pixels is None or cell_size is None:
            cell_aspect = aspect[0] / aspect[1] * HALF_BLOCK[1] / HALF_BLOCK[0]
        else:
            cell_aspect = aspect[0] / aspect[1] * cell_size[1] / cell_size[0]
            room = Size(
                *pixels.protocol.fitting_cells((room.width, room.height), cell_size, cell_aspect)
            )
        width = min(room.width, round(room.height * cell_aspect))
        return Size(width, max(1, min(room.height, round(width / cell_aspect))))

    def on_mount(self) -> None:
        """Redraw after the program was stopped: the terminal may have lost the picture."""
        self.app.app_resume_signal.subscribe(self, lambda _: self._on_resumed())

    def _on_resumed(self) -> None:
        self.covered()
        self.refresh()

    def on_resize(self) -> None:
        """Request frames of the new size."""
        self._start_anew()
        self.post_message(self.Resized())

    def place(self) -> Region | None:
        """Return the region in the window; None while it is hidden or below another screen."""
        is_seen = self.is_attached and self.display and self.app.screen is self.screen
        return self.region if is_seen and self.region.area else None

    def covered(self) -> None:
        """Send the picture anew next time: something else may be in its place."""
        if self.pixels is not None:
            self.pixels.forget()

    def hide(self) -> None:
        """Remove the picture from the terminal."""
        if self.pixels is not None:
            self.pixels.hide()

    @on(PictureEncoded)
    def _encoded(self, message: PictureEncoded) -> None:
        if message.drawing is None:
            self._draw_in_half_blocks()
        elif self.pixels is not None and message.drawing.frame_size == self.frame_size:
            self.pixels.encoded(message.drawing)
        elif self.pixels is not None:
            self.pixels.taken()

    def _draw_in_half_blocks(self) -> None:
        """Draw in half blocks from now on: pixels have failed."""
        if self.pixels is not None:
            self.pixels.hide()
            self.pixels.close()
        self.pixels = None
        self._start_anew()
        self.post_message(self.Resized())

    @on(PictureTaken)
    def _taken(self, message: PictureTaken) -> None:
        """Render the next frame after a rest, so that typed text shows on a slow line, too."""
        self.set_timer(min(message.duration_s, LONGEST_REST_S), self._render_next)

    def _render_next(self) -> None:
        self._is_drawing = False
        if self.pixels is not None:
            self.pixels.taken()
        if self._next is not None:
            frame, self._next = self._next, None
            self.show(frame)

    def _start_anew(self) -> None:
        self._rows, self._strips = [], {}
        if self.pixels is not None:
            self.pixels.start_anew()
        self.refresh()

    @property
    def _shown_pixels(self) -> PixelRenderer | None:
        return self.pixels if self._cell_size is not None and self._has_colours else None

    @property
    def _has_colours(self) -> bool:
        system = self.app.console.color_system
        return not self.app.no_color and system not in {None, "standard", "windows"}

    def notify_style_update(self) -> None:
        """Redraw with the background of the new theme."""
        super().notify_style_update()
        self._strips = {}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the window, bypassing Textual's filters.

        The filters would look at each cell's colours, and the whole screen is redrawn with each
        note.
        """
        if self._shown_pixels is not None:
            self.call_next(self._shown_pixels.painted)
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """Return the cells of a line: two rows of pixels, where it is drawn in half blocks."""
        if self._shown_pixels is not None:
            return self._shown_pixels.line(y, self.size.width, self.rich_style)
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
    """Return denser signs for brighter pixels, where there are no colours or too few."""
    levels = (
        sum(upper[at : at + _BYTES]) + sum(lower[at : at + _BYTES])
        for at in range(0, len(upper), _BYTES)
    )
    return "".join(SHADES[level * len(SHADES) // (2 * _BYTES * 256)] for level in levels)
