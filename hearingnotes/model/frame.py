"""Pictures of a recording, as pixels; pure."""

from dataclasses import dataclass

from hearingnotes.model.moment import Moment

STILL_WITHIN_S = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows of pixels from top to bottom, three bytes a pixel: red, green, blue."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Still:
    """A frame in the recording's own size, and the raw position of the player right after it:
    None where it is not known to be that of the frame."""

    frame: Frame
    position_s: float | None

    def is_of(self, moment: Moment) -> bool:
        """Whether it shows what was to be seen at the moment."""
        if self.position_s is None or moment.position_s is None:
            return False
        return abs(self.position_s - moment.position_s) <= STILL_WITHIN_S
