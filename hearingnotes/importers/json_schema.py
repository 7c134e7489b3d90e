"""Checks of the content of a JSON file, composed of small ones.

A check takes a value and its path, `notes[3].text`, and raises SchemaError where it is invalid.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from hearingnotes.model.ulid import is_id

Check = Callable[[object, str], None]

MOST = 1e12
"""The greatest number that can be meant."""
_YEARS = range(1970, 3000)


class SchemaError(ValueError):
    """An invalid value: its path, and what it should be; without the file."""


def text(value: object, path: str) -> None:
    """Check for a text that can be encoded."""
    if not isinstance(value, str):
        raise SchemaError(f"{path} should be a text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise SchemaError(f"{path} has half a character in it") from error


def filled(value: object, path: str) -> None:
    """Check for a text that is not empty."""
    text(value, path)
    if not value:
        raise SchemaError(f"{path} should not be empty")


def identity(value: object, path: str) -> None:
    """Check for an id."""
    if not (isinstance(value, str) and is_id(value)):
        raise SchemaError(f"{path} should be an id, of letters and digits")


def number(value: object, path: str) -> None:
    """Check for a finite number of a plausible size."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise SchemaError(f"{path} should be a number")
    if not abs(value) <= MOST:  # NaN, which JSON of other programs may have, fails as well
        raise SchemaError(f"{path} is too large")


def whole_number(value: object, path: str) -> None:
    """Check for a number without a fraction."""
    number(value, path)
    if not isinstance(value, int):
        raise SchemaError(f"{path} should be a whole number")


def truth(value: object, path: str) -> None:
    """Check for true or false."""
    if not isinstance(value, bool):
        raise SchemaError(f"{path} should be true or false")


def instant(value: object, path: str) -> None:
    """Check for an instant with its offset from UTC."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        is_fit = found is not None and found.tzinfo is not None
        is_fit = is_fit and found is not None and found.astimezone(UTC).year in _YEARS
    except (ValueError, OverflowError):
        is_fit = False
    if not is_fit:
        raise SchemaError(f"{path} should be an instant like 2026-01-16T15:00:00+00:00")


def day(value: object, path: str) -> None:
    """Check for a day."""
    try:
        is_fit = isinstance(value, str) and date.fromisoformat(value).year in _YEARS
    except ValueError:
        is_fit = False
    if not is_fit:
        raise SchemaError(f"{path} should be a day like 2026-01-16")


def one_of(*values: str) -> Check:
    """Return a check for one of these texts."""

    def check(value: object, path: str) -> None:
        if value not in values:
            raise SchemaError(f"{path} should be one of: {', '.join(values)}")

    return check


def optional(check: Check) -> Check:
    """Return a check that also accepts null."""

    def check_if_there(value: object, path: str) -> None:
        if value is not None:
            check(value, path)

    return check_if_there


def listed(check: Check) -> Check:
    """Return a check for a list of such values."""

    def check_each(value: object, path: str) -> None:
        if not isinstance(value, list):
            raise SchemaError(f"{path} should be a list")
        for at, each in enumerate(value):
            check(each, f"{path}[{at}]")

    return check_each


def named(check: Check) -> Check:
    """Return a check for an object of such values under any names."""

    def check_each(value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise SchemaError(f"{path} should be an object")
        for name, each in value.items():
            text(name, f"a name in {path}")
            check(each, f"{path}.{name}")

    return check_each


def record(needed: Mapping[str, Check], known: Mapping[str, Check] | None = None) -> Check:
    """Return a check for an object with these names.

    Those `known` may be left out; other names may have any value.
    """
    may_be_left_out = known or {}

    def check_record(value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise SchemaError(f"{path} should be an object")
        for name, check in needed.items():
            if name not in value:
                raise SchemaError(f"{path or 'the file'} has no {name}")
            check(value[name], _below(path, name))
        for name, check in may_be_left_out.items():
            if value.get(name) is not None:
                check(value[name], _below(path, name))

    return check_record


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
