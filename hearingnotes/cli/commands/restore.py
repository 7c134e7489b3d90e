"""`hearingnotes restore`."""

import click

from hearingnotes.cli.completion import complete_removed
from hearingnotes.cli.context import CliContext
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import find_hearing


@click.command(short_help="Bring back a hearing that was removed.")
@click.argument("hearing", shell_complete=complete_removed)
@click.pass_obj
def command(context: CliContext, hearing: str) -> None:
    """Bring back a removed hearing, with all its notes.

    HEARING is a handle that hearingnotes list --removed shows, a part of the title, a video id or
    a URL.
    """
    with context.reading() as library:
        stored = find_hearing(library, hearing, removed=True)
        library.check_writable()
        library.hearings.restore(stored.hearing.id)
    title = f"“{one_line(stored.hearing.title)}” with {count(stored.note_count, 'note')}"
    click.echo(f"{title} is back.", err=True)
