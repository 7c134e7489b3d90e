"""The output of a command: printed, or written to a file."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from hearingnotes.cli.context import PROGRAM, SENTENCE_LIMIT
from hearingnotes.config import paths
from hearingnotes.export.writer import ExportRegistry, write_export
from hearingnotes.files import expanded, is_no_file
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.sanitize import one_line

SHOW_EVERY_S = 0.1
WIPE_REST = "\x1b[K"

Command = TypeVar("Command", bound=Callable[..., Any])

link_style_option = click.option(
    "--link-style",
    type=click.Choice([style.value for style in LinkStyle]),
    help="The form of YouTube links; the settings say which is usual.",
)


def file_options(command: Command) -> Command:
    """Add the options of an exported file: `template_path`, `output` and `force`."""
    template = click.option(
        "--template",
        "template_path",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A Jinja template of your own, instead of a form.",
    )
    output = click.option(
        "-o",
        "--output",
        type=click.Path(),
        metavar="FILE",
        help="Write to this file instead of standard output (-).",
    )
    force = click.option(
        "--force", is_flag=True, help="Replace a file that this program did not write."
    )
    return template(output(force(command)))


@contextmanager
def show_progress() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows progress in a line on the terminal; the line is wiped at the
    end."""
    shows = sys.stderr.isatty()
    shown_s = 0.0

    def show(progress: str) -> None:
        nonlocal shown_s
        now_s = time.monotonic()
        if shows and now_s - shown_s >= SHOW_EVERY_S:
            shown_s = now_s
            width = shutil.get_terminal_size().columns - 1
            click.echo(
                f"\r{one_line(f'{progress} (Ctrl+C stops)', width)}{WIPE_REST}", nl=False, err=True
            )

    try:
        yield show
    finally:
        if shown_s:
            click.echo(f"\r{WIPE_REST}", nl=False, err=True)


def named_file(output: str | None) -> Path | None:
    """Return the file of `-o`; None for standard output."""
    return Path(output) if output not in {None, "-"} else None


def folder_of(to_file: Path | None) -> Path | None:
    """Return the folder that links start from; None where it was removed.

    Printed output is mostly redirected to a file in the current folder.
    """
    try:
        return _target(to_file).parent if to_file else Path.cwd()
    except FileNotFoundError:  # the current folder was removed
        return None


def file_itself(to_file: Path | None) -> Path | None:
    """Return the path of the file that will be written, for the files beside it.

    None for standard output, a pipe, a device.
    """
    if to_file is None or is_no_file(expanded(to_file)):
        return None
    try:
        return _target(to_file)
    except FileNotFoundError:
        return None


def _target(path: Path) -> Path:
    return Path(os.path.realpath(expanded(path)))


def emit(
    text: str, to_file: Path | None, comment: str, success: str, what: str, *, force: bool
) -> None:
    """Print the text, or write it to the file and print `success`; raises HearingnotesError.

    `comment` and `what` are as for `write_export`.
    """
    if to_file is None:
        click.echo(text, nl=False)
        return
    written = ExportRegistry(paths.written_path())
    write_export(to_file, text, force=force, comment=comment, written=written, what=what)
    click.echo(one_line(f"{success} {to_file}.", SENTENCE_LIMIT), err=True)


def print_warnings(sentences: Iterable[str]) -> None:
    """Print sentences on what the text itself does not show."""
    for sentence in sentences:
        click.echo(f"{PROGRAM}: {one_line(sentence, SENTENCE_LIMIT)}", err=True)
