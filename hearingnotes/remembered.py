"""What was chosen inside the program, kept apart from the file that the person writes."""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from hearingnotes.settings import Settings

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
        """What is remembered; nothing, when the file is missing or not as this program wrote it."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            chosen = {
                name: _CHECKS[name](value)
                for name, value in table["chosen"].items()
                if name in _CHECKS
            }
            shares = {name: _share(value) for name, value in table.get("shares", {}).items()}
            return cls(path, chosen, dict(table["instead_of"]), bool(table["guided"]), shares)
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("nothing remembered: %s", error)
        return cls(path, {}, {})

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

    def write(self) -> None:
        """Keep it; a folder that can't be written costs a line in the log, no more."""
        import tomli_w

        from hearingnotes.export.files import replace_file

        names = ("chosen", "instead_of", "guided", "shares")
        table = {name: getattr(self, name) for name in names}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self.path, tomli_w.dumps(table))
        except OSError as error:
            log.warning("not remembered: %s", error)


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise ValueError(f"{value!r} is no part of a window")
    return float(value)
