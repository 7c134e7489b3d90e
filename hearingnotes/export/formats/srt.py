"""Subtitles in SubRip, which nearly every player and editor reads.

The format has no escapes. Players interpret HTML tags in it, and the braces of SSA and MicroDVD:
their first sign is replaced by one that looks alike.
"""

import re

from hearingnotes.export.cues import SubtitleCue, cues, lines, time
from hearingnotes.export.document import RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.snapshot import HearingSnapshot

_MARKUP = re.compile(r"-->|<(?=[A-Za-z/!?])|\{(?=\\|[A-Za-z]:)")
# Some readers take a number above a line that looks like a time for the next subtitle.
_NUMBER_ABOVE = re.compile(r"^(-?[0-9]+(?:\.[0-9]*)?)\n(?=[0-9])", re.MULTILINE)
_ALIKE = {"-->": "→", "<": "‹", "{": "("}


def _write(snapshot: HearingSnapshot, options: RenderOptions) -> str:
    found = cues(render_hearing(snapshot, options))
    return "\n".join(_cue(number, cue) for number, cue in enumerate(found, 1))


def _cue(number: int, cue: SubtitleCue) -> str:
    shown = "\n".join(line for entry in cue.entries for line in lines(_plain(entry.line)))
    shown = _NUMBER_ABOVE.sub(r"\1 ", shown)
    return f"{number}\n{time(cue.start_ms, ',')} --> {time(cue.end_ms, ',')}\n{shown}\n"


def _plain(text: str) -> str:
    """Return the text without what a player takes for markup."""
    return _MARKUP.sub(lambda match: _ALIKE[match[0]], text)


FORMATS = (ExportFormat("srt", "subtitles, for players and editors", (".srt",), _write),)
