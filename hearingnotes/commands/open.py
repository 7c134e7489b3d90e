"""`hearingnotes open`, and what happens when no command is named."""

from dataclasses import replace
from pathlib import Path

import click

from hearingnotes.cli import Session, open_library
from hearingnotes.completion import complete_opening
from hearingnotes.errors import UsageTrouble
from hearingnotes.launch import PlayWishes, play_options, show_screen
from hearingnotes.model.plain_text import one_line
from hearingnotes.opening import existing_file, file_link, open_named


@click.command(short_help="Open a hearing, or choose one.")
@click.argument(
    "what", required=False, metavar="[URL|FILE|HEARING]", shell_complete=complete_opening
)
@click.option(
    "--captions", metavar="FILE", help="Its captions: a file that ends in .vtt, .srt or .json3."
)
@play_options
@click.pass_obj
def command(session: Session, what: str | None, captions: str | None, wishes: PlayWishes) -> None:
    """Open a hearing: a link, a file, or one of the library by its handle or title."""
    if captions is not None:
        path = existing_file(captions)
        if path is None:
            raise UsageTrouble(f"There is no file {one_line(captions)}; check --captions.")
        captions = file_link(path).url
        if what is None:
            raise UsageTrouble("Captions are of one recording; name that as well.")
    with open_library(session.library_path) as library:
        opening = open_named(library, what) if what is not None else None
        if opening is not None and captions is not None:
            opening = replace(opening, captions=Path(captions))
        show_screen(session, library, opening, wishes)
