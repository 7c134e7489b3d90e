"""When what a note tells of was said, by the clock on the wall."""

import datetime as dt

from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.timeline import Place, Timeline


def heard_utc(note: Note, place: Place | None, timeline: Timeline) -> dt.datetime | None:
    """The instant; None where only the time of typing or importing is known, which tells nothing
    of the hearing's."""
    moment = note.moment
    if moment.has_clock_only:
        return moment.utc if moment.recording_id is None else None
    began_utc = _began_utc(moment, place, timeline)
    # An anchor may say that the beginning was cut off, and then second 0 was some other time.
    if began_utc is not None and place is not None and not (moment.live and place.by_anchor):
        return began_utc + dt.timedelta(seconds=place.second_s)
    return _by_stream(moment)


def _began_utc(moment: Moment, place: Place | None, timeline: Timeline) -> dt.datetime | None:
    recording = timeline.recordings.get(place.recording_id) if place is not None else None
    if recording is not None and recording.starts_utc is not None:
        return recording.starts_utc
    return moment.live.release_utc if moment.live is not None else None


def _by_stream(moment: Moment) -> dt.datetime | None:
    """As a live stream tells it; without its dates, when the key was pressed."""
    live = moment.live
    if live is None or moment.position_s is None:
        return None
    if live.programme_utc is None:
        return moment.utc
    return live.programme_utc + dt.timedelta(seconds=moment.position_s - live.first_s)
