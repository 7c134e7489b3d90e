"""Following a broadcast: when to ask again, when to join again, and where it stands.

Pure: it is told the time and what has come, and says what to do.
"""

import re
from datetime import datetime, timedelta
from enum import Enum

from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.player.protocol import Reach
from hearingnotes.player.state import PlayerState

QUIET_SEGMENTS = 2.5
QUIET_AT_LEAST_S = 12.0
JOINING_S = 15.0
AT_EDGE_S = 25.0
STARVED_S = 3.0
PAUSES_S = (2.0, 4.0, 8.0, 15.0, 20.0)
LONG_QUIET_S = 60.0
RENEW_BEFORE = timedelta(minutes=10)
LAST_CALL = timedelta(minutes=1)
FINISHED_EVERY_S = 60.0
RENEW_EVERY_S = 60.0
SOON = timedelta(minutes=20)
LONG_BEFORE_EVERY_S = 600.0
SOON_EVERY_S = 60.0
OVERDUE_EVERY_S = 10.0


_STREAM = re.compile(r"/id/[^/]+")


class Standing(Enum):
    """Where a broadcast stands."""

    WAITING = "waiting"
    ON_AIR = "on air"
    LOST = "lost"
    ENDED = "ended"
    ARCHIVE = "archive"


class Duty(Enum):
    """What has to be done."""

    NOTHING = "nothing"
    ASK = "ask"
    """Ask the platform again."""
    JOIN = "join"
    """Open `Following.medium` at its edge."""


class Following:
    """One broadcast, from before it begins until its finished video is there.

    Times `now_s` are of a clock that only goes on.
    """

    def __init__(self, medium: Medium, now_s: float) -> None:
        self.medium = medium
        self.standing = Standing.WAITING
        self._fresh: Medium | None = None
        self._is_asking = False
        self._next_ask_s = now_s + OVERDUE_EVERY_S
        self._joined_s = now_s
        self._failures = 0
        self._take(medium, now_s)

    def pause_s(self, now_s: float) -> float:
        """How long until it is asked again."""
        return max(0.0, self._next_ask_s - now_s)

    @property
    def is_quiet(self) -> bool:
        """Whether no more segments come, although they should."""
        return self._failures > 0

    def tick(self, now_s: float, utc: datetime, state: PlayerState, reach: Reach | None) -> Duty:
        """A quarter of a second has gone by."""
        match self.standing:
            case Standing.ON_AIR | Standing.LOST:
                return self._follow(now_s, utc, state, reach)
            case Standing.WAITING:
                return self._ask(now_s, _while_waiting_s(self.medium, utc))
            case Standing.ENDED:
                return self._ask(now_s, FINISHED_EVERY_S)
            case Standing.ARCHIVE:
                return Duty.NOTHING

    def took(self, medium: Medium, now_s: float) -> Duty:
        """The platform has answered."""
        self._is_asking = False
        if medium.is_live and self.standing in {Standing.ON_AIR, Standing.LOST}:
            self.standing, self._fresh = Standing.ON_AIR, medium
            return Duty.NOTHING
        self._take(medium, now_s)
        return Duty.JOIN if self.standing is Standing.ON_AIR else Duty.NOTHING

    def failed(self) -> None:
        """The platform could not be asked."""
        self._is_asking = False
        if self.standing is Standing.ON_AIR and self.is_quiet:
            self.standing = Standing.LOST

    def join(self, now_s: float) -> Duty:
        """The person wants to the live edge: whether it has to be loaded for that."""
        return self._join(now_s) if self._fresh is not None else Duty.NOTHING

    def _take(self, medium: Medium, now_s: float) -> None:
        self.medium = medium
        if medium.live_status is LiveStatus.UPCOMING:
            self.standing = Standing.WAITING
        elif medium.is_live:
            self.standing = Standing.ON_AIR
            self._joined_s, self._failures = now_s, 0
        elif medium.live_status is LiveStatus.POST_LIVE or not medium.url:
            self.standing, self._next_ask_s = Standing.ENDED, now_s + FINISHED_EVERY_S
        else:
            self.standing = Standing.ARCHIVE

    def _follow(self, now_s: float, utc: datetime, state: PlayerState, reach: Reach | None) -> Duty:
        is_broken = bool(state.failure) or state.ended
        if is_broken or self._is_silent(now_s, reach):
            if self._fresh is not None and (is_broken or self._helps(self._fresh, reach)):
                return self._join(now_s)
            if not self._failures:
                self._failures, self._next_ask_s = 1, now_s
            return self._ask(now_s, PAUSES_S[min(self._failures, len(PAUSES_S)) - 1])
        if reach is not None and reach.quiet_s is not None:
            self._failures, self.standing = 0, Standing.ON_AIR
        return self._renew(now_s, utc, reach)

    def _helps(self, fresh: Medium, reach: Reach | None) -> bool:
        """Whether to load anew: what is kept has been heard, and there may be more to be had.

        As long as it is the same stream, the player itself looks for its next segments.
        """
        if reach is None or reach.quiet_s is None:
            return True
        is_another = stream_of(fresh.url) != stream_of(self.medium.url)
        return reach.behind_s < STARVED_S and (is_another or reach.quiet_s > LONG_QUIET_S)

    def _is_silent(self, now_s: float, reach: Reach | None) -> bool:
        if reach is None or reach.quiet_s is None:
            return now_s - self._joined_s > JOINING_S
        return reach.quiet_s > max(QUIET_AT_LEAST_S, QUIET_SEGMENTS * (reach.segment_s or 0.0))

    def _renew(self, now_s: float, utc: datetime, reach: Reach | None) -> Duty:
        expires_utc = self.medium.expires_utc
        if expires_utc is None or utc < expires_utc - RENEW_BEFORE:
            self._fresh = None  # what was asked for came again by itself
            return Duty.NOTHING
        if self._fresh is None:
            return self._ask(now_s, RENEW_EVERY_S)
        is_at_edge = reach is not None and reach.behind_s < AT_EDGE_S
        # Loading anew takes what the person has gone back to, so it waits as long as it can.
        return self._join(now_s) if is_at_edge or utc > expires_utc - LAST_CALL else Duty.NOTHING

    def _join(self, now_s: float) -> Duty:
        self.medium, self._fresh = self._fresh or self.medium, None
        self._joined_s = now_s
        return Duty.JOIN

    def _ask(self, now_s: float, pause_s: float) -> Duty:
        if self._is_asking or now_s < self._next_ask_s:
            return Duty.NOTHING
        self._is_asking = True
        self._failures += self.is_quiet
        self._next_ask_s = now_s + pause_s
        return Duty.ASK


def stream_of(url: str) -> str:
    """An address of YouTube without what differs each time that it is asked for."""
    match = _STREAM.search(url)
    return match[0] if match else url


def _while_waiting_s(medium: Medium, utc: datetime) -> float:
    """How often a broadcast is asked for that has yet to begin."""
    if medium.release_utc is None:
        return SOON_EVERY_S
    until = medium.release_utc - utc
    if until > SOON:
        return LONG_BEFORE_EVERY_S
    return min(SOON_EVERY_S, max(OVERDUE_EVERY_S, until.total_seconds()))
