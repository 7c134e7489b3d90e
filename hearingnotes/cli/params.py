"""Parameters of several commands: days."""

import re
from contextlib import suppress
from datetime import date

import click

from hearingnotes.errors import UsageError
from hearingnotes.model.sanitize import one_line

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_FOR_EXAMPLE = date(2026, 11, 27)


def as_day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    """Return the day that an option's value is; raises UsageError for any but an ISO date.

    Every country reads that alike.
    """
    if text is None:
        return None
    with suppress(ValueError):
        if _DAY.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    raise UsageError(f"“{one_line(text, 40)}” is no day; write the day as {_meant(text)}.")


def _meant(text: str) -> date:
    """Return the day that was probably meant, or an example."""
    match = _DAY_FIRST.fullmatch(text.strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else _FOR_EXAMPLE
    except ValueError:
        return _FOR_EXAMPLE
