"""Cues of captions, as SubRip and WebVTT have them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hearingnotes.files import SourceFile
from hearingnotes.model.timecode import second_in

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d\d(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*({_TIME})\s*-->\s*{_TIME}(?:\s.*)?", re.ASCII)
_NUMBER = re.compile(r"\s*\d+\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption from a second on; captions may overlap."""

    start_s: float
    text: str


def cues(source: SourceFile, *, blank_ends: bool) -> list[Cue]:
    """Return the captions with a text, in their order.

    Text between two captions is dropped; where a blank line does not end a caption, it belongs to
    the one before. Raises HearingnotesError when there are none, or a time is invalid.
    """
    found = [Cue(s, "\n".join(lines).strip()) for s, lines in _cues(source, blank_ends)]
    if not found:
        raise source.error("there are no captions in it; name the right file, or its --format.")
    return [cue for cue in found if cue.text]


def _cues(source: SourceFile, blank_ends: bool) -> Iterator[tuple[float, list[str]]]:
    start_s: float | None = None
    shown: list[str] = []
    is_over = False
    for number, line in enumerate(source.text.split("\n"), 1):
        timing = _TIMING.fullmatch(line) if "-->" in line else None
        if timing is None:
            is_over = is_over or not line.strip()
            if is_over and "-->" in line:
                raise source.error(
                    "this is no time of a caption, as in 00:00:01.000 --> 00:00:04.000; mend it.",
                    number,
                )
            if not (is_over and blank_ends):
                shown.append(line)
            continue
        if start_s is not None:
            is_whole = is_over and blank_ends
            yield start_s, shown if is_whole else _without_number(shown)
        start_s, shown, is_over = second_in(timing[1]), [], False
    if start_s is not None:
        yield start_s, shown


def _without_number(lines: list[str]) -> list[str]:
    """Return the lines without the number of the next caption at the end."""
    return lines[:-1] if lines and _NUMBER.fullmatch(lines[-1]) else lines
