"""Choices made in the program, stored apart from the file that the person writes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from hearingnotes.config.settings import Settings
from hearingnotes.config.toml import TomlError, read_toml
from hearingnotes.files import FILE_MODE, NotUtf8Error, make_folder, replace_file
from hearingnotes.worker import BackgroundWorker

log = logging.getLogger(__name__)

_CHOOSABLE = ("theme", "volume", "captions", "picture")
_CHECKS = {e.name: e.metadata["check"] for e in fields(Settings) if e.name in _CHOOSABLE}


@dataclass(frozen=True, slots=True)
class SavedState:
    """Choices made in the program. Each holds until the settings file changes its value.

    `instead_of` has the values of the settings file when the choices were made. `shares` is no
    setting: for the name of a line between panes, the part of the window before it.
    """

    path: Path
    chosen: dict[str, Any]
    instead_of: dict[str, Any]
    guided: bool = False
    shares: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> SavedState:
        """Read the saved choices, without any that this program would not write."""
        table = _table(path)
        chosen = {name: each for name, each in _part(table, "chosen").items() if name in _CHECKS}
        return cls(
            path,
            _checked(chosen, lambda name, value: _CHECKS[name](value)),
            _part(table, "instead_of"),
            table.get("guided") is True,
            _checked(_part(table, "shares"), lambda _, value: _share(value)),
        )

    def still_holding(self, settings: Settings) -> SavedState:
        """Return the choices that the settings file, with these settings, has not overruled
        since."""
        said = {name: getattr(settings, name) for name in _CHOOSABLE}
        holding = {
            name: value
            for name, value in self.chosen.items()
            if self.instead_of.get(name) == said[name]
        }
        return replace(self, chosen=holding, instead_of=said)

    def over(self, settings: Settings) -> Settings:
        """Return the settings with the choices made since."""
        return replace(settings, **self.still_holding(settings).chosen)


def _table(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)[1]
    except FileNotFoundError:
        pass
    except (OSError, NotUtf8Error, TomlError) as error:
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


class StateStore:
    """Holds the choices and writes them on a thread.

    Only new choices are written, over the file's content at that time: another program may have
    written there.
    """

    def __init__(self, remembered: SavedState, settings: Settings) -> None:
        """Start with these choices and the settings in force.

        The settings may include an earlier choice, or an option of the command line.
        """
        self.remembered = remembered
        self._settings = settings
        self._choices: set[str] = set()
        self._lines: set[str] = set()
        self._worker = BackgroundWorker("state")

    def save_choices(self, **choices: Any) -> None:
        """Save choices of settings."""
        now = self.remembered
        said = {name: getattr(self._settings, name) for name in choices}
        # A known value of the settings file wins over that of the settings in force.
        instead_of = {**said, **now.instead_of}
        self.remembered = replace(now, chosen={**now.chosen, **choices}, instead_of=instead_of)
        self._choices.update(choices)
        self.write()

    def guide(self) -> bool:
        """Return whether this is the first start, which newcomers are told about; True only
        once."""
        is_first, self.remembered = (
            not self.remembered.guided,
            replace(self.remembered, guided=True),
        )
        if is_first:
            self.write()
        return is_first

    def share(self, line: str) -> float | None:
        """Return the part of the window before this line; None where it was never moved."""
        return self.remembered.shares.get(line)

    def hold(self, line: str, share: float | None) -> None:
        """Set the part of the window before this line, without writing it: it may still be dragged.

        None is its usual place.
        """
        shares = _taking(self.remembered.shares, {line: share}, [line])
        self.remembered = replace(self.remembered, shares=shares)
        self._lines.add(line)

    def write(self) -> None:
        """Write new choices soon."""
        choices, lines = frozenset(self._choices), frozenset(self._lines)
        self._worker.submit(partial(_write, self.remembered, choices, lines))
        self._choices.clear()
        self._lines.clear()

    def close(self, limit_s: float = 3.0) -> None:
        """Finish writing; wait at most so long."""
        self._worker.close(limit_s)


def _write(now: SavedState, choices: Iterable[str], lines: Iterable[str]) -> None:
    """Write these choices and lines; a folder that is not writable costs only a line in the log."""
    import tomli_w

    on_disk = SavedState.read(now.path)
    table = {
        "chosen": _taking(on_disk.chosen, now.chosen, choices),
        "instead_of": _taking(on_disk.instead_of, now.instead_of, choices),
        "guided": on_disk.guided or now.guided,
        "shares": _taking(on_disk.shares, now.shares, lines),
    }
    try:
        make_folder(now.path.parent)
        replace_file(now.path, tomli_w.dumps(table), FILE_MODE)
    except OSError as error:
        log.warning("not remembered: %s", error)


def _taking(
    own: Mapping[str, Any], others: Mapping[str, Any], names: Iterable[str]
) -> dict[str, Any]:
    """Return the own values, with those of these names set or removed as in the others."""
    taken = {name: others.get(name) for name in names}
    return {name: value for name, value in {**own, **taken}.items() if value is not None}
