"""Captions in SubRip. Its tags are those that players know; any other `<` is text."""

import re

from hearingnotes.files import SourceFile
from hearingnotes.importers.cues import cues
from hearingnotes.importers.incoming import ImportedHearing, ImportedNote
from hearingnotes.importers.registry import Importer
from hearingnotes.model.sanitize import printable

_TAG = re.compile(
    r"</?(?:b|i|u|s|c|v|font|ruby|rt|span)(?:[ .][^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE
)


def read(source: SourceFile) -> ImportedHearing:
    """Read a note for each caption; raises HearingnotesError where there are none."""
    found = cues(source, blank_ends=False)
    notes = (ImportedNote(_TAG.sub("", printable(text)).strip(), at_s) for at_s, text in found)
    return ImportedHearing(notes=tuple(note for note in notes if note.text))


IMPORTER = Importer("srt", "captions, as SubRip has them", (".srt",), read)
