"""`hearingnotes rename`."""

from dataclasses import replace
from datetime import date

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.cli.params import as_day
from hearingnotes.errors import UsageError
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import find_hearing


@click.command(short_help="Give a hearing another title, body or day.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("title", nargs=-1)
@click.option("--body", metavar="TEXT", help="Who held it: a council, a committee.")
@click.option("--date", "day", callback=as_day, metavar="YYYY-MM-DD",
              help="The day on which it was.")  # fmt: skip
@click.pass_obj
def command(
    context: CliContext, hearing: str, title: tuple[str, ...], body: str | None, day: date | None
) -> None:
    """Give a hearing another TITLE (all words behind HEARING), body or day.

    HEARING is a handle, a part of the title, a video id or a URL.
    """
    new = _line(" ".join(title))
    if title and not new:
        raise UsageError("A title needs at least one letter.")
    if not title and body is None and day is None:
        raise UsageError("Name a title, --body or --date.")
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        library.check_writable()
        if new:
            library.hearings.rename(stored.hearing.id, new)
        now = replace(
            stored.hearing,
            title=new or stored.hearing.title,
            body=_line(body) if body is not None else stored.hearing.body,
            date=day or stored.hearing.date,
        )
        if body is not None or day is not None:
            library.hearings.save(now, ())
    renamed = f"“{one_line(stored.hearing.title)}” is now"
    parts = [f"“{one_line(new)}”"] if new else []
    parts += (
        [f"of “{one_line(now.body)}”" if now.body else "of no body"] if body is not None else []
    )
    parts += [f"on {day}"] if day is not None else []
    click.echo(f"{renamed} {', '.join(parts)}.", err=True)


def _line(text: str) -> str:
    return one_line(text, max(1, len(text)))
