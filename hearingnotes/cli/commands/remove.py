"""`hearingnotes remove`."""

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.errors import HearingnotesError
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import find_hearing, handles


@click.command(short_help="Take a hearing out of the list; it can be brought back.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option("-y", "--yes", is_flag=True, help="Remove it without asking.")
@click.pass_obj
def command(context: CliContext, hearing: str, yes: bool) -> None:
    """Remove a hearing. HEARING is a handle, a part of the title, a video id or a URL.

    Nothing of it is lost: hearingnotes restore brings it back, as does opening its link or file.
    """
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        library.check_writable()
        title = f"“{one_line(stored.hearing.title)}” with {count(stored.note_count, 'note')}"
        if not yes and not _agrees(f"Remove {title}?"):
            raise HearingnotesError("Nothing was removed; --yes removes without asking.")
        library.hearings.remove(stored.hearing.id)
        handle = handles(library.hearings.removed())[stored.hearing.id]
    click.echo(f"Removed {title}; hearingnotes restore {handle} brings it back.", err=True)


def _agrees(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:  # there is no one to ask, or Ctrl+C
        click.echo(err=True)
        return False
