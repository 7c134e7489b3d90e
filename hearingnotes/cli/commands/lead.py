"""`hearingnotes lead`."""

import re
from dataclasses import replace

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.errors import UsageError
from hearingnotes.export.records import json_text
from hearingnotes.model.lead import Leads, changed_leads
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import parse_time
from hearingnotes.services.find_hearing import find_hearing

LONGEST_S = 600.0


@click.command(short_help="How far links go back from the second noted.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("seconds", required=False)
@click.option("--speaker", metavar="@NAME", help="Only of notes with this speaker.")
@click.option("--tag", metavar="#TAG", help="Only of notes with this tag.")
@click.option("--remove", is_flag=True, help="Let this lead go.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(
    context: CliContext,
    hearing: str,
    seconds: str | None,
    speaker: str | None,
    tag: str | None,
    remove: bool,
    as_json: bool,
) -> None:
    """Let links begin some SECONDS before the second noted: people need time to react.

    Stamps and notes stay as they are. Without SECONDS, the leads that there are.
    """
    mark = _mark(speaker, tag)
    lead_s = _seconds(seconds) if seconds is not None else None
    if remove and lead_s is not None:
        raise UsageError("Name seconds, or --remove, but not both.")
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        leads = stored.hearing.leads
        if remove and mark not in leads:
            raise UsageError(
                f"There is no lead{_whose(mark)} to remove; without SECONDS, all are listed."
            )
        if remove or lead_s is not None:
            library.check_writable()
            leads = _changed(leads, mark, lead_s)
            library.hearings.save(replace(stored.hearing, leads=leads), ())
        elif mark:
            leads = {name: lead for name, lead in leads.items() if name == mark}
    _print(leads, as_json=as_json)


def _mark(speaker: str | None, tag: str | None) -> str:
    """Return the key of the lead: `@name`, `#name`, or nothing for the whole hearing."""
    if speaker is not None and tag is not None:
        raise UsageError("Name a speaker or a tag, but not both.")
    for sign, name in (("@", speaker), ("#", tag)):
        if name is not None:
            bare = name.strip().removeprefix(sign)
            if not re.fullmatch(r"\w[\w-]*", bare):
                raise UsageError(
                    f"“{one_line(name, 40)}” is no mark of a note; name it as notes do: {sign}name."
                )
            return f"{sign}{bare.casefold()}"
    return ""


def _seconds(text: str) -> float:
    lead_s = parse_time(text)
    if lead_s is None or lead_s > LONGEST_S:
        raise UsageError(
            f"“{one_line(text, 40)}” is no lead; name seconds from 0 to {LONGEST_S:.0f}."
        )
    return lead_s


def _changed(leads: Leads, mark: str, lead_s: float | None) -> Leads:
    if lead_s is not None:
        return changed_leads(leads, mark, lead_s)
    return {name: lead for name, lead in leads.items() if name != mark}


def _print(leads: Leads, *, as_json: bool) -> None:
    ordered = dict(sorted(leads.items()))
    if as_json:
        click.echo(json_text(ordered))
        return
    for mark, lead_s in ordered.items():
        seconds = "1 second" if lead_s == 1 else f"{lead_s:g} seconds"
        click.echo(f"Links{_whose(mark)} go back {seconds}.")
    if not ordered:
        click.echo("Links go to the second noted.")


def _whose(mark: str) -> str:
    return f" of notes with {one_line(mark)}" if mark else ""
