"""`hearingnotes rename`."""

import click

from hearingnotes.cli import Session
from hearingnotes.completion import complete_hearing
from hearingnotes.errors import UsageTrouble
from hearingnotes.model.plain_text import one_line
from hearingnotes.opening import find_hearing


@click.command(short_help="Give a hearing another title.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("title", nargs=-1, required=True)
@click.pass_obj
def command(session: Session, hearing: str, title: tuple[str, ...]) -> None:
    """Give a hearing another TITLE: all words behind HEARING.

    HEARING is a handle, a part of the title, a video id or a URL.
    """
    words = " ".join(title)
    new = one_line(words, max(1, len(words)))
    if not new:
        raise UsageTrouble("A title needs at least one letter.")
    with session.reading() as library:
        kept = find_hearing(library, hearing)
        library.check_writable()
        library.hearings.rename(kept.hearing.id, new)
    click.echo(f"“{one_line(kept.hearing.title)}” is now “{one_line(new)}”.", err=True)
