"""Launching the screen from the command line, and the messages after it has closed."""

import functools
import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from hearingnotes.cli.completion import complete_theme
from hearingnotes.cli.context import PROGRAM, SENTENCE_LIMIT, CliContext
from hearingnotes.config import paths
from hearingnotes.config.state import SavedState
from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.library.library import Library
from hearingnotes.model.draft import Draft
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line, printable
from hearingnotes.services.open_hearing import OpenRequest
from hearingnotes.system import has_display, has_terminal, is_served

if TYPE_CHECKING:
    from hearingnotes.session.start import AppConfig


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """The options of the commands that open the screen."""

    video: bool = False
    picture: bool = False
    theme: str | None = None
    mirror: str | None = None
    mpv: Mapping[str, str] | None = None


def play_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that open the screen, passed as `launch_options`."""

    @functools.wraps(command)
    def with_launch_options(
        *args: Any,
        video: bool,
        picture: bool,
        theme: str | None,
        mirror: str | None,
        mpv: dict[str, str],
        **kw: Any,
    ) -> Any:
        return command(
            *args, launch_options=LaunchOptions(video, picture, theme, mirror, mpv), **kw
        )

    for option in reversed(_options()):
        with_launch_options = option(with_launch_options)
    return with_launch_options


def _options() -> list[Callable[..., Any]]:
    return [
        click.option("--video", is_flag=True, help="Show the picture in mpv's own window."),
        click.option("--picture", is_flag=True, help="Show the picture beside the notes."),
        click.option(
            "--theme",
            metavar="NAME",
            shell_complete=complete_theme,
            help="Colours; hearingnotes themes lists them.",
        ),
        click.option(
            "--mirror",
            metavar="FILE",
            help="Write the notes to this file at every change, in the form that its ending says.",
        ),
        click.option(
            "--mpv",
            multiple=True,
            metavar="KEY=VALUE",
            callback=_as_pairs,
            help="Hand an option to mpv as it is; may be given again and again.",
        ),
    ]


def _as_pairs(
    _ctx: click.Context, _param: click.Parameter, texts: tuple[str, ...]
) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.removeprefix("--").partition("=")
        if not name or not sign:
            raise click.BadParameter(f"{text} is not KEY=VALUE, as in --mpv audio-device=alsa.")
        pairs[name] = value
    return pairs


def show_screen(
    context: CliContext,
    library: Library,
    opening: OpenRequest | None,
    launch_options: LaunchOptions,
) -> None:
    """Run the screen; raises HearingnotesError when it can't be shown, or the recording never
    played."""
    if not has_terminal():
        raise HearingnotesError(
            "The screen needs a terminal; hearingnotes show and export work without one."
        )
    if opening is not None:
        library.check_writable()
    _run(lambda: start_for(context, library, opening, launch_options))


def show_draft(
    context: CliContext, library: Library, draft: Draft, launch_options: LaunchOptions
) -> None:
    """Run the screen on which an article is written; raises HearingnotesError."""
    if not has_terminal():
        raise HearingnotesError(
            "The screen needs a terminal; hearingnotes draft show works without one."
        )
    library.check_writable()
    _run(lambda: replace(start_for(context, library, None, launch_options), draft=draft))


def _run(start: Callable[[], "AppConfig"]) -> None:
    with _without_garbage_collection():
        from hearingnotes.ui.app import run_app

        started = start()
        with screen_terminal():
            end, exit_code = run_app(started)
    # The browser's page is closed by now; the server still has a terminal.
    with redirect_stdout(sys.stderr) if is_served() else nullcontext():
        print_unsaved(end.unsaved)
        print_unsaved_drafts(end.unsaved_drafts)
        if end.mirror:
            click.echo(f"{PROGRAM}: {one_line(end.mirror, SENTENCE_LIMIT)}", err=True)
    end.close_player()
    if end.crash is not None:
        raise end.crash
    if exit_code:
        sys.exit(exit_code)
    if end.playback_error:
        raise HearingnotesError(end.playback_error)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Disable garbage collection: before the first paint there is hardly any, and it takes 40 ms.

    The app enables it once its screen is complete.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def screen_terminal() -> Iterator[None]:
    """Give the terminal to the screen, and to the last sentence printed after it."""
    from hearingnotes.ui.terminal import own_terminal

    with own_terminal(paths.log_path()), redirect_stderr(sys.__stderr__):
        yield


def start_for(
    context: CliContext,
    library: Library,
    opening: OpenRequest | None,
    launch_options: LaunchOptions,
) -> "AppConfig":
    """Return the configuration of the app: settings, saved choices over them, options over both.

    Raises UsageError for an unknown theme, or an option that mpv refuses.
    """
    from hearingnotes.config.themes import describe_unknown_theme, load_themes
    from hearingnotes.session.media_loader import PlayerOptions
    from hearingnotes.session.mirror import mirror_target
    from hearingnotes.session.start import AppConfig

    remembered = SavedState.read(paths.remembered_path()).still_holding(context.settings)
    settings = remembered.over(context.settings)
    themes, theme_problems = load_themes(paths.themes_path())
    if launch_options.theme is not None:
        if launch_options.theme not in themes:
            raise UsageError(describe_unknown_theme(launch_options.theme, themes, theme_problems))
        settings = replace(settings, theme=launch_options.theme)
    if launch_options.picture:
        settings = replace(settings, picture="on")
    _check_mpv(launch_options.mpv or {})
    mirror = launch_options.mirror or settings.mirror
    mpv = {**settings.mpv, **(launch_options.mpv or {})}
    problems = [*context.problems, *theme_problems]
    with_window = launch_options.video or settings.video
    if with_window and not has_display() and "vo" not in mpv:
        with_window = False
        problems.append("There is no display for the picture; only the sound is played.")
    return AppConfig(
        library=library,
        settings=settings,
        saved_state=remembered,
        themes=themes,
        player_options=PlayerOptions(with_window, settings.volume, mpv),
        log_name=str(paths.log_path()),
        opening=opening,
        mirror=mirror_target(mirror) if mirror else None,
        roster=context.roster,
        problems=tuple(problems),
    )


def _check_mpv(options: Mapping[str, str]) -> None:
    """Raise UsageError for an option of the command line that libmpv refuses."""
    if not options:
        return
    from hearingnotes.player.libmpv import refused_options

    try:
        refused = refused_options(options)
    except HearingnotesError:
        return  # without libmpv; the screen says so
    for name, value in refused.items():
        raise UsageError(f"mpv does not take {one_line(f'{name} = {value}')}; check --mpv.")


def print_unsaved(unsaved: list[Note]) -> None:
    """Print notes that could not be saved, so that they can be copied from the terminal."""
    if not unsaved:
        return
    from hearingnotes.model.labels import stamp
    from hearingnotes.model.timeline import Timeline

    click.echo("These notes could not be saved. Copy them from here:", err=True)
    for note in unsaved:
        stamped = f"{stamp(note.moment, Timeline())}  {note.moment.utc.isoformat()}"
        click.echo(f"{stamped}  {printable(note.text)}")


def print_unsaved_drafts(drafts: list[Draft]) -> None:
    """Print articles that could not be saved, so that they can be copied from the terminal."""
    for draft in drafts:
        click.echo("This article could not be saved as it was. Copy it from here:", err=True)
        for text in (draft.headline, draft.standfirst, *(p.text for p in draft.paragraphs)):
            click.echo(printable(text))
