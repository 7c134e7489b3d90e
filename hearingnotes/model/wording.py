"""How moments and notes are worded for people; pure."""

import math

from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place, place_moment, place_note


def margin(place: Place) -> str:
    """The ± in whole seconds; what rounds to none is shown as ±0s."""
    seconds = 0 if place.margin_s < 0.5 else math.ceil(place.margin_s)
    return f"±{seconds}s"


def stamp_columns(note: Note) -> tuple[str, str]:
    """The note's stamp, and how sure it is: `1:55:57`, `±0s`; without a place, the time of day."""
    place = place_note(note)
    if place is None:
        return clock(note.moment), "clock"
    return format_time(place.second_s), margin(place)


def stamp(moment: Moment) -> str:
    """The stamp in a sentence."""
    place = place_moment(moment)
    if place is None:
        return f"{clock(moment)} by the clock, no place in a recording"
    return f"{format_time(place.second_s)} {margin(place)}"


def clock(moment: Moment) -> str:
    """The time of day, on this machine's clock."""
    return moment.utc.astimezone().strftime("%H:%M:%S")


def count(number: int, noun: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def flags(note: Note) -> str:
    """★ starred, ✓ verified, ✎ unsent."""
    marks = (("★", note.starred), ("✓", note.verified), ("✎", note.unsent))
    return "".join(mark for mark, holds in marks if holds)
