"""The context of every command: settings, rosters, the library."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hearingnotes.config import paths
from hearingnotes.config.settings import Settings, read_settings
from hearingnotes.errors import UsageError
from hearingnotes.model.sanitize import one_line

if TYPE_CHECKING:
    from hearingnotes.library.library import Library
    from hearingnotes.model.roster import Roster


@dataclass
class CliContext:
    """The context of a command."""

    library_path: Path
    library_is_named: bool = False

    @cached_property
    def _read(self) -> tuple[Settings, list[str]]:
        return read_settings(paths.settings_path())

    @property
    def settings(self) -> Settings:
        """The settings of the settings file, or the defaults."""
        return self._read[0]

    @cached_property
    def _read_rosters(self) -> tuple["Roster", list[str]]:
        from hearingnotes.config.rosters import read_shared

        return read_shared(paths.rosters_path())

    @property
    def roster(self) -> "Roster":
        """The speakers and abbreviations of all hearings."""
        return self._read_rosters[0]

    @property
    def problems(self) -> list[str]:
        """Sentences on invalid parts of the settings file and the rosters."""
        return [*self._read[1], *self._read_rosters[1]]

    def print_problems(self) -> None:
        """Print the problems, for commands without a screen."""
        for problem in self.problems:
            click.echo(f"{PROGRAM}: {one_line(problem, SENTENCE_LIMIT)}", err=True)

    @contextmanager
    def reading(self) -> Iterator["Library"]:
        """Open the library, for a command that adds nothing to it; raises HearingnotesError.

        A library that was named must exist: creating it would hide a mistyped name.
        """
        from hearingnotes.library.read import open_library

        if self.library_is_named and not self.library_path.exists():
            raise UsageError(
                f"There is no library {self.library_path}; check what --library or "
                "HEARINGNOTES_LIBRARY names."
            )
        with open_library(self.library_path) as library:
            yield library


PROGRAM = "hearingnotes"
SENTENCE_LIMIT = 4000
