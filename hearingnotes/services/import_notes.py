"""Importing a file's notes into the hearing that they belong to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath

from hearingnotes.errors import UsageError
from hearingnotes.ids import new_id
from hearingnotes.importers.incoming import ImportedHearing, ImportedNote
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.library.merge import MergeResult, merge
from hearingnotes.model.draft import Draft, LinkSource, Passage, Source, with_sources
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.lead import lead_of
from hearingnotes.model.links import Link, recording_key
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.quoted import has_words_of
from hearingnotes.model.recordings import find_linked, find_same
from hearingnotes.model.roster import Roster
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from hearingnotes.model.ulid import derived_ulid
from hearingnotes.services.find_hearing import find_hearing
from hearingnotes.services.references import find_recording, parse_link

_LATEST_S = 1e9
_TIME = 10
"""The number of characters of an id that are its time."""
Known = str | tuple[str, int, str]
"""A key of a stored note: its id, or its recording, second and text."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The options of an import.

    `into` is the hearing to import into, `recording` the recording of the file's notes, `title`
    that of a new hearing. With `dry_run` nothing is stored.
    """

    into: str | None = None
    recording: str | None = None
    title: str = ""
    dry_run: bool = False


def import_notes(
    library: Library, incoming: ImportedHearing, options: ImportOptions
) -> MergeResult:
    """Import the notes of a file into the library; raises UsageError where their recording is
    unknown."""
    stored = find_hearing(library, options.into) if options.into is not None else None
    if incoming.whole is not None:
        if options.recording is not None:
            raise UsageError("The file says itself which recordings it is of; leave --recording.")
        imported = incoming.whole
    else:
        imported, stored = _as_snapshot(library, incoming, stored, options)
    return merge(
        library, imported, into=stored.hearing.id if stored else None, dry_run=options.dry_run
    )


def known_draft(library: Library, draft: Draft) -> Draft | None:
    """Return the stored article that was imported from the same text; None without one."""
    alike = (known for known in library.drafts.all() if known.id[_TIME:] == draft.id[_TIME:])
    return next(alike, None)


def with_hearings(library: Library, draft: Draft, options: ImportOptions) -> Draft:
    """Return the article with the stored hearings that it cites, and the one of the options.

    Raises UsageError where the options name a recording.
    """
    if options.recording is not None:
        raise UsageError(
            "This is no log but an article, of which each link says what it is of; leave "
            "--recording. To bring notes in, export them as json or csv."
        )
    draft = _Quotes(library).found(with_sources(draft, _Files(library).found))
    named = [find_hearing(library, options.into).hearing.id] if options.into is not None else []
    cited = (
        library.hearings.with_recording(source.platform, source.key)
        for paragraph in draft.paragraphs
        for source in paragraph.sources
        if isinstance(source, LinkSource)
    )
    ids = [*named, *(stored.hearing.id for stored in cited if stored is not None)]
    return replace(draft, hearing_ids=tuple(dict.fromkeys(ids)))


class _Quotes:
    """The stored notes that quote captions.

    A source that points to the second of one gets its id, so that the article shows whether
    somebody has verified it; its link does not change.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._of: dict[tuple[str, str], list[tuple[int, Note]]] = {}

    def found(self, draft: Draft) -> Draft:
        """Return the article with the ids of these notes where a passage has words of theirs."""
        paragraphs = (
            replace(paragraph, passages=tuple(map(self._passage, paragraph.passages)))
            for paragraph in draft.paragraphs
        )
        return replace(draft, paragraphs=tuple(paragraphs))

    def _passage(self, passage: Passage) -> Passage:
        sources = (self._source(source, passage.text) for source in passage.sources)
        return replace(passage, sources=tuple(sources))

    def _source(self, source: Source, words: str) -> Source:
        if not isinstance(source, LinkSource):
            return source
        for second, note in self._quotes_of(source.platform, source.key):
            if second == int(source.second_s) and has_words_of(note.text, words):
                return replace(source, is_unverified=True, quote_id=note.id)
        return source

    def _quotes_of(self, platform: str, key: str) -> list[tuple[int, Note]]:
        """Return the quotes of a recording, each behind the second of its link."""
        if (platform, key) not in self._of:
            stored = self._library.hearings.with_recording(platform, key)
            quotes = list(self._read(stored, platform, key)) if stored is not None else []
            self._of[platform, key] = quotes
        return self._of[platform, key]

    def _read(self, stored: StoredHearing, platform: str, key: str) -> Iterator[tuple[int, Note]]:
        snapshot = self._library.snapshot(stored, Roster())
        recording = find_same(stored.recordings, platform, key)
        meant = recording.id if recording is not None else None
        for note in snapshot.standing:
            place = snapshot.timeline.place_note(note, meant) if note.from_captions else None
            if place is not None:
                lead = lead_of(note, snapshot.leads)
                yield int(max(0.0, place.second_s - lead)), note


class _Files:
    """The files of stored recordings.

    An article's file that is not where it was is taken to be the one of the same name, if there is
    only one.
    """

    def __init__(self, library: Library) -> None:
        stored = (recording for stored in library.hearings.all() for recording in stored.recordings)
        self._keys = [r.key for r in stored if r.platform == "local_file"]

    def found(self, source: Source) -> Source:
        """Return the source with the path of the file that is meant."""
        if not isinstance(source, LinkSource) or source.platform != "local_file":
            return source
        alike = [key for key in self._keys if PurePath(key).name == PurePath(source.key).name]
        if source.key in alike or len(alike) != 1 or Path(source.key).exists():
            return source
        return replace(source, key=alike[0], url=alike[0])


def _as_snapshot(
    library: Library,
    incoming: ImportedHearing,
    stored: StoredHearing | None,
    options: ImportOptions,
) -> tuple[HearingSnapshot, StoredHearing | None]:
    """Return the notes as a snapshot of a hearing, and the stored hearing, None where it is new."""
    usual = _usual_link(incoming, stored, options)
    links = list(_links(incoming.notes, usual))
    if stored is None:
        stored = next(filter(None, (_with(library, link) for link in links)), None)
    if stored is None and not links:
        raise UsageError(
            "The file does not say what it is of; name its recording with --recording URL, or the "
            "hearing with --into HEARING."
        )
    hearing = stored.hearing if stored is not None else _new_hearing(incoming, options.title)
    recordings = list(_recordings(library, links, hearing, stored))
    ours = library.notes.of_hearing(hearing.id)
    timeline = Timeline(recordings, library.anchors.of_hearing(hearing.id), ())
    known = _by_place(ours, timeline) | {note.id: note for note in ours}
    builder = _NoteBuilder(hearing, recordings, usual, known)
    notes = tuple(map(builder.note, incoming.notes))
    theirs = replace(
        hearing,
        body=hearing.body or incoming.body,
        date=hearing.date or incoming.date,
        roster=incoming.roster,
    )
    return HearingSnapshot(theirs, Timeline(recordings), notes), stored


def _usual_link(
    incoming: ImportedHearing, stored: StoredHearing | None, options: ImportOptions
) -> Link | None:
    """Return the recording of seconds without a link; None where there is none.

    It is that of the options, of the file, or the only one of the hearing.
    """
    recordings = stored.recordings if stored is not None else ()
    if options.recording is not None:
        if options.recording.isdecimal() or any(r.key == options.recording for r in recordings):
            return _link_to(find_recording(recordings, options.recording))
        link = parse_link(options.recording)
        if link.key is None:
            raise UsageError(
                "That page names no single video; open the recording and paste its own address."
            )
        return link
    if incoming.recording is not None:
        return incoming.recording
    is_asked = any(n.second_s is not None and n.link is None for n in incoming.notes)
    if is_asked and stored is not None and len(recordings) != 1:
        how_many = "several recordings" if recordings else "no recording"
        raise UsageError(
            f"“{one_line(stored.hearing.title, 120)}” has {how_many}; name the one that the file is"
            " of with --recording."
        )
    return _link_to(recordings[0]) if recordings else None


def _link_to(recording: Recording) -> Link:
    return Link(recording.platform, recording.key, recording.url)


def _links(notes: Iterable[ImportedNote], usual: Link | None) -> Iterator[Link]:
    """Yield the links that the notes need, each once, the usual one first."""
    links = [usual, *(note.link for note in notes if note.second_s is not None)]
    each_once: dict[tuple[str, str], Link] = {}
    for link in links:
        if link is not None and link.key:
            each_once.setdefault(recording_key(link.platform, link.key), link)
    yield from each_once.values()


def _with(library: Library, link: Link) -> StoredHearing | None:
    return library.hearings.with_recording(link.platform, link.key or "")


def _new_hearing(incoming: ImportedHearing, title: str) -> Hearing:
    name = one_line(incoming.title) or one_line(title) or "Notes"
    return Hearing(new_id(), name, datetime.now(UTC), body=incoming.body, date=incoming.date)


def _recordings(
    library: Library, links: Sequence[Link], hearing: Hearing, stored: StoredHearing | None
) -> Iterator[Recording]:
    """Yield the hearing's own recordings, then new ones of the notes; raises UsageError for
    another's."""
    ours = stored.recordings if stored is not None else ()
    yield from ours
    for link in links:
        if find_linked(ours, link) is not None:
            continue
        other = _with(library, link)
        if other is not None:
            raise UsageError(
                f"The recording {one_line(link.url, 200)} belongs to another hearing, "
                f"“{one_line(other.hearing.title, 120)}”; import into that one."
            )
        yield Recording(new_id(), hearing.id, link.platform, link.key or "", link.url)


def _by_place(notes: Iterable[Note], timeline: Timeline) -> dict[Known, Note]:
    """Return the stored notes by what a file would say of them."""
    placed = ((note, timeline.place_note(note)) for note in notes)
    return {
        _where(place.recording_id, place.second_s, note.text): note
        for note, place in placed
        if place is not None
    }


def _where(recording_id: str, second_s: float, text: str) -> Known:
    return recording_id, int(second_s), " ".join(text.split())


class _NoteBuilder:
    """Makes notes from a file; from the same file it makes the same notes each time."""

    def __init__(
        self,
        hearing: Hearing,
        recordings: Iterable[Recording],
        usual: Link | None,
        known: dict[Known, Note],
    ) -> None:
        self._hearing = hearing
        self._recordings = list(recordings)
        self._usual = usual
        self._known = known
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._now = datetime.now(UTC)

    def note(self, imported: ImportedNote) -> Note:
        link = imported.link or self._usual
        recording = find_linked(self._recordings, link) if link else None
        second_s = imported.second_s if recording is not None else None
        known = self._known.get(imported.known_as)
        if known is None and recording is not None and second_s is not None:
            known = self._known.get(_where(recording.id, second_s, imported.text))
        if known is not None:
            return known
        return Note(
            self._id(imported, recording, second_s),
            self._hearing.id,
            self._moment(imported, recording, second_s),
            imported.text,
            starred=imported.starred,
            verified=imported.verified,
            from_captions=imported.from_captions,
        )

    def _id(
        self, imported: ImportedNote, recording: Recording | None, second_s: float | None
    ) -> str:
        where = (recording.platform, recording.key) if recording is not None else ("", "")
        when = imported.utc.isoformat() if imported.utc is not None else ""
        second = f"{second_s:.3f}" if second_s is not None else ""
        parts = (self._hearing.id, *where, second, when, imported.text)
        # The same caption twice at the same second is two notes.
        self._seen[parts] += 1
        since = timedelta(seconds=min(max(second_s or 0.0, 0.0), _LATEST_S))
        utc = imported.utc or self._hearing.created_utc + since
        return derived_ulid(utc, *parts, str(self._seen[parts]))

    def _moment(
        self, imported: ImportedNote, recording: Recording | None, second_s: float | None
    ) -> Moment:
        if recording is None or second_s is None:
            return Moment(imported.utc or self._now)
        began_utc = recording.starts_utc
        spoken_utc = began_utc + timedelta(seconds=second_s) if began_utc is not None else self._now
        return Moment(imported.utc or spoken_utc, recording.id, second_s, 0.0, imported.margin_s)
