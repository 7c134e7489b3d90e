"""`hearingnotes demo`."""

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from hearingnotes import demo
from hearingnotes.cli.context import Session, open_library
from hearingnotes.cli.launch import (
    PlayWishes,
    play_options,
    show_screen,
    start_for,
    tell_unsaved,
    the_terminal,
)
from hearingnotes.config import paths
from hearingnotes.errors import Trouble
from hearingnotes.export.document import Telling
from hearingnotes.export.registry import USUAL, form_named
from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import Opening, open_named
from hearingnotes.system import has_terminal


@click.command(short_help="A short hearing to try it on; nothing else is needed.")
@click.option("--hands-free", is_flag=True, help="Watch how it goes, and get the article printed.")
@play_options
@click.pass_obj
def command(session: Session, hands_free: bool, wishes: PlayWishes) -> None:
    """Play a short invented hearing, without network, sound card or display.

    Its notes are kept in a library of their own.
    """
    if hands_free:
        _show_by_itself(session, wishes)
        return
    usual = paths.demo_library_path()
    with open_library(session.library_path if session.library_is_named else usual) as library:
        show_screen(session, library, demo_opening(library), wishes)


def demo_opening(library: Library) -> Opening:
    """The demo's hearing, called as it is unless the person has called it otherwise since."""
    opening = open_named(library, str(demo.audio_path()))
    if not opening.is_new:
        return opening
    hearing = replace(
        opening.hearing,
        title=demo.HEARING_TITLE,
        body=demo.HEARING_BODY,
        date=demo.HEARING_DATE,
    )
    return replace(opening, hearing=hearing, provisional=False)


def _show_by_itself(session: Session, wishes: PlayWishes) -> None:
    from hearingnotes.ui.demo_driver import HandsFree

    on_screen = has_terminal()
    with tempfile.TemporaryDirectory(prefix="hearingnotes-demo-") as folder:
        article_path = Path(folder) / "article.md"
        with open_library(Path(folder) / "library.db") as library, the_terminal():
            start = start_for(session, library, demo_opening(library), wishes)
            show = HandsFree(start, article_path, hurried=not on_screen)
            end = show.run(headless=not on_screen)
        tell_unsaved(end.unsaved)
        if show.trouble:
            raise Trouble(f"The demonstration did not get to its end: {show.trouble}")
        with open_library(Path(folder) / "library.db") as library:
            click.echo(_article(library, session), nl=False)


def _article(library: Library, session: Session) -> str:
    """What was exported, with links that do not lead out of a folder that is gone by then."""
    (kept,) = library.hearings.all()
    proceedings = library.proceedings(kept, session.roster)
    return form_named(USUAL).write(proceedings, Telling(session.settings.link_style))
