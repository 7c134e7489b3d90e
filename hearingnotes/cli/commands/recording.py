"""`hearingnotes recording`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.errors import UsageError
from hearingnotes.export.records import json_text
from hearingnotes.ids import new_id
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.model.labels import count
from hearingnotes.model.links import Link
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.serialization import recording_plain
from hearingnotes.model.timecode import format_time
from hearingnotes.model.wall_clock import local_time, read_instant
from hearingnotes.services.find_hearing import find_hearing, handles
from hearingnotes.services.references import caption_file, find_recording, parse_link, read_second

URL_LIMIT = 4000
NO_CAPTIONS = "No captions have been named; a FILE after the recording names some."
_STATUS = {
    LiveStatus.NOT_LIVE: "",
    LiveStatus.UPCOMING: "has not begun",
    LiveStatus.LIVE: "live",
    LiveStatus.POST_LIVE: "over, still being made",
    LiveStatus.WAS_LIVE: "finished",
    LiveStatus.GONE: "gone",
}


@click.group(no_args_is_help=False, short_help="The recordings of a hearing: list, add, move.")
def command() -> None:
    """A hearing may have several recordings, and links can point into each of them."""


@command.command("list", short_help="The recordings, each with its number.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def list_recordings(context: CliContext, hearing: str, as_json: bool) -> None:
    """List the recordings of a hearing. The first word of a line is the recording's number."""
    with context.reading() as library:
        recordings = find_hearing(library, hearing).recordings
    if as_json:
        click.echo(json_text([_record(recording) for recording in recordings]))
        return
    for number, recording in enumerate(recordings, 1):
        parts = [one_line(recording.url, URL_LIMIT), *_details(recording, recordings)]
        click.echo(f"{number}  {' · '.join(parts)}")
    if not recordings:
        click.echo("There are none yet; hearingnotes recording add adds one.", err=True)


@command.command("add", short_help="Add a recording, and say where it lies.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("url")
@click.option(
    "--at",
    metavar="TIME|LINK",
    help="When or where it begins: '6:02 PM', '2026-01-16 18:02' (local time, unless it says "
    "otherwise as 2026-01-16T23:02:00Z does), or a link with a time into a recording that the "
    "hearing has. If URL has a time of its own, that second of it lies there.",
)
@click.pass_obj
def add(context: CliContext, hearing: str, url: str, at: str | None) -> None:
    """Add a recording of the same hearing: URL is any link or a file. Nobody is asked about it.

    For one that the hearing has already, --at says anew where it lies.
    """
    link = parse_link(url)
    if link.key is None:
        raise UsageError(
            "That page names no single video; open the recording and paste its own address."
        )
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        others = stored.recordings
        known = next((r for r in others if (r.platform, r.key) == (link.platform, link.key)), None)
        if known is None:
            _check_is_free(library, link)
        elif at is None:
            raise UsageError("The hearing has this recording already; --at says where it lies.")
        recording = known or Recording(
            new_id(), stored.hearing.id, link.platform, link.key, link.url
        )
        if at is not None:
            recording = _lying_at(recording, at, link.second_s or 0.0, others, stored.hearing.day)
        library.check_writable()
        library.hearings.save(stored.hearing, [recording])
        every = [recording if other.id == recording.id else other for other in others]
    done = "Placed" if known is not None else "Added"
    shown = " · ".join([one_line(recording.url, URL_LIMIT), *_details(recording, every)])
    click.echo(f"{done}: {shown}")
    if known is None and not others and stored.note_count and not _is_placed(recording):
        click.echo(
            "The notes have no place in it yet: say with hearingnotes anchor where one of them "
            "lies, and the others follow.",
            err=True,
        )
    if others and not _is_placed(recording):
        click.echo(
            "Where it lies beside the others is not known; --at tells, or hearingnotes anchor "
            "for one note of it, or hearingnotes reconcile if it was a broadcast.",
            err=True,
        )


@command.command("move", short_help="Say where a file has gone.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("recording", metavar="N|URL|KEY")
@click.argument("url")
@click.pass_obj
def move(context: CliContext, hearing: str, recording: str, url: str) -> None:
    """The same recording is at URL now: any link, or a file. Its notes and anchors stay with it."""
    link = parse_link(url)
    if link.key is None:
        raise UsageError("That page names no single video; paste the recording's own address.")
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        found = find_recording(stored.recordings, recording)
        _check_is_no_other(stored, found, link)
        library.check_writable()
        if (found.platform, found.key) != (link.platform, link.key):
            _make_free(library, link)
        moved = replace(found, platform=link.platform, key=link.key, url=link.url)
        library.hearings.save(stored.hearing, [moved])
    click.echo(f"Moved: {one_line(moved.url, URL_LIMIT)}")


@command.command("captions", short_help="Name a file for a recording's captions, or let it go.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("recording", metavar="N|URL|KEY")
@click.argument("file", required=False)
@click.option("--remove", is_flag=True, help="Take the usual ones again.")
@click.pass_obj
def captions(
    context: CliContext, hearing: str, recording: str, file: str | None, remove: bool
) -> None:
    """Take the captions of a recording from FILE: .vtt, .srt or .json3.

    Without FILE, the one that was named, here or with --captions.
    """
    if remove and file is not None:
        raise UsageError("Name a file, or --remove, but not both.")
    named = str(caption_file(file)) if file is not None else ""
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        found = find_recording(stored.recordings, recording)
        if remove and not found.captions:
            raise UsageError(NO_CAPTIONS)
        if remove or named:
            library.check_writable()
            library.hearings.save(stored.hearing, [replace(found, captions=named)])
    shown = one_line(named or found.captions, URL_LIMIT)
    if shown:
        click.echo(f"{'No longer named' if remove else 'Captions'}: {shown}")
    else:
        click.echo(NO_CAPTIONS, err=True)


@command.command("remove", short_help="Remove a recording that no note was taken from.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("recording", metavar="N|URL|KEY")
@click.pass_obj
def remove(context: CliContext, hearing: str, recording: str) -> None:
    """Remove a recording: by its number in the list, its address, or its id."""
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        found = find_recording(stored.recordings, recording)
        notes = library.notes.of_hearing(stored.hearing.id)
        anchors = library.anchors.of_hearing(stored.hearing.id)
        _check_is_unused(found, notes, anchors, stored.recordings)
        library.check_writable()
        library.hearings.remove_recording(found)
    click.echo(f"Removed: {one_line(found.url, URL_LIMIT)}")


def _check_is_free(library: Library, link: Link) -> None:
    other = library.hearings.with_recording(link.platform, link.key or "")
    if other is None:
        return
    belongs = f"This recording belongs to another hearing, “{one_line(other.hearing.title, 120)}”"
    if other.removed_utc is not None:
        handle = handles(library.hearings.removed())[other.hearing.id]
        raise UsageError(
            f"{belongs}, which was removed; hearingnotes restore {handle} brings it back."
        )
    handle, number = handles(library.hearings.all())[other.hearing.id], _number(other, link)
    raise UsageError(
        f"{belongs}; take its notes there, or remove it there first: "
        f"hearingnotes recording remove {handle} {number}"
    )


def _check_is_no_other(stored: StoredHearing, recording: Recording, link: Link) -> None:
    """Raise UsageError when the link is another recording of the hearing."""
    others = (other for other in stored.recordings if other.id != recording.id)
    if not any((other.platform, other.key) == (link.platform, link.key) for other in others):
        return
    number = _number(stored, link)
    raise UsageError(
        f"The hearing has this as its recording {number} already. Links lead into it with "
        f"--recording {number} of hearingnotes export or draft export."
    )


def _make_free(library: Library, link: Link) -> None:
    """Remove a hearing without notes that has the recording, as if opened by mistake.

    Raises UsageError for any other hearing that has it.
    """
    other = library.hearings.with_recording(link.platform, link.key or "")
    if other is not None and other.note_count == 0 and len(other.recordings) == 1:
        library.hearings.remove_recording(other.recordings[0])
        library.hearings.remove(other.hearing.id)
    else:
        _check_is_free(library, link)


def _number(stored: StoredHearing, link: Link) -> int:
    keys = [(recording.platform, recording.key) for recording in stored.recordings]
    return keys.index((link.platform, link.key or "")) + 1


def _lying_at(
    recording: Recording,
    at: str,
    second_s: float,
    others: Sequence[Recording],
    day: date,
) -> Recording:
    """Return the recording with its second `second_s` at an instant, or at a second of another one.

    A time of day alone is on `day`. Raises UsageError.
    """
    instant = read_instant(at, day)
    if instant is not None:
        starts_utc = instant - timedelta(seconds=second_s)
        return replace(recording, starts_utc=starts_utc, aligned_to=None, aligned_s=0.0)
    second = read_second(at, others)
    if second.recording is None:
        raise UsageError(
            f"“{one_line(at, 120)}” says neither when nor where it begins; write a time of day as "
            "6:02 PM or 2026-01-16 18:02, or paste a link with a time into another recording."
        )
    if second.recording.id == recording.id:
        raise UsageError("A recording can't lie within itself; --at names another one.")
    aligned_s = second.second_s - second_s
    return replace(recording, aligned_to=second.recording.id, aligned_s=aligned_s)


def _check_is_unused(
    recording: Recording,
    notes: Sequence[Note],
    anchors: Sequence[Anchor],
    recordings: Sequence[Recording],
) -> None:
    """Raise UsageError when notes, anchors or recordings depend on the recording."""
    moments = (note.moment for note in notes if note.moment.position_s is not None)
    taken = sum(moment.recording_id == recording.id for moment in moments)
    if taken:
        verb = "was" if taken == 1 else "were"
        raise UsageError(f"{count(taken, 'note')} {verb} taken from this recording, so it stays.")
    if any(recording.id == anchor.recording_id for anchor in anchors):
        raise UsageError(
            "An anchor points into this recording; hearingnotes anchor --list and --remove first."
        )
    if any(other.aligned_to == recording.id for other in recordings):
        raise UsageError(
            "Another recording is placed by this one; give that one another --at first, "
            "with hearingnotes recording add."
        )


def _is_placed(recording: Recording) -> bool:
    return recording.starts_utc is not None or recording.aligned_to is not None


def _details(recording: Recording, recordings: Sequence[Recording]) -> list[str]:
    """Return the details of the recording, in a few words each."""
    by_id = {other.id: number for number, other in enumerate(recordings, 1)}
    details = [one_line(recording.title, 120), _STATUS[recording.live_status]]
    if recording.duration_s is not None:
        details.append(f"lasts {format_time(recording.duration_s)}")
    if recording.aligned_to in by_id:
        where = f"{format_time(recording.aligned_s)} of recording {by_id[recording.aligned_to]}"
        details.append(f"begins at {where}")
    elif recording.starts_utc is not None:
        details.append(f"began {local_time(recording.starts_utc)}")
    if recording.captions:
        details.append(f"captions in {one_line(recording.captions, URL_LIMIT)}")
    return [detail for detail in details if detail]


def _record(recording: Recording) -> dict[str, Any]:
    return {**recording_plain(recording), "captions": recording.captions or None}
