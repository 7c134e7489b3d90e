"""A way in which terminals show pixels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from hearingnotes.model.frame import Frame

Size = tuple[int, int]
"""Across and down."""


@dataclass(frozen=True, slots=True)
class GraphicsProtocol:
    """`name` is what is typed for it. A terminal is known by TERM, one of `terms`, or else by
    `signs`: variables of the environment, with a pattern for the beginning of their value.

    `encode` gives the text that shows a frame in so many cells, from where the cursor is on. What
    scales pictures itself needs none wider than `most_width`; what does not is given `most_pixels`.
    In either direction it takes `most_cells`. Where `cell` is given, the picture is seen where
    these texts stand, in the colour `cell_colour`, for its columns and rows; elsewhere it lies on
    the cells, until something is written there. `away` takes it back.
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

    def room(self, room: Size, cell_size: Size, aspect: float) -> Size:
        """What a picture may take of so many cells, each of so many pixels; `aspect` is how many
        times more cells it has across than down.
        """
        width, height = (min(cells, self.most_cells) for cells in room)
        if self.most_pixels is not None:
            most = self.most_pixels // (cell_size[0] * cell_size[1])
            width = min(width, max(1, int(sqrt(most * aspect))))
            height = min(height, max(1, most // max(1, width)))
        return width, height

    def frame_size(self, cells: Size, cell_size: Size) -> Size:
        """How many pixels there are to be in so many cells, each of so many pixels."""
        width, height = cells[0] * cell_size[0], cells[1] * cell_size[1]
        if self.most_width is None or width <= self.most_width:
            return width, height
        return self.most_width, max(1, round(height * self.most_width / width))
