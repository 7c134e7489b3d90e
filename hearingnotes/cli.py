"""The command line: one command for each module of `commands/`, found by its name."""

import logging
import pkgutil
import sys
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from hearingnotes import __version__, commands, paths
from hearingnotes.errors import Trouble
from hearingnotes.logs import start_log
from hearingnotes.settings import Settings, read_settings

log = logging.getLogger(__name__)

DEFAULT_COMMAND = "open"


@dataclass
class Session:
    """What every command starts from."""

    library_path: Path
    verbose: bool = False

    @cached_property
    def _read(self) -> tuple[Settings, list[str]]:
        return read_settings(paths.settings_path())

    @property
    def settings(self) -> Settings:
        """What the settings file says, or the defaults."""
        return self._read[0]

    @property
    def problems(self) -> list[str]:
        """What in the settings file could not be taken."""
        return self._read[1]

    def tell_problems(self) -> None:
        """Say them where no screen will."""
        for problem in self.problems:
            click.echo(f"hearingnotes: {problem}", err=True)


class _Commands(click.Group):
    """Imports a command's module when it is called for; what is no command is a thing to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(info.name for info in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{commands.__name__}.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = _first_of_command(args)
        if at is not None and (at == len(args) or args[at] not in self.list_commands(ctx)):
            args = [*args[:at], DEFAULT_COMMAND, *args[at:]]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Trouble as trouble:
            click.echo(f"hearingnotes: {trouble}", err=True)
            ctx.exit(trouble.exit_code)


def _first_of_command(args: list[str]) -> int | None:
    """Where the command's own words begin; None when the options before it end the program."""
    at = 0
    while at < len(args):
        if args[at] in {"--help", "--version", "-h"}:
            return None
        if args[at] == "--library":
            at += 2
        elif args[at] == "--verbose" or args[at].startswith("--library="):
            at += 1
        else:
            break
    return min(at, len(args))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
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
@click.version_option(__version__, prog_name="hearingnotes")
@click.pass_context
def cli(ctx: click.Context, library_path: Path | None, verbose: bool) -> None:
    """Play a hearing, press one key, and every note links to the second it was heard.

    \b
    hearingnotes URL|FILE|HEARING   opens a hearing, or goes on with it
    hearingnotes                    shows the hearings to choose from
    hearingnotes demo               shows how it goes
    """
    ctx.obj = Session(library_path or paths.library_path(), verbose)
    start_log(paths.log_path(), verbose=verbose)


def main() -> NoReturn:
    """The `hearingnotes` command."""
    try:
        cli()
    except Exception:
        log.critical("an unexpected error", exc_info=True)
        click.echo(
            "hearingnotes: something unexpected went wrong, and no note was lost; "
            f"the details are in {paths.log_path()}.",
            err=True,
        )
        sys.exit(1)
    sys.exit(0)
