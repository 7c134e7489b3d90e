"""`hearingnotes themes`."""

import os
import sys
from collections.abc import Iterator
from shutil import get_terminal_size

import click

from hearingnotes.cli.context import PROGRAM, SENTENCE_LIMIT, CliContext
from hearingnotes.config import paths
from hearingnotes.config.themes import ThemeFile, describe_unknown_theme, load_themes
from hearingnotes.model.sanitize import one_line

MOST_CELLS = 78


@click.command(short_help="The themes there are.")
@click.pass_obj
def command(context: CliContext) -> None:
    """List the themes: those shipped, and your own files in the themes folder.

    A terminal shows parts of the screen in the colours of each. The one in use has a star.
    """
    from hearingnotes.config.state import SavedState

    in_use = SavedState.read(paths.remembered_path()).over(context.settings).theme
    themes, problems = load_themes(paths.themes_path())
    shows_colors = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for name, theme in themes.items():
        kind = "dark" if theme.dark else "light"
        line = f"{'*' if name == in_use else ' '} {name:<14} {kind:<6} {theme.title}"
        click.echo("\n".join(_sample(theme, line)) + "\n" if shows_colors else line)
    click.echo(f"\nYour own: {paths.themes_path()}/NAME.toml", err=True)
    if in_use not in themes:
        problems.append(describe_unknown_theme(in_use, themes))
    for problem in problems:
        click.echo(f"{PROGRAM}: {one_line(problem, SENTENCE_LIMIT)}", err=True)


def _sample(theme: ThemeFile, line: str) -> Iterator[str]:
    """Yield lines of the theme's colours: a title, a note beside a selected one, an editor, a
    warning."""
    of, cells = theme.colors, min(MOST_CELLS, get_terminal_size().columns)
    text, behind = of["foreground"], of["background"]
    left, right = cells - cells // 2, cells // 2
    selected = _mix(of["primary"], behind, 0.35)
    yield _part(line, cells, text, _mix(of["primary"], behind, 0.25), bold=True)
    yield (
        _part("    0:41 ", 9, of["accent"], behind)
        + _part("±0s ", 4, text, behind)
        + _part("★ ", 2, of["warning"], behind)
        + _part("asks about the levy", left - 15, text, behind)
        + _part("▌   1:07 ", 9, of["accent"], selected)
        + _part("±0s  the note you chose", right - 9, text, selected)
    )
    yield (
        _part(" Writing · 1:12 ", 16, behind, of["accent"], bold=True)
        + _part("  what you type", left - 16, text, of["surface"])
        + _part("! It can't be saved.", right, of["error"], of["surface"], bold=True)
    )


def _part(text: str, cells: int, color: str, behind: str, *, bold: bool = False) -> str:
    from hearingnotes.ui.text import fit

    return click.style(fit(text, cells), fg=_rgb(color), bg=_rgb(behind), bold=bold)


def _mix(over: str, under: str, share: float) -> str:
    """Mix `over` into `under`, as the screen does."""
    pairs = zip(_rgb(over), _rgb(under), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
