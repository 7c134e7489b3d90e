"""`hearingnotes agenda`."""

from dataclasses import replace
from pathlib import Path

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.errors import UsageError
from hearingnotes.export.records import json_text
from hearingnotes.importers.agenda import read_agenda
from hearingnotes.model.agenda import called
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import find_hearing


@click.command(short_help="What is to be taken up; one key stamps the next item.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--remove", is_flag=True, help="Let the agenda go; the notes stay as they are.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(
    context: CliContext, hearing: str, file: Path | None, remove: bool, as_json: bool
) -> None:
    """Load the items of a hearing from FILE (.md, .txt: a line each; .csv: a column item).

    Without FILE, the items that there are; ✓ marks those that the notes have as a section.
    """
    if file is not None and remove:
        raise UsageError("Name a file, or --remove, but not both.")
    agenda = read_agenda(file) if file is not None else ()
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        if file is not None or remove:
            library.check_writable()
            library.hearings.save(replace(stored.hearing, agenda=agenda), ())
        else:
            agenda = stored.hearing.agenda
        notes = library.notes.of_hearing(stored.hearing.id)
    done = called(agenda, notes)
    if as_json:
        items = [{"item": item, "called": at in done} for at, item in enumerate(agenda)]
        click.echo(json_text(items))
    elif remove:
        click.echo("The hearing has no agenda any more.")
    elif file is not None:
        click.echo(f"{count(len(agenda), 'item')} on the agenda; one key stamps the next one.")
    else:
        _print(agenda, done)


def _print(agenda: tuple[str, ...], done: set[int]) -> None:
    for at, item in enumerate(agenda):
        click.echo(f"{'✓' if at in done else ' '} {one_line(item)}")
    if not agenda:
        click.echo("The hearing has no agenda; name a file to load one.", err=True)
