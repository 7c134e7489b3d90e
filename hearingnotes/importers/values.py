"""Single values as people and programs write them: times, links, names."""

import os
import re
from datetime import UTC, datetime
from pathlib import PurePath
from urllib.parse import unquote

from hearingnotes.errors import Trouble
from hearingnotes.model.links import Link, read_link
from hearingnotes.model.links.platforms.local_file import MOST_STEPS_UP
from hearingnotes.model.timecode import parse_time

LINK_LIMIT = 2000
_LONGEST = 40
_YEARS = range(1970, 3000)
_FRAMES = re.compile(r"(\d+:\d\d:\d\d)[:;]\d\d")
_COMMA = re.compile(r"((?:\d+:)*\d+),(\d{1,9})")


def second_in(text: str) -> float | None:
    """The second that a time is: `12.3`, `0:12`, `00:00:12,300`, or with frames, which are too
    short to matter, `00:00:12:09`. A `~` in front is let be."""
    text = text.strip().removeprefix("~").strip()
    if len(text) > _LONGEST:
        return None
    text = _COMMA.sub(r"\1.\2", _FRAMES.sub(r"\1", text))
    second_s = parse_time(text)
    # Minutes and a fraction added up have digits that nobody wrote.
    return round(second_s, 9) if second_s is not None else None


def instant_in(text: str) -> datetime | None:
    """The instant that an ISO time with its day is; in UTC where it does not say otherwise."""
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
    """The recording on the web that a text leads to; a file of some disk is none."""
    if len(text) > LINK_LIMIT:
        return None
    try:
        link = read_link(text)
    except Trouble:
        return None
    is_known = link is not None and link.key is not None and link.platform != "local_file"
    return link if is_known else None


def file_in(text: str, beside: PurePath | None) -> Link | None:
    """The file that a way from the folder `beside` leads to, with `#t=`, as exports have it; one
    that leads to just anywhere on the disk is none."""
    way, _, time = text.rpartition("#t=")
    second_s = second_in(time)
    path = unquote(way)
    is_way = bool(path) and path.isprintable() and not re.match(r"[/\\]|[^/]*:", path)
    if beside is None or second_s is None or not is_way or len(path) > LINK_LIMIT:
        return None
    if PurePath(path).parts.count("..") > MOST_STEPS_UP:
        return None
    key = os.path.normpath(beside / path)
    return Link("local_file", key, key, second_s)


def mark_of(name: str) -> str:
    """The mark that a name gives: `council-member-hanif`; empty where it has no letters."""
    return "-".join(re.findall(r"\w+", name.casefold()))
