"""`hearingnotes list`."""

import json

import click

from hearingnotes.cli import Session
from hearingnotes.library.hearings import KeptHearing
from hearingnotes.library.library import Library
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.wording import count
from hearingnotes.opening import handles


@click.command(short_help="One line a hearing; its first word names it.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """List the hearings, the one opened last first.

    The first word of a line is the handle that every other command takes.
    """
    with Library(session.library_path) as library:
        everything = library.hearings.all()
    names = handles(everything)
    if as_json:
        rows = [hearing_object(kept, names[kept.hearing.id]) for kept in everything]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for kept in everything:
        day = kept.hearing.date or kept.hearing.created_utc.astimezone().date()
        notes = count(kept.note_count, "note")
        click.echo(f"{names[kept.hearing.id]}  {day}  {notes:>10}  {one_line(kept.hearing.title)}")
    if not everything:
        click.echo("There are no hearings yet. Open one: hearingnotes URL", err=True)


def hearing_object(kept: KeptHearing, handle: str) -> dict[str, object]:
    """A hearing as JSON has it."""
    hearing = kept.hearing
    return {
        "id": hearing.id,
        "handle": handle,
        "title": hearing.title,
        "body": hearing.body,
        "date": hearing.date.isoformat() if hearing.date else None,
        "notes": kept.note_count,
        "recordings": [
            {
                "platform": recording.platform,
                "key": recording.key,
                "url": recording.url,
                "duration_s": recording.duration_s,
            }
            for recording in kept.recordings
        ],
    }
