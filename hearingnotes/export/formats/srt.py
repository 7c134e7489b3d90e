"""Subtitles as SubRip has them, which nearly every player and editor takes.

The format has no escapes. Players heed HTML tags in it, and the braces of SSA and MicroDVD: what
would begin one is written with a sign that looks alike.
"""

import re

from hearingnotes.export.cues import SubtitleCue, cues, lines, time
from hearingnotes.export.document import RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.snapshot import HearingSnapshot

_MARKUP = re.compile(r"-->|<(?=[A-Za-z/!?])|\{(?=\\|[A-Za-z]:)")
# Some readers take a number above what looks like a time for the next subtitle.
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
    """The text without what a player takes for markup."""
    return _MARKUP.sub(lambda match: _ALIKE[match[0]], text)


FORMS = (ExportFormat("srt", "subtitles, for players and editors", (".srt",), _write),)
