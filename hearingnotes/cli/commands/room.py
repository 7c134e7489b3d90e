"""`hearingnotes room`."""

import click

from hearingnotes.cli.context import CliContext
from hearingnotes.cli.launch import LaunchOptions, play_options, show_screen
from hearingnotes.library.read import open_library
from hearingnotes.services.open_hearing import open_in_person


@click.command(short_help="A hearing that you sit in: no recording, only the clock.")
@click.argument("title")
@play_options
@click.pass_obj
def command(context: CliContext, title: str, launch_options: LaunchOptions) -> None:
    """Take notes by the clock on the wall, of a hearing that nothing here plays.

    When there is a recording, add it with hearingnotes recording add, and say with hearingnotes
    anchor where one note lies in it: the others follow.
    """
    with open_library(context.library_path) as library:
        show_screen(context, library, open_in_person(library, title), launch_options)
