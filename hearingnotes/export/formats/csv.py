"""A table for spreadsheets and programs: RFC 4180, in UTF-8.

It begins with a byte order mark: without one, Excel reads UTF-8 as something else. Python reads it
with the encoding `utf-8-sig`. Cells are `shielded`.
"""

import csv
import io
from datetime import UTC

from hearingnotes.export.document import NoteEntry, RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.cells import shielded
from hearingnotes.model.snapshot import HearingSnapshot

COLUMNS = (
    *("recording", "second_s", "stamp", "time", "time_of_day", "kind", "section", "speaker"),
    *("role", "text", "tags", "link", "margin_s", "rung", "epoch"),
    *("starred", "verified", "from_captions", "id"),
)
_BYTE_ORDER_MARK = "\ufeff"


def _write(snapshot: HearingSnapshot, options: RenderOptions) -> str:
    """Return a table with a row for each note.

    `recording` counts from 1; it, `second_s`, `stamp`, `link` and `margin_s` are empty where there
    is no place. `epoch` counts the breaks of a broadcast before the note. `text` is the text as
    typed, with its marks. `from_captions` is true for a quote from captions: a machine's words,
    until `verified` is true as well.
    """
    table = io.StringIO(_BYTE_ORDER_MARK, newline="")
    table.seek(0, io.SEEK_END)
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, render_hearing(snapshot, options).entries))
    return table.getvalue()


def _row(entry: NoteEntry) -> list[str | float]:
    is_placed = entry.second_s is not None
    return [
        entry.recording or "",
        "" if entry.second_s is None else round(entry.second_s, 3),
        entry.stamp,
        entry.utc.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        entry.time_of_day,
        entry.kind,
        shielded(entry.section),
        shielded(entry.speaker),
        shielded(entry.role),
        shielded(entry.text),
        shielded(" ".join(entry.tags)),
        shielded(entry.link),
        round(entry.margin_s, 3) if is_placed else "",
        entry.rung,
        "" if entry.epoch is None else entry.epoch,
        _truth(entry.starred),
        _truth(entry.verified),
        _truth(entry.from_captions),
        shielded(entry.id),
    ]


def _truth(holds: bool) -> str:
    return "true" if holds else "false"


FORMATS = (ExportFormat("csv", "a table, for spreadsheets", (".csv",), _write),)
