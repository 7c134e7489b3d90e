"""The picture in pixels: encoded on a thread, and sent when the terminal has taken the last one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from hearingnotes.graphics.protocol import GraphicsProtocol, Size
from hearingnotes.worker import BackgroundWorker

if TYPE_CHECKING:
    from rich.console import Console
    from textual.geometry import Region

    from hearingnotes.model.frame import Frame
    from hearingnotes.ui.terminal import TerminalOverlay

log = logging.getLogger(__name__)

_KEEP_CURSOR, _CURSOR_BACK = "\x1b7", "\x1b8"


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """What shows a picture, of so many pixels, in so many cells."""

    text: str
    cells: Size
    frame_size: Size


@dataclass
class PictureEncoded(Message, bubble=False):
    """A picture is ready to be sent to the terminal; None where encoding it failed."""

    drawing: EncodedPicture | None


@dataclass
class PictureTaken(Message, bubble=False):
    """The terminal has taken a picture, which took so long."""

    duration_s: float


class PixelRenderer:
    """Of the frames that come while one is encoded, or is on its way to the terminal, only the
    newest counts. All is called by the screen's thread.
    """

    def __init__(
        self,
        protocol: GraphicsProtocol,
        canvas: TerminalOverlay,
        place: Callable[[], Region | None],
        post: Callable[[Message], object],
    ) -> None:
        """`place` says where the picture is to be seen, None for nowhere; `post` gets what the
        threads have to tell."""
        self.protocol = protocol
        self._canvas = canvas
        self._place = place
        self._post = post
        self._frame: Frame | None = None
        self._drawing: EncodedPicture | None = None
        self._is_busy = self._is_owed = self._was_sent = False
        self._stands_in: Region | None = None
        self._worker = BackgroundWorker("picture")

    def show(self, frame: Frame) -> None:
        """This is what is to be seen now."""
        self._frame = frame
        self._render_next()

    def encoded(self, drawing: EncodedPicture) -> None:
        """The thread has done its work."""
        self._is_busy = False
        self._drawing, self._is_owed = drawing, True
        self._render_next()

    def taken(self) -> None:
        """There is room for another one."""
        self._is_busy = False
        self._render_next()

    def painted(self) -> None:
        """Textual may have painted the cells, for the first time, too."""
        self._render_next()

    def forget(self) -> None:
        """What the terminal still has of it is anybody's guess."""
        self._stands_in = None
        self._owe()

    def start_anew(self) -> None:
        """Frames of another size will come."""
        self._frame = self._drawing = self._stands_in = None
        self._is_owed = False

    def hide(self) -> None:
        """Take the picture out of the terminal."""
        if self._was_sent and self.protocol.away:
            self._canvas.order(self.protocol.away)
        self._was_sent = False
        self.start_anew()

    def close(self) -> None:
        """Stop encoding; nobody waits for what is being encoded."""
        self._worker.close(0.0)

    def line(self, y: int, width: int, ground: Style) -> Strip:
        """What is in the cells of a line."""
        region = self._place()
        if region is None:
            self.forget()
        elif self.protocol.cell is not None:
            return _placeholders(self.protocol.cell, self.protocol.cell_colour, y, width, ground)
        elif region == self._stands_in:
            return PassthroughStrip(width, self._owe)
        return Strip.blank(width, ground)

    def _owe(self) -> None:
        """What was sent may be gone, or covered: it is to be sent again."""
        self._is_owed |= self._drawing is not None

    def _render_next(self) -> None:
        region = self._place()
        if region is None or self._is_busy:
            return
        drawing, cells = self._drawing, (region.width, region.height)
        if self._is_owed and drawing is not None and drawing.cells == cells:
            self._put(drawing.text, region)
        elif self._frame is not None:
            self._encode(self._frame, cells)

    def _put(self, text: str, region: Region) -> None:
        self._is_busy = self._was_sent = True
        self._is_owed, self._stands_in = False, region
        there = f"\x1b[{region.y + 1};{region.x + 1}H"
        begun_s = monotonic()
        self._canvas.put(
            f"{_KEEP_CURSOR}{there}{text}{_CURSOR_BACK}",
            lambda: self._post(PictureTaken(monotonic() - begun_s)),
        )

    def _encode(self, frame: Frame, cells: Size) -> None:
        self._is_busy, self._frame = True, None
        self._worker.submit(partial(self._encode_and_post, frame, cells))

    def _encode_and_post(self, frame: Frame, cells: Size) -> None:
        drawing = None
        try:
            text = self.protocol.encode(frame, cells)
            drawing = EncodedPicture(text, cells, (frame.width, frame.height))
        except Exception:
            log.exception("the picture can't be encoded")
        self._post(PictureEncoded(drawing))


@lru_cache(maxsize=128)
def _placeholders(
    cell: Callable[[int, int], str], colour: int, y: int, width: int, ground: Style
) -> Strip:
    style = Style(color=Color.from_ansi(colour), bgcolor=ground.bgcolor)
    return Strip([Segment(cell(x, y), style) for x in range(width)], width)


class PassthroughStrip(Strip):
    """A line of cells that Textual leaves as they are in the terminal: there is a picture."""

    def __init__(self, width: int, passed: Callable[[], None]) -> None:
        """`passed` is called whenever it would have been painted."""
        super().__init__([Segment(" " * width)], width)
        self._passed = passed

    def render(self, console: Console) -> str:
        """Go past them."""
        self._passed()
        return f"\x1b[{self.cell_length}C" if self.cell_length else ""

    def crop(self, start: int, end: int | None = None) -> Strip:
        """A part of it."""
        end = self.cell_length if end is None else min(self.cell_length, end)
        return PassthroughStrip(max(0, end - max(0, start)), self._passed)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The parts that end there."""
        return [PassthroughStrip(end - begin, self._passed) for begin, end in pairwise([0, *cuts])]
