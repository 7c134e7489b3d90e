"""`hearingnotes show`."""

import json

import click

from hearingnotes.cli import Session
from hearingnotes.commands.list import hearing_object
from hearingnotes.export.story import Telling, note_link
from hearingnotes.library.codec import utc_text
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Recording
from hearingnotes.model.note import Note
from hearingnotes.model.plain_text import one_line, printable
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import in_order, place_note
from hearingnotes.model.wording import flags, stamp_columns
from hearingnotes.opening import find_hearing, handles


@click.command(short_help="The notes of a hearing, to read.")
@click.argument("hearing")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(session: Session, hearing: str, as_json: bool) -> None:
    """Show a hearing's notes. HEARING is a handle, a part of the title, a video id or a URL."""
    with Library(session.library_path) as library:
        kept = find_hearing(library, hearing)
        notes = [note for _, note in in_order(library.notes.of_hearing(kept.hearing.id))]
        handle = handles(library.hearings.all())[kept.hearing.id]
    telling = Telling(session.settings.link_style)
    recordings = {recording.id: recording for recording in kept.recordings}
    if as_json:
        shown = hearing_object(kept, handle)
        shown["notes"] = [note_object(note, recordings, telling) for note in notes]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    click.echo(one_line(kept.hearing.title))
    details = [one_line(kept.hearing.body), str(kept.hearing.date or "")]
    click.echo(" · ".join(part for part in [*details, f"handle {handle}"] if part))
    for recording in kept.recordings:
        click.echo(recording.url)
    click.echo()
    for note in notes:
        _print_note(note)


def _print_note(note: Note) -> None:
    stamp, sureness = stamp_columns(note)
    first, *more = printable(note.text).split("\n")
    marks = flags(note)
    click.echo(f"{stamp:>9}  {sureness:<5} {marks}{' ' if marks else ''}{first}".rstrip())
    for line in more:
        click.echo(f"{'':17} {line}".rstrip())


def note_object(
    note: Note, recordings: dict[str, Recording], telling: Telling
) -> dict[str, object]:
    """A note as JSON has it; what has no place has null for its second and link."""
    place = place_note(note)
    return {
        "id": note.id,
        "text": note.text,
        "utc": utc_text(note.moment.utc),
        "second_s": round(place.second_s, 3) if place else None,
        "stamp": format_time(place.second_s) if place else None,
        "margin_s": round(place.margin_s, 3) if place else None,
        "rung": int(place.rung) if place else None,
        "link": note_link(note, recordings, telling) or None,
        "starred": note.starred,
        "verified": note.verified,
        "unsent": note.unsent,
    }
