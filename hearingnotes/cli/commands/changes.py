"""`hearingnotes changes`."""

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.export.changes import change_record, format_change
from hearingnotes.export.records import json_text
from hearingnotes.services.find_hearing import find_hearing


@click.command(short_help="Who changed what in a hearing, and when.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(context: CliContext, hearing: str, as_json: bool) -> None:
    """Print the change log of a hearing: each change with its time, its person, the stamp of the
    note, and what it was before.

    HEARING is a handle, a part of the title, a video id or a URL. Nothing is ever taken out of the
    log, also not by undo.
    """
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        snapshot = library.snapshot(stored, context.roster, whole=True)
        changes = library.changes.of_hearing(stored.hearing.id)
    if as_json:
        click.echo(json_text([change_record(change, snapshot) for change in changes]))
        return
    for change in changes:
        click.echo(format_change(change, snapshot))
