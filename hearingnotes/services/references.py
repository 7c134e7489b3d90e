"""Finding a recording of a hearing, a second of it, or a note from a typed text."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.ids import HANDLE_LENGTH, short_names
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.model.draft import Draft
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.model.links import Link, read_link
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.recordings import find_linked
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import format_time, parse_time
from hearingnotes.model.timeline import Place, Timeline
from hearingnotes.model.wall_clock import is_time_of_day, local_span, read_instant
from hearingnotes.services.find_hearing import MOST_LISTED, hearings_named
from hearingnotes.services.local_files import file_reference, find_file, link_to_file

_SHOWN_LENGTH = 120
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Second:
    """A typed second; `recording` is None when only a time was typed, and no link."""

    second_s: float
    recording: Recording | None = None


def parse_link(text: str) -> Link:
    """Return the link that a text means, files of this machine included; raises UsageError."""
    link = file_reference(text) or read_link(text)
    if link is None or (link.platform == "local_file" and find_file(link.url) is None):
        raise UsageError(
            f"“{_shown(text)}” is neither a link nor a file; paste the address from the browser, "
            "https:// first."
        )
    return link


def caption_file(text: str) -> Path:
    """Return the absolute path of a file with captions; raises UsageError where there is none."""
    path = find_file(text)
    if path is None:
        raise UsageError(f"There is no file {_shown(text)}; check its name.")
    return Path(link_to_file(path).url)


def find_recording(recordings: Sequence[Recording], text: str) -> Recording:
    """Return the recording that a number, a key or a link means; raises UsageError."""
    found = next((r for r in recordings if r.key == text.strip()), None)
    if found is None and text.strip().isdecimal() and 0 < int(text) <= len(recordings):
        found = recordings[int(text) - 1]
    if found is None:
        link = file_reference(text) or read_link(text)
        found = find_linked(recordings, link) if link is not None else None
    if found is None:
        raise UsageError(
            f"The hearing has no recording “{_shown(text)}”; hearingnotes recording list tells "
            "those it has."
        )
    return found


def cited_recordings(hearings: Sequence[StoredHearing], texts: Sequence[str]) -> dict[str, str]:
    """Return the id of the recording for links into each hearing, by the hearing's id.

    `HEARING=N` is for one hearing. `N` alone is for all that are not named; a link or a key is for
    the hearing that has this recording. Raises UsageError.
    """
    usual: dict[str, str] = {}
    selected: dict[str, str] = {}
    for text in texts:
        name, sign, wanted = text.partition("=")
        found = hearings_named(hearings, name) if sign and "://" not in name else []
        if len(found) > 1:
            raise UsageError(
                f"“{_shown(name)}” fits {len(found)} hearings of the article; name one by its "
                "handle, as hearingnotes list shows it."
            )
        if found:
            selected[found[0].hearing.id] = _recording_of(found[0], wanted).id
        elif text.strip().isdecimal():
            usual |= {stored.hearing.id: _recording_of(stored, text).id for stored in hearings}
        else:
            stored = _having(hearings, text)
            selected[stored.hearing.id] = find_recording(stored.recordings, text).id
    return usual | selected


def _recording_of(stored: StoredHearing, text: str) -> Recording:
    try:
        return find_recording(stored.recordings, text)
    except UsageError as error:
        title = one_line(stored.hearing.title, _SHOWN_LENGTH)
        raise UsageError(
            f"“{title}” has no recording “{_shown(text)}”; hearingnotes recording list tells those "
            "it has. --recording HEARING=N is for one hearing alone."
        ) from error


def _having(hearings: Sequence[StoredHearing], text: str) -> StoredHearing:
    """Return the hearing that has the recording; raises UsageError."""
    for stored in hearings:
        with suppress(UsageError):
            find_recording(stored.recordings, text)
            return stored
    titles = ", ".join(f"“{one_line(stored.hearing.title, _SHOWN_LENGTH)}”" for stored in hearings)
    if not hearings:
        raise UsageError("The article cites no note, so --recording has nothing to lead.")
    raise UsageError(
        f"No hearing that the article cites has the recording “{_shown(text)}”. It cites {titles}; "
        "hearingnotes recording list HEARING tells the recordings."
    )


def read_second(text: str, recordings: Sequence[Recording]) -> Second:
    """Read a time, or a link with a time into one of the recordings; raises UsageError."""
    second_s = parse_time(text)
    if second_s is not None:
        return Second(second_s)
    if is_time_of_day(text):
        raise UsageError(
            "Type the second in the video, as 1:23:45, or paste a link with a time; a time of day "
            "can't say where the video was."
        )
    link = file_reference(text) or read_link(text)
    if link is None:
        raise UsageError(
            f"“{_shown(text)}” is no time; write it as 1:02:03, 62:03 or 1h2m3s, or paste a link "
            "with a time."
        )
    recording = find_linked(recordings, link)
    if recording is None:
        raise UsageError(
            f"“{_shown(text)}” points to no recording of this hearing; hearingnotes recording add "
            "makes it one."
        )
    if link.second_s is None:
        raise UsageError(
            f"“{_shown(text)}” has no time in it; copy the link at the second that is meant."
        )
    return Second(link.second_s, recording)


def at_time_of_day(
    text: str, timeline: Timeline, day: date, on: str | None = None
) -> Second | None:
    """Return the second that played at a time of day; None where the text is no time of day.

    Without a date, the day is that on which a recording began, or `day`, or the night after it.
    With `on`, the second is in the recording with this id. Raises UsageError where nothing is known
    to have played then.
    """
    if not is_time_of_day(text):
        return None
    recordings = timeline.recordings
    began = [r.starts_utc.astimezone().date() for r in recordings.values() if r.starts_utc]
    days = (later for each in dict.fromkeys((*began, day)) for later in (each, each + _DAY))
    instants = dict.fromkeys(filter(None, (read_instant(text, each) for each in days)))
    places = (timeline.place(Moment(instant), on) for instant in instants)
    for place in filter(None, places):
        if place.recording_id in recordings:
            return Second(place.second_s, recordings[place.recording_id])
    meant = recordings.values() if on is None else filter(None, [recordings.get(on)])
    runs = next(filter(None, map(_when_it_runs, meant)), None)
    if runs is not None:
        raise UsageError(f"“{_shown(text)}” lies outside: the recording {runs}.")
    raise UsageError(
        f"What was heard at “{_shown(text)}” is not known; hearingnotes recording add with --at "
        "says when a recording begins."
    )


def _when_it_runs(recording: Recording) -> str | None:
    """Return `runs from 6:00 to 8:00 PM on 2026-01-16`; None where its start is unknown."""
    if recording.starts_utc is None:
        return None
    if recording.duration_s is None:
        return f"begins at {local_span(recording.starts_utc)}"
    ends_utc = recording.starts_utc + timedelta(seconds=recording.duration_s)
    return f"runs from {local_span(recording.starts_utc, ends_utc)}"


def usual_recording(
    recordings: Sequence[Recording], moment: Moment, place: Place | None
) -> Recording | None:
    """Return the recording of a time without a link; None where it may be any of several.

    It is that of the moment's place, or the only one.
    """
    wanted = place.recording_id if place is not None else moment.recording_id
    found = next((recording for recording in recordings if recording.id == wanted), None)
    return found or (recordings[0] if len(recordings) == 1 else None)


def ends_before(recording: Recording, second_s: float) -> bool:
    """Return whether the recording is known to end before this second."""
    is_whole = recording.live_status is not LiveStatus.LIVE
    return is_whole and recording.duration_s is not None and second_s > recording.duration_s


def find_note(notes: Sequence[Note], text: str) -> Note:
    """Return the note that a number in this order means, or the first or last characters of its id.

    Digits alone are a number. Raises UsageError where there is none, or more than one.
    """
    wanted = text.strip().upper()
    if wanted.isdecimal():
        # Never an id's end: a number too high must not anchor another note.
        found = [note for number, note in enumerate(notes, 1) if str(number) == wanted.lstrip("0")]
    else:
        found = [note for note in notes if wanted and wanted in _ends(note.id, len(wanted))]
    if len(found) > 1:
        raise UsageError(
            f"“{_shown(text)}” fits {len(found)} notes; name one by its number, as hearingnotes "
            "show prints it."
        )
    if not found:
        raise UsageError(
            f"There is no note “{_shown(text)}”; name one by its number, as hearingnotes show "
            "prints it."
        )
    return found[0]


def draft_handles(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return each draft's handle by its id."""
    return short_names([draft.id for draft in drafts])


def find_draft(drafts: Sequence[Draft], text: str) -> Draft:
    """Return the draft that a handle or a part of a headline means; raises UsageError."""
    wanted = text.strip().casefold()
    by_handle = [
        draft
        for draft in drafts
        if len(wanted) >= HANDLE_LENGTH and draft.id.casefold().endswith(wanted)
    ]
    found = by_handle or [d for d in drafts if wanted and wanted in d.headline.casefold()]
    if len(found) > 1:
        names = draft_handles(drafts)
        listed = "; ".join(f"{names[d.id]} {_shown(d.headline)}" for d in found[:MOST_LISTED])
        raise UsageError(
            f"“{_shown(text)}” fits {len(found)} articles; name one by its first word: {listed}."
        )
    if not found:
        raise UsageError(
            f"No article is called “{_shown(text)}”; hearingnotes draft list shows those there are."
        )
    return found[0]


def _ends(note_id: str, length: int) -> tuple[str, str]:
    return note_id[:length], note_id[-length:]


def _shown(text: str) -> str:
    return one_line(text, _SHOWN_LENGTH)


def read_typed_second(
    text: str, recordings: Sequence[Recording], usual: Recording | None
) -> tuple[Recording, float]:
    """Return the recording and the second that a typed time or a pasted link means.

    Raises HearingnotesError when it means none of this hearing, or may mean one of several.
    """
    recording, second_s = _pointed(text, recordings, usual)
    if ends_before(recording, second_s):
        length = format_time(recording.duration_s or 0.0)
        raise HearingnotesError(
            f"The recording lasts only {length}; check the time, or paste a link"
        )
    return recording, second_s


def _pointed(
    text: str, recordings: Sequence[Recording], usual: Recording | None
) -> tuple[Recording, float]:
    second_s = parse_time(text)
    if second_s is not None and usual is not None:
        return usual, second_s
    if second_s is not None:
        raise HearingnotesError(
            f"There are {len(recordings)} recordings; paste a link with the time in one"
        )
    if is_time_of_day(text):
        raise HearingnotesError(
            "Type 1:23:45 or paste a link; a time of day can't say where the video was"
        )
    link = file_reference(text) or read_link(text)
    if link is None:
        raise HearingnotesError(
            "That is not a time; type it as 1:23:45, 90s, or paste a link with a time"
        )
    if link.second_s is None:
        raise HearingnotesError("That link has no time in it; copy it at the moment itself")
    recording = find_linked(recordings, link)
    if recording is not None:
        return recording, link.second_s
    raise HearingnotesError(
        "That link is not of this hearing; hearingnotes recording add puts it there"
    )
