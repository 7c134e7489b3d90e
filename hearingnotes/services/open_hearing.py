"""Opening the hearing that a typed URL, file or title means."""

import os
import shlex
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hearingnotes.errors import UsageError
from hearingnotes.ids import new_id
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.links import Link, read_bare_id, read_link, recording_name
from hearingnotes.model.recordings import find_linked
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import (
    _ambiguous,
    _check_not_removed,
    _in_the_demo,
    _matching,
    _names_nothing,
    handles,
)
from hearingnotes.services.local_files import _shown, file_reference

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A hearing to open, its recordings, and where to start.

    `link` is the address that is still to be looked up; None for files and direct media, which can
    be played as they are, and `in_room`, where nothing is played. `provisional` says that the title
    is only a guess. `captions` is the file that was selected for the captions. `notice` is a notice
    for the person.
    """

    hearing: Hearing
    recordings: tuple[Recording, ...]
    link: Link | None = None
    at_s: float | None = None
    is_new: bool = False
    provisional: bool = False
    in_room: bool = False
    captions: Path | None = None
    notice: str = ""


def open_reference(library: Library, text: str) -> OpenRequest:
    """Return the request for the hearing that `text` means; a new one for a new URL or file.

    Raises UsageError when it means nothing, or more than one hearing.
    """
    if not text.strip():
        raise UsageError("Nothing is named: name a link, a file or a hearing.")
    link = file_reference(text)
    if link is None and not read_bare_id(text):
        link = read_link(text)
        if link is not None and link.platform == "local_file":
            raise UsageError(_names_nothing(link.url))
    if link is not None:
        return _open_link(library, link)
    stored = _matching(library.hearings.all(), text)
    if len(stored) == 1:
        return open_stored(stored[0])
    if stored:
        raise UsageError(_ambiguous(text, stored, library.hearings.all()))
    link = read_bare_id(text)
    if link is not None:
        return _open_link(library, link)
    _check_not_removed(library, text)
    raise UsageError(_names_nothing(text) + _in_the_demo(library, text))


def open_stored(
    stored: StoredHearing, at_s: float | None = None, recording_id: str | None = None
) -> OpenRequest:
    """Return the request for a stored hearing, which resumes where it was left.

    With `recording_id`, that one of its recordings is opened.
    """
    now = datetime.now(UTC)
    hearing = replace(stored.hearing, opened_utc=now)
    last = max(stored.recordings, key=_opened, default=None)
    selected = next((r for r in stored.recordings if r.id == recording_id), None)
    wanted = selected or max(stored.recordings, key=_worth_opening, default=None)
    if wanted is None:
        return OpenRequest(hearing, (), None, at_s, in_room=True)
    if at_s is None and _opened(wanted) == (_opened(last) if last else None):
        at_s = hearing.resume_s  # which is a second of that one
    others = (other for other in stored.recordings if other is not wanted)
    recordings = (replace(wanted, opened_utc=now), *others)
    return OpenRequest(hearing, recordings, _link_to_look_up(wanted), at_s)


def _opened(recording: Recording) -> datetime:
    return recording.opened_utc or _NEVER


def _worth_opening(recording: Recording) -> tuple[bool, datetime]:
    """Return a sort key: recordings that are live before those that are over, then the latest
    opened."""
    is_ongoing = recording.live_status in {LiveStatus.LIVE, LiveStatus.UPCOMING}
    return is_ongoing, _opened(recording)


def open_in_person(library: Library, title: str) -> OpenRequest:
    """Return the request for a hearing without a recording, for somebody in the room.

    Today's hearing of the same title is resumed, so that starting twice makes one. Raises
    UsageError when there is no title.
    """
    title = one_line(title)
    if not title:
        raise UsageError("A room needs a title: what is being heard?")
    now = datetime.now(UTC)
    today = now.astimezone().date()
    for stored in library.hearings.all():
        if (stored.hearing.title, stored.hearing.date) == (title, today):
            return replace(open_stored(stored), link=None, in_room=True)
    hearing = Hearing(new_id(), title, now, date=today, opened_utc=now)
    return OpenRequest(hearing, (), is_new=True, in_room=True)


def _open_link(library: Library, link: Link) -> OpenRequest:
    known = library.hearings.with_recording(link.platform, link.key) if link.key else None
    if known is not None:
        selected = find_linked(known.recordings, link)
        return open_stored(known, link.second_s, selected.id if selected else None)
    now = datetime.now(UTC)
    hearing = Hearing(new_id(), recording_name(link), now, opened_utc=now)
    recordings: tuple[Recording, ...] = ()
    if link.key is not None:
        new = Recording(new_id(), hearing.id, link.platform, link.key, link.url, opened_utc=now)
        recordings = (new,)
    link_to_look_up = None if link.platform in _PLAYABLE else link
    return OpenRequest(
        hearing,
        recordings,
        link_to_look_up,
        link.second_s,
        is_new=True,
        provisional=True,
        notice=_may_have_moved(library, link) if link.platform == "local_file" else "",
    )


def _may_have_moved(library: Library, link: Link) -> str:
    """Return a notice for a new file if a stored one of the same name is missing; else empty."""
    everything = library.hearings.all()
    for stored in everything:
        for number, recording in enumerate(stored.recordings, 1):
            name = os.path.basename(recording.key)  # noqa: PTH119
            is_alike = recording.platform == "local_file" and link.url.endswith(os.sep + name)
            if is_alike and not os.path.exists(recording.key):  # noqa: PTH110
                handle = handles(everything)[stored.hearing.id]
                return (
                    f"“{_shown(stored.hearing.title)}” has a file of this name that is gone. If it "
                    "is this one, leave without a note, and say where it went: "
                    f"hearingnotes recording move {handle} {number} {shlex.quote(link.url)}"
                )
    return ""


_PLAYABLE = {"local_file", "direct_media"}


def is_finished(recording: Recording) -> bool:
    """Return whether the recording is known not to be a broadcast that may still be live."""
    is_over = recording.live_status in {LiveStatus.NOT_LIVE, LiveStatus.WAS_LIVE}
    return recording.platform == "local_file" or (is_over and recording.duration_s is not None)


def can_be_looked_up(recording: Recording) -> bool:
    """Return whether a platform can be asked about the recording; not for files and direct
    media."""
    return recording.platform not in _PLAYABLE


def _link_to_look_up(recording: Recording | None) -> Link | None:
    if recording is None or not can_be_looked_up(recording):
        return None
    return Link(recording.platform, recording.key, recording.url, None)
