"""A transcript to continue in oTranscribe: JSON around a text in HTML.

The fields are those that its README names ("OTR file format"). Of HTML it keeps paragraphs, bold
and italic letters, and the spans of its timestamps; it drops line breaks.
"""

from html import escape

from hearingnotes.export.addresses import is_on_the_web, shown_name
from hearingnotes.export.document import NoteEntry, RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.records import json_text
from hearingnotes.model.hearing import Recording
from hearingnotes.model.snapshot import HearingSnapshot

_ALIKE = str.maketrans("<>", "‹›")


def _write(snapshot: HearingSnapshot, options: RenderOptions) -> str:
    """Return a transcript of the first recording that has notes; other notes have the time of
    day."""
    story = render_hearing(snapshot, options)
    number = min((e.recording for e in story.entries if e.recording), default=0)
    transcript = {
        "text": "".join(_paragraphs(entry, number) for entry in story.entries),
        **_medium(story.recordings[number - 1] if number else None),
    }
    return json_text(transcript) + "\n"


def _medium(recording: Recording | None) -> dict[str, str | float]:
    """Return the fields for the recording. A file is named without its folder: oTranscribe asks for
    it."""
    if recording is None:
        return {"media": "", "media-source": "", "media-time": 0}
    source = recording.url if is_on_the_web(recording.url) else ""
    # oTranscribe shows this name as HTML, unescaped.
    name = shown_name(recording).translate(_ALIKE)
    return {"media": name, "media-source": source, "media-time": 0}


def _paragraphs(entry: NoteEntry, number: int) -> str:
    words = " ".join([entry.line, *(f"#{tag}" for tag in entry.tags)])
    lines = [escape(line.strip(), quote=False) for line in words.split("\n") if line.strip()]
    if entry.section:
        lines = [f"<strong>{line}</strong>" for line in lines]
    return "".join(f"<p>{line}</p>" for line in _stamped(entry, number, lines))


def _stamped(entry: NoteEntry, number: int, lines: list[str]) -> list[str]:
    first, *others = lines or [""]
    if entry.second_s is None or entry.recording != number:
        return [f"{entry.time_of_day}\u00a0{first}", *others]
    second = f"{entry.second_s:.3f}".rstrip("0").rstrip(".")
    stamp = f'<span class="timestamp" data-timestamp="{second}">{entry.stamp}</span>'
    return [f"{stamp}\u00a0{first}", *others]


FORMATS = (ExportFormat("otr", "a transcript, for oTranscribe", (".otr",), _write),)
