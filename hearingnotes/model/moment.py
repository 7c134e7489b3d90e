"""The evidence taken at a key press."""

from dataclasses import dataclass
from datetime import datetime

from hearingnotes.model.live import LiveEvidence


@dataclass(frozen=True, slots=True)
class Moment:
    """What could be known when the key was pressed; never changed after.

    `position_s` is the player's own raw number, `start_s` the number of the medium's first packet
    on the same count, `frame_s` the length of one frame. `stale_s` says how old the position was
    when it had to be taken from memory because the player did not answer. `live` is there when the
    recording was a live stream. All but the clock on the wall may be missing. `clock_ahead_s` is
    how far that was ahead of the platform's, where it was known.

    A `recording_id` without a position is a finished recording that was to be heard and did not
    play: then the clock on the wall tells nothing of what was said in the room at that time.
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
        """Whether no position in a recording was known, so that only the clock tells of it."""
        return self.recording_id is None or self.position_s is None
