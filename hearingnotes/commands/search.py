"""`hearingnotes search`."""

import json

import click

from hearingnotes.cli import Session
from hearingnotes.commands.show import note_object
from hearingnotes.export.story import Telling, note_link
from hearingnotes.library.library import Library
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.wording import stamp_columns
from hearingnotes.opening import handles


@click.command(short_help="Notes with certain words, in all hearings.")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Find the notes that hold every word (or one that begins with it), in all hearings."""
    with Library(session.library_path) as library:
        hits = library.search.notes(" ".join(words))
        everything = library.hearings.all()
    names = handles(everything)
    recordings = {
        kept.hearing.id: {recording.id: recording for recording in kept.recordings}
        for kept in everything
    }
    telling = Telling(session.settings.link_style)
    if as_json:
        rows = [
            {
                "hearing": names[note.hearing_id],
                **note_object(note, recordings[note.hearing_id], telling),
            }
            for note in hits
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for note in hits:
        stamp, _ = stamp_columns(note)
        link = note_link(note, recordings[note.hearing_id], telling)
        words_and_link = "  ".join(part for part in (one_line(note.text), link) if part)
        click.echo(f"{names[note.hearing_id]}  {stamp:>9}  {words_and_link}")
    if not hits:
        click.echo("No note has these words.", err=True)
