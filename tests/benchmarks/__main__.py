"""`python -m tests.benchmarks`: what the program costs, beside the least that it could cost."""

import os
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

import click

from tests.benchmarks import (
    captioned,
    capture,
    durable,
    exporting,
    following,
    keys,
    long_hearing,
    memory,
    opening,
    picture,
    processor,
    putting,
    start,
)
from tests.benchmarks.imports import explained
from tests.benchmarks.material import Material
from tests.benchmarks.measure import HEAD, line

GROUPS = {
    module.__name__.rpartition(".")[2]: module.measure
    for module in (
        start,
        capture,
        putting,
        keys,
        captioned,
        durable,
        opening,
        exporting,
        memory,
        processor,
        picture,
        following,
        long_hearing,
    )
}


@click.command()
@click.argument("groups", nargs=-1, type=click.Choice(list(GROUPS)))
@click.option("--quick", is_flag=True, help="Few rounds and 1,000 notes at most: a rough idea.")
@click.option("--explain-start", is_flag=True, help="Which imports the first paint waits for.")
def main(groups: tuple[str, ...], quick: bool, explain_start: bool) -> None:
    """Print what ours costs and what the base costs: medians, measured in turns.

    Libraries and files are made where temporary files go; TMPDIR names another disk.
    """
    with tempfile.TemporaryDirectory(prefix="hearingnotes-") as folder:
        material = Material(Path(folder), quick)
        if explain_start:
            for text in explained(material):
                click.echo(text)
            return
        click.echo(_machine())
        click.echo(line(HEAD))
        for name in groups or GROUPS:
            for row in GROUPS[name](material):
                click.echo(line(row.cells))
        click.echo(_machine())


def _machine() -> str:
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return (
        f"Python {platform.python_version()}, Textual {version('textual')}, "
        f"{os.cpu_count()} cores, load {load}"
    )


if __name__ == "__main__":
    main()
