"""Files to read."""

from datetime import UTC, datetime

from hearingnotes.files import SourceFile
from hearingnotes.importers.incoming import ImportedHearing
from hearingnotes.importers.registry import all_importers

READ_UTC = datetime(2026, 2, 1, tzinfo=UTC)
VIDEO = "4LBmWqYuuDY"


def read(name: str, text: str) -> ImportedHearing:
    """What a file of this format brings."""
    return all_importers()[name].read(SourceFile(f"file.{name}", text, READ_UTC))


def seconds_and_texts(incoming: ImportedHearing) -> list[tuple[float | None, str]]:
    """The second and the text of each note."""
    return [(note.second_s, note.text) for note in incoming.notes]
