"""`hearingnotes open`, and what happens when no command is named."""

import click

from hearingnotes.cli import Session
from hearingnotes.launch import PlayWishes, play_options, show_screen
from hearingnotes.library.library import Library
from hearingnotes.opening import open_named


@click.command(short_help="Open a hearing, or choose one.")
@click.argument("what", required=False, metavar="[URL|FILE|HEARING]")
@play_options
@click.pass_obj
def command(session: Session, what: str | None, wishes: PlayWishes) -> None:
    """Open a hearing: a link, a file, or one of the library by its handle or title."""
    with Library(session.library_path) as library:
        opening = open_named(library, what) if what else None
        show_screen(session, library, opening, wishes)
