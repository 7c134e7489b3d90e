"""`hearingnotes search`."""

import click

from hearingnotes.cli import Session
from hearingnotes.export.records import json_text, note_record
from hearingnotes.export.story import Telling, note_link
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.wording import stamp_columns
from hearingnotes.opening import handles


@click.command(short_help="Notes with certain words, in all hearings.")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Find the notes that hold every word (or one that begins with it), in all hearings.

    The first word of a line is the handle of the note's hearing.
    """
    session.tell_problems()
    with session.reading() as library:
        hits = library.search.notes(" ".join(words))
        everything = library.hearings.all()
        of_id = {kept.hearing.id: kept for kept in everything}
        timelines = {
            hearing_id: library.timeline(of_id[hearing_id], library.notes.of_hearing(hearing_id))
            for hearing_id in {note.hearing_id for note in hits}
        }
    names = handles(everything)
    telling = Telling(session.settings.link_style)
    if as_json:
        rows = [
            {
                "hearing": names[note.hearing_id],
                "hearing_id": note.hearing_id,
                "title": of_id[note.hearing_id].hearing.title,
                **note_record(
                    note, of_id[note.hearing_id].hearing, timelines[note.hearing_id], telling
                ),
            }
            for note in hits
        ]
        click.echo(json_text(rows))
        return
    for note in hits:
        timeline = timelines[note.hearing_id]
        stamp, _ = stamp_columns(note, timeline)
        link = note_link(note, of_id[note.hearing_id].hearing, timeline, telling)
        words_and_link = "  ".join(part for part in (one_line(note.text), link) if part)
        click.echo(f"{names[note.hearing_id]}  {stamp:>9}  {words_and_link}")
    if not hits:
        click.echo("No note has these words.", err=True)
