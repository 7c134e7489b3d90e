"""`hearingnotes list`."""

from collections import Counter

import click

from hearingnotes.cli.context import PROGRAM, CliContext
from hearingnotes.export.records import hearing_record, json_text
from hearingnotes.model.labels import count, still_typed
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import handles


@click.command(short_help="One line a hearing; its first word names it.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--removed", is_flag=True, help="Those that were removed, to restore one.")
@click.pass_obj
def command(context: CliContext, as_json: bool, removed: bool) -> None:
    """List the hearings, the one opened last first.

    The first word of a line is the handle that every other command takes.
    """
    with context.reading() as library:
        everything = library.hearings.removed() if removed else library.hearings.all()
        has_removed = bool(library.hearings.removed())
        unfinished = library.autosaves.still_typed()
    names = handles(everything)
    if as_json:
        rows = [
            hearing_record(stored.hearing, stored.recordings, names[stored.hearing.id])
            | {"notes": stored.note_count}
            for stored in everything
        ]
        click.echo(json_text(rows))
        return
    titles = Counter(one_line(stored.hearing.title) for stored in everything)
    for stored in everything:
        day = stored.hearing.date or stored.hearing.created_utc.astimezone().date()
        notes = count(stored.note_count, "note")
        title = one_line(stored.hearing.title)
        parts = [title, one_line(stored.address) if titles[title] > 1 else ""]
        line = f"{names[stored.hearing.id]}  {day}  {notes:>10}  {'  '.join(filter(None, parts))}"
        click.echo(line.rstrip())
    for stored in everything:
        if sentence := still_typed(unfinished[stored.hearing.id]):
            named = f"{names[stored.hearing.id]} {one_line(stored.hearing.title)}"
            click.echo(f"{PROGRAM}: {named}: {sentence}", err=True)
    if not everything:
        click.echo(_nothing(removed, has_removed), err=True)


def _nothing(removed: bool, has_removed: bool) -> str:
    if removed:
        return "No hearing was removed."
    if has_removed:
        return "Every hearing was removed; hearingnotes list --removed shows them."
    return "There are no hearings yet. Open one: hearingnotes URL"
