"""Single values as people and programs write them: times, links, names."""

import os
import re
from datetime import UTC, datetime
from pathlib import PurePath
from urllib.parse import unquote

from hearingnotes.errors import HearingnotesError
from hearingnotes.model.links import Link, read_link
from hearingnotes.model.links.platforms.local_file import MOST_STEPS_UP
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import second_in

LINK_LIMIT = 2000
_YEARS = range(1970, 3000)


def instant_in(text: str) -> datetime | None:
    """Return the instant of an ISO time with its day, in UTC where it has no zone; None for any
    other."""
    text = text.strip()
    if "T" not in text and " " not in text:  # a day alone is no instant
        return None
    try:
        instant = datetime.fromisoformat(text)
        instant = instant.replace(tzinfo=instant.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return instant if instant.year in _YEARS else None


def link_in(text: str) -> Link | None:
    """Return the link to a recording on the web; None for any other text, also a file."""
    if len(text) > LINK_LIMIT:
        return None
    try:
        link = read_link(text)
    except HearingnotesError:
        return None
    is_known = link is not None and link.key is not None and link.platform != "local_file"
    return link if is_known else None


def file_in(text: str, beside: PurePath | None) -> Link | None:
    """Return the link to a file by a path from the folder `beside` with `#t=`, as exports have it.

    None for any other text, and for paths that leave the folder's neighbourhood.
    """
    relative, _, time = text.rpartition("#t=")
    second_s = second_in(time)
    path = unquote(relative)
    is_way = bool(path) and path.isprintable() and not re.match(r"[/\\]|[^/]*:", path)
    if beside is None or second_s is None or not is_way or len(path) > LINK_LIMIT:
        return None
    if PurePath(path).parts.count("..") > MOST_STEPS_UP:
        return None
    key = os.path.normpath(beside / path)
    return Link("local_file", key, key, second_s)


def mark_of(name: str) -> str:
    """Return the mark for a name: `council-member-hanif`; empty where it has no letters."""
    return "-".join(re.findall(r"\w+", name.casefold()))


_NAME_LIMIT = 120


class Voices:
    """Gives names their marks, and collects the speakers."""

    def __init__(self) -> None:
        self._speakers: dict[str, Speaker] = {}

    def with_speaker(self, name: str, text: str) -> str:
        """Return the text with its speaker: `@hanif: thank you`.

        A name that begins the text already is replaced.
        """
        name = one_line(name, _NAME_LIMIT)
        mark = mark_of(name)
        if not mark:
            return text
        self._speakers.setdefault(mark, Speaker(mark, name if name != mark else ""))
        if text.startswith(f"{name} "):
            return f"@{mark} {text.removeprefix(name).lstrip()}"
        return f"@{mark}: {text.removeprefix(f'{name}:').lstrip()}"

    @property
    def roster(self) -> Roster:
        """The speakers whose names say more than their marks."""
        return Roster(tuple(speaker for speaker in self._speakers.values() if speaker.name))
