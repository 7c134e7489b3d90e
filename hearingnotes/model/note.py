"""A moment and a text."""

from dataclasses import dataclass
from datetime import datetime

from hearingnotes.model.moment import Moment


@dataclass(frozen=True, slots=True)
class Note:
    """A note of one hearing.

    `nudge_s` is what the person added to the computed second; the moment itself stays as it was.
    `unsent` is a note whose text was kept with Esc. `deleted_utc` makes it a tombstone.
    """

    id: str
    hearing_id: str
    moment: Moment
    text: str = ""
    nudge_s: float = 0.0
    starred: bool = False
    verified: bool = False
    unsent: bool = False
    deleted_utc: datetime | None = None
