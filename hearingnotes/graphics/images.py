"""Frames as images of Pillow, which is imported late."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hearingnotes.model.frame import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

_APART = 4


def image_of(frame: Frame) -> Image:
    """Return the frame as an image."""
    from PIL import Image

    size = frame.width, frame.height
    return Image.frombuffer("RGB", size, frame.pixels, "raw", "RGB", 0, 1)


def in_few_colours(frame: Frame, count: int) -> Image:
    """Return the frame in at most `count` colours, each pixel a colour's number; good for faces.

    The colours are taken from every fourth pixel of every fourth row: from all of them it takes 70
    ms.
    """
    from PIL import Image

    image = image_of(frame)
    small = max(1, frame.width // _APART), max(1, frame.height // _APART)
    sample = image.resize(small, Image.Resampling.NEAREST)
    palette = sample.quantize(count, method=Image.Quantize.MEDIANCUT)
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def in_256_colours(frame: Frame) -> Image:
    """Return the frame in 256 colours: with that many, those of an octree are good enough, and
    fast."""
    from PIL import Image

    method, dither = Image.Quantize.FASTOCTREE, Image.Dither.NONE
    return image_of(frame).quantize(256, method=method, dither=dither)


def jpeg(frame: Frame, quality: int) -> bytes:
    """Encode the frame as a JPEG file."""
    encoded = BytesIO()
    image_of(frame).save(encoded, "JPEG", quality=quality)
    return encoded.getvalue()


def png(image: Image, *, effort: int) -> bytes:
    """Encode an image as a PNG file; with more effort (up to 9) it is smaller and takes longer."""
    encoded = BytesIO()
    image.save(encoded, "PNG", compress_level=effort)
    return encoded.getvalue()
