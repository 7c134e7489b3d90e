"""`hearingnotes demo`."""

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from hearingnotes import demo
from hearingnotes.cli.context import CliContext
from hearingnotes.cli.launch import (
    LaunchOptions,
    play_options,
    print_unsaved,
    screen_terminal,
    show_screen,
    start_for,
)
from hearingnotes.config import paths
from hearingnotes.errors import HearingnotesError
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.registry import USUAL, get_format
from hearingnotes.library.library import Library
from hearingnotes.library.read import open_library
from hearingnotes.services.open_hearing import OpenRequest, open_reference
from hearingnotes.system import has_terminal


@click.command(short_help="A short hearing to try it on; nothing else is needed.")
@click.option("--hands-free", is_flag=True, help="Watch how it goes, and get the article printed.")
@play_options
@click.pass_obj
def command(context: CliContext, hands_free: bool, launch_options: LaunchOptions) -> None:
    """Play a short invented hearing, without network, sound card or display.

    Its notes are kept in a library of their own.
    """
    if hands_free:
        _show_by_itself(context, launch_options)
        return
    usual = paths.demo_library_path()
    with open_library(context.library_path if context.library_is_named else usual) as library:
        show_screen(context, library, demo_opening(library), launch_options)


def demo_opening(library: Library) -> OpenRequest:
    """Return the request for the demo's hearing; a title that the person gave it stays."""
    opening = open_reference(library, str(demo.audio_path()))
    if not opening.is_new:
        return opening
    hearing = replace(
        opening.hearing,
        title=demo.HEARING_TITLE,
        body=demo.HEARING_BODY,
        date=demo.HEARING_DATE,
    )
    return replace(opening, hearing=hearing, provisional=False)


def _show_by_itself(context: CliContext, launch_options: LaunchOptions) -> None:
    from hearingnotes.ui.demo_driver import DemoDriver

    on_screen = has_terminal()
    with tempfile.TemporaryDirectory(prefix="hearingnotes-demo-") as folder:
        article_path = Path(folder) / "article.md"
        with open_library(Path(folder) / "library.db") as library, screen_terminal():
            start = start_for(context, library, demo_opening(library), launch_options)
            show = DemoDriver(start, article_path, hurried=not on_screen)
            end = show.run(headless=not on_screen)
        print_unsaved(end.unsaved)
        if show.error:
            raise HearingnotesError(f"The demonstration did not get to its end: {show.error}")
        with open_library(Path(folder) / "library.db") as library:
            click.echo(_article(library, context), nl=False)


def _article(library: Library, context: CliContext) -> str:
    """Return the exported article, with links that do not lead out of a temporary folder."""
    (stored,) = library.hearings.all()
    snapshot = library.snapshot(stored, context.roster)
    return get_format(USUAL).write(snapshot, RenderOptions(context.settings.link_style))
