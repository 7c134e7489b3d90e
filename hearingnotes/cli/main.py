"""The command line: the start of every command, and the end of the program."""

import errno
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from hearingnotes import __version__
from hearingnotes.cli.context import PROGRAM, SENTENCE_LIMIT, CliContext
from hearingnotes.cli.group import Commands
from hearingnotes.config import paths
from hearingnotes.config.logging import log_file, start_log, without_secrets
from hearingnotes.model.sanitize import one_line

log = logging.getLogger(__name__)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--library",
    "library_path",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="HEARINGNOTES_LIBRARY",
    metavar="FILE",
    help="Keep hearings and notes in this file instead of the usual one.",
)
@click.option("--verbose", is_flag=True, help="Write more into the log.")
@click.version_option(__version__, prog_name=PROGRAM)
@click.pass_context
def cli(ctx: click.Context, library_path: Path | None, verbose: bool) -> None:
    """Play a hearing, press one key, and every note links to the second it was heard.

    \b
    hearingnotes URL|FILE|HEARING   opens a hearing, or goes on with it
    hearingnotes                    shows the hearings to choose from
    hearingnotes demo               shows how it goes
    """
    ctx.obj = CliContext(library_path or paths.library_path(), library_path is not None)
    paths.close_own_files()
    start_log(paths.log_path(), verbose=verbose)
    log.info("command %s", ctx.invoked_subcommand)


def main() -> NoReturn:
    """Run the `hearingnotes` command, and exit."""
    _accept_any_letter()
    try:
        cli.main(prog_name=PROGRAM)
    except Exception as error:
        click.echo(f"{PROGRAM}: {one_line(_unexpected(error), SENTENCE_LIMIT)}", err=True)
        sys.exit(1)
    sys.exit(0)


def _accept_any_letter() -> None:
    """Make output accept any letter, whatever the terminal's encoding; piped output is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _discard_output() -> None:
    """Discard buffered output, which would otherwise fail again at exit, with a traceback."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        _discard_output()
        return "There is no space left to write to, so this is not complete; free some space."
    if log_file() is None:
        start_log(paths.log_path(), verbose=False)
    log.critical("an unexpected error", exc_info=error)
    where = log_file()
    details = f"the details are in {where}" if where else "there is no place for the details"
    return (
        f"Something unexpected went wrong ({type(error).__name__}: {without_secrets(str(error))}); "
        f"every saved note is kept, and {details}."
    )
