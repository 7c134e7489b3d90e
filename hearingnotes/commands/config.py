"""`hearingnotes config`."""

from dataclasses import fields

import click

from hearingnotes import paths
from hearingnotes.cli import Session
from hearingnotes.settings import Settings, example


@click.command(short_help="The settings: where they are, and what they say.")
@click.option("--path", "path_only", is_flag=True, help="Print the settings file's path, no more.")
@click.option("--example", "as_example", is_flag=True, help="Print a settings file to begin with.")
@click.pass_obj
def command(session: Session, path_only: bool, as_example: bool) -> None:
    """Show the settings in force.

    To change them: hearingnotes config --example > "$(hearingnotes config --path)", then edit.
    """
    path = paths.settings_path()
    if as_example:
        click.echo(example())
        return
    if path_only:
        # So that the example can be sent there at once.
        path.parent.mkdir(parents=True, exist_ok=True)
        click.echo(path)
        return
    click.echo(f"{path}{'' if path.exists() else ' (not there yet; the defaults hold)'}\n")
    for entry in fields(Settings):
        value = getattr(session.settings, entry.name)
        shown = dict(value) if hasattr(value, "items") else value
        click.echo(f"{entry.name} = {shown}")
        click.echo(f"    {entry.metadata['help']}")
    session.tell_problems()
