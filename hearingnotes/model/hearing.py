"""A hearing and the recordings that links can point into."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from hearingnotes.model.lead import Leads
from hearingnotes.model.roster import Roster


class LiveStatus(StrEnum):
    """The state of a recording as its platform reports it; the values are yt-dlp's."""

    NOT_LIVE = "not_live"
    UPCOMING = "is_upcoming"
    LIVE = "is_live"
    POST_LIVE = "post_live"
    """The broadcast is over, and the platform is still making the finished video."""
    WAS_LIVE = "was_live"
    GONE = "gone"
    """The recording is not available any more."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A medium that a link can point into.

    `platform` and `key` together identify it for good: `youtube` and the video id, `local_file` and
    the absolute path. `url` is the address to open. `live_status` is the last status from its
    platform, `starts_utc` the instant of its second 0. If a person aligned it, its second 0 is
    second `aligned_s` of the recording `aligned_to`. `reach_s` is the last known second of it while
    it was live, on its own count, without anchors; `reached_end` says that it ended there.
    `captions` is the file that a person selected for its captions, if any.
    """

    id: str
    hearing_id: str
    platform: str
    key: str
    url: str
    title: str = ""
    duration_s: float | None = None
    live_status: LiveStatus = LiveStatus.NOT_LIVE
    starts_utc: dt.datetime | None = None
    aligned_to: str | None = None
    aligned_s: float = 0.0
    reach_s: float | None = None
    reached_end: bool = False
    captions: str = ""
    opened_utc: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """A meeting.

    It has a title, a body (committee), a day, the leads of its links, a roster of its own, and an
    agenda: the items in their order. `resume_s` is the second at which playback resumes.
    """

    id: str
    title: str
    created_utc: dt.datetime
    body: str = ""
    date: dt.date | None = None
    opened_utc: dt.datetime | None = None
    resume_s: float | None = None
    leads: Leads = field(default_factory=dict, hash=False)
    roster: Roster = Roster()
    agenda: tuple[str, ...] = ()

    @property
    def day(self) -> dt.date:
        """The day of the hearing; where it is not set, the day on which it was first opened."""
        return self.date or self.created_utc.astimezone().date()
