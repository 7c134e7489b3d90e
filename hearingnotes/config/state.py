"""Choices made in the program, stored apart from the file that the person writes."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from hearingnotes.config.settings import Settings
from hearingnotes.files import FILE_MODE, make_folder

if TYPE_CHECKING:
    from hearingnotes.config.settings import Settings


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

    def choosing(self, settings: Settings, **choices: Any) -> SavedState:
        """The same with these choices, made over what `settings` says.

        What the settings file said is kept where it is known: `settings` may hold an earlier
        choice, or an option of the command line.
        """
        said = {name: getattr(settings, name) for name in choices}
        return replace(
            self, chosen={**self.chosen, **choices}, instead_of={**said, **self.instead_of}
        )

    def guide(self) -> SavedState:
        """The same for somebody who has been told how to begin."""
        return replace(self, guided=True)

    def sharing(self, line: str, share: float | None) -> SavedState:
        """The same with this line there; None for where it usually is."""
        others = {name: stored for name, stored in self.shares.items() if name != line}
        return replace(self, shares=others if share is None else {**others, line: share})

    def taking(self, other: SavedState, choices: Iterable[str], lines: Iterable[str]) -> SavedState:
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

        from hearingnotes.files import replace_file

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


@dataclass(frozen=True, slots=True)
class _News:
    """Which choices and lines are others than when it was last written."""

    now: SavedState
    choices: frozenset[str]
    lines: frozenset[str]

    def write(self) -> None:
        on_disk = SavedState.read(self.now.path)
        on_disk.taking(self.now, self.choices, self.lines).write()


class StateStore:
    """Holds what is remembered. A thread writes it, begun with the first choice: what is new, over
    what the file says by then, since another program may have written there.
    """

    def __init__(self, remembered: SavedState, settings: Settings) -> None:
        self.remembered = remembered
        self._settings = settings
        self._choices: set[str] = set()
        self._lines: set[str] = set()
        self._to_write: SimpleQueue[_News | None] = SimpleQueue()
        self._thread: Thread | None = None

    def save_choices(self, **choices: Any) -> None:
        """Keep choices of settings."""
        self.remembered = self.remembered.choosing(self._settings, **choices)
        self._choices.update(choices)
        self.write()

    def guide(self) -> bool:
        """Whether this is the first start, which is told to newcomers; only once."""
        is_first, self.remembered = not self.remembered.guided, self.remembered.guide()
        if is_first:
            self.write()
        return is_first

    def share(self, line: str) -> float | None:
        """How much of the window lies before this line; None where it was never moved."""
        return self.remembered.shares.get(line)

    def hold(self, line: str, share: float | None) -> None:
        """The line is there now, and may still be on its way: not for the disk yet."""
        self.remembered = self.remembered.sharing(line, share)
        self._lines.add(line)

    def write(self) -> None:
        """Bring it to the disk soon."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="remembering", daemon=True)
            self._thread.start()
        news = _News(self.remembered, frozenset(self._choices), frozenset(self._lines))
        self._choices.clear()
        self._lines.clear()
        self._to_write.put(news)

    def close(self, limit_s: float = 3.0) -> None:
        """Have the last of it written; wait so long at most."""
        if self._thread is not None:
            self._to_write.put(None)
            self._thread.join(limit_s)
            self._thread = None

    def _work(self) -> None:
        while (news := self._to_write.get()) is not None:
            news.write()
