"""`hearingnotes search`."""

from collections.abc import Sequence
from dataclasses import replace

import click

from hearingnotes.cli import Session
from hearingnotes.errors import UsageTrouble
from hearingnotes.export.records import json_text, note_record
from hearingnotes.export.story import Telling, note_link
from hearingnotes.library.hearings import KeptHearing
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.wording import stamp_columns
from hearingnotes.opening import handles
from hearingnotes.pointing import find_recording


@click.command(short_help="Notes with certain words, in all hearings.")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--recording", metavar="N|URL|KEY", help="Point into this recording, where a hearing has it."
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(session: Session, words: tuple[str, ...], recording: str | None, as_json: bool) -> None:
    """Find the notes that hold every word (or one that begins with it), in all hearings.

    The first word of a line is the handle of the note's hearing.
    """
    session.tell_problems()
    with session.reading() as library:
        hits = library.search.notes(" ".join(words))
        everything = library.hearings.all()
        of_id = {kept.hearing.id: kept for kept in everything}
        found = {
            hearing_id: library.proceedings(of_id[hearing_id], session.roster)
            for hearing_id in {note.hearing_id for note in hits}
        }
    names = handles(everything)
    usual = Telling(session.settings.link_style)
    points_into = _named(recording, [of_id[hearing_id] for hearing_id in found])
    tellings = {
        hearing_id: replace(usual, recording_id=points_into.get(hearing_id))
        for hearing_id in found
    }
    if as_json:
        rows = [
            {
                "hearing": names[note.hearing_id],
                "hearing_id": note.hearing_id,
                "title": of_id[note.hearing_id].hearing.title,
                **note_record(
                    note,
                    found[note.hearing_id].timeline,
                    found[note.hearing_id].leads,
                    tellings[note.hearing_id],
                ),
            }
            for note in hits
        ]
        click.echo(json_text(rows))
        return
    for note in hits:
        in_hearing, telling = found[note.hearing_id], tellings[note.hearing_id]
        stamp, _ = stamp_columns(note, in_hearing.timeline, telling.recording_id)
        link = note_link(note, in_hearing.timeline, in_hearing.leads, telling)
        words_and_link = "  ".join(part for part in (one_line(note.text), link) if part)
        click.echo(f"{names[note.hearing_id]}  {stamp:>9}  {words_and_link}")
    if not hits:
        click.echo("No note has these words.", err=True)


def _named(text: str | None, hearings: Sequence[KeptHearing]) -> dict[str, str]:
    """For each hearing that has the recording of this name, the recording's id.

    Raises UsageTrouble when none of them has it.
    """
    found: dict[str, str] = {}
    refusal: UsageTrouble | None = None
    for kept in hearings if text is not None else ():
        try:
            found[kept.hearing.id] = find_recording(kept.recordings, text or "").id
        except UsageTrouble as trouble:
            refusal = trouble
    if refusal is not None and not found:
        raise refusal
    return found
