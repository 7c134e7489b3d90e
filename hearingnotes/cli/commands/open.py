"""`hearingnotes open`, the default command."""

from dataclasses import replace

import click

from hearingnotes.cli.completion import complete_opening
from hearingnotes.cli.context import CliContext
from hearingnotes.cli.launch import LaunchOptions, play_options, show_screen
from hearingnotes.errors import UsageError
from hearingnotes.library.read import open_library
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.services.references import caption_file


@click.command(short_help="Open a hearing, or choose one.")
@click.argument(
    "what", required=False, metavar="[URL|FILE|HEARING]", shell_complete=complete_opening
)
@click.option(
    "--captions", metavar="FILE", help="Its captions: a file that ends in .vtt, .srt or .json3."
)
@play_options
@click.pass_obj
def command(
    context: CliContext, what: str | None, captions: str | None, launch_options: LaunchOptions
) -> None:
    """Open a hearing: a link, a file, or one of the library by its handle or title."""
    named = caption_file(captions) if captions is not None else None
    if named is not None and what is None:
        raise UsageError("Captions are of one recording; name that as well.")
    with open_library(context.library_path) as library:
        opening = open_reference(library, what) if what is not None else None
        if opening is not None:
            opening = replace(opening, captions=named)
        show_screen(context, library, opening, launch_options)
