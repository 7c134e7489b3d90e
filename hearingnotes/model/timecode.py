"""Times as people type and read them, and the seconds that they mean."""

import math
import re

# Nine digits of seconds are thirty years; what is longer is no time.
_NUMBER = r"\d{1,9}"
_FRACTION = r"(?:\.\d{1,9})?"
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"(?:(?:(?P<h>{_NUMBER})h)?(?P<m>{_NUMBER})m)?(?P<s>{_NUMBER}{_FRACTION})",
        rf"(?=.)(?:(?P<h>{_NUMBER})h)?(?:(?P<m>{_NUMBER})m)?(?:(?P<s>{_NUMBER}{_FRACTION})s)?",
        rf"(?P<h>{_NUMBER})h(?P<m>{_NUMBER})",
        rf"(?P<m>{_NUMBER}):(?P<s>[0-5]?\d{_FRACTION})",
        rf"(?P<h>{_NUMBER}):(?P<m>[0-5]?\d):(?P<s>[0-5]?\d{_FRACTION})",
    )
)


def parse_time(text: str) -> float | None:
    """Return the seconds of `90`, `90.5s`, `1h2m3s`, `1h30` (minutes), `1:30`, `75:00`,
    `01:02:03.5`.

    None for anything else, so that nonsense is never taken for second 0.
    """
    matches = (pattern.fullmatch(text.strip()) for pattern in _PATTERNS)
    match = next(filter(None, matches), None)
    if match is None:
        return None
    fields = {"h": "0", "m": "0", "s": "0"} | match.groupdict(default="0")
    return int(fields["h"]) * 3600 + int(fields["m"]) * 60 + float(fields["s"])


def format_time(seconds: float) -> str:
    """Format whole seconds, rounded down: `0:05`, `1:55:57`; below zero with a true minus,
    `−0:42`."""
    whole = math.floor(seconds)
    minutes, second = divmod(abs(whole), 60)
    hours, minute = divmod(minutes, 60)
    sign = "−" if whole < 0 else ""
    return f"{sign}{hours}:{minute:02}:{second:02}" if hours else f"{sign}{minute}:{second:02}"


_LONGEST = 40
_FRAMES = re.compile(r"(\d+:\d\d:\d\d)[:;]\d\d")
_COMMA = re.compile(r"((?:\d+:)*\d+),(\d{1,9})")


def second_in(text: str) -> float | None:
    """Return the second of a time as other programs write it; None for anything else.

    These are `12.3`, `0:12`, `00:00:12,300`, or with frames, which are ignored, `00:00:12:09`. A
    `~` in front is ignored.
    """
    text = text.strip().removeprefix("~").strip()
    if len(text) > _LONGEST:
        return None
    text = _COMMA.sub(r"\1.\2", _FRAMES.sub(r"\1", text))
    second_s = parse_time(text)
    # Minutes and a fraction added up have digits that nobody wrote.
    return round(second_s, 9) if second_s is not None else None
