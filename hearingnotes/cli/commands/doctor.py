"""`hearingnotes doctor`."""

import sys

import click

from hearingnotes import __version__
from hearingnotes.cli.context import CliContext
from hearingnotes.config.logging import without_secrets
from hearingnotes.model.sanitize import LINE_LIMIT, one_line

INDENT = 20


@click.command(short_help="Whether everything needed is here, and what mends it.")
@click.pass_obj
def command(context: CliContext) -> None:
    """Check each part of the installation; exit code 1 when something vital is wrong."""
    from hearingnotes.cli.diagnostics import run_checks

    click.echo(f"hearingnotes {__version__}, Python {sys.version.split()[0]}, {sys.executable}\n")
    is_well = True
    for result in run_checks(context):
        is_well = is_well and not result.is_wrong
        sign = "WRONG" if result.is_wrong else ("could be better" if result.remedies else "fine")
        click.echo(f"{result.part + ':':<{INDENT}} {sign}: {_redact(result.found)}")
        for remedy in result.remedies:
            click.echo(f"{'':<{INDENT}} {_redact(remedy, 1000)}")
    sys.exit(0 if is_well else 1)


def _redact(text: str, limit: int = LINE_LIMIT) -> str:
    """Return a line fit for bug reports: an option of mpv may be a proxy with its password."""
    return one_line(without_secrets(text), limit)
