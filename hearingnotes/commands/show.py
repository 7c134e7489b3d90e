"""`hearingnotes show`."""

import click

from hearingnotes.cli import Session
from hearingnotes.completion import complete_hearing
from hearingnotes.export.records import hearing_record, json_text, note_record
from hearingnotes.export.story import Telling
from hearingnotes.model.note import Note
from hearingnotes.model.plain_text import one_line, printable
from hearingnotes.model.timeline import Timeline, in_order
from hearingnotes.model.wording import flags, stamp_columns
from hearingnotes.opening import find_hearing, handles

URL_LIMIT = 4000


@click.command(short_help="The notes of a hearing, to read.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(session: Session, hearing: str, as_json: bool) -> None:
    """Show a hearing's notes. HEARING is a handle, a part of the title, a video id or a URL."""
    with session.reading() as library:
        kept = find_hearing(library, hearing)
        every = library.notes.of_hearing(kept.hearing.id)
        timeline = library.timeline(kept, every)
        notes = [note for _, note in in_order(every, timeline)]
        handle = handles(library.hearings.all())[kept.hearing.id]
    if as_json:
        session.tell_problems()
        telling = Telling(session.settings.link_style)
        record = hearing_record(kept.hearing, kept.recordings, handle)
        record["notes"] = [note_record(note, kept.hearing, timeline, telling) for note in notes]
        click.echo(json_text(record))
        return
    click.echo(one_line(kept.hearing.title))
    details = [one_line(kept.hearing.body), str(kept.hearing.date or "")]
    click.echo(" · ".join(part for part in [*details, f"handle {handle}"] if part))
    for recording in kept.recordings:
        click.echo(one_line(recording.url, URL_LIMIT))
    click.echo()
    for note in notes:
        _print_note(note, timeline)


def _print_note(note: Note, timeline: Timeline) -> None:
    stamp, sureness = stamp_columns(note, timeline)
    first, *more = printable(note.text).split("\n")
    marks = flags(note)
    click.echo(f"{stamp:>9}  {sureness:<7} {marks}{' ' if marks else ''}{first}".rstrip())
    for line in more:
        click.echo(f"{'':19} {line}".rstrip())
