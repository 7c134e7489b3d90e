"""Broadcasts as they may go wrong, and the rows that a player makes of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from hearingnotes.model.live import WRAP_S, LiveEvidence, SegmentRow
from hearingnotes.player.segment_rows import SegmentRows

BEGAN = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
BEHIND = APART = 3
"""So many segments behind the newest one a stream is heard."""


@dataclass(frozen=True)
class Fault:
    """What happens at a segment, counted from where the stream was joined.

    `kind`: `reset` (the encoder's timestamps go on from `pts`, numbers go on), `anew` (a new
    manifest counts from 0, the timestamps from `pts`), `pause` (nothing is sent for `lasts_s`, and
    timestamps stand still), `gap` (they go on meanwhile, and the finished video may have it or
    not), `asleep` (the player misses `many` segments), `lost` (`many` segments are opened and can't
    be had), `late` (the log is read late by `lasts_s`).
    """

    kind: str
    at: int
    pts: float = 0.0
    many: int = 0
    lasts_s: float = 0.0


@dataclass(frozen=True)
class Day:
    """A broadcast that was joined at its segment `first`, and all that went wrong from there on."""

    segment_s: float = 5.0
    first: int = 564
    heard: int = 40
    faults: tuple[Fault, ...] = ()
    is_numbered: bool = True
    is_release_known: bool = True
    length_off: float = 0.0
    latency_s: float = 20.0
    clock_off_s: float = 0.0
    keeps_gaps: bool = False


@dataclass(frozen=True)
class Heard:
    """An instant of what was played: the position, the second of the finished video that it truly
    is, and what is known of it at that instant."""

    position_pts: float
    second_s: float
    evidence: LiveEvidence | None


class Listener:
    """Plays a day, always some segments behind what is opened, and hears all that came."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.rows = SegmentRows()
        self.heard: list[Heard] = []
        self._came: list[tuple[float, float]] = []

    def open(self, row: SegmentRow) -> None:
        """A segment is opened."""
        self.rows.add(row)

    def receive(self, first_pts: float, second_s: float) -> None:
        """A segment has come whole; an earlier one is heard meanwhile."""
        self._came.append((first_pts, second_s))
        if len(self._came) > BEHIND:
            self._hear(*self._came[-1 - BEHIND])

    def end(self) -> None:
        """What has come is heard to its end."""
        for first_pts, second_s in self._came[-BEHIND:]:
            self._hear(first_pts, second_s)

    def _hear(self, first_pts: float, second_s: float) -> None:
        for share in (0.02, 0.3, 0.6, 0.95):
            position_pts = first_pts + share * self.day.segment_s
            self.rows.heard_at(position_pts)
            evidence = self.evidence(position_pts)
            self.heard.append(Heard(position_pts, second_s + share * self.day.segment_s, evidence))

    def evidence(self, position_pts: float) -> LiveEvidence | None:
        """What is known of this position now."""
        rows, day = self.rows.counting_for(position_pts), self.day
        if not rows:
            return None
        return LiveEvidence(
            rows[0].first_pts,
            rows[0].opened_utc,
            release_utc=BEGAN if day.is_release_known else None,
            clock_ahead_s=day.clock_off_s,
            jumped_s=self.rows.doubt_s(position_pts),
            rows=rows,
            is_zero_known=True,
        )


@dataclass
class _Sender:
    """Where the broadcast is: its number, its second, the clock, and what is being lost."""

    day: Day
    sq: int
    second_s: float
    steady_s: float
    manifest: int = 1
    off_pts: float = 0.0
    skip: int = 0
    lose: int = 0
    late_s: float = 0.0

    def suffer(self, fault: Fault) -> None:
        """Something goes wrong."""
        match fault.kind:
            case "reset" if self.day.is_numbered or self._is_plain_jump(fault.pts):
                self.off_pts = fault.pts - self.second_s
            case "anew":
                self.off_pts, self.sq = fault.pts - self.second_s, 0
                self.manifest += 1
            case "pause":
                self.steady_s += fault.lasts_s
            case "gap" if not self.skip:
                self.steady_s += fault.lasts_s
                if self.day.keeps_gaps:
                    self.second_s += fault.lasts_s
                else:
                    self.off_pts += fault.lasts_s
            case "asleep":
                self.skip = fault.many
            case "lost":
                self.lose = fault.many
            case "late":
                self.late_s = fault.lasts_s

    def _is_plain_jump(self, pts: float) -> bool:
        """Without numbers, a small jump ahead can't be told from a stream that catches up."""
        return not -5 < pts - self.second_s - self.off_pts < 35

    @property
    def pts(self) -> float:
        """The timestamp now."""
        return (self.second_s + self.off_pts) % WRAP_S


def played(day: Day) -> Listener:
    """Play the day from joining on."""
    length_s = day.segment_s * (1 + day.length_off)
    listener, second_s = Listener(day), day.first * length_s
    sender = _Sender(day, day.first, second_s, second_s + day.latency_s)
    cached_to_pts: float | None = None
    came_again = -APART
    for n in range(day.heard):
        sender.late_s = 0.0
        for fault in day.faults:
            # Two breaks with less than three segments between them can't be told apart by anybody.
            is_apart = n - came_again >= APART or sender.skip
            if fault.at == n and is_apart:
                sender.suffer(fault)
        if sender.skip or sender.lose:
            came_again = n + 1
        if sender.skip:
            sender.skip -= 1
        else:
            is_lost = sender.lose > 0 and cached_to_pts is not None
            first_pts = cached_to_pts if is_lost and cached_to_pts is not None else sender.pts
            if day.is_numbered or not is_lost:
                listener.open(_row(sender, first_pts + sender.late_s))
            if is_lost:
                sender.lose -= 1
            else:
                listener.receive(sender.pts, sender.second_s)
                cached_to_pts = sender.pts + length_s
        sender.sq, sender.second_s = sender.sq + 1, sender.second_s + length_s
        sender.steady_s += length_s
    listener.end()
    return listener


def _row(sender: _Sender, first_pts: float) -> SegmentRow:
    day = sender.day
    utc = BEGAN + timedelta(seconds=sender.steady_s + day.clock_off_s)
    if not day.is_numbered:
        return SegmentRow(first_pts, utc, sender.steady_s)
    return SegmentRow(first_pts, utc, sender.steady_s, sender.sq, sender.manifest, day.segment_s)


def _fault(numbered: bool, segment_s: float) -> st.SearchStrategy[Fault]:
    at = st.sampled_from([1, 8, 16, 24, 32])
    kinds = [
        st.builds(Fault, st.just("reset"), at, st.floats(0, 95_000)),
        st.builds(Fault, st.just("asleep"), at, many=st.integers(1, 800)),
        st.builds(Fault, st.just("pause"), at, lasts_s=st.floats(0, 7200)),
    ]
    if numbered:
        kinds += [
            st.builds(Fault, st.just("anew"), at, st.floats(0, 3)),
            st.builds(Fault, st.just("lost"), at, many=st.integers(1, 6)),
            st.builds(Fault, st.just("late"), at, lasts_s=st.floats(0, segment_s)),
            st.builds(Fault, st.just("gap"), at, lasts_s=st.floats(0, 7200)),
        ]
    return st.one_of(kinds)


@st.composite
def days(draw: st.DrawFn) -> Day:
    """A day of a broadcast."""
    numbered, segment_s = draw(st.booleans()), draw(st.sampled_from([1.0, 2.0, 5.0]))
    faults = draw(st.lists(_fault(numbered, segment_s), max_size=4, unique_by=lambda each: each.at))
    return Day(
        segment_s,
        first=draw(st.integers(0, round(60 * 3600 / segment_s))),
        faults=tuple(faults),
        is_numbered=numbered,
        is_release_known=draw(st.booleans()),
        length_off=draw(st.floats(-0.0001, 0.0001)),
        latency_s=draw(st.floats(5, 55)),
        clock_off_s=draw(st.sampled_from([0.0, 0.0, 300.0, -300.0])),
        keeps_gaps=draw(st.booleans()),
    )
