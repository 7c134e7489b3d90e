"""The state of a recording since its notes were taken, judged from its platform's answer; pure.

On YouTube a broadcast is live, then over and being made into a video, then a video, which its owner
may trim, hide or take down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from hearingnotes.media.medium import Medium
from hearingnotes.media.yt_dlp_messages import describe_error
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.model.labels import second
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place, Timeline

TRIM_TOLERANCE_S = 30.0
YOUTUBE_LIMIT_S = 12 * 3600.0
_NEAR_LIMIT_S = 600.0

# The sentences for YouTube's messages about a video that is not available any more.
_GONE = frozenset(
    describe_error(reason)
    for reason in (
        *("Private video", "Video unavailable", "members-only", "requires payment"),
        "HTTP Error 404",
    )
)


class ReconcileStatus(StrEnum):
    """The states of a recording."""

    UPCOMING = "upcoming"
    LIVE = "live"
    IN_THE_MAKING = "in the making"
    WHOLE = "whole"
    """A video as long as the broadcast was, as far as is known."""
    SHORTER = "shorter"
    """A video that ends before the broadcast did: its owner has probably trimmed it."""
    GONE = "gone"
    UNKNOWN = "unknown"
    """The platform could not be asked."""


@dataclass(frozen=True, slots=True)
class ReconcileResult:
    """The state of a recording, with a sentence; `recording` is the one to store.

    `short_by_s` is how far the notes or the broadcast reach beyond its end, where it is clearly
    shorter.
    """

    status: ReconcileStatus
    recording: Recording
    sentence: str
    short_by_s: float | None = None


def expected_end(recording: Recording, notes: Iterable[Note], timeline: Timeline) -> Place | None:
    """Return the last place that a recording should have; None where it is unknown.

    It is that of the last note, or the last second that was followed live. With an anchor on the
    recording, only its notes count.
    """
    taken = (note for note in notes if note.moment.recording_id == recording.id)
    places = [place for note in taken if (place := timeline.place_note(note, recording.id))]
    is_anchored = any(anchor.recording_id == recording.id for anchor in timeline.anchors)
    if recording.reach_s is not None and not is_anchored:
        places.append(Place(recording.id, recording.reach_s, 0.0, Rung.TIMESTAMP_AND_SEGMENT))
    return max(places, key=lambda place: place.second_s, default=None)


def reconcile(recording: Recording, found: Medium | str, last: Place | None) -> ReconcileResult:
    """Return the state of a recording from the medium found there, or from the sentence of a
    failure.

    `last` is its expected end.
    """
    if isinstance(found, str):
        return _refused(recording, found)
    known = _updated(recording, found)
    if found.live_status is LiveStatus.UPCOMING:
        return ReconcileResult(
            ReconcileStatus.UPCOMING, known, f"It has not begun.{_announced(found)}"
        )
    if found.live_status is LiveStatus.LIVE:
        return ReconcileResult(ReconcileStatus.LIVE, known, "It is still live.")
    if found.live_status is LiveStatus.POST_LIVE:
        sentence = "It is over, and its finished video is still being made; ask again later today."
        return ReconcileResult(ReconcileStatus.IN_THE_MAKING, known, sentence)
    return _finished(known, last)


def _refused(recording: Recording, sentence: str) -> ReconcileResult:
    if sentence in _GONE:
        gone = replace(recording, live_status=LiveStatus.GONE)
        return ReconcileResult(ReconcileStatus.GONE, gone, f"It can't be had any more. {sentence}")
    return ReconcileResult(
        ReconcileStatus.UNKNOWN, recording, f"Nothing new is known of it. {sentence}"
    )


def _finished(recording: Recording, last: Place | None) -> ReconcileResult:
    if recording.duration_s is None:
        return ReconcileResult(
            ReconcileStatus.WHOLE, recording, "It is a finished video of unknown length."
        )
    video = f"It is a finished video of {format_time(recording.duration_s)}"
    if last is None:
        return ReconcileResult(ReconcileStatus.WHOLE, recording, f"{video}.")
    short_by_s, reaches = last.second_s - recording.duration_s, _reaches(recording, last)
    if short_by_s <= TRIM_TOLERANCE_S + last.margin_s:
        sentence = f"{video}, and {reaches[0]}.{_may_be_cut(recording)}"
        return ReconcileResult(ReconcileStatus.WHOLE, recording, sentence)
    beyond = f"{video}, but {reaches[1]}, {format_time(short_by_s)} beyond"
    return ReconcileResult(
        ReconcileStatus.SHORTER, recording, f"{beyond}: {_why(recording)}.", short_by_s
    )


def _reaches(recording: Recording, last: Place) -> tuple[str, str]:
    """Return how far the recording should reach, as a clause: when it does, and when it does
    not."""
    if last.second_s != recording.reach_s:
        at = f"at {second(last)}"
        return f"the last note lies in it, {at}", f"the last note lies {at}"
    if recording.reached_end:
        went = f"the broadcast went on until {second(last)}"
        return f"{went}: it is whole", went
    went = f"the broadcast was followed until {second(last)}"
    return went, went


def _is_cut(recording: Recording) -> bool:
    is_as_long = abs((recording.duration_s or 0.0) - YOUTUBE_LIMIT_S) < _NEAR_LIMIT_S
    return recording.platform == "youtube" and is_as_long


def _may_be_cut(recording: Recording) -> str:
    if not _is_cut(recording) or recording.reached_end:
        return ""
    return " YouTube keeps about 12 hours: if the broadcast was longer, check a note."


def _why(recording: Recording) -> str:
    if _is_cut(recording):
        return "YouTube keeps about 12 hours"
    return "it has probably been trimmed"


def _announced(medium: Medium) -> str:
    if medium.release_utc is None:
        return ""
    return f" It is announced for {medium.release_utc.astimezone():%Y-%m-%d %H:%M}."


def _updated(recording: Recording, medium: Medium) -> Recording:
    is_whole = medium.live_status in {LiveStatus.NOT_LIVE, LiveStatus.WAS_LIVE}
    has_begun = medium.live_status is not LiveStatus.UPCOMING
    return replace(
        recording,
        title=medium.title or recording.title,
        duration_s=(medium.duration_s if is_whole else None) or recording.duration_s,
        live_status=medium.live_status,
        # A start that is set already, maybe by a person, wins.
        starts_utc=recording.starts_utc or (medium.release_utc if has_begun else None),
    )
