"""`hearingnotes config`."""

from dataclasses import fields
from typing import Any

import click

from hearingnotes.cli.context import PROGRAM, SENTENCE_LIMIT, CliContext
from hearingnotes.config import paths
from hearingnotes.config.settings import Settings, example
from hearingnotes.errors import HearingnotesError
from hearingnotes.files import make_folder
from hearingnotes.model.sanitize import one_line


@click.command(short_help="The settings: where they are, and what they say.")
@click.option("--path", "path_only", is_flag=True, help="Print the settings file's path, no more.")
@click.option("--example", "as_example", is_flag=True, help="Print a settings file to begin with.")
@click.pass_obj
def command(context: CliContext, path_only: bool, as_example: bool) -> None:
    """Show the settings in force.

    To change them: hearingnotes config --example > "$(hearingnotes config --path)", then edit.
    """
    if as_example:
        click.echo(example())
    elif path_only:
        _make_folder()
        click.echo(paths.settings_path())
    else:
        _show(context)


def _make_folder() -> None:
    """Create the folder, so that the example can be redirected there at once."""
    folder = paths.settings_path().parent
    try:
        make_folder(folder)
    except OSError as error:
        raise HearingnotesError(
            f"The folder {folder} can't be made ({error.strerror}); make a place for it."
        ) from error


def _show(context: CliContext) -> None:
    from hearingnotes.cli.diagnostics import settings_in_force
    from hearingnotes.config.state import SavedState

    path = paths.settings_path()
    remembered = SavedState.read(paths.remembered_path()).still_holding(context.settings)
    settings, problems = settings_in_force(context)
    click.echo(f"{path}{'' if path.exists() else ' (not there yet; the defaults hold)'}\n")
    for entry in fields(Settings):
        value = getattr(settings, entry.name)
        is_saved_choice = remembered.chosen.get(entry.name) == value
        origin = "   (chosen in the program)" if is_saved_choice else ""
        click.echo(one_line(f"{entry.name} = {_as_toml(value)}") + origin)
        click.echo(f"    {entry.metadata['help']}")
    for problem in problems:
        click.echo(f"{PROGRAM}: {one_line(problem, SENTENCE_LIMIT)}", err=True)


def _as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "items"):
        pairs = ", ".join(f'"{name}" = {_as_toml(entry)}' for name, entry in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"
