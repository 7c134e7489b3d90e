"""`hearingnotes roster`."""

from dataclasses import replace
from pathlib import Path

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import SENTENCE_LIMIT, CliContext
from hearingnotes.config import paths
from hearingnotes.config.rosters import as_toml, read_roster
from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.files import FILE_MODE, make_folder, replace_file
from hearingnotes.model.labels import count
from hearingnotes.model.roster import Roster, combined
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import find_hearing


@click.group(short_help="Who speaks, and what abbreviations stand for.")
def command() -> None:
    """The speakers (@chair: name, role, key 1 to 9, lead) and the abbreviations that are written
    out while typing: of one hearing, or of all."""


@command.command("import", short_help="Take one from a file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--hearing",
    metavar="HEARING",
    shell_complete=complete_hearing,
    help="For this hearing alone; without it, for all.",
)
@click.option("--replace", "is_whole", is_flag=True, help="The hearing's own is FILE, no more.")
@click.option("--force", is_flag=True, help="Replace the one of that name for all hearings.")
@click.pass_obj
def import_(
    context: CliContext, file: Path, hearing: str | None, is_whole: bool, force: bool
) -> None:
    """Take the roster of FILE (.toml, or .csv with mark,name,role,key,lead).

    A hearing's own goes before what is there for all. What it has already stays, unless FILE says
    otherwise; with --replace, only what is in FILE.
    """
    if is_whole and hearing is None:
        raise UsageError("--replace is for the roster of one hearing; name it with --hearing.")
    roster = read_roster(file)
    if hearing is None:
        where = _store_shared(roster, file.stem, force=force)
    else:
        with context.reading() as library:
            stored = find_hearing(library, hearing)
            library.check_writable()
            own = roster if is_whole else combined(roster, stored.hearing.roster)
            library.hearings.save(replace(stored.hearing, roster=own), ())
        where = "the hearing"
    speakers, short = len(roster.speakers), len(roster.abbreviations)
    sentence = (
        f"{count(speakers, 'speaker')} and {count(short, 'abbreviation')} taken into {where}."
    )
    click.echo(one_line(sentence, SENTENCE_LIMIT))


@command.command(short_help="The one in force, as a file.")
@click.argument("hearing", required=False, shell_complete=complete_hearing)
@click.option("--own", "is_own", is_flag=True, help="Only what is HEARING's own.")
@click.pass_obj
def show(context: CliContext, hearing: str | None, is_own: bool) -> None:
    """Print the roster of HEARING with that of all hearings behind it, or the latter alone.

    It is TOML. What --own prints can be changed, and imported again with --replace.
    """
    if is_own and hearing is None:
        raise UsageError("--own is for the roster of one hearing; name the hearing.")
    context.print_problems()
    own = Roster()
    if hearing is not None:
        with context.reading() as library:
            own = find_hearing(library, hearing).hearing.roster
    roster = own if is_own else combined(own, context.roster)
    if roster:
        click.echo(as_toml(roster), nl=False)
    else:
        click.echo("There is no roster yet; hearingnotes roster import FILE takes one.", err=True)


def _store_shared(roster: Roster, name: str, *, force: bool) -> str:
    """Store the roster for all hearings and describe where it is; raises HearingnotesError."""
    path = paths.rosters_path() / f"{name}.toml"
    if path.exists() and not force:
        raise HearingnotesError(
            f"{path} is there already; change that file, or replace it with --force."
        )
    try:
        make_folder(path.parent)
        replace_file(path, as_toml(roster), FILE_MODE)
    except OSError as error:
        raise HearingnotesError(
            f"{path} can't be written ({error.strerror}); make it writable."
        ) from error
    return f"{path}, which open programs read at their next start"
