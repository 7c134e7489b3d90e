"""The person's settings: one declaration, one TOML file, every problem reported at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from hearingnotes.config.toml import TomlError, WrongValueError, line_of_key, read_toml
from hearingnotes.files import NotUtf8Error
from hearingnotes.graphics.detect import AUTO, BLOCKS, protocol_names
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.sanitize import one_line

_SHOWN_LENGTH = 60


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValueError("must be a text in quotes")
    return value


def _one_of(*choices: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in choices:
            raise WrongValueError(
                "must be one of " + ", ".join(f'"{choice}"' for choice in choices)
            )
        return str(value)

    return check


def _link_style(value: Any) -> LinkStyle:
    return LinkStyle(_one_of(*LinkStyle)(value))


def _percent(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 130:
        raise WrongValueError("must be a number from 0 to 130")
    return float(value)


def _rate(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 25:
        raise WrongValueError("must be a number from 0.1 to 25")
    return float(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError("must be true or false")
    return value


def _word(_: str, value: Any) -> str:
    """Return a text; numbers and booleans are written as mpv does."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str | int | float):
        raise WrongValueError("must be a text in quotes, or a number")
    return str(value)


def _speaker(name: str, value: Any) -> str:
    if name not in {*"123456789"}:
        raise WrongValueError("is no speaker: the keys of speakers are 1 to 9")
    return one_line(_text(value))


def _setting(default: Any, check: Callable[[Any], Any], help_text: str) -> Any:
    return field(default=default, metadata={"check": check, "help": help_text})


def _table(check_entry: Callable[[str, Any], str], help_text: str) -> Any:
    return field(default_factory=dict, metadata={"check_entry": check_entry, "help": help_text})


@dataclass(frozen=True, slots=True)
class Settings:
    """The person's settings; each field is a key of the settings file."""

    theme: str = _setting("night", _text, "Colours: the name of a theme (hearingnotes themes).")
    link_style: LinkStyle = _setting(
        LinkStyle.HOUSE,
        _link_style,
        "YouTube links: house youtu.be/ID&t=5, share youtu.be/ID?t=5, watch watch?v=ID&t=5s.",
    )
    snippet: str = _setting(
        "{{ entry.text }} (Source: {{ entry.link }})",
        _text,
        "What copying gives: a template of one note. entry and story have the fields of templates.",
    )
    capture: str = _setting(
        "key",
        _one_of("key", "type"),
        '"key": a key begins a note. "type": any letter begins one, stamped at that letter.',
    )
    mirror: str = _setting(
        "",
        _text,
        'A file written anew at every change: "~/live/{date}-{title}.md". Its ending says how.',
    )
    captions: bool = _setting(
        True, _flag, "Show captions, where there are any, beside the notes or below them."
    )
    volume: float = _setting(100.0, _percent, "Loudness at the start, in percent.")
    video: bool = _setting(False, _flag, "Show the picture in mpv's own window.")
    picture: str = _setting(
        "off",
        _one_of("off", "on"),
        '"on": show the picture beside the notes, in a window of 120 columns or more.',
    )
    picture_form: str = _setting(
        AUTO,
        _one_of(AUTO, BLOCKS, *protocol_names()),
        'How it is drawn: "blocks", or in pixels as "kitty", "sixel" or "iterm" know; "auto" sees.',
    )
    picture_rate: float = _setting(4.0, _rate, "How often in a second the picture is drawn.")
    stills: str = _setting(
        "off", _one_of("off", "always"), '"always": keep the picture with every new note.'
    )
    blink: bool = _setting(False, _flag, "Whether the cursor blinks (it costs traffic over SSH).")
    speakers: Mapping[str, str] = _table(
        _speaker,
        'What the keys 1 to 9 put before a note: 1 = "@chair". Names: hearingnotes roster --help.',
    )
    keys: Mapping[str, str] = _table(
        _word, 'Other keys for actions, by the ids on the page of all keys: pause = "Space,F4".'
    )
    mpv: Mapping[str, str] = _table(
        _word, 'Options handed to mpv as they are: http-proxy = "http://127.0.0.1:8080".'
    )


def read_settings(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings; return them and a sentence for each problem in the file."""
    try:
        text, table = read_toml(path)
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        return Settings(), [f"{path} can't be read ({error.strerror}); the defaults are used."]
    except NotUtf8Error as error:
        what = "it is not written in UTF-8; save it so, for now the defaults are used."
        return Settings(), [f"{path}, line {error.line}: {what}"]
    except TomlError as error:
        return Settings(), [_not_toml(error, path)]
    return _take(table, text, path)


def _not_toml(error: TomlError, path: Path) -> str:
    if not error.reason:
        return f"{path} holds TOML of a size that can't be read; shorten it."
    shown = one_line(error.seen_text, _SHOWN_LENGTH)
    return (
        f"{path}, line {error.seen_line}: {f'“{shown}” ' if shown else ''}is not TOML "
        f"({error.reason}); mend it, for now the defaults are used."
    )


def _take(table: dict[str, Any], text: str, path: Path) -> tuple[Settings, list[str]]:
    known = {entry.name: entry.metadata for entry in fields(Settings)}
    taken: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in table.items():
        place = _place(path, text, name)
        if name not in known:
            problems.append(f"{place}there is no setting {_shown(name)}{_nearest(name, known)}.")
            continue
        try:
            if "check" in known[name]:
                taken[name] = known[name]["check"](value)
            else:
                taken[name], wrong_entries = _valid_entries(value, known[name]["check_entry"])
                problems += [
                    f"{_place(path, text, name, key)}[{name}] {_shown(key)} {wrong}; "
                    "it is left out."
                    for key, wrong in wrong_entries.items()
                ]
        except WrongValueError as wrong:
            problems.append(f"{place}{name} {wrong}; the default is used.")
    return replace(Settings(), **taken), problems


def not_taken_by_mpv(path: Path, name: str, value: str) -> str:
    """Describe an option in [mpv] that libmpv refuses."""
    shown = f"{_shown(name)} = {_shown(value)}"
    return f"{_place_in_file(path, 'mpv', name)}[mpv] mpv does not take {shown}; it is left out."


def not_taken_keys(path: Path, problems: Iterable[tuple[str, str]]) -> list[str]:
    """Describe invalid entries in [keys]; each problem is an action's id and its sentence."""
    return [f"{_place_in_file(path, 'keys', name)}[keys] {sentence}" for name, sentence in problems]


def _place_in_file(path: Path, *key: str) -> str:
    try:
        text, _ = read_toml(path)
    except (OSError, NotUtf8Error, TomlError):
        text = ""
    return _place(path, text, *key)


def _valid_entries(
    table: Any, check_entry: Callable[[str, Any], str]
) -> tuple[dict[str, str], dict[str, WrongValueError]]:
    """Return the valid entries of a table, and the errors of the others."""
    if not isinstance(table, dict):
        raise WrongValueError("must be a table")
    taken: dict[str, str] = {}
    wrong_entries: dict[str, WrongValueError] = {}
    for key, value in table.items():
        try:
            taken[key] = check_entry(key, value)
        except WrongValueError as wrong:
            wrong_entries[key] = wrong
    return taken, wrong_entries


def _shown(key: str) -> str:
    return one_line(key, _SHOWN_LENGTH)


def _place(path: Path, text: str, *key: str) -> str:
    line = line_of_key(text, *key) or line_of_key(text, key[0])
    return f"{path}, line {line}: " if line else f"{path}: "


def _nearest(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def example() -> str:
    """Return a settings file with every default, commented."""
    return "\n".join(["# Settings of hearingnotes. Every line may be left out.", "", *_examples()])


def _examples() -> Iterator[str]:
    tables = [entry for entry in fields(Settings) if "check_entry" in entry.metadata]
    for entry in fields(Settings):
        if entry not in tables:
            value = entry.default
            shown = str(value).lower() if isinstance(value, bool) else value
            shown = f'"{value}"' if isinstance(value, str) else shown
            yield from (f"# {entry.metadata['help']}", f"# {entry.name} = {shown}", "")
    for entry in tables:
        yield from (f"# {entry.metadata['help']}", f"[{entry.name}]", "")
