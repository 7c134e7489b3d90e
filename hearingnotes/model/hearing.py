"""A hearing and the recordings that links can point into."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from hearingnotes.model.lead import Leads
from hearingnotes.model.roster import Roster


class LiveStatus(StrEnum):
    """What a platform says of a recording; the values are yt-dlp's."""

    NOT_LIVE = "not_live"
    UPCOMING = "is_upcoming"
    LIVE = "is_live"
    POST_LIVE = "post_live"
    """Over, and not yet whole: the platform is still making the finished video."""
    WAS_LIVE = "was_live"
    GONE = "gone"
    """Not to be had any more."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One medium that a link can point into.

    `platform` and `key` together name it for good: `youtube` and the video id, `local_file` and
    the absolute path. `url` is what it is opened from. `live_status` is what its platform said
    last, `starts_utc` when its second 0 was. Second 0 may also be second `aligned_s` of the
    recording `aligned_to`, if a person said so. `reach_s` is how far it went when it was live, as
    far as is known: as its own count says, without anchors; `reached_end` says that it ended there.
    `captions` is the file that a person named for its captions, if one did.
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
    """One meeting: its title, its body (committee), its day, the leads of its links, its own
    roster, and its agenda: the items in their order."""

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
        """When it was held; where nobody has said so, when it was first opened."""
        return self.date or self.created_utc.astimezone().date()
