"""`hearingnotes doctor`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

import click

from hearingnotes import __version__, paths
from hearingnotes.cli import Session
from hearingnotes.errors import Trouble
from hearingnotes.library.library import Library
from hearingnotes.model.wording import count
from hearingnotes.system import how_to_install

_CLIPBOARDS = {
    "apt": "xclip wl-clipboard",
    "dnf": "xclip wl-clipboard",
    "pacman": "xclip wl-clipboard",
    "zypper": "xclip wl-clipboard",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the installation. `remedy` is empty where all is well."""

    part: str
    found: str
    remedy: str = ""
    is_vital: bool = True


@click.command(short_help="Whether everything needed is here, and what mends it.")
@click.pass_obj
def command(session: Session) -> None:
    """Check each part of the installation; exit code 1 when something vital is wrong."""
    click.echo(f"hearingnotes {__version__}, Python {sys.version.split()[0]}\n")
    is_well = True
    for look in _LOOKS:
        for finding in look(session):
            is_well = is_well and not (finding.remedy and finding.is_vital)
            sign = (
                "fine"
                if not finding.remedy
                else ("WRONG" if finding.is_vital else "could be better")
            )
            click.echo(f"{finding.part + ':':<20} {sign}: {finding.found}")
            if finding.remedy:
                click.echo(f"{'':<20} {finding.remedy}")
    sys.exit(0 if is_well else 1)


def _libmpv(_: Session) -> Iterator[Finding]:
    from hearingnotes.player.mpv_player import mpv_version
    from hearingnotes.ui.terminal import own_terminal

    try:
        with own_terminal(paths.log_path()):
            version = mpv_version()
        yield Finding("libmpv", version)
    except Trouble as trouble:
        sentence, remedy = str(trouble).split(". ", 1)
        yield Finding("libmpv", sentence, remedy)


def _yt_dlp(_: Session) -> Iterator[Finding]:
    from hearingnotes.media.javascript import javascript_runtime

    upgrade = f"Run: {sys.executable} -m pip install -U 'yt-dlp[default,deno]'"
    try:
        yield Finding("yt-dlp", metadata.version("yt-dlp"))
    except metadata.PackageNotFoundError:
        yield Finding("yt-dlp", "it is missing, so links can't be opened", upgrade)
    runtime = javascript_runtime()
    if runtime is None:
        yield Finding("JavaScript runtime", "none, and YouTube needs one", upgrade)
    else:
        yield Finding("JavaScript runtime", runtime.name)


def _clipboard(_: Session) -> Iterator[Finding]:
    from hearingnotes.ui.clipboard import clipboard_name

    name = "tmux" if os.environ.get("TMUX") else clipboard_name()
    if name:
        yield Finding("clipboard", name)
    else:
        yield Finding(
            "clipboard",
            "none here, so what is copied is sent through the terminal",
            how_to_install(_CLIPBOARDS),
            is_vital=False,
        )


def _terminal(_: Session) -> Iterator[Finding]:
    term, colors = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    if colors in {"truecolor", "24bit"} or term.endswith("-direct"):
        yield Finding("terminal colours", "16 million")
    elif term in {"", "dumb"}:
        yield Finding(
            "terminal colours",
            f"a terminal that calls itself {term or 'nothing'}",
            "Use another terminal, or set: export TERM=xterm-256color",
            is_vital=False,
        )
    else:
        yield Finding(
            "terminal colours",
            "256 at most are announced",
            "If the terminal can show more, set: export COLORTERM=truecolor",
            is_vital=False,
        )


def _library(session: Session) -> Iterator[Finding]:
    try:
        with Library(session.library_path) as library:
            library.check_writable()
            hearings = count(len(library.hearings.all()), "hearing")
        yield Finding("library", f"{session.library_path}, {hearings}")
    except Trouble as trouble:
        yield Finding("library", str(session.library_path), str(trouble))


def _settings(session: Session) -> Iterator[Finding]:
    from hearingnotes.themes import load_themes
    from hearingnotes.ui.actions.table import all_actions
    from hearingnotes.ui.keymap import Keymap

    _, theme_problems = load_themes(paths.themes_path())
    keymap = Keymap(all_actions(), session.settings.keys)
    problems = [*session.problems, *theme_problems, *keymap.problems]
    yield Finding("settings", str(paths.settings_path()), " ".join(problems))


_LOOKS: tuple[Callable[[Session], Iterator[Finding]], ...] = (
    _libmpv,
    _yt_dlp,
    _clipboard,
    _terminal,
    _library,
    _settings,
)
