"""What happens in a broadcast, and when. All seconds are those of the broadcast."""

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

CutKind = Literal["refused", "503", "silent"]


@dataclass(frozen=True)
class Break:
    """For a while no segments come; then the encoder starts anew.

    `pts_restarts`: at 0. `new_manifest`: the manifest number goes up by one, and sq begins at 0.
    """

    at_s: int
    gap_s: int = 0
    pts_restarts: bool = True
    new_manifest: bool = False

    @property
    def resumes_s(self) -> int:
        """The second of the first segment after it."""
        return self.at_s + self.gap_s


@dataclass(frozen=True)
class Cut:
    """The network fails: connections are refused, answered 503, or never answered."""

    at_s: float
    lasts_s: float
    kind: CutKind = "refused"


@dataclass(frozen=True)
class Segment:
    """One segment; its PTS is its second and `pts_shift_s`. `breaks` came before it."""

    second_s: int
    manifest: int
    sq: int
    pts_shift_s: float
    breaks: int


@dataclass(frozen=True)
class Plan:
    """A broadcast. The defaults are those of a plain one, 47 minutes old.

    `joined_s` is the live edge when the case starts; below 0 it has yet to begin. Segments are
    made for `lasts_s` after that. `pts_offset_s` puts every PTS before the first break wrong.
    `follows`: the playlist of an old manifest number goes on with the new one's segments, else it
    stands still. `archive` are the spans of the broadcast that the recording consists of.
    `server_ahead_s` is how far the clocks of the platform are ahead of this machine's.
    `scheduled_s` is told as the start before it begins, 0 and `release_error_s` later.
    """

    joined_s: int = 2820
    lasts_s: int = 120
    segment_s: int = 5
    window_s: int = 30
    manifest: int = 1
    pts_offset_s: float = 0.0
    sq_offset: int = 0
    with_sq: bool = True
    breaks: tuple[Break, ...] = ()
    follows: bool = False
    cut: Cut | None = None
    url_lifetime_s: float = 6 * 3600.0
    ends_s: int | None = None
    endlist: bool = False
    post_live_after_s: float = math.inf
    archive_after_s: float = math.inf
    archive: tuple[tuple[int, int], ...] = ()
    release_error_s: float = 0.0
    scheduled_s: float = 0.0
    server_ahead_s: float = 0.0
    title: str = "Budget hearing"
    channel: str = "City Council"
    more: dict[str, object] = field(default_factory=dict)

    @property
    def begins_s(self) -> int:
        """The first second that is needed: that of the window at the start."""
        return max(0, (self.joined_s - self.window_s) // self.segment_s * self.segment_s)

    @property
    def seconds(self) -> int:
        """How much is needed, in whole segments."""
        last_s = self.joined_s + self.lasts_s
        if self.ends_s is not None:
            last_s = min(last_s, self.ends_s)
        return max(0, last_s - self.begins_s) // self.segment_s * self.segment_s

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All that are served in the case, in order."""
        seconds = range(self.begins_s, self.begins_s + self.seconds, self.segment_s)
        found = map(self._segment, seconds)
        return tuple(segment for segment in found if segment is not None)

    def _segment(self, second_s: int) -> Segment | None:
        past = [one for one in self.breaks if one.at_s <= second_s]
        if past and second_s < past[-1].resumes_s:
            return None
        renewals = [index for index, one in enumerate(past) if one.new_manifest]
        same = past[renewals[-1] + 1 :] if renewals else past
        first_s = past[renewals[-1]].resumes_s if renewals else 0
        restarts = [one.resumes_s for one in past if one.pts_restarts]
        return Segment(
            second_s,
            self.manifest + len(renewals),
            (second_s - first_s - sum(one.gap_s for one in same)) // self.segment_s
            + (0 if renewals else self.sq_offset),
            -restarts[-1] if restarts else self.pts_offset_s,
            len(past),
        )

    def ready(self, now_s: float) -> tuple[Segment, ...]:
        """The segments that are complete."""
        return tuple(one for one in self.segments if one.second_s + self.segment_s <= now_s)

    def window(self, now_s: float, manifest: int) -> tuple[Segment, ...]:
        """What the playlist of a manifest number lists; empty when it is not known (any more)."""
        ready = self.ready(now_s)
        if self.follows and ready and manifest <= ready[-1].manifest:
            manifest = ready[-1].manifest
        listed = [segment for segment in ready if segment.manifest == manifest]
        return tuple(listed[-(self.window_s // self.segment_s) :])

    def is_cut(self, now_s: float) -> bool:
        """Whether the network fails now."""
        return self.cut is not None and 0 <= now_s - self.cut.at_s < self.cut.lasts_s

    def live_status(self, now_s: float) -> str:
        """In yt-dlp's words."""
        if now_s < self.segment_s:
            return "is_upcoming"
        if self.ends_s is None or now_s < self.ends_s + self.post_live_after_s:
            return "is_live"
        return "was_live" if now_s >= self.ends_s + self.archive_after_s else "post_live"
