"""A hearing and the recordings that links can point into."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recording:
    """One medium that a link can point into.

    `platform` and `key` together name it for good: `youtube` and the video id, `local_file` and
    the absolute path. `url` is what it is opened from.
    """

    id: str
    hearing_id: str
    platform: str
    key: str
    url: str
    title: str = ""
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """One meeting: its title, its body (committee), its day."""

    id: str
    title: str
    created_utc: dt.datetime
    body: str = ""
    date: dt.date | None = None
    opened_utc: dt.datetime | None = None
    resume_s: float | None = None
