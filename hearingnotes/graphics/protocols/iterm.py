"""The inline images of iTerm2, which WezTerm and Konsole support too."""

from base64 import b64encode

from hearingnotes.graphics.images import jpeg
from hearingnotes.graphics.protocol import GraphicsProtocol, Size
from hearingnotes.model.frame import Frame

QUALITY = 75


def encode(frame: Frame, cells: Size) -> str:
    """Encode the frame as a file that the terminal stretches over the cells."""
    file = jpeg(frame, QUALITY)
    keys = f"inline=1;size={len(file)};width={cells[0]};height={cells[1]};preserveAspectRatio=0"
    return f"\x1b]1337;File={keys}:{b64encode(file).decode()}\x07"


PROTOCOL = GraphicsProtocol(
    "iterm",
    encode,
    terms=("wezterm",),
    signs={
        "TERM_PROGRAM": r"(iTerm\.app|WezTerm)$",
        "LC_TERMINAL": "iTerm2$",
        # As of 22.04.
        "KONSOLE_VERSION": r"(2204|220[5-9]|22[1-9]\d|2[3-9]\d\d|[3-9]\d\d\d)\d\d$",
    },
    most_width=480,
)
