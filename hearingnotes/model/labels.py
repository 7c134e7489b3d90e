"""How moments and notes are worded for people; pure."""

import math

from hearingnotes.model.evidence import epoch_of, read_evidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place, Timeline

ROUGH_MARGIN_S = 30.0
NAME_LIMIT = 40
AFTER_BREAK = "after a break"
UNVERIFIED_SIGN = "“?"
WITHOUT_TEXT = "(a mark, without a text)"

_RUNGS = {
    Rung.FILE: "",
    Rung.TIMESTAMP_AND_SEGMENT: "stream time",
    Rung.TIMESTAMP: "stream time, unchecked",
    Rung.SEGMENT: "counted segments",
    Rung.PROGRAMME_DATE: "playlist's clock",
    Rung.CLOCK: "clock only",
    Rung.JOINING: "counted since joining",
}


def margin(place: Place) -> str:
    """The ± in whole seconds; what rounds to none is shown as ±0s."""
    seconds = 0 if place.margin_s < 0.5 else math.ceil(place.margin_s)
    return f"±{seconds}s"


def rung(place: Place) -> str:
    """How the second was found, in a word or two; nothing for a file's own position."""
    how = "anchor" if place.by_anchor else _RUNGS[place.rung]
    return f"{how}, {AFTER_BREAK}" if place.is_later_epoch else how


def second(place: Place) -> str:
    """The second; with `~` where it is only roughly known."""
    rough = "~" if place.margin_s >= ROUGH_MARGIN_S else ""
    return f"{rough}{format_time(place.second_s)}"


def stamp_columns(note: Note, timeline: Timeline, on: str | None = None) -> tuple[str, str]:
    """The note's stamp, and how sure it is: `1:55:57`, `±0s`; without a place, the time of day.

    With `on`, in the recording of this id.
    """
    place = timeline.place_note(note, on)
    if place is None:
        return clock(note.moment), "anchor?" if waits_for_anchor(note.moment) else "clock"
    return second(place), margin(place)


def stamp(moment: Moment, timeline: Timeline) -> str:
    """The stamp in a sentence."""
    place = timeline.place(moment)
    if place is None and waits_for_anchor(moment):
        when = f", {AFTER_BREAK}" if epoch_of(moment) else ""
        return f"{clock(moment)} by the clock{when}, an anchor will give it its place"
    if place is None:
        return f"{clock(moment)} by the clock, no place in a recording"
    return placed(place)


def placed(place: Place) -> str:
    """The second, how sure it is, and how it was found: `1:55:57 ±1s, stream time`."""
    how = rung(place)
    return f"{second(place)} {margin(place)}{f', {how}' if how else ''}"


def named(note: Note, timeline: Timeline) -> str:
    """The note in a sentence, by its stamp and how its text begins: `1:55:57 “The chair opens”`."""
    begins = one_line(note.text, NAME_LIMIT)
    return stamp_columns(note, timeline)[0] + (f" “{begins}”" if begins else "")


def waits_for_anchor(moment: Moment) -> bool:
    """Whether one anchor would place it, with all that was heard behind it."""
    reading = read_evidence(moment)
    return reading is not None and not reading.is_placed


def clock(moment: Moment) -> str:
    """The time of day, on this machine's clock."""
    return moment.utc.astimezone().strftime("%H:%M:%S")


def count(number: int, noun: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def still_typed(number: int) -> str:
    """That so many notes wait for the program to be started again; nothing for none."""
    if not number:
        return ""
    verb, them = ("is", "it") if number == 1 else ("are", "them")
    waiting = f"{count(number, 'note')} {verb} still being typed"
    return f"{waiting}; opening the hearing goes on with {them}."


def quote_flag(note: Note) -> str:
    """“? and a blank before the text of an unverified quote; nothing before any other."""
    return f"{UNVERIFIED_SIGN} " if note.is_unverified_quote else ""


def listed_text(note: Note) -> str:
    """The note's text as lists of other screens than its own show it."""
    return quote_flag(note) + (note.text or WITHOUT_TEXT)


def describe_unverified_quotes(number: int, noun: str) -> str:
    """That so many quotes are a machine's words so far; empty where none is."""
    verb = "is" if number == 1 else "are"
    sentence = f"{count(number, noun)} out of captions {verb} not verified by anybody yet."
    return sentence if number else ""


def flags(note: Note) -> str:
    """★ starred, ✓ verified, “? an unverified quote, ✎ unsent."""
    marks = (
        ("★", note.starred),
        ("✓", note.verified),
        (UNVERIFIED_SIGN, note.is_unverified_quote),
        ("✎", note.unsent),
    )
    return "".join(mark for mark, holds in marks if holds)
