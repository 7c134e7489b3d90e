"""`hearingnotes themes`."""

import sys

import click

from hearingnotes import paths
from hearingnotes.cli import Session
from hearingnotes.themes import ThemeFile, load_themes, no_theme

_SWATCHES = (
    *("background", "surface", "panel", "foreground"),
    *("primary", "accent", "warning", "error"),
)


@click.command(short_help="The themes there are.")
@click.pass_obj
def command(session: Session) -> None:
    """List the themes: those shipped, and your own files in the themes folder.

    The one in use has a star.
    """
    from hearingnotes.remembered import Remembered

    in_use = Remembered.read(paths.remembered_path()).over(session.settings).theme
    themes, problems = load_themes(paths.themes_path())
    for name, theme in themes.items():
        mark = "*" if name == in_use else " "
        kind = "dark" if theme.dark else "light"
        swatch = f"  {_swatch(theme)}" if sys.stdout.isatty() else ""
        click.echo(f"{mark} {name:<12} {kind:<6} {theme.title}{swatch}")
    click.echo(f"\nYour own: {paths.themes_path()}/NAME.toml", err=True)
    if in_use not in themes:
        problems.append(no_theme(in_use, themes))
    for problem in problems:
        click.echo(f"hearingnotes: {problem}", err=True)


def _swatch(theme: ThemeFile) -> str:
    def block(color: str) -> str:
        red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
        return click.style("  ", bg=(red, green, blue))

    return "".join(block(theme.colors[name]) for name in _SWATCHES)
