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
    def read(cls, path: Path) -> SavedState:
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

    def still_holding(self, settings: Settings) -> SavedState:
        """What is remembered, without what the settings file, which says `settings`, has since
        overruled."""
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
    """Holds what is remembered. A thread writes what is new over what the file says by then, since
    another program may have written there."""

    def __init__(self, remembered: SavedState, settings: Settings) -> None:
        """`settings` are those in force: they may hold an earlier choice, or an option of the
        command line."""
        self.remembered = remembered
        self._settings = settings
        self._choices: set[str] = set()
        self._lines: set[str] = set()
        self._worker = BackgroundWorker("remembering")

    def save_choices(self, **choices: Any) -> None:
        """Keep choices of settings."""
        now = self.remembered
        said = {name: getattr(self._settings, name) for name in choices}
        # What the settings file says goes before, where it is known.
        instead_of = {**said, **now.instead_of}
        self.remembered = replace(now, chosen={**now.chosen, **choices}, instead_of=instead_of)
        self._choices.update(choices)
        self.write()

    def guide(self) -> bool:
        """Whether this is the first start, which is told to newcomers; only once."""
        is_first, self.remembered = (
            not self.remembered.guided,
            replace(self.remembered, guided=True),
        )
        if is_first:
            self.write()
        return is_first

    def share(self, line: str) -> float | None:
        """How much of the window lies before this line; None where it was never moved."""
        return self.remembered.shares.get(line)

    def hold(self, line: str, share: float | None) -> None:
        """The line is there now, None for where it usually is, and may still be on its way: not for
        the disk yet."""
        shares = _taking(self.remembered.shares, {line: share}, [line])
        self.remembered = replace(self.remembered, shares=shares)
        self._lines.add(line)

    def write(self) -> None:
        """Bring it to the disk soon."""
        choices, lines = frozenset(self._choices), frozenset(self._lines)
        self._worker.submit(partial(_write, self.remembered, choices, lines))
        self._choices.clear()
        self._lines.clear()

    def close(self, limit_s: float = 3.0) -> None:
        """Have the last of it written; wait so long at most."""
        self._worker.close(limit_s)


def _write(now: SavedState, choices: Iterable[str], lines: Iterable[str]) -> None:
    """Write these choices and lines; a folder that can't be written costs a line in the log, no
    more."""
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
    """The own values, but those of these names as the others have them, or have them not."""
    taken = {name: others.get(name) for name in names}
    return {name: value for name, value in {**own, **taken}.items() if value is not None}
