"""Reads the demo's own captions."""

import re
from dataclasses import dataclass
from pathlib import Path

_TIMES = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})")


@dataclass(frozen=True, slots=True)
class Cue:
    """When it is on the screen, and its lines."""

    start_s: float
    end_s: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def read_cues(path: Path) -> list[Cue]:
    """The cues as they stand in the file."""
    header, *blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    assert header == "WEBVTT"
    return [_cue(block) for block in blocks]


def _cue(block: str) -> Cue:
    times, *lines = block.split("\n")
    match = _TIMES.fullmatch(times)
    assert match, times
    hours, minutes, seconds, end_hours, end_minutes, end_seconds = map(float, match.groups())
    return Cue(
        hours * 3600 + minutes * 60 + seconds,
        end_hours * 3600 + end_minutes * 60 + end_seconds,
        tuple(lines),
    )
