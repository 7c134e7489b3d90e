"""The person's settings: one declaration, one TOML file, every problem told at once."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from hearingnotes.model.links import LinkStyle


class _Wrong(ValueError):
    """Says what a value should be."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("must be a text in quotes")
    return value


def _one_of(*choices: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in choices:
            raise _Wrong("must be one of " + ", ".join(f'"{choice}"' for choice in choices))
        return str(value)

    return check


def _link_style(value: Any) -> LinkStyle:
    return LinkStyle(_one_of(*LinkStyle)(value))


def _percent(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 130:
        raise _Wrong("must be a number from 0 to 130")
    return float(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("must be true or false")
    return value


def _words(value: Any) -> Mapping[str, str]:
    """A table whose values are texts; numbers and truth values are taken as mpv writes them."""
    if not isinstance(value, dict):
        raise _Wrong("must be a table")
    spoken = {True: "yes", False: "no"}
    words: dict[str, str] = {}
    for name, entry in value.items():
        if not isinstance(entry, str | int | float):
            raise _Wrong(f"has an entry {name} that is neither text nor number")
        words[name] = spoken[entry] if isinstance(entry, bool) else str(entry)
    return words


def _speakers(value: Any) -> Mapping[str, str]:
    words = _words(value)
    for name in words:
        if name not in "123456789" or len(name) != 1:
            raise _Wrong(f"has an entry {name}, but only 1 to 9 are keys of speakers")
    return words


def _setting(default: Any, check: Callable[[Any], Any], help_text: str) -> Any:
    return field(default=default, metadata={"check": check, "help": help_text})


def _table(check: Callable[[Any], Any], help_text: str) -> Any:
    return field(default_factory=dict, metadata={"check": check, "help": help_text})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person may choose; each field is a key of the settings file."""

    theme: str = _setting("night", _text, "Colours: the name of a theme (hearingnotes themes).")
    link_style: LinkStyle = _setting(
        LinkStyle.HOUSE,
        _link_style,
        "YouTube links: house youtu.be/ID&t=5, share youtu.be/ID?t=5, watch watch?v=ID&t=5s.",
    )
    capture: str = _setting(
        "key",
        _one_of("key", "type"),
        '"key": n begins a note. "type": any letter begins one, stamped at that letter.',
    )
    volume: float = _setting(100.0, _percent, "Loudness at the start, in percent.")
    video: bool = _setting(False, _flag, "Show the picture in mpv's own window.")
    blink: bool = _setting(False, _flag, "Whether the cursor blinks (it costs traffic over SSH).")
    speakers: Mapping[str, str] = _table(
        _speakers, 'What the keys 1 to 9 put before a note: 1 = "@chair".'
    )
    keys: Mapping[str, str] = _table(
        _words, 'Other keys for actions, by the ids that ? shows: pause = "space,f4".'
    )
    mpv: Mapping[str, str] = _table(
        _words, 'Options handed to mpv as they are: http-proxy = "http://127.0.0.1:8080".'
    )


def read_settings(path: Path) -> tuple[Settings, list[str]]:
    """The settings, and a sentence for each thing in the file that could not be taken."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), [f"{path} can't be read ({error}); the defaults are used."]
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [f"{path}: {error}; it is not TOML, so the defaults are used."]
    return _take(table, text, path)


def _take(table: dict[str, Any], text: str, path: Path) -> tuple[Settings, list[str]]:
    known = {entry.name: entry for entry in fields(Settings)}
    settings, problems = Settings(), []
    for name, value in table.items():
        line = line_of_key(text, name)
        if name not in known:
            problems.append(
                f"{path}, line {line}: there is no setting {name}{_nearest(name, known)}."
            )
            continue
        try:
            settings = replace(settings, **{name: known[name].metadata["check"](value)})
        except _Wrong as wrong:
            problems.append(f"{path}, line {line}: {name} {wrong}; the default is used.")
    return settings, problems


def line_of_key(text: str, key: str) -> int:
    """The line, from 1, on which a top-level key or table of a TOML text stands."""
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[\]=.]""")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return number
    return 1


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def example() -> str:
    """A settings file that says every default, commented."""
    lines = ["# Settings of hearingnotes. Every line may be left out.", ""]
    tables = [entry for entry in fields(Settings) if entry.default_factory is dict]
    for entry in fields(Settings):
        if entry not in tables:
            value = entry.default
            shown = str(value).lower() if isinstance(value, bool) else value
            shown = f'"{value}"' if isinstance(value, str) else shown
            lines += [f"# {entry.metadata['help']}", f"# {entry.name} = {shown}", ""]
    for entry in tables:
        lines += [f"# {entry.metadata['help']}", f"[{entry.name}]", ""]
    return "\n".join(lines)
