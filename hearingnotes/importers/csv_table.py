"""Tables and texts to import, read once and never beyond a limit."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from hearingnotes.errors import HearingnotesError
from hearingnotes.files import read_source
from hearingnotes.model.sanitize import one_line

Row = dict[str, str]
DELIMITERS = ",;\t"
_SENTENCE_LIMIT = 4000


def read_text(path: Path, most_bytes: int) -> str:
    """Read the text of a file; raises HearingnotesError that names file and line."""
    return read_source(path, most_bytes).text


def read_table(text: str, path: Path) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """Return the columns of a CSV in lower case, and its filled rows, each with its line.

    Cells are stripped. The delimiter may be a semicolon, as in countries with a decimal comma.
    Raises HearingnotesError, also while the rows are read.
    """
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)  # at a tie the comma, which is the usual one
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    try:
        columns = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise wrong_at(path, reader.line_num, f"it is not CSV ({error}); mend it") from error
    reader.fieldnames = columns
    return columns, _rows(reader, path)


def wrong_at(path: Path, line: int | None, what: str) -> HearingnotesError:
    """Return an error on this line; `what` says what is wrong, and what to do."""
    place = f"{path}, line {line}" if line else str(path)
    return HearingnotesError(one_line(f"{place}: {what}.", _SENTENCE_LIMIT))


def _rows(reader: "csv.DictReader[str]", path: Path) -> Iterator[tuple[int, Row]]:
    try:
        for row in reader:
            if None in row:
                what = "it has more cells than there are columns; mend it"
                raise wrong_at(path, reader.line_num, what)
            filled = {name: (cell or "").strip() for name, cell in row.items()}
            if any(filled.values()):
                yield reader.line_num, filled
    except csv.Error as error:
        raise wrong_at(path, reader.line_num, f"it is not CSV ({error}); mend it") from error
