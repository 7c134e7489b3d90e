"""From the command line to the screen, and what is said when the screen has closed."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from hearingnotes import paths
from hearingnotes.cli import Session
from hearingnotes.errors import Trouble
from hearingnotes.library.library import Library
from hearingnotes.opening import Opening
from hearingnotes.remembered import Remembered


@dataclass(frozen=True, slots=True)
class PlayWishes:
    """The options of the commands that play."""

    video: bool = False
    theme: str | None = None
    mpv: Mapping[str, str] | None = None


def play_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command which opens the screen takes; they come as `wishes`."""

    def with_wishes(
        *args: Any, video: bool, theme: str | None, mpv: tuple[str, ...], **kw: Any
    ) -> Any:
        wishes = PlayWishes(video, theme, dict(_key_value(text) for text in mpv))
        return command(*args, wishes=wishes, **kw)

    with_wishes.__doc__ = command.__doc__
    with_wishes.__name__ = command.__name__
    for option in (
        click.option("--video", is_flag=True, help="Show the picture in mpv's own window."),
        click.option("--theme", metavar="NAME", help="Colours; hearingnotes themes lists them."),
        click.option(
            "--mpv",
            multiple=True,
            metavar="KEY=VALUE",
            help="Hand an option to mpv as it is; may be given again and again.",
        ),
    ):
        with_wishes = option(with_wishes)
    return with_wishes


def _key_value(text: str) -> tuple[str, str]:
    name, sign, value = text.removeprefix("--").partition("=")
    if not name or not sign:
        raise click.BadParameter(f"{text} is not KEY=VALUE, as in --mpv audio-device=alsa.")
    return name, value


def show_screen(
    session: Session, library: Library, opening: Opening | None, wishes: PlayWishes
) -> None:
    """Run the screen; raises Trouble when it can't be shown, or the recording never played."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Trouble("The screen needs a terminal; hearingnotes show and export work without one.")
    from hearingnotes.ui.app import run_app
    from hearingnotes.ui.terminal import own_terminal

    with own_terminal(paths.log_path()):
        end, exit_code = run_app(start_for(session, library, opening, wishes))
    tell_unsaved(end.unsaved)
    if exit_code:
        sys.exit(exit_code)
    if end.trouble:
        raise Trouble(end.trouble)


def start_for(
    session: Session, library: Library, opening: Opening | None, wishes: PlayWishes
) -> Any:
    """What the app starts with: settings, what is remembered over them, options over both."""
    from dataclasses import replace

    from hearingnotes.themes import load_themes
    from hearingnotes.ui.app import Start
    from hearingnotes.ui.stage import PlayerWishes

    remembered = Remembered.read(paths.remembered_path())
    settings = remembered.over(session.settings)
    if wishes.theme:
        settings = replace(settings, theme=wishes.theme)
    themes, theme_problems = load_themes(paths.themes_path())
    mpv = {**settings.mpv, **(wishes.mpv or {})}
    problems = [*session.problems, *theme_problems]
    with_picture = wishes.video or settings.video
    if with_picture and not has_display() and "vo" not in mpv:
        with_picture = False
        problems.append("There is no display for the picture; only the sound is played.")
    return Start(
        library=library,
        settings=settings,
        remembered=remembered,
        themes=themes,
        wishes=PlayerWishes(with_picture, settings.volume, mpv),
        log_name=str(paths.log_path()),
        opening=opening,
        problems=tuple(problems),
    )


def has_display() -> bool:
    """Whether a window could be opened."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def tell_unsaved(unsaved: list[Any]) -> None:
    """Print what no disk would take, so that it can still be copied from the terminal."""
    if not unsaved:
        return
    from hearingnotes.model.wording import stamp

    click.echo("These notes could not be saved. Copy them from here:", err=True)
    for note in unsaved:
        click.echo(f"{stamp(note.moment)}  {note.moment.utc.isoformat()}  {note.text}")
