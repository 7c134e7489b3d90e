"""From a moment's evidence to a second of a recording."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note

UNKNOWN_FRAME_S = 0.25

OrderKey = tuple[str, float, str]


class Rung(IntEnum):
    """How a second was found; lower is better."""

    FILE = 1
    """A finished recording or a file: the player's position, counted from the first packet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A second of a recording, how sure it is (± `margin_s`), and how it was found."""

    recording_id: str
    second_s: float
    margin_s: float
    rung: Rung


def place_moment(moment: Moment) -> Place | None:
    """Where in a recording the moment lies; None when its evidence names no recording."""
    if moment.recording_id is None or moment.position_s is None:
        return None
    second_s = max(0.0, moment.position_s - (moment.start_s or 0.0))
    margin_s = (moment.frame_s or UNKNOWN_FRAME_S) + moment.stale_s
    return Place(moment.recording_id, second_s, margin_s, Rung.FILE)


def place_note(note: Note) -> Place | None:
    """Where the note's link points: its moment's place and what the person nudged it by."""
    place = place_moment(note.moment)
    if place is None or note.nudge_s == 0:
        return place
    second_s = max(0.0, place.second_s + note.nudge_s)
    return Place(place.recording_id, second_s, place.margin_s, place.rung)


def in_order(notes: Iterable[Note]) -> list[tuple[OrderKey, Note]]:
    """The notes as they lie in the recordings, each with the key that it was sorted by.

    A note without a place stands behind the one that was captured before it.
    """
    keyed: list[tuple[OrderKey, Note]] = []
    before: OrderKey = ("", 0.0, "")
    for note in sorted(notes, key=lambda note: note.id):
        place = place_note(note)
        if place is not None:
            before = (place.recording_id, place.second_s, note.id)
        keyed.append(((before[0], before[1], note.id), note))
    keyed.sort(key=lambda pair: pair[0])
    return keyed
