"""What was chosen inside the program, kept apart from the file that the person writes."""

import logging
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from hearingnotes.config.settings import Settings
from hearingnotes.privacy import FILE_MODE, make_folder

log = logging.getLogger(__name__)

_CHOOSABLE = ("theme", "volume", "captions", "picture")
_CHECKS = {e.name: e.metadata["check"] for e in fields(Settings) if e.name in _CHOOSABLE}


@dataclass(frozen=True, slots=True)
class Remembered:
    """Choices made in the program. Each holds until the settings file says something new.

    `instead_of` is what the settings file said when the choice was made. `shares` is no setting:
    for the name of a line between panes, how much of the window lies before it.
    """

    path: Path
    chosen: dict[str, Any]
    instead_of: dict[str, Any]
    guided: bool = False
    shares: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Remembered":
        """What is remembered, without whatever in the file is not as this program wrote it."""
        table = _table(path)
        chosen = {name: each for name, each in _part(table, "chosen").items() if name in _CHECKS}
        return cls(
            path,
            _checked(chosen, lambda name, value: _CHECKS[name](value)),
            _part(table, "instead_of"),
            table.get("guided") is True,
            _checked(_part(table, "shares"), lambda _, value: _share(value)),
        )

    def still_holding(self, settings: Settings) -> "Remembered":
        """The same without what the settings file, which says `settings`, has since overruled."""
        said = {name: getattr(settings, name) for name in _CHOOSABLE}
        holding = {
            name: value
            for name, value in self.chosen.items()
            if self.instead_of.get(name) == said[name]
        }
        return replace(self, chosen=holding, instead_of=said)

    def over(self, settings: Settings) -> Settings:
        """The settings with what was chosen since."""
        return replace(settings, **self.still_holding(settings).chosen)

    def choosing(self, settings: Settings, **choices: Any) -> "Remembered":
        """The same with these choices, made over what `settings` says.

        What the settings file said is kept where it is known: `settings` may hold an earlier
        choice, or an option of the command line.
        """
        said = {name: getattr(settings, name) for name in choices}
        return replace(
            self, chosen={**self.chosen, **choices}, instead_of={**said, **self.instead_of}
        )

    def guide(self) -> "Remembered":
        """The same for somebody who has been told how to begin."""
        return replace(self, guided=True)

    def sharing(self, line: str, share: float | None) -> "Remembered":
        """The same with this line there; None for where it usually is."""
        others = {name: kept for name, kept in self.shares.items() if name != line}
        return replace(self, shares=others if share is None else {**others, line: share})

    def taking(
        self, other: "Remembered", choices: Iterable[str], lines: Iterable[str]
    ) -> "Remembered":
        """The same, with these choices and lines as the other has them."""
        return replace(
            self,
            chosen=_taking(self.chosen, other.chosen, choices),
            instead_of=_taking(self.instead_of, other.instead_of, choices),
            guided=self.guided or other.guided,
            shares=_taking(self.shares, other.shares, lines),
        )

    def write(self) -> None:
        """Keep it; a folder that can't be written costs a line in the log, no more."""
        import tomli_w

        from hearingnotes.export.writer import replace_file

        names = ("chosen", "instead_of", "guided", "shares")
        table = {name: getattr(self, name) for name in names}
        try:
            make_folder(self.path.parent)
            replace_file(self.path, tomli_w.dumps(table), FILE_MODE)
        except OSError as error:
            log.warning("not remembered: %s", error)


def _taking(
    own: Mapping[str, Any], others: Mapping[str, Any], names: Iterable[str]
) -> dict[str, Any]:
    taken = {name: others.get(name) for name in names}
    return {name: value for name, value in {**own, **taken}.items() if value is not None}


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        pass
    except (OSError, ValueError, RecursionError) as error:
        log.warning("nothing remembered: %s", error)
    return {}


def _part(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = table.get(name)
    return part if isinstance(part, dict) else {}


def _checked(values: Mapping[str, Any], check: Callable[[str, Any], Any]) -> dict[str, Any]:
    checked = {}
    for name, value in values.items():
        try:
            checked[name] = check(name, value)
        except (ValueError, TypeError) as error:
            log.warning("%s not remembered: %s", name, error)
    return checked


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise ValueError(f"{value!r} is no part of a window")
    return float(value)
