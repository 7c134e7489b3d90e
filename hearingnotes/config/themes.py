"""Colour themes: those shipped and the person's own, one TOML file each.

What goes into a file is said at the top of `themes/night.toml`.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hearingnotes.config.toml import WrongValueError, line_of_key, read_toml
from hearingnotes.files import NotUtf8Error
from hearingnotes.model.sanitize import one_line

COLORS = (
    *("primary", "secondary", "accent", "foreground", "background"),
    *("surface", "panel", "success", "warning", "error"),
)
_KEYS = ("title", "dark", "colors", "variables")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """The content of a theme's file. All colours are `#rrggbb`; `colors` has each of COLORS."""

    name: str
    title: str
    dark: bool
    colors: Mapping[str, str]
    variables: Mapping[str, str]


def load_themes(user_folder: Path | None) -> tuple[dict[str, ThemeFile], list[str]]:
    """Return the themes by name, the person's over the shipped ones, and a sentence for each bad
    file."""
    themes: dict[str, ThemeFile] = {}
    problems: list[str] = []
    for folder in filter(None, (_shipped_folder(), user_folder)):
        try:
            paths = sorted(path for path in folder.iterdir() if _is_theme(path))
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(f"The themes in {folder} can't be read: {error.strerror}.")
            continue
        for path in paths:
            try:
                themes[path.stem] = _read(path)
            except WrongValueError as unusable:
                problems.append(f"The theme {one_line(str(path))} is left out: {unusable}.")
    return dict(sorted(themes.items())), problems


def describe_unknown_theme(
    name: str, themes: Collection[str], problems: Collection[str] = ()
) -> str:
    """Describe a name that no theme has.

    The sentence says why its file is left out, if that is among the `problems`, else the nearest
    name.
    """
    from difflib import get_close_matches

    if left_out := [problem for problem in problems if f"{name}.toml is left out" in problem]:
        return left_out[0]

    close = get_close_matches(name.casefold(), themes, n=1)
    advice = f"did you mean {close[0]}?" if close else "hearingnotes themes lists those there are."
    return f"There is no theme “{one_line(name, 60)}”; {advice}"


def _shipped_folder() -> Path:
    """Return the folder of the shipped themes: in the installed package, or in the source tree."""
    here = Path(__file__).parents[1]
    installed = here / "shipped_themes"
    return installed if installed.is_dir() else here.parent / "themes"


def _is_theme(path: Path) -> bool:
    """Return whether the file is meant as a theme; editors leave hidden ones behind."""
    return path.suffix == ".toml" and not path.name.startswith(".")


def _read(path: Path) -> ThemeFile:
    if not _NAME.fullmatch(path.stem):
        raise WrongValueError("a name takes small letters, digits and hyphens, with a letter first")
    # A pipe or a device might never end.
    if not path.is_file():
        raise WrongValueError("it is no file")
    try:
        text, table = read_toml(path)
    except OSError as error:
        raise WrongValueError(f"it can't be read ({error.strerror})") from error
    except NotUtf8Error as error:
        raise WrongValueError("it is not written in UTF-8") from error
    if wrong := "; ".join(_problems(table, text)):
        raise WrongValueError(wrong)
    return ThemeFile(
        name=path.stem,
        title=one_line(table["title"]),
        dark=table["dark"],
        colors=_lower(table["colors"]),
        variables=_lower(table.get("variables", {})),
    )


def _lower(colors: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({name: color.lower() for name, color in colors.items()})


def _problems(table: Mapping[str, Any], text: str) -> Iterator[str]:
    for key in (key for key in table if key not in _KEYS):
        where = "it belongs under [colors]" if key in COLORS else "there is no such key"
        yield f"{_place(text, key)}: {where}{_nearest(key, _KEYS)}"
    title = table.get("title")
    if title is None:
        yield "title is missing"
    elif not isinstance(title, str) or not one_line(title):
        yield f"{_place(text, 'title')} must be a text in quotes"
    if "dark" not in table:
        yield "dark is missing"
    elif not isinstance(table["dark"], bool):
        yield f"{_place(text, 'dark')} must be true or false"
    yield from _color_problems("colors", table.get("colors", {}), text)
    yield from _color_problems("variables", table.get("variables", {}), text)


def _color_problems(name: str, table: Any, text: str) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f"{_place(text, name)} must be a table, [{name}]"
        return
    for key, color in table.items():
        if wrong := _wrong_in_color(name, key, color):
            # Looked up for what is wrong only: it reads the whole text.
            yield f"{_place(text, name, key)}{wrong}"
    missing = [color for color in COLORS if name == "colors" and color not in table]
    if missing:
        yield f"[colors] lacks {', '.join(missing)}"


def _wrong_in_color(table_name: str, key: str, color: Any) -> str:
    if table_name == "colors" and key not in COLORS:
        return f": there is no such colour{_nearest(key, COLORS)}"
    if not _NAME.fullmatch(key):
        return ": a variable takes small letters, digits and hyphens"
    if not isinstance(color, str) or not _COLOR.fullmatch(color):
        shown = one_line(f'"{color}"' if isinstance(color, str) else str(color), 40)
        return f" is {shown}, but a colour is written like #1a2b3c"
    return ""


def _place(text: str, *key: str) -> str:
    """Return the key, dotted, with the line of it or its table, where that is known."""
    shown = one_line(".".join(key), 60)
    line = line_of_key(text, *key) or line_of_key(text, key[0])
    return f"line {line}, {shown}" if line else shown


def _nearest(key: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, known, n=1)
    return f" (did you mean {close[0]}?)" if close else ""
