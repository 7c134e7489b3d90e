"""Updating a hearing and its recording from what a platform says; pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hearingnotes.errors import HearingnotesError
from hearingnotes.ids import new_id
from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.links import (
    Link,
    is_known_platform,
    is_of_a_platform,
    read_link,
    recording_key,
    write_link,
)
from hearingnotes.model.recordings import find_linked, find_same

_ONLY_IN_ITS_PAGE = "__youtubedl_smuggle"


def described(hearing: Hearing, medium: Medium, *, provisional: bool) -> Hearing:
    """Return the hearing with what its platform says; only a provisional title is replaced."""
    return replace(
        hearing,
        title=medium.title if provisional and medium.title else hearing.title,
        body=hearing.body or medium.body,
        date=hearing.date or medium.date,
    )


def playing_recording(
    hearing: Hearing, recordings: Sequence[Recording], link: Link | None, medium: Medium
) -> tuple[Recording, ...]:
    """Return the hearing's recordings, the medium's first; a new one where it has none yet."""
    if link is not None:
        known = _recording_of(hearing, recordings, link, medium)
    elif recordings:
        known = recordings[0]
    else:
        return ()
    first = replace(
        known,
        title=medium.title or known.title,
        duration_s=medium.duration_s or (None if medium.is_live else known.duration_s),
        live_status=medium.live_status,
        # A start that is set already, maybe by a person, wins.
        starts_utc=known.starts_utc or _starts_utc(medium),
        opened_utc=known.opened_utc if known.id in _ids(recordings[:1]) else datetime.now(UTC),
    )
    return (first, *(r for r in recordings if r.id != first.id))


def _ids(recordings: Sequence[Recording]) -> set[str]:
    return {recording.id for recording in recordings}


def _recording_of(
    hearing: Hearing, recordings: Sequence[Recording], link: Link, medium: Medium
) -> Recording:
    """Return the recording of this medium, or a new one."""
    named = _named(link, recordings, medium)
    key = named.key or named.url
    known = find_same(recordings, named.platform, key)
    if known is not None:
        return known
    # It may be stored under the platform's id alone, from which no address can be made.
    by_id = (link.platform, medium.platform_key)
    known = next((r for r in recordings if (r.platform, r.key) == by_id), None)
    if known is not None and not _can_be_read(known.platform, known.key):
        return replace(known, platform=named.platform, key=key, url=named.url)
    return Recording(new_id(), hearing.id, named.platform, key, named.url)


def _named(link: Link, recordings: Sequence[Recording], medium: Medium) -> Link:
    """Return the link that identifies the medium for good: the one opened, or the video in its
    page."""
    found = _page_of(medium)
    is_of_page = found is not None and is_of_a_platform(found)
    if link.key is not None and _can_be_read(link.platform, link.key):
        is_mere_id = link.key == medium.platform_key
        if found is not None and is_mere_id and found.platform == link.platform:
            # The recording may be stored under its page, not under the platform's id.
            return found if find_linked(recordings, found) else link
        return found if found and is_of_page and not is_of_a_platform(link) else link
    if found is not None and is_of_page:
        return found
    by_id = _read_back(link.platform, medium.platform_key or "")
    return by_id or found or Link("web_page", link.url, link.url)


def _page_of(medium: Medium) -> Link | None:
    """Return the link to the recording of the medium's own page; None where it is unknown."""
    url = medium.webpage_url
    if url is None or _ONLY_IN_ITS_PAGE in url:
        return None
    try:
        link = read_link(url)
    except HearingnotesError:
        return None
    is_whole = link is not None and link.key is not None and _can_be_read(link.platform, link.key)
    return link if is_whole else None


def _can_be_read(platform: str, key: str) -> bool:
    """Return whether links written with this key are read as it, as far as is known."""
    return not is_known_platform(platform) or _read_back(platform, key) is not None


def _read_back(platform: str, key: str) -> Link | None:
    """Return the link that is read from one written with this key; None where it is another."""
    try:
        link = read_link(write_link(platform, key, 0)) if key else None
    except HearingnotesError:
        return None
    is_same = link is not None and (link.platform, link.key) == recording_key(platform, key)
    return link if is_same else None


def _starts_utc(medium: Medium) -> datetime | None:
    return None if medium.live_status is LiveStatus.UPCOMING else medium.release_utc
