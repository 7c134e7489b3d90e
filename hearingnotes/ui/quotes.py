"""What captions have of the last seconds, as it goes into a note; pure."""

import math
from dataclasses import dataclass

from hearingnotes.model.captions import Captions
from hearingnotes.model.evidence import second_heard
from hearingnotes.model.moment import Moment

QUOTE_SIGN = "> "


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the mark of a quote, and how far from the moment it begins: before it, so less
    than 0."""

    text: str
    from_moment_s: float


def said_before(captions: Captions, moment: Moment) -> Said | None:
    """What was said last before the moment; None where nothing was.

    Captions count the medium's own seconds, whatever anchors say of those.
    """
    # Late: its patterns take milliseconds, and most starts have no captions.
    from hearingnotes.model.quotes import quote

    second_s = second_heard(moment)
    said = quote(captions, second_s) if second_s is not None else None
    if second_s is None or said is None:
        return None
    text = "\n".join(QUOTE_SIGN + line for line in said.lines)
    # Upwards: a caption that begins with a whole second is not to be shown with the one before.
    return Said(text, math.ceil((said.begin_s - second_s) * 1000) / 1000)
