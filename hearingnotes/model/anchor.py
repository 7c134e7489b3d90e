"""The place that a person gives a moment, against or beside its own evidence."""

from dataclasses import dataclass
from datetime import datetime

from hearingnotes.model.moment import Moment


@dataclass(frozen=True, slots=True)
class Anchor:
    """The statement "this moment is second `second_s` of this recording".

    An anchor also holds for later moments on the same count. `removed_utc` makes it a tombstone.
    The moment is a copy: the anchor stays when its note is deleted.
    """

    id: str
    hearing_id: str
    moment: Moment
    recording_id: str
    second_s: float
    note_id: str | None = None
    removed_utc: datetime | None = None
