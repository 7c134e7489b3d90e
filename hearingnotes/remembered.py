"""What was chosen inside the program, kept apart from the file that the person writes."""

import logging
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hearingnotes.settings import Settings

log = logging.getLogger(__name__)

_CHOOSABLE = ("theme", "volume")


@dataclass(frozen=True, slots=True)
class Remembered:
    """Choices made in the program. Each holds until the settings file says something new."""

    path: Path
    chosen: dict[str, Any]
    instead_of: dict[str, Any]
    guided: bool = False

    @classmethod
    def read(cls, path: Path) -> "Remembered":
        """What is remembered; nothing, when the file is missing or not as this program wrote it."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls(
                path, dict(table["chosen"]), dict(table["instead_of"]), bool(table["guided"])
            )
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("nothing remembered: %s", error)
        return cls(path, {}, {})

    def over(self, settings: Settings) -> Settings:
        """The settings with what was chosen since."""
        for name in _CHOOSABLE:
            value, before = self.chosen.get(name), getattr(settings, name)
            if isinstance(value, type(before)) and self.instead_of.get(name) == before:
                settings = replace(settings, **{name: value})
        return settings

    def choosing(self, settings: Settings, **choices: Any) -> "Remembered":
        """The same with these choices, made over what `settings` says."""
        said = {name: getattr(settings, name) for name in choices}
        return replace(
            self, chosen={**self.chosen, **choices}, instead_of={**self.instead_of, **said}
        )

    def write(self) -> None:
        """Keep it; a folder that can't be written costs a line in the log, no more."""
        import tomli_w

        table = {"chosen": self.chosen, "instead_of": self.instead_of, "guided": self.guided}
        beside = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(tomli_w.dumps(table), encoding="utf-8")
            beside.replace(self.path)
        except OSError as error:
            log.warning("not remembered: %s", error)
