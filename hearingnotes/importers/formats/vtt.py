"""Captions in WebVTT: voices become speakers, other tags are dropped."""

import re
from html import unescape

from hearingnotes.files import SourceFile
from hearingnotes.importers.cues import cues
from hearingnotes.importers.incoming import ImportedHearing, ImportedNote
from hearingnotes.importers.registry import Importer
from hearingnotes.importers.values import Voices
from hearingnotes.model.sanitize import printable

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")
_TAG = re.compile(r"<[^<>]*>")


def read(source: SourceFile) -> ImportedHearing:
    """Read a note for each caption; raises HearingnotesError for a file that is not WebVTT."""
    if not source.text.startswith("WEBVTT"):
        what = "this does not begin with WEBVTT; name the right file, or its --format."
        raise source.error(what, 1)
    voices = Voices()
    notes = (
        ImportedNote(_caption_text(text, voices), at_s)
        for at_s, text in cues(source, blank_ends=True)
    )
    stored = tuple(note for note in notes if note.text)
    return ImportedHearing(notes=stored, roster=voices.roster)


def _caption_text(text: str, voices: Voices) -> str:
    """Return the text of a caption, each voice on its own line."""
    before, *voiced = _VOICE.split(text)
    lines = [_plain(before)]
    for name, words in zip(voiced[::2], voiced[1::2], strict=True):
        lines.append(voices.with_speaker(_plain(name), _plain(words)))
    return "\n".join(filter(None, lines))


def _plain(text: str) -> str:
    return printable(unescape(_TAG.sub("", text))).strip()


IMPORTER = Importer("vtt", "captions, as WebVTT has them", (".vtt",), read)
