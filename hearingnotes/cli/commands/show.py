"""`hearingnotes show`."""

from collections.abc import Sequence

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import PROGRAM, CliContext
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.records import hearing_record, json_text, note_record
from hearingnotes.model.labels import WITHOUT_TEXT, flags, rung, stamp_columns, still_typed
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line, printable
from hearingnotes.model.timeline import Timeline, in_order
from hearingnotes.services.find_hearing import find_hearing, handles
from hearingnotes.services.references import find_recording

URL_LIMIT = 4000


@click.command(short_help="The notes of a hearing, to read.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option("--recording", metavar="N|URL|KEY", help="Seconds of this recording.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(context: CliContext, hearing: str, recording: str | None, as_json: bool) -> None:
    """Show a hearing's notes. HEARING is a handle, a part of the title, a video id or a URL.

    Each line begins with the note's number, then its second, the ± of that, and how it was found.
    """
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        snapshot = library.snapshot(stored, context.roster)
        timeline = snapshot.timeline
        notes = [note for _, note in in_order(snapshot.standing, timeline)]
        handle = handles(library.hearings.all())[stored.hearing.id]
        unfinished = still_typed(library.autosaves.still_typed()[stored.hearing.id])
    on = find_recording(stored.recordings, recording).id if recording is not None else None
    if as_json:
        context.print_problems()
        options = RenderOptions(context.settings.link_style, recording_id=on, in_full=True)
        record = hearing_record(stored.hearing, stored.recordings, handle)
        record["notes"] = [note_record(note, timeline, snapshot.leads, options) for note in notes]
        click.echo(json_text(record))
        return
    click.echo(one_line(stored.hearing.title))
    details = [one_line(stored.hearing.body), str(stored.hearing.date or "")]
    click.echo(" · ".join(part for part in [*details, f"handle {handle}"] if part))
    for each in stored.recordings:
        click.echo(one_line(each.url, URL_LIMIT))
    click.echo()
    _print_notes(notes, timeline, on)
    if unfinished:
        click.echo(f"{PROGRAM}: {unfinished}", err=True)


def _print_notes(notes: Sequence[Note], timeline: Timeline, on: str | None) -> None:
    stamps = [stamp_columns(note, timeline, on) for note in notes]
    hows = [
        f"{sureness} {rung(place) if (place := timeline.place_note(note, on)) else ''}".rstrip()
        for note, (_, sureness) in zip(notes, stamps, strict=True)
    ]
    number_width = len(str(len(notes)))
    how_width = max(map(len, hows), default=0)
    for number, (note, (stamp, _), how) in enumerate(zip(notes, stamps, hows, strict=True), 1):
        first, *more = (printable(note.text) or WITHOUT_TEXT).split("\n")
        marks = flags(note)
        before = f"{number:>{number_width}}  {stamp:>9}  {how:<{how_width}}  "
        click.echo(f"{before}{marks}{' ' if marks else ''}{first}".rstrip())
        for line in more:
            click.echo(f"{'':{len(before)}}{line}".rstrip())
