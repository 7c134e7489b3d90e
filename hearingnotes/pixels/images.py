"""Frames as pictures of Pillow's, which is loaded late."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hearingnotes.model.frame import Frame

if TYPE_CHECKING:
    from PIL.Image import Image


def image_of(frame: Frame) -> Image:
    """The frame as it is."""
    from PIL import Image

    size = frame.width, frame.height
    return Image.frombuffer("RGB", size, frame.pixels, "raw", "RGB", 0, 1)


def in_few_colours(frame: Frame, count: int) -> Image:
    """The frame in so many colours at most, each pixel the number of one."""
    from PIL import Image

    method, dither = Image.Quantize.FASTOCTREE, Image.Dither.NONE
    return image_of(frame).quantize(count, method=method, dither=dither)


def jpeg(frame: Frame, quality: int) -> bytes:
    """The frame as a file."""
    encoded = BytesIO()
    image_of(frame).save(encoded, "JPEG", quality=quality)
    return encoded.getvalue()


def png(image: Image, *, effort: int) -> bytes:
    """A picture as a file; with more effort (up to 9) it is smaller, and takes longer."""
    encoded = BytesIO()
    image.save(encoded, "PNG", compress_level=effort)
    return encoded.getvalue()
