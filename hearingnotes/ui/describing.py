"""What a platform says of a hearing and its recording, joined to what was known; pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.links import Link
from hearingnotes.opening import new_id


def described(hearing: Hearing, medium: Medium, *, provisional: bool) -> Hearing:
    """The hearing with what its platform says of it; a title that the person gave stays."""
    return replace(
        hearing,
        title=medium.title if provisional and medium.title else hearing.title,
        body=hearing.body or medium.body,
        date=hearing.date or medium.date,
    )


def playing_recording(
    hearing: Hearing, recordings: Sequence[Recording], link: Link | None, medium: Medium
) -> tuple[Recording, ...]:
    """The hearing's recordings, the one that the medium is of first; a new one where it must be."""
    is_first = not recordings or link is None or medium.platform_key is None
    known = next((r for r in recordings if is_first or r.key == medium.platform_key), None)
    if known is None and link is not None and medium.platform_key:
        url = medium.webpage_url or link.url
        known = Recording(new_id(), hearing.id, link.platform, medium.platform_key, url)
    if known is None:
        return tuple(recordings)
    first = replace(
        known,
        title=medium.title or known.title,
        duration_s=medium.duration_s or known.duration_s,
        live_status=medium.live_status,
        # A person may have said better when it began.
        starts_utc=known.starts_utc or _starts_utc(medium),
        opened_utc=known.opened_utc if known in recordings[:1] else datetime.now(UTC),
    )
    return (first, *(r for r in recordings if r.id != first.id))


def _starts_utc(medium: Medium) -> datetime | None:
    return None if medium.live_status is LiveStatus.UPCOMING else medium.release_utc
