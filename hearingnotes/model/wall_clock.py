"""Times of day as people type and read them; without a zone they are this machine's."""

import re
from datetime import UTC, date, datetime, timedelta

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_TWELVE_HOURS = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)[T ,]\s*)?(?P<h>0?[1-9]|1[0-2])(?::(?P<m>[0-5]\d))?"
    r"(?::(?P<s>[0-5]\d))?\s*(?P<half>[ap])\.?m\.?",
    re.ASCII | re.IGNORECASE,
)
_YEARS = range(1900, 3000)


def read_instant(text: str, day: date | None = None) -> datetime | None:
    """Return the instant, in UTC, of a typed time; None for anything else.

    These are `2026-01-16T15:00:00Z`, `2026-01-16 15:00`, `2026-01-16 3:00 PM`; `3:00 PM` alone is
    on `day`.
    """
    text = text.strip()
    match = _TWELVE_HOURS.fullmatch(text)
    try:
        if match is not None:
            instant = _of_twelve_hours(match, day)
        else:
            instant = datetime.fromisoformat(text) if _ISO.fullmatch(text) else None
        if instant is None or instant.year not in _YEARS:
            return None
        # What has no zone is taken for local time, with the rules of that day.
        return instant.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _of_twelve_hours(match: re.Match[str], day: date | None) -> datetime | None:
    of_day = date.fromisoformat(match["day"]) if match["day"] else day
    if of_day is None:
        return None
    hour = int(match["h"]) % 12 + (12 if match["half"] in "pP" else 0)
    return datetime(
        *(of_day.year, of_day.month, of_day.day),
        *(hour, int(match["m"] or 0), int(match["s"] or 0)),
    )


def is_time_of_day(text: str) -> bool:
    """Return whether the text is a time of day, with a day or without."""
    return read_instant(text, date(2000, 1, 1)) is not None


def local_time(instant: datetime) -> str:
    """Format an instant by this machine's clock, with its zone: `2026-01-16 15:00:00 UTC-05:00`."""
    local = instant.astimezone()
    offset = f"{local:%z}"
    zone = f"UTC{offset[:3]}:{offset[3:5]}" if instant.utcoffset() != local.utcoffset() else "UTC"
    return f"{local:%Y-%m-%d %H:%M:%S} {zone}"


def local_span(begins: datetime, ends: datetime | None = None) -> str:
    """Format a span by this machine's clock: `6:00 to 8:00 PM on 2026-01-16`.

    The times are its first and last whole second; without an end, `6:00 PM on 2026-01-16`.
    """
    first = (begins + timedelta(microseconds=-begins.microsecond % 1_000_000)).astimezone()
    if ends is None:
        return f"{_twelve(first)} {_half(first)} on {first:%Y-%m-%d}"
    last = ends.astimezone()
    if last.date() != first.date():
        return f"{local_span(begins)} to {_twelve(last)} {_half(last)}"
    half = f" {_half(first)}" if _half(first) != _half(last) else ""
    return f"{_twelve(first)}{half} to {_twelve(last)} {_half(last)} on {first:%Y-%m-%d}"


def _twelve(local: datetime) -> str:
    seconds = f":{local:%S}" if local.second else ""
    return f"{local.hour % 12 or 12}:{local:%M}{seconds}"


def _half(local: datetime) -> str:
    return "AM" if local.hour < 12 else "PM"
