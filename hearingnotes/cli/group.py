"""The group of commands, and every error as one sentence."""

import logging
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any

import click
from click.shell_completion import CompletionItem

from hearingnotes.cli import commands
from hearingnotes.cli.completion import complete_opening
from hearingnotes.cli.context import PROGRAM, SENTENCE_LIMIT
from hearingnotes.errors import CancelledError, HearingnotesError, UsageError
from hearingnotes.model.sanitize import one_line

log = logging.getLogger(__name__)

DEFAULT_COMMAND = "open"
_FIRST_WORD = f"{__name__}.first_word"
_BEFORE_THE_COMMAND = ("--library", "--verbose")


class Commands(click.Group):
    """A group that imports a command's module on demand; any other word is something to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(info.name for info in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{commands.__name__}.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = _first_of_command(args)
        if at is not None:
            first = args[at] if at < len(args) else ""
            # While the shell completes the first word, it is missing here: it may be a command.
            is_awaited = not first and ctx.resilient_parsing
            if first not in self.list_commands(ctx) and not is_awaited:
                ctx.meta[_FIRST_WORD] = first
                args = [*args[:at], DEFAULT_COMMAND, *args[at:]]
        return super().parse_args(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        with _errors_as_sentences():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _errors_as_sentences(_meant(ctx.meta.get(_FIRST_WORD, ""), self.list_commands(ctx))):
            return super().invoke(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands, and what can be opened without naming one."""
        items = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            return items
        return [*complete_opening(ctx, None, incomplete), *items]


class _RefusedError(click.ClickException):
    """An error in one sentence where click would print a usage text."""

    def __init__(self, sentence: str) -> None:
        super().__init__(one_line(sentence, SENTENCE_LIMIT))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"{PROGRAM}: {self.message}", err=True)


class _RefusedUsageError(_RefusedError):
    exit_code = UsageError.exit_code


class _RefusedStopError(_RefusedError):
    exit_code = 130


@contextmanager
def _errors_as_sentences(meant: str = "") -> Iterator[None]:
    try:
        yield
    except UsageError as failure:
        raise _RefusedUsageError(f"{failure} {meant}".rstrip()) from failure
    except (KeyboardInterrupt, click.Abort) as interrupt:
        raise _RefusedStopError("Stopped.") from interrupt
    except CancelledError as cancelled:
        raise _RefusedStopError(str(cancelled)) from cancelled
    except HearingnotesError as failure:
        log.info("trouble: %s", failure, exc_info=failure.__cause__)
        raise _RefusedError(str(failure)) from failure
    except click.UsageError as error:
        raise _RefusedUsageError(_with_advice(error, meant)) from error


def _with_advice(error: click.UsageError, meant: str) -> str:
    """Return what is wrong with the command line, and what to do."""
    sentence = error.format_message().rstrip(".")
    command = error.ctx.command_path if error.ctx else PROGRAM
    if isinstance(error, click.NoSuchOption) and error.option_name in _BEFORE_THE_COMMAND:
        name = error.option_name
        return f"{name} goes before the command: {PROGRAM} {name} … {command.split()[-1]}."
    if sentence.endswith("?"):
        return sentence
    return f"{sentence}. {meant}" if meant else f"{sentence}; {command} --help tells what there is."


def _meant(word: str, names: list[str]) -> str:
    """Return a question for a word that is nearly a command; else empty."""
    if not word.isalpha():
        return ""
    if word in {"help", "version"}:
        return f"Did you mean {PROGRAM} --{word}?"
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), names, n=1, cutoff=0.7)
    return f"Did you mean {PROGRAM} {close[0]}?" if close else ""


def _first_of_command(args: list[str]) -> int | None:
    """Return the index of the command's own words; None when the options before it end the
    program."""
    at = 0
    while at < len(args):
        if args[at] in {"--help", "--version", "-h"} or args[at:] == ["--library"]:
            return None
        if args[at] == "--library":
            at += 2
        elif args[at] == "--verbose" or args[at].startswith("--library="):
            at += 1
        else:
            break
    return at
