"""Broadcasts as the field notes describe them, and the evidence that a player takes of them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hearingnotes.model.live import WRAP_S, LiveEvidence
from hearingnotes.model.moment import Moment

BEGAN = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Broadcast:
    """What is really going on. `timestamp_s` is the number of second 0: it wraps with the rest.

    `length_s` is the real length of a segment that is called `segment_s` long. `clock_off_s` is
    how far this machine's clock is ahead, `known_off_s` how far it is known to be.
    """

    segment_s: float = 5.0
    length_s: float | None = None
    timestamp_s: float = 0.0
    latency_s: float = 20.0
    clock_off_s: float = 0.0
    known_off_s: float = 0.0

    def joined(self, at_s: float, **known: Any) -> LiveEvidence:
        """The evidence of one who joins where the segment begins that holds this second."""
        length_s = self.length_s or self.segment_s
        sq = int(at_s // length_s)
        first_s = sq * length_s
        passed_s = first_s + self.latency_s + self.clock_off_s
        evidence = LiveEvidence(
            first_s=(first_s + self.timestamp_s) % WRAP_S,
            first_utc=BEGAN + timedelta(seconds=passed_s),
            first_sq=sq,
            segment_s=self.segment_s,
            manifest=1,
            release_utc=BEGAN,
            clock_ahead_s=self.known_off_s,
        )
        return replace(evidence, **known)

    def true_s(self, at_s: float, heard_s: float) -> float:
        """The second that is heard so long after joining there."""
        length_s = self.length_s or self.segment_s
        return at_s // length_s * length_s + heard_s


def heard(live: LiveEvidence, heard_s: float, *, paused_s: float = 0.0, **more: Any) -> Moment:
    """The moment so many seconds into what was joined, after having paused for a while."""
    utc = live.first_utc + timedelta(seconds=heard_s + paused_s)
    moment = Moment(utc, "R", live.first_s + heard_s, live.first_s, 0.04, live=live)
    return replace(moment, **more)


def clock_only(at_s: float) -> Moment:
    """A moment without a player, so many seconds after the broadcast began."""
    return Moment(BEGAN + timedelta(seconds=at_s))
