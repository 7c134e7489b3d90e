"""Texts drawn so that each terminal gives them the same room; pure.

How many cells an emoji takes that is put together of several characters is a matter of the
terminal's age; where that is not what the program takes it for, all that stands to the right of it
is moved. What is kept, exported and copied has every character. U+200C stays: words of Persian and
other writings need it, and it takes no cell.
"""

import re

from hearingnotes.model.sanitize import printable

_UNSTEADY = re.compile(
    "\u200d"  # what joins emoji into one
    "|[\ufe00-\ufe0f]"  # in another form; as a picture, as a sign
    "|[\U0001f3fb-\U0001f3ff]"  # the colour of a skin
    "|[\U000e0001\U000e0020-\U000e007f]"  # a language; the name of a region, behind a flag
    "|[\u00ad\u200b\u2060\ufeff]"  # where a line may be broken, or may not
    "|[\u2061-\u2064\u206a-\u206f]"  # what is meant between signs, and not to be seen
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # the direction, also of what stands beside
)
_FLAGS = {0x1F1E6 + at: letter for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def steady(text: str) -> str:
    """The text to be drawn; emoji that are joined stand apart, flags are two letters."""
    if text.isascii():
        return printable(text)
    return _UNSTEADY.sub("", printable(text)).translate(_FLAGS)
