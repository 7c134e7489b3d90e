"""Pictures of a recording, as pixels; pure."""

from dataclasses import dataclass

from hearingnotes.model.moment import Moment

STILL_WITHIN_S = 0.5
STILL_LENGTH = 1280
"""Of the longer side, at most, in pixels: as much as a page shows."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows of pixels from top to bottom, three bytes a pixel: red, green, blue."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Still:
    """A frame to be kept, and the raw position of the player right after it: None where it is not
    known to be that of the frame."""

    frame: Frame
    position_s: float | None

    def is_of(self, moment: Moment) -> bool:
        """Whether it shows what was to be seen at the moment."""
        if self.position_s is None or moment.position_s is None:
            return False
        return abs(self.position_s - moment.position_s) <= STILL_WITHIN_S


def within(length: int, size: tuple[int, int]) -> tuple[int, int]:
    """A size of the same form whose longer side is so long at most."""
    width, height = size
    shrunk = min(1.0, length / max(size))
    return max(1, round(width * shrunk)), max(1, round(height * shrunk))
