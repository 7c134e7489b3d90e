"""Chapters and comments as on YouTube: lines that begin or end with a time.

`0:00 Title`, `1:02:03 - text`, `(12:34) text`, `text 12:34`; a line with several times is a note
for each.
"""

import re
from collections.abc import Iterator

from hearingnotes.files import SourceFile
from hearingnotes.importers.incoming import ImportedHearing, ImportedNote
from hearingnotes.importers.registry import Importer
from hearingnotes.importers.values import link_in
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import second_in

_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d"
# Of a span, `0:00 – 1:30`, only the beginning counts.
_TIME = re.compile(
    rf"(?<![\w:.,/])[(\[]?({_CLOCK})(?:\s{{0,3}}[-–—]\s{{0,3}}{_CLOCK})?[)\]]?(?![\w:/])", re.ASCII
)
_EDGE = " \t-–—|·•:,;>→"
_REPEATED = 500
_ANY_LETTER = re.compile(r"\w")


def read(source: SourceFile) -> ImportedHearing:
    """Read a note for each time; the first line that is a link names the recording.

    Raises HearingnotesError without a time.
    """
    lines = source.text.split("\n")
    notes = tuple(note for line in lines for note in _notes(line))
    if not notes:
        raise source.error(
            "no line in it begins or ends with a time, as in 1:02:03 text; if it is an article, "
            "say --format markdown."
        )
    links = (link_in(line.strip()) for line in lines if "://" in line)
    return ImportedHearing(recording=next(filter(None, links), None), notes=notes)


def _notes(line: str) -> Iterator[ImportedNote]:
    line = one_line(line, len(line))
    times = list(_TIME.finditer(line))
    if not times:
        return
    begins = not _ANY_LETTER.search(line[: times[0].start()])
    ends = not _ANY_LETTER.search(line[times[-1].end() :])
    if len(times) == 1 and not (begins or ends):
        return  # a time of day, as likely as not
    for time, text in zip(times, _texts(line, times, begins=begins, ends=ends), strict=True):
        second_s = second_in(time[1])
        if second_s is not None and text:
            yield ImportedNote(text, second_s)


def _texts(line: str, times: list[re.Match[str]], *, begins: bool, ends: bool) -> list[str]:
    """Return the words after each time, or before it where the line ends with one.

    All words go to each time, where a time would otherwise have none.
    """
    starts, stops = [time.start() for time in times], [time.end() for time in times]
    behind = zip(stops, [*starts[1:], len(line)], strict=True)
    before = zip([0, *stops[:-1]], starts, strict=True)
    spans = behind if begins else before if ends else ()
    texts = [line[start:stop].strip(_EDGE) for start, stop in spans]
    whole = line.strip(_EDGE)
    if len(times) == 1:
        return texts
    has_each_words = bool(texts) and all(map(_ANY_LETTER.search, texts))
    return texts if has_each_words else [whole[:_REPEATED]] * len(times)


IMPORTER = Importer("chapters", "chapters or comments with times", (".txt",), read)
