"""Pictures of a recording, as pixels; pure."""

from dataclasses import dataclass

from hearingnotes.model.moment import Moment

STILL_WITHIN_S = 0.5
STILL_LENGTH = 1280
"""The most pixels of a still's longer side: as much as a page shows."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows of pixels from top to bottom, three bytes a pixel: red, green, blue."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Still:
    """A frame to be saved, and the raw position of the player right after it.

    `position_pts` is None where it is not known to be the frame's position.
    """

    frame: Frame
    position_pts: float | None

    def is_of(self, moment: Moment) -> bool:
        """Return whether the still shows the picture of this moment."""
        if self.position_pts is None or moment.position_s is None:
            return False
        return abs(self.position_pts - moment.position_s) <= STILL_WITHIN_S


def within(length: int, size: tuple[int, int]) -> tuple[int, int]:
    """Return a size of the same aspect whose longer side is at most `length`."""
    width, height = size
    shrunk = min(1.0, length / max(size))
    return max(1, round(width * shrunk)), max(1, round(height * shrunk))
