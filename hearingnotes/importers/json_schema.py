"""Checks of what a JSON file holds, put together from small ones.

A check takes a value and the way to it, `notes[3].text`, and raises Misshapen where it is not what
it should be.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from hearingnotes.model.ulid import is_id

Check = Callable[[object, str], None]

MOST = 1e12
"""No number that is meant is larger."""
_YEARS = range(1970, 3000)


class SchemaError(ValueError):
    """What is where, and what it should be; without the file."""


def text(value: object, way: str) -> None:
    """A text that can be written down."""
    if not isinstance(value, str):
        raise SchemaError(f"{way} should be a text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise SchemaError(f"{way} has half a character in it") from error


def filled(value: object, way: str) -> None:
    """A text that is not empty."""
    text(value, way)
    if not value:
        raise SchemaError(f"{way} should not be empty")


def identity(value: object, way: str) -> None:
    """An id."""
    if not (isinstance(value, str) and is_id(value)):
        raise SchemaError(f"{way} should be an id, of letters and digits")


def number(value: object, way: str) -> None:
    """A finite number of a size that is meant."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise SchemaError(f"{way} should be a number")
    if not abs(value) <= MOST:  # nor is it none at all, as JSON of other programs may have it
        raise SchemaError(f"{way} is too large")


def whole_number(value: object, way: str) -> None:
    """A number without a fraction."""
    number(value, way)
    if not isinstance(value, int):
        raise SchemaError(f"{way} should be a whole number")


def truth(value: object, way: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise SchemaError(f"{way} should be true or false")


def instant(value: object, way: str) -> None:
    """An instant with its distance from UTC."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        is_fit = found is not None and found.tzinfo is not None
        is_fit = is_fit and found is not None and found.astimezone(UTC).year in _YEARS
    except (ValueError, OverflowError):
        is_fit = False
    if not is_fit:
        raise SchemaError(f"{way} should be an instant like 2026-01-16T15:00:00+00:00")


def day(value: object, way: str) -> None:
    """A day."""
    try:
        is_fit = isinstance(value, str) and date.fromisoformat(value).year in _YEARS
    except ValueError:
        is_fit = False
    if not is_fit:
        raise SchemaError(f"{way} should be a day like 2026-01-16")


def one_of(*values: str) -> Check:
    """One of these texts."""

    def check(value: object, way: str) -> None:
        if value not in values:
            raise SchemaError(f"{way} should be one of: {', '.join(values)}")

    return check


def optional(check: Check) -> Check:
    """Or null."""

    def check_if_there(value: object, way: str) -> None:
        if value is not None:
            check(value, way)

    return check_if_there


def listed(check: Check) -> Check:
    """A list of such values."""

    def check_each(value: object, way: str) -> None:
        if not isinstance(value, list):
            raise SchemaError(f"{way} should be a list")
        for at, each in enumerate(value):
            check(each, f"{way}[{at}]")

    return check_each


def named(check: Check) -> Check:
    """Such values, each under a name of the file's own."""

    def check_each(value: object, way: str) -> None:
        if not isinstance(value, dict):
            raise SchemaError(f"{way} should be an object")
        for name, each in value.items():
            text(name, f"a name in {way}")
            check(each, f"{way}.{name}")

    return check_each


def record(needed: Mapping[str, Check], known: Mapping[str, Check] | None = None) -> Check:
    """Values under these names; those `known` may be left out, others may be anything."""
    may_be_left_out = known or {}

    def check_record(value: object, way: str) -> None:
        if not isinstance(value, dict):
            raise SchemaError(f"{way} should be an object")
        for name, check in needed.items():
            if name not in value:
                raise SchemaError(f"{way or 'the file'} has no {name}")
            check(value[name], _below(way, name))
        for name, check in may_be_left_out.items():
            if value.get(name) is not None:
                check(value[name], _below(way, name))

    return check_record


def _below(way: str, name: str) -> str:
    return f"{way}.{name}" if way else name
