"""The document that templates see: the hearing and its notes, with all places and links
computed."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from os.path import normpath
from pathlib import PurePath
from urllib.parse import quote, unquote

from hearingnotes.model.agenda import not_called
from hearingnotes.model.evidence import epoch_of
from hearingnotes.model.hearing import Recording
from hearingnotes.model.labels import count, describe_unverified_quotes, margin, rung
from hearingnotes.model.lead import Leads, lead_of
from hearingnotes.model.links import LinkStyle, write_link
from hearingnotes.model.marks import Block, in_words, read_marks
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.quoted import in_one_quote
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.sanitize import one_line, printable
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place, Timeline, in_order

SURE_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Said:
    """Lines of a note that belong together.

    A quote has its `speaker`, a name, where one is known, and their `role`.
    """

    text: str
    is_quote: bool = False
    speaker: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note of a document. `stamp`, `link` and `second_s` are empty when it has no place in a
    recording.

    `text` has no control character but line breaks, and is the text as typed, with its marks.
    `kind` is `section`, `quote` or `note`; `section` is the title of a section that begins here.
    `prose` is the text without that title and without tags at its end, with `@chair` as the
    roster's name, each speaker in front of their words. `blocks` are the prose without the
    speakers, with quotes separate from the rest, each with its speaker. `speaker` is the name, or
    the names, of those whose words or deeds the note is; `role` is what the roster adds. `tags` are
    without their sign.

    `recording` counts from 1, in the order of the document's recordings; 0 is none. `doubt` is
    empty unless the place is less certain than ±5 s; then it is the ±. `epoch` counts the breaks of
    a broadcast before it. `lead_s` is how far the link goes back from the stamp. `time_of_day` is
    when the key was pressed, `heard_at` when the words were spoken in the room; empty where that is
    unknown, as for an old recording. `still` is the address of the saved picture, or empty.
    """

    id: str
    text: str
    kind: str
    section: str
    prose: str
    blocks: tuple[Said, ...]
    speaker: str
    role: str
    tags: tuple[str, ...]
    stamp: str
    second_s: float | None
    recording: int
    link: str
    utc: dt.datetime
    time_of_day: str
    heard_at: str
    margin_s: float
    rung: str
    epoch: int | None
    doubt: str
    lead_s: float
    starred: bool
    verified: bool
    from_captions: bool
    unverified_quote: bool
    still: str = ""

    @property
    def has_quote(self) -> bool:
        """Whether any part of the note is quoted word for word."""
        return any(block.is_quote for block in self.blocks)

    @property
    def is_of_one(self) -> bool:
        """Whether all quotes of the note are by its speaker."""
        return all(block.speaker == self.speaker for block in self.blocks if block.is_quote)

    @property
    def spoken(self) -> str:
        """The words or deeds without the note's speaker.

        Quotes are in “”, behind the name of another speaker, or behind a dash where the speaker
        named before need not have spoken them.
        """
        parts, speaking = [], self.speaker
        for block in self.blocks:
            if not block.is_quote:
                parts.append(block.text)
                continue
            name = f"{block.speaker}: " if block.speaker else "– "
            parts.append(f"{name if block.speaker != speaking else ''}{in_one_quote(block.text)}")
            speaking = block.speaker
        return " ".join(parts)

    @property
    def said(self) -> str:
        """The note without its section: the speaker and the words."""
        if not self.has_quote:
            return self.prose
        return f"{self.speaker}: {self.spoken}" if self.speaker else self.spoken

    @property
    def line(self) -> str:
        """The whole note: the section, or the speaker and the words."""
        return " – ".join(filter(None, (self.section, self.said)))


@dataclass(frozen=True, slots=True)
class Section:
    """The notes from one `# ` to the next. The first section may have no title, and then `head` is
    None."""

    title: str
    head: NoteEntry | None
    entries: tuple[NoteEntry, ...]


@dataclass(frozen=True, slots=True)
class HearingDocument:
    """A hearing as templates see it: its notes in the order of the recordings.

    `agenda_left` are the items of the agenda that no section calls.
    """

    title: str
    body: str
    date: dt.date | None
    recordings: tuple[Recording, ...]
    entries: tuple[NoteEntry, ...]
    unsent: int = 0
    """The number of notes left out because their text was never sent."""
    agenda_left: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The entries, divided into sections; heads are not among their section's entries."""
        return tuple(_divided(self.entries))

    @property
    def heard_on(self) -> str:
        """The days and the time zone of `heard_at`: `2026-01-16, UTC-05:00`; empty without any."""
        heard_at = sorted(entry.heard_at for entry in self.entries if entry.heard_at)
        if not heard_at:
            return ""
        days = " to ".join(dict.fromkeys((heard_at[0][:10], heard_at[-1][:10])))
        zones = dict.fromkeys(f"UTC{at[-5:-2]}:{at[-2:]}" for at in heard_at)
        return f"{days}, {' and '.join(zones)}"

    @property
    def starts_utc(self) -> dt.datetime | None:
        """The instant of the first note; None without notes."""
        return min((entry.utc for entry in self.entries), default=None)


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Options for links and times in a document.

    `link_style` is the style of YouTube links, `beside` the folder that links to files start from
    (None where it is unknown), `zone` the time zone of times of day (None for this machine's),
    `recording_id` the recording to link into (None for each note's own). `in_full` names files by
    their whole path, for this machine alone. `stills` are the addresses of saved pictures by the
    notes' ids.
    """

    link_style: LinkStyle = LinkStyle.HOUSE
    beside: PurePath | None = None
    zone: dt.tzinfo | None = None
    recording_id: str | None = None
    in_full: bool = False
    stills: Mapping[str, str] = field(default_factory=dict, hash=False)


def render_hearing(snapshot: HearingSnapshot, options: RenderOptions) -> HearingDocument:
    """Return the document of a hearing; unsent notes are counted and left out."""
    hearing, timeline = snapshot.hearing, snapshot.timeline
    ordered = [note for _, note in in_order(snapshot.standing, timeline)]
    sent = [note for note in ordered if not note.unsent]
    renderer = _renderer(snapshot, options)
    return HearingDocument(
        title=_line(hearing.title),
        body=_line(hearing.body),
        date=hearing.date,
        recordings=tuple(
            replace(recording, url=_address(recording.url), title=_line(recording.title))
            for recording in timeline.recordings.values()
        ),
        entries=tuple(map(renderer.entry, sent)),
        unsent=len(ordered) - len(sent),
        agenda_left=tuple(map(_line, not_called(hearing.agenda, sent))),
    )


def render_note(note: Note, snapshot: HearingSnapshot, options: RenderOptions) -> NoteEntry:
    """Return one note of a hearing, as its document has it."""
    return _renderer(snapshot, options).entry(note)


def export_warnings(story: HearingDocument, options: RenderOptions) -> list[str]:
    """Return sentences on what the document itself does not show."""
    sentences = []
    if story.unsent:
        sentences.append(f"{count(story.unsent, 'unsent note')} left out.")
    unverified = sum(entry.unverified_quote for entry in story.entries)
    sentences += filter(None, [describe_unverified_quotes(unverified, "quote")])
    if placeless := sum(not entry.link for entry in story.entries):
        verb, it = ("has", "it has") if placeless == 1 else ("have", "they have")
        where = "a recording" if options.recording_id is None else "that recording"
        sentences.append(
            f"{count(placeless, 'note')} {verb} no place in {where}; "
            f"{it} the time of day instead of a link, until an anchor gives one."
        )
    if any(entry.link for entry in story.entries):
        sentences += [
            f"The links name “{one_line(PurePath(recording.key).name)}” without its folder, "
            "which is far away; put the file beside the article."
            for recording in story.recordings
            if recording.platform == "local_file" and not _is_near(recording, options)
        ]
    return sentences


def note_link(note: Note, timeline: Timeline, leads: Leads, options: RenderOptions) -> str:
    """Return the address of the note's second, less its lead; empty when it has none."""
    place = timeline.place_note(note, options.recording_id)
    return _link(note, place, timeline, leads, options) if place is not None else ""


def time_of_day(instant: dt.datetime, zone: dt.tzinfo | None) -> str:
    """Format an instant by the wall clock, with its offset from UTC."""
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %z")


def _renderer(snapshot: HearingSnapshot, options: RenderOptions) -> "_Renderer":
    roster = _in_lines(snapshot.roster)
    return _Renderer(snapshot.timeline, snapshot.leads, roster, roster.names, options)


@dataclass(frozen=True, slots=True)
class _Renderer:
    """Renders the notes of one hearing."""

    timeline: Timeline
    leads: Leads
    roster: Roster
    names: Mapping[str, str]
    options: RenderOptions

    def entry(self, note: Note) -> NoteEntry:
        place = self.timeline.place_note(note, self.options.recording_id)
        has_link = place is not None and place.recording_id in self.timeline.recordings
        is_doubtful = place is not None and place.margin_s > SURE_WITHIN_S
        text = printable(note.text)
        marks = read_marks(text)
        speaker, role = self._who(marks.speakers)
        return NoteEntry(
            id=note.id,
            text=text,
            kind=marks.kind,
            section=in_words(marks.section, self.names),
            prose=in_words(marks.prose, self.names),
            blocks=tuple(map(self._spoken, marks.blocks)),
            speaker=speaker,
            role=role,
            tags=marks.tags,
            stamp=format_time(place.second_s) if place and has_link else "",
            second_s=place.second_s if place and has_link else None,
            recording=self._number(place) if place and has_link else 0,
            link=self._link(note, place) if place and has_link else "",
            utc=note.moment.utc,
            time_of_day=time_of_day(note.moment.utc, self.options.zone),
            heard_at=self._heard_at(note, place),
            margin_s=place.margin_s if place else 0.0,
            rung=rung(place) if place else "",
            epoch=epoch_of(note.moment),
            doubt=margin(place) if place and is_doubtful else "",
            lead_s=lead_of(note, self.leads),
            starred=note.starred,
            verified=note.verified,
            from_captions=note.from_captions,
            unverified_quote=note.is_unverified_quote,
            still=self.options.stills.get(note.id, ""),
        )

    def _spoken(self, block: Block) -> Said:
        speaker, role = self._who(block.speakers)
        return Said(in_words(block.text, self.names), block.is_quote, speaker, role)

    def _who(self, marks: Sequence[str]) -> tuple[str, str]:
        """Return the speakers' names, and the role of a single one; the mark where no name is
        known."""
        known = [self.roster.named(mark) or Speaker(mark) for mark in marks]
        names = ", ".join(speaker.name or speaker.mark for speaker in known)
        return names, known[0].role if len(known) == 1 else ""

    def _link(self, note: Note, place: Place) -> str:
        return _link(note, place, self.timeline, self.leads, self.options)

    def _heard_at(self, note: Note, place: Place | None) -> str:
        instant = heard_utc(note, place, self.timeline)
        return time_of_day(instant, self.options.zone) if instant is not None else ""

    def _number(self, place: Place) -> int:
        return list(self.timeline.recordings).index(place.recording_id) + 1


def _link(
    note: Note, place: Place, timeline: Timeline, leads: Leads, options: RenderOptions
) -> str:
    recording = timeline.recordings.get(place.recording_id)
    if recording is None:
        return ""
    second_s = max(0.0, place.second_s - lead_of(note, leads))
    style, beside = options.link_style, options.beside
    key, in_full = recording.key, options.in_full
    link = write_link(recording.platform, key, second_s, style, beside, in_full=in_full)
    return _address(link)


def _divided(entries: tuple[NoteEntry, ...]) -> Iterator[Section]:
    starts = [at for at, entry in enumerate(entries) if entry.kind == "section"]
    if starts[:1] != [0] and entries:
        yield Section("", None, entries[: starts[0] if starts else None])
    for at, end in pairwise([*starts, len(entries)]):
        yield Section(entries[at].section, entries[at], entries[at + 1 : end])


def _is_near(recording: Recording, options: RenderOptions) -> bool:
    """Return whether a link leads to the file from the document's folder."""
    if options.beside is None:
        return False
    link = write_link(recording.platform, recording.key, 0, beside=options.beside)
    way = unquote(link.removesuffix("#t=0"))
    return PurePath(normpath(options.beside / way)) == PurePath(recording.key)


def _in_lines(roster: Roster) -> Roster:
    """Return the roster with every name and role on one line."""
    speakers = (replace(s, name=_line(s.name), role=_line(s.role)) for s in roster.speakers)
    return replace(roster, speakers=tuple(speakers))


def _line(text: str) -> str:
    return one_line(text, len(text))


def _address(url: str) -> str:
    """Return the address without characters that would end it, or move the terminal's cursor."""
    if url.isprintable() and " " not in url:
        return url
    return "".join(
        letter if letter.isprintable() and letter != " " else quote(letter, errors="replace")
        for letter in url
    )


def heard_utc(note: Note, place: Place | None, timeline: Timeline) -> dt.datetime | None:
    """Return the instant at which the note's words were spoken; None where it is unknown.

    The time of typing or importing alone says nothing about the hearing's time.
    """
    moment = note.moment
    if moment.has_clock_only:
        return moment.utc if moment.recording_id is None else None
    began_utc = _began_utc(moment, place, timeline)
    # With an anchor, the beginning may have been cut off, and second 0 was at another time.
    if began_utc is not None and place is not None and not (moment.live and place.by_anchor):
        return began_utc + dt.timedelta(seconds=place.second_s)
    return _by_stream(moment)


def _began_utc(moment: Moment, place: Place | None, timeline: Timeline) -> dt.datetime | None:
    recording = timeline.recordings.get(place.recording_id) if place is not None else None
    if recording is not None and recording.starts_utc is not None:
        return recording.starts_utc
    return moment.live.release_utc if moment.live is not None else None


def _by_stream(moment: Moment) -> dt.datetime | None:
    """Return the instant by the dates of a live stream; without dates, that of the key press."""
    live = moment.live
    if live is None or moment.position_s is None:
        return None
    if live.programme_utc is None:
        return moment.utc
    return live.programme_utc + dt.timedelta(seconds=moment.position_s - live.first_s)
