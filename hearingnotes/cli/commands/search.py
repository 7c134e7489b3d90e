"""`hearingnotes search`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import click

from hearingnotes.cli.context import CliContext
from hearingnotes.cli.params import as_day
from hearingnotes.errors import UsageError
from hearingnotes.export.document import RenderOptions, note_link
from hearingnotes.export.records import json_text, note_record
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.model.labels import quote_flag, stamp_columns
from hearingnotes.model.note import Note
from hearingnotes.model.query import Query, query_of
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import in_order
from hearingnotes.services.find_hearing import handles
from hearingnotes.services.references import find_recording

TITLE_LIMIT = 60
Hit = tuple[Note, StoredHearing, HearingSnapshot, RenderOptions]


@click.command(short_help="Notes with certain words or marks, in all hearings.")
@click.argument("words", nargs=-1)
@click.option("--speaker", metavar="@NAME", multiple=True, help="Only notes that name them.")
@click.option("--tag", metavar="#TAG", multiple=True, help="Only notes with this tag.")
@click.option("--body", metavar="TEXT", default="", help="Only hearings of this body.")
@click.option("--from", "since", callback=as_day, metavar="YYYY-MM-DD", help="Not before this day.")
@click.option("--to", "until", callback=as_day, metavar="YYYY-MM-DD", help="Not after this day.")
@click.option(
    "--recording", metavar="N|URL|KEY", help="Point into this recording, where a hearing has it."
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(
    context: CliContext,
    words: tuple[str, ...],
    speaker: tuple[str, ...],
    tag: tuple[str, ...],
    body: str,
    since: date | None,
    until: date | None,
    recording: str | None,
    as_json: bool,
) -> None:
    """Find the notes that hold every word (or one that begins with it), in all hearings.

    @chair among the words asks for a speaker, #vote for a tag; the names of speakers, as the
    roster has them, are words, too. The first word of a line is the handle of the note's hearing.
    """
    context.print_problems()
    query = _query(words, speaker, tag, body, since, until)
    with context.reading() as library:
        found = library.search.find(query, shared=context.roster)
        of_id = {
            stored.hearing.id: library.around(stored, context.roster, notes)
            for stored, notes in found
        }
        names = handles(library.hearings.all())
    points_into = _named(recording, [stored for stored, _ in found])
    usual = RenderOptions(context.settings.link_style, in_full=True)
    hits = [
        (note, stored, of_id[id_], replace(usual, recording_id=points_into.get(id_)))
        for stored, notes in found
        for id_ in (stored.hearing.id,)
        for _, note in in_order(notes, of_id[id_].timeline)
    ]
    if as_json:
        click.echo(json_text([_record(hit, names[hit[1].hearing.id]) for hit in hits]))
        return
    for hit in hits:
        click.echo(_line(hit, names[hit[1].hearing.id]))
    if not hits:
        sentence = "No note has these words." if query.words else "No note is like that."
        click.echo(sentence, err=True)


def _query(
    words: Sequence[str],
    speakers: Sequence[str],
    tags: Sequence[str],
    body: str,
    since: date | None,
    until: date | None,
) -> Query:
    """Return the query of the options; raises UsageError when it is empty."""
    signed = (
        *(f"@{name.removeprefix('@')}" for name in speakers),
        *(f"#{name.removeprefix('#')}" for name in tags),
    )
    query = query_of([*" ".join(words).split(), *signed])
    query = replace(query, body=body, since=since, until=until)
    if not query:
        raise UsageError("Name words, or --speaker, --tag, --body, --from or --to.")
    return query


def _record(hit: Hit, handle: str) -> dict[str, Any]:
    note, stored, snapshot, options = hit
    return {
        "hearing": handle,
        "hearing_id": note.hearing_id,
        "title": stored.hearing.title,
        "date": stored.hearing.date.isoformat() if stored.hearing.date else None,
        **note_record(note, snapshot.timeline, snapshot.leads, options),
    }


def _line(hit: Hit, handle: str) -> str:
    note, stored, snapshot, options = hit
    hearing = stored.hearing
    day = hearing.date or hearing.created_utc.astimezone().date()
    where = f"({one_line(hearing.title, TITLE_LIMIT)}, {day})"
    stamp, _ = stamp_columns(note, snapshot.timeline, options.recording_id)
    link = note_link(note, snapshot.timeline, snapshot.leads, options)
    words = f"{quote_flag(note)}{one_line(note.text)}"
    words_and_link = "  ".join(part for part in (words, link) if part)
    return f"{handle}  {stamp:>9}  {words_and_link}  {where}"


def _named(text: str | None, hearings: Sequence[StoredHearing]) -> dict[str, str]:
    """Return the recording of this name by hearing, for each hearing that has it.

    Raises UsageError when none of them has it.
    """
    found: dict[str, str] = {}
    refusal: UsageError | None = None
    for stored in hearings if text is not None else ():
        try:
            found[stored.hearing.id] = find_recording(stored.recordings, text or "").id
        except UsageError as error:
            refusal = error
    if refusal is not None and not found:
        raise refusal
    return found
