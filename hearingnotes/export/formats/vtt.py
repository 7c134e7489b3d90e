"""Subtitles in WebVTT, which browsers play (https://www.w3.org/TR/webvtt1/)."""

import re
from html import escape

from hearingnotes.export.cues import SubtitleCue, cues, lines, time
from hearingnotes.export.document import NoteEntry, RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot

_MARKUP = re.compile("[&<>]|-(?=-)")


def _write(snapshot: HearingSnapshot, options: RenderOptions) -> str:
    return "\n".join(["WEBVTT\n", *map(_cue, cues(render_hearing(snapshot, options)))])


def _cue(cue: SubtitleCue) -> str:
    shown = "\n".join(map(_voiced, cue.entries))
    return f"{time(cue.start_ms, '.')} --> {time(cue.end_ms, '.')}\n{shown}\n"


def _voiced(entry: NoteEntry) -> str:
    """Return the words in a voice tag; browsers do not show voices, so the name is in the text,
    too."""
    shown = "\n".join(escape(line, quote=False) for line in lines(entry.line))
    # In a tag, players do not agree on references such as &amp;.
    voice = one_line(_MARKUP.sub(" ", entry.speaker)) if entry.is_of_one else ""
    return f"<v {voice}>{shown}</v>" if voice else shown


FORMATS = (ExportFormat("vtt", "subtitles, for the web", (".vtt",), _write, "NOTE {}"),)
