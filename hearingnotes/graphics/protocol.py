"""The interface of a terminal's graphics protocol."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from hearingnotes.model.frame import Frame

Size = tuple[int, int]
"""A width and a height."""


@dataclass(frozen=True, slots=True)
class GraphicsProtocol:
    """A protocol with which terminals show pixels.

    `name` is its name in the settings. A terminal is recognised by TERM, one of `terms`, or by
    `signs`: variables of the environment, with a pattern for the beginning of their value.

    `encode` returns the text that shows a frame in so many cells from the cursor on. A protocol
    that scales needs no frame wider than `most_width`; one that does not scale takes `most_pixels`
    at most. `most_cells` is its limit in either direction. With `cell`, the picture is seen where
    its texts stand, by column and row, in the colour `cell_colour`; without it, the picture covers
    the cells until something is written there. `away` removes it.
    """

    name: str
    encode: Callable[[Frame, Size], str]
    terms: tuple[str, ...] = ()
    signs: Mapping[str, str] = field(default_factory=dict)
    most_width: int | None = None
    most_pixels: int | None = None
    most_cells: int = 1000
    cell: Callable[[int, int], str] | None = None
    cell_colour: int = 0
    away: str = ""

    def fitting_cells(self, space: Size, cell_size: Size, aspect: float) -> Size:
        """Return how many of the cells in `space` a picture may cover.

        `cell_size` is the size of a cell in pixels, `aspect` the picture's columns per row.
        """
        width, height = (min(cells, self.most_cells) for cells in space)
        if self.most_pixels is not None:
            most = self.most_pixels // (cell_size[0] * cell_size[1])
            width = min(width, max(1, int(sqrt(most * aspect))))
            height = min(height, max(1, most // max(1, width)))
        return width, height

    def frame_size(self, cells: Size, cell_size: Size) -> Size:
        """Return the size in pixels of a frame for so many cells of this size."""
        width, height = cells[0] * cell_size[0], cells[1] * cell_size[1]
        if self.most_width is None or width <= self.most_width:
            return width, height
        return self.most_width, max(1, round(height * self.most_width / width))
