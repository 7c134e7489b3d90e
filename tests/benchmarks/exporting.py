"""From notes to a markdown file."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from hearingnotes.export.files import write_export
from hearingnotes.export.markdown import write_markdown
from hearingnotes.export.story import Telling, tell
from hearingnotes.export.styles import style_path, styles
from hearingnotes.model.hearing import Recording
from hearingnotes.model.note import Note
from hearingnotes.model.timeline import Timeline
from tests.benchmarks.material import HEARING, Material, make_notes
from tests.benchmarks.measure import Row, alternately, seconds_of

RECORDING = Recording("R1", HEARING.id, "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")


def measure(material: Material) -> Iterator[Row]:
    """Each style, as a whole and by the note."""
    few, many = make_notes(material.many // 10), make_notes(material.many)
    path = material.new_path("export.md")
    for style in styles():
        run = partial(_export, style, path)
        taken_s, base_s = alternately(
            material.rounds(5),
            partial(seconds_of, partial(run, many)),
            partial(seconds_of, partial(run, few)),
        )
        yield Row(f"export, {style}: {len(many):,} notes", taken_s, "s")
        per_note, base = taken_s / len(many) * 1e6, base_s / len(few) * 1e6
        yield Row(f"export, {style}: a note", per_note, "µs", base, f"a note of {len(few):,}")


def _export(style: str, path: Path, notes: list[Note]) -> None:
    story = tell(HEARING, Timeline([RECORDING]), notes, Telling(beside=path.parent))
    write_export(path, write_markdown(story, style_path(style)))
