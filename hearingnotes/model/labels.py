"""Labels of moments and notes for people; pure."""

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
    """Format the ± in whole seconds; less than half a second is ±0s."""
    seconds = 0 if place.margin_s < 0.5 else math.ceil(place.margin_s)
    return f"±{seconds}s"


def rung(place: Place) -> str:
    """Describe how the second was found, in a word or two; empty for a file's own position."""
    how = "anchor" if place.by_anchor else _RUNGS[place.rung]
    return f"{how}, {AFTER_BREAK}" if place.is_later_epoch else how


def second(place: Place) -> str:
    """Format the second, with `~` where it is only roughly known."""
    rough = "~" if place.margin_s >= ROUGH_MARGIN_S else ""
    return f"{rough}{format_time(place.second_s)}"


def stamp_columns(note: Note, timeline: Timeline, on: str | None = None) -> tuple[str, str]:
    """Return the note's stamp and its certainty: `1:55:57`, `±0s`; without a place, the time of
    day.

    With `on`, the stamp is in the recording with this id.
    """
    place = timeline.place_note(note, on)
    if place is None:
        return clock(note.moment), "anchor?" if waits_for_anchor(note.moment) else "clock"
    return second(place), margin(place)


def stamp(moment: Moment, timeline: Timeline) -> str:
    """Describe the moment's place as a part of a sentence."""
    place = timeline.place(moment)
    if place is None and waits_for_anchor(moment):
        when = f", {AFTER_BREAK}" if epoch_of(moment) else ""
        return f"{clock(moment)} by the clock{when}, an anchor will give it its place"
    if place is None:
        return f"{clock(moment)} by the clock, no place in a recording"
    return placed(place)


def placed(place: Place) -> str:
    """Describe the second, its certainty and how it was found: `1:55:57 ±1s, stream time`."""
    how = rung(place)
    return f"{second(place)} {margin(place)}{f', {how}' if how else ''}"


def named(note: Note, timeline: Timeline) -> str:
    """Name the note in a sentence by its stamp and first words: `1:55:57 “The chair opens”`."""
    begins = one_line(note.text, NAME_LIMIT)
    return stamp_columns(note, timeline)[0] + (f" “{begins}”" if begins else "")


def waits_for_anchor(moment: Moment) -> bool:
    """Return whether one anchor would place the moment, and all later ones on its count."""
    reading = read_evidence(moment)
    return reading is not None and not reading.is_placed


def clock(moment: Moment) -> str:
    """Format the moment's time of day on this machine's clock."""
    return moment.utc.astimezone().strftime("%H:%M:%S")


def count(number: int, noun: str) -> str:
    """Format a number with its noun: `1 note`, `2 notes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def still_typed(number: int) -> str:
    """Describe how many notes are still being typed; empty for none."""
    if not number:
        return ""
    verb, them = ("is", "it") if number == 1 else ("are", "them")
    waiting = f"{count(number, 'note')} {verb} still being typed"
    return f"{waiting}; opening the hearing goes on with {them}."


def quote_flag(note: Note) -> str:
    """Return “? and a space before the text of an unverified quote; empty for any other note."""
    return f"{UNVERIFIED_SIGN} " if note.is_unverified_quote else ""


def listed_text(note: Note) -> str:
    """Return the note's text as it is shown in lists outside its own hearing."""
    return quote_flag(note) + (note.text or WITHOUT_TEXT)


def describe_unverified_quotes(number: int, noun: str) -> str:
    """Describe how many quotes from captions are unverified; empty for none."""
    verb = "is" if number == 1 else "are"
    sentence = f"{count(number, noun)} out of captions {verb} not verified by anybody yet."
    return sentence if number else ""


def flags(note: Note) -> str:
    """Return the note's flags: ★ starred, ✓ verified, “? an unverified quote, ✎ unsent."""
    marks = (
        ("★", note.starred),
        ("✓", note.verified),
        (UNVERIFIED_SIGN, note.is_unverified_quote),
        ("✎", note.unsent),
    )
    return "".join(mark for mark, holds in marks if holds)
