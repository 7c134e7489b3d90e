"""Which second of the broadcast is in the picture."""

from typing import TYPE_CHECKING

from tests.e2e.mpv_window import MpvWindow
from tests.media_files import FRAMES_PER_SECOND, read_frame_number

if TYPE_CHECKING:
    from PIL.Image import Image


def second_in(picture: "Image") -> float:
    """The second of the broadcast at which the frame begins; ValueError for any other picture."""
    grey = picture.convert("L")
    return read_frame_number(grey.tobytes(), grey.width, grey.height) / FRAMES_PER_SECOND


def second_shown(window: MpvWindow) -> float:
    """The second of the broadcast that a program's mpv shows, read past the program."""
    return window.frame() / FRAMES_PER_SECOND
