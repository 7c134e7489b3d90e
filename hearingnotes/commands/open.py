"""`hearingnotes open`, and what happens when no command is named."""

import click

from hearingnotes.cli import Session, open_library
from hearingnotes.completion import complete_opening
from hearingnotes.launch import PlayWishes, play_options, show_screen
from hearingnotes.opening import open_named


@click.command(short_help="Open a hearing, or choose one.")
@click.argument(
    "what", required=False, metavar="[URL|FILE|HEARING]", shell_complete=complete_opening
)
@play_options
@click.pass_obj
def command(session: Session, what: str | None, wishes: PlayWishes) -> None:
    """Open a hearing: a link, a file, or one of the library by its handle or title."""
    with open_library(session.library_path) as library:
        opening = open_named(library, what) if what is not None else None
        show_screen(session, library, opening, wishes)
