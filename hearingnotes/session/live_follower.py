"""Following a broadcast: its phase, when to ask the platform again, when to join again.

Pure: gets the time and the answers as arguments, and returns what to do.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.player.protocol import SeekWindow
from hearingnotes.player.state import PlayerState

QUIET_SEGMENTS = 2.5
QUIET_AT_LEAST_S = 12.0
JOINING_S = 15.0
AT_EDGE_S = 25.0
STARVED_S = 3.0
RESUMED_S = 15.0
RENEW_BEFORE = timedelta(minutes=10)
RENEW_EVERY_S = 60.0
GONE_ANSWERS = 2
"""So many answers in a row that a recording is gone are needed: one may be an error of a server."""
CONFIRM_GONE_S = 10.0
SOON = timedelta(minutes=20)
LONG_BEFORE_EVERY_S = 600.0

_STREAM = re.compile(r"/id/[^/]+")


@dataclass(frozen=True, slots=True)
class Pace:
    """The pauses between lookups: a share of the time that the phase has lasted, within limits."""

    share: float
    least_s: float
    most_s: float

    def pause_s(self, since_s: float) -> float:
        """Return the pause in seconds when the phase has lasted `since_s`."""
        return min(self.most_s, max(self.least_s, self.share * since_s))


QUIET_PACE = Pace(1 / 4, 3.0, 300.0)
OVERDUE_PACE = Pace(1 / 20, 10.0, 600.0)
UNANNOUNCED_PACE = Pace(1 / 20, 60.0, 600.0)
ENDED_PACE = Pace(1 / 10, 60.0, 600.0)
ELSEWHERE_PACE = Pace(1 / 10, 10.0, 600.0)


class BroadcastPhase(Enum):
    """The phase of a broadcast."""

    WAITING = "waiting"
    ON_AIR = "on air"
    LOST = "lost"
    ENDED = "ended"
    ARCHIVE = "archive"
    GONE = "gone"


class FollowAction(Enum):
    """The action that the caller has to take."""

    NOTHING = "nothing"
    ASK = "ask"
    """Ask the platform again."""
    JOIN = "join"
    """Open `LiveFollower.medium` at its edge."""


class LiveFollower:
    """One broadcast, from before it begins until its finished video is there.

    Times `now_s` are seconds of a monotonic clock.
    """

    def __init__(self, medium: Medium | None, now_s: float, *, elsewhere: bool = False) -> None:
        """Without a medium the platform could not be asked yet.

        `elsewhere`: it was opened by a channel's page, where another broadcast may follow.
        """
        self.medium = medium or Medium("")
        self.phase = BroadcastPhase.LOST
        self._elsewhere = elsewhere
        self._fresh: Medium | None = None
        self._fresh_s = now_s
        self._is_asking = False
        self._next_ask_s = now_s
        self._joined_s = self._last_checked_s = self._phase_since_s = now_s
        self._quiet_since_s: float | None = None
        self._gone_answers = 0
        if medium is None:
            self._quiet_since_s, self._next_ask_s = now_s, now_s + QUIET_PACE.least_s
        else:
            self._set_medium(medium, now_s)
            self._next_ask_s = now_s + OVERDUE_PACE.least_s

    def pause_s(self, now_s: float) -> float:
        """Return how many seconds remain until the platform is asked again."""
        return max(0.0, self._next_ask_s - now_s)

    @property
    def is_quiet(self) -> bool:
        """Whether no more segments arrive, although they should."""
        return self._quiet_since_s is not None

    def tick(
        self, now_s: float, utc: datetime, state: PlayerState, reach: SeekWindow | None
    ) -> FollowAction:
        """Return what to do now. Call this every quarter of a second."""
        utc = self._platform_time(utc)
        match self.phase:
            case BroadcastPhase.ON_AIR | BroadcastPhase.LOST:
                return self._follow(now_s, utc, state, reach)
            case BroadcastPhase.WAITING:
                waited_s = now_s - self._phase_since_s
                return self._ask(now_s, _while_waiting_s(self.medium, utc, waited_s))
            case BroadcastPhase.ENDED:
                pace = ELSEWHERE_PACE if self._elsewhere else ENDED_PACE
                return self._ask(now_s, pace.pause_s(now_s - self._phase_since_s))
            case BroadcastPhase.ARCHIVE | BroadcastPhase.GONE:
                return FollowAction.NOTHING

    def on_lookup_started(self) -> None:
        """Note that the person has the platform asked."""
        self._is_asking = True

    def can_believe(self, medium: Medium) -> bool:
        """Return whether an answer fits what is known; an error of a platform ends nothing.

        A broadcast is live while its segments arrive. A recording was live or has a length.
        """
        if medium.is_live:
            return True
        if self._has_segments_arriving:
            return False
        is_recording = medium.live_status is LiveStatus.WAS_LIVE or medium.duration_s is not None
        return is_recording or not medium.url

    @property
    def _has_segments_arriving(self) -> bool:
        return self.phase is BroadcastPhase.ON_AIR and not self.is_quiet

    def on_medium_found(self, medium: Medium, now_s: float) -> FollowAction:
        """Take over the platform's answer if it can be believed, and return what to do."""
        self._is_asking, self._gone_answers = False, 0
        if not self.can_believe(medium):
            return FollowAction.NOTHING
        if (
            medium.is_live
            and self.medium.url
            and self.phase in {BroadcastPhase.ON_AIR, BroadcastPhase.LOST}
        ):
            self.phase, self._fresh, self._fresh_s = BroadcastPhase.ON_AIR, medium, now_s
            return FollowAction.NOTHING
        self._set_medium(medium, now_s)
        return FollowAction.JOIN if self.phase is BroadcastPhase.ON_AIR else FollowAction.NOTHING

    def on_lookup_failed(self) -> None:
        """Note that the platform could not be asked."""
        self._is_asking, self._gone_answers = False, 0
        if self.phase is BroadcastPhase.ON_AIR and self.is_quiet:
            self.phase = BroadcastPhase.LOST

    def on_lookup_stopped(self, now_s: float) -> None:
        """Note that the person stopped the lookup."""
        self._is_asking = False
        self._next_ask_s = max(self._next_ask_s, now_s + QUIET_PACE.least_s)

    def on_medium_gone(self, now_s: float) -> bool:
        """Note the answer that the recording is gone; return whether it is certain by this one.

        From then on only a channel's page is asked.
        """
        self._is_asking = False
        if self._has_segments_arriving:
            return False
        self._gone_answers += 1
        if self._gone_answers < GONE_ANSWERS:
            self._next_ask_s = min(self._next_ask_s, now_s + CONFIRM_GONE_S)
            return False
        if not self._elsewhere:
            self.phase = BroadcastPhase.GONE
        elif self.phase is not BroadcastPhase.ENDED:
            self._enter(BroadcastPhase.ENDED, now_s)
        return self._gone_answers == GONE_ANSWERS

    def join(self, now_s: float, utc: datetime, state: PlayerState) -> FollowAction:
        """Return whether the medium must be loaded anew to go to the live edge."""
        fresh = self._fresh
        if fresh is None:
            return FollowAction.NOTHING
        leads_on = (
            fresh.goes_on or self._is_another(fresh) or self._is_old(self._platform_time(utc))
        )
        return self._join(now_s) if leads_on or _is_broken(state) else FollowAction.NOTHING

    def _set_medium(self, medium: Medium, now_s: float) -> None:
        self.medium, self._fresh = medium, None
        if medium.live_status is LiveStatus.UPCOMING:
            self._enter(BroadcastPhase.WAITING, now_s)
        elif medium.is_live:
            self._enter(BroadcastPhase.ON_AIR, now_s)
            self._joined_s, self._quiet_since_s = now_s, None
        elif medium.live_status is LiveStatus.POST_LIVE or not medium.url:
            self._enter(BroadcastPhase.ENDED, now_s)
        else:
            self._enter(BroadcastPhase.ARCHIVE, now_s)

    def _enter(self, phase: BroadcastPhase, now_s: float) -> None:
        if phase is self.phase:
            return
        self.phase, self._phase_since_s = phase, now_s
        if phase is BroadcastPhase.ENDED:
            self._next_ask_s = now_s if self._elsewhere else now_s + ENDED_PACE.least_s

    def _follow(
        self, now_s: float, utc: datetime, state: PlayerState, reach: SeekWindow | None
    ) -> FollowAction:
        is_broken = _is_broken(state)
        # A paused stream resumes where it is: joining would move it to the edge.
        is_paused = state.loaded and state.paused and not is_broken
        if not is_broken and reach is not None and reach.is_full:
            # A full cache requests no segments, so their absence means nothing.
            self._last_checked_s, self._quiet_since_s, self._fresh = now_s, None, None
            self.phase = BroadcastPhase.ON_AIR
            return FollowAction.NOTHING
        if is_broken or self._is_silent(now_s, reach):
            if self._quiet_since_s is None:
                self._quiet_since_s = self._next_ask_s = now_s
            fresh = None if is_paused else self._fresh
            if fresh is not None and self._should_reload(fresh, now_s, utc, state, reach):
                return self._join(now_s)
            return self._ask(now_s, QUIET_PACE.pause_s(now_s - self._quiet_since_s))
        if reach is not None and reach.quiet_s is not None:
            self._quiet_since_s, self.phase = None, BroadcastPhase.ON_AIR
        return FollowAction.NOTHING if is_paused else self._renew(now_s, utc, reach)

    def _is_silent(self, now_s: float, reach: SeekWindow | None) -> bool:
        if reach is None or reach.quiet_s is None:
            return now_s - max(self._joined_s, self._last_checked_s) > JOINING_S
        quiet_s = min(reach.quiet_s, now_s - self._last_checked_s)
        return quiet_s > max(QUIET_AT_LEAST_S, QUIET_SEGMENTS * (reach.segment_s or 0.0))

    def _should_reload(
        self,
        fresh: Medium,
        now_s: float,
        utc: datetime,
        state: PlayerState,
        reach: SeekWindow | None,
    ) -> bool:
        """Return whether to load anew, which loses all that the person can go back to.

        In a stream that still exists the player itself finds the next segments.
        """
        if state.failure or reach is None or reach.quiet_s is None:
            return True  # there is nothing to lose
        if state.ended:
            return fresh.goes_on is not False
        if reach.behind_s >= STARVED_S:
            return False
        if self._is_another(fresh) or self._is_expired(utc):
            return True
        return bool(fresh.goes_on) and now_s - self._fresh_s > RESUMED_S

    def _renew(self, now_s: float, utc: datetime, reach: SeekWindow | None) -> FollowAction:
        if not self._is_old(utc):
            self._fresh = None  # the stream has recovered by itself
            return FollowAction.NOTHING
        if reach is None or reach.behind_s >= AT_EDGE_S:
            return FollowAction.NOTHING  # joining would drop what the person has gone back to
        return self._join(now_s) if self._fresh is not None else self._ask(now_s, RENEW_EVERY_S)

    def _platform_time(self, utc: datetime) -> datetime:
        """Return the time by the platform's clock, which expiry and start times refer to."""
        return utc - timedelta(seconds=self.medium.clock_ahead_s)

    def _is_old(self, utc: datetime) -> bool:
        expires_utc = self.medium.expires_utc
        return expires_utc is not None and utc >= expires_utc - RENEW_BEFORE

    def _is_expired(self, utc: datetime) -> bool:
        expires_utc = self.medium.expires_utc
        return expires_utc is not None and utc >= expires_utc

    def _is_another(self, fresh: Medium) -> bool:
        return stream_of(fresh.url) != stream_of(self.medium.url)

    def _join(self, now_s: float) -> FollowAction:
        self.medium, self._fresh = self._fresh or self.medium, None
        self._joined_s = now_s
        return FollowAction.JOIN

    def _ask(self, now_s: float, pause_s: float) -> FollowAction:
        if self._is_asking or now_s < self._next_ask_s:
            return FollowAction.NOTHING
        self._is_asking = True
        self._next_ask_s = now_s + pause_s
        return FollowAction.ASK


def stream_of(url: str) -> str:
    """Return a YouTube stream address without the parts that differ at each lookup."""
    match = _STREAM.search(url)
    return match[0] if match else url


def _is_broken(state: PlayerState) -> bool:
    return bool(state.failure) or state.ended


def _while_waiting_s(medium: Medium, utc: datetime, waited_s: float) -> float:
    """Return the seconds between lookups of a broadcast that has yet to begin."""
    if medium.release_utc is None:
        return UNANNOUNCED_PACE.pause_s(waited_s)
    until_s = (medium.release_utc - utc).total_seconds()
    if until_s > SOON.total_seconds():
        return LONG_BEFORE_EVERY_S
    if until_s > 0:
        return min(UNANNOUNCED_PACE.least_s, max(OVERDUE_PACE.least_s, until_s))
    return OVERDUE_PACE.pause_s(-until_s)
