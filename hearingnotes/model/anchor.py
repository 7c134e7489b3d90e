"""What a person says of a moment's place, against or beside its own evidence."""

from dataclasses import dataclass
from datetime import datetime

from hearingnotes.model.moment import Moment


@dataclass(frozen=True, slots=True)
class Anchor:
    """The statement "this moment is second `second_s` of this recording".

    It holds for the later moments that are counted as its own is. `removed_utc` makes it a
    tombstone. The moment is a copy: the note may go, the anchor stays.
    """

    id: str
    hearing_id: str
    moment: Moment
    recording_id: str
    second_s: float
    note_id: str | None = None
    removed_utc: datetime | None = None
