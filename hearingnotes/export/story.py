"""What a template gets to see: the hearing and its notes, with every place and link worked out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from os.path import normpath
from pathlib import PurePath
from urllib.parse import quote, unquote

from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.lead import lead_s
from hearingnotes.model.links import LinkStyle, write_link
from hearingnotes.model.note import Note
from hearingnotes.model.plain_text import one_line, printable
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place, Timeline, in_order
from hearingnotes.model.wording import count, margin, rung

SURE_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A note as it is told. `stamp` and `link` are empty when it has no place in a recording.

    `text` holds no control character but line breaks. `doubt` is empty unless the place is less
    sure than ±5 s; then it says by how much. `lead_s` is how far the link goes back from the stamp.
    """

    text: str
    stamp: str
    link: str
    time_of_day: str
    margin_s: float
    rung: str
    doubt: str
    lead_s: float
    starred: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A hearing as it is told: its notes in the order of the recordings."""

    title: str
    body: str
    date: dt.date | None
    recordings: tuple[Recording, ...]
    entries: tuple[Entry, ...]
    unsent: int = 0
    """How many notes were left out because their text was never sent."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How links and times are written: the link style, the folder that links to files lead from
    (None where that is not known), the time zone of times of day (None for this machine's), the
    recording to point into (None for the one that was heard)."""

    link_style: LinkStyle = LinkStyle.HOUSE
    beside: PurePath | None = None
    zone: dt.tzinfo | None = None
    recording_id: str | None = None


def tell(hearing: Hearing, timeline: Timeline, notes: Iterable[Note], telling: Telling) -> Story:
    """The hearing's story; unsent notes are counted and left out."""
    ordered = [note for _, note in in_order(notes, timeline)]
    return Story(
        title=_line(hearing.title),
        body=_line(hearing.body),
        date=hearing.date,
        recordings=tuple(
            replace(recording, url=_address(recording.url), title=_line(recording.title))
            for recording in timeline.recordings.values()
        ),
        entries=tuple(
            _entry(note, hearing, timeline, telling) for note in ordered if not note.unsent
        ),
        unsent=sum(note.unsent for note in ordered),
    )


def remarks(story: Story, telling: Telling) -> list[str]:
    """Sentences on what the text itself does not tell."""
    told = []
    if story.unsent:
        told.append(f"{count(story.unsent, 'unsent note')} left out.")
    if placeless := sum(not entry.link for entry in story.entries):
        verb, it = ("has", "it has") if placeless == 1 else ("have", "they have")
        where = "a recording" if telling.recording_id is None else "that recording"
        told.append(
            f"{count(placeless, 'note')} {verb} no place in {where}; "
            f"{it} the time of day instead of a link, until an anchor gives one."
        )
    if any(entry.link for entry in story.entries):
        told += [
            f"The links name “{one_line(PurePath(recording.key).name)}” without its folder, "
            "which is far away; put the file beside the article."
            for recording in story.recordings
            if recording.platform == "local_file" and not _is_near(recording, telling)
        ]
    return told


def _is_near(recording: Recording, telling: Telling) -> bool:
    """Whether a link leads to the file from where the article is."""
    if telling.beside is None:
        return False
    link = write_link(recording.platform, recording.key, 0, beside=telling.beside)
    way = unquote(link.removesuffix("#t=0"))
    return PurePath(normpath(telling.beside / way)) == PurePath(recording.key)


def note_link(note: Note, hearing: Hearing, timeline: Timeline, telling: Telling) -> str:
    """The address of the note's second, less its lead; empty when it has none."""
    place = timeline.place_note(note, telling.recording_id)
    return _link(note, place, hearing, timeline, telling) if place is not None else ""


def _link(note: Note, place: Place, hearing: Hearing, timeline: Timeline, telling: Telling) -> str:
    recording = timeline.recordings.get(place.recording_id)
    if recording is None:
        return ""
    second_s = max(0.0, place.second_s - lead_s(note.text, hearing.leads))
    return _address(
        write_link(recording.platform, recording.key, second_s, telling.link_style, telling.beside)
    )


def time_of_day(note: Note, zone: dt.tzinfo | None) -> str:
    """When the key was pressed, by the clock on the wall, with its distance from UTC."""
    return note.moment.utc.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %z")


def _entry(note: Note, hearing: Hearing, timeline: Timeline, telling: Telling) -> Entry:
    place = timeline.place_note(note, telling.recording_id)
    link = _link(note, place, hearing, timeline, telling) if place is not None else ""
    is_doubtful = place is not None and place.margin_s > SURE_WITHIN_S
    return Entry(
        text=printable(note.text),
        stamp=format_time(place.second_s) if place and link else "",
        link=link,
        time_of_day=time_of_day(note, telling.zone),
        margin_s=place.margin_s if place else 0.0,
        rung=rung(place) if place else "",
        doubt=margin(place) if place and is_doubtful else "",
        lead_s=lead_s(note.text, hearing.leads),
        starred=note.starred,
        verified=note.verified,
    )


def _line(text: str) -> str:
    return one_line(text, len(text))


def _address(url: str) -> str:
    """The address without a character that would end it, or move the terminal's cursor."""
    return "".join(
        letter if letter.isprintable() and letter != " " else quote(letter, errors="replace")
        for letter in url
    )
