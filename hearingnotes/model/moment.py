"""The evidence taken at a key press."""

from dataclasses import dataclass
from datetime import datetime

from hearingnotes.model.live import LiveEvidence


@dataclass(frozen=True, slots=True)
class Moment:
    """The evidence known when the key was pressed; never changed later.

    `position_s` is the player's raw position and `start_s` the position of the medium's first
    packet. Both are on the medium's own clock, despite their serialized names. `frame_s` is the
    length of one frame. `stale_s` is the age of the position when it had to be taken from memory
    because the player did not answer. `live` is present when the recording was a live stream. All
    but the wall clock may be missing. `clock_ahead_s` is how far that was ahead of the platform's,
    where it was known.

    A `recording_id` without a position is a finished recording that was to be played and did not
    play: the wall clock then says nothing of what was spoken in the room.
    """

    utc: datetime
    recording_id: str | None = None
    position_s: float | None = None
    start_s: float | None = None
    frame_s: float | None = None
    stale_s: float = 0.0
    live: LiveEvidence | None = None
    clock_ahead_s: float = 0.0

    @property
    def has_clock_only(self) -> bool:
        """Whether no position in a recording was known, so that only the clock is evidence."""
        return self.recording_id is None or self.position_s is None
