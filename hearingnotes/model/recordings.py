"""Which of several recordings a link or another recording is, under whatever key it is stored."""

from collections.abc import Iterable

from hearingnotes.model.hearing import Recording
from hearingnotes.model.links import Link, recording_key


def is_same(one: Recording, other: Recording) -> bool:
    """Return whether two recordings are one on their platform, though their keys may differ."""
    return recording_key(one.platform, one.key) == recording_key(other.platform, other.key)


def find_same(recordings: Iterable[Recording], platform: str, key: str) -> Recording | None:
    """Return the recording with this key, or else one whose key means the same; None without one.

    Earlier versions of the program stored other keys for some platforms.
    """
    known = list(recordings)
    exact = (r for r in known if (r.platform, r.key) == (platform, key))
    meant = recording_key(platform, key)
    alike = (r for r in known if recording_key(r.platform, r.key) == meant)
    return next(exact, None) or next(alike, None)


def find_linked(recordings: Iterable[Recording], link: Link) -> Recording | None:
    """Return the recording that a link is of; None without one."""
    return find_same(recordings, link.platform, link.key) if link.key else None
