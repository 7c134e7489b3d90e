"""A table whose first line names its columns: hearingnotes' own, or any with a time and a text."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hearingnotes.files import SourceFile
from hearingnotes.importers.incoming import ImportedHearing, ImportedNote
from hearingnotes.importers.registry import Importer
from hearingnotes.importers.values import Voices, instant_in, link_in
from hearingnotes.model.cells import unshielded
from hearingnotes.model.sanitize import one_line, printable
from hearingnotes.model.timecode import second_in

TIMES = ("second_s", "stamp", "time", "start", "timecode", "timestamp", "utc")
TEXTS = ("text", "note", "comment", "description")
LINKS = ("link", "url", "source")
_TRUE = frozenset({"true", "yes", "1", "x", "★", "✓"})
_DELIMITERS = ",;\t"


def read(source: SourceFile) -> ImportedHearing:
    """Read a note for each row; raises HearingnotesError that names the line of an invalid
    value."""
    table = _table(source)
    voices = Voices()
    notes = tuple(_note(source, row, voices) for row in table if row.has_text or row.times)
    return ImportedHearing(notes=notes, roster=voices.roster)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]

    def first(self, names: tuple[str, ...]) -> str:
        return next((self.cells[name] for name in names if self.cells.get(name)), "")

    @property
    def has_text(self) -> bool:
        return bool(self.first(TEXTS).strip())

    @property
    def times(self) -> list[str]:
        return [cell for name in TIMES if (cell := self.cells.get(name, "").strip())]

    def holds(self, name: str) -> bool:
        return self.cells.get(name, "").strip().casefold() in _TRUE


def _table(source: SourceFile) -> Iterator[_Row]:
    text = source.text
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().casefold() in {"sep=,", "sep=;", "sep=\t"}:  # for Excel
        text, skipped = rest, 1
    first = text.partition("\n")[0]
    for delimiter in _DELIMITERS:
        columns = _columns(first, delimiter)
        if not {*TIMES}.isdisjoint(columns) and not {*TEXTS}.isdisjoint(columns):
            return _rows(source, text, columns, delimiter, skipped)
    raise source.error(
        f"the first line should name a column for the time ({', '.join(TIMES)}) and one for the "
        f"text ({', '.join(TEXTS)}); rename them so.",
        1 + skipped,
    )


def _columns(line: str, delimiter: str) -> list[str]:
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return ["_".join(name.casefold().split()) for name in names]


def _rows(
    source: SourceFile, text: str, columns: list[str], delimiter: str, skipped: int
) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = skipped + 1
    try:
        next(reader)
        line = skipped + reader.line_num + 1
        for values in reader:
            cells = dict(zip(columns, map(unshielded, values), strict=False))
            yield _Row(line, cells)
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        what = f"this row can't be read ({error}); mend its quotes."
        raise source.error(what, line) from error


def _note(source: SourceFile, row: _Row, voices: Voices) -> ImportedNote:
    link = link_in(row.first(LINKS).strip())
    second_s = next((s for time in row.times if (s := second_in(time)) is not None), None)
    utc = next((utc for time in row.times if (utc := instant_in(time)) is not None), None)
    if second_s is None and link is not None:
        second_s = link.second_s
    if second_s is None and utc is None:
        problem = (
            f"“{one_line(row.times[0], 40)}” is no time" if row.times else "the time is missing"
        )
        raise source.error(f"{problem}; write it as 1:02:03 or in seconds.", row.line)
    text = printable(row.first(TEXTS)).strip()
    speaker = row.cells.get("speaker", "").strip()
    # The program's own tables have the speaker in the text.
    has_speaker = speaker and "kind" not in row.cells and not text.startswith("@")
    return ImportedNote(
        voices.with_speaker(speaker, text) if has_speaker else text,
        second_s,
        utc=utc,
        link=link,
        starred=row.holds("starred"),
        verified=row.holds("verified"),
        from_captions=row.holds("from_captions"),
        known_as=row.cells.get("id", "").strip(),
    )


IMPORTER = Importer("csv", "a table with a time and a text", (".csv", ".tsv"), read, 64 << 20)
