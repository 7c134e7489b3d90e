"""From notes to a file."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.registry import all_formats
from hearingnotes.export.writer import write_export
from hearingnotes.model.hearing import Recording
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.benchmarks.material import HEARING, Material, make_notes
from tests.benchmarks.measure import Row, alternately, seconds_of

RECORDING = Recording("R1", HEARING.id, "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")


def measure(material: Material) -> Iterator[Row]:
    """Each form, as a whole and by the note."""
    few, many = _with_marks(material.many // 10), _with_marks(material.many)
    for form in all_formats().values():
        path = material.new_path(f"export{form.endings[0]}")
        run = partial(_export, form, path)
        taken_s, base_s = alternately(
            material.rounds(5),
            partial(seconds_of, partial(run, many)),
            partial(seconds_of, partial(run, few)),
        )
        yield Row(f"export, {form.name}: {len(many):,} notes", taken_s, "s", goal="< 1 s")
        per_note, base = taken_s / len(many) * 1e6, base_s / len(few) * 1e6
        yield Row(f"export, {form.name}: a note", per_note, "µs", base, f"a note of {len(few):,}")


def _with_marks(number: int) -> list[Note]:
    """Notes that say all that notes can say: every twentieth begins a section."""
    begins = ("@chair > ", "", "@chair ", "> ")
    return [
        replace(note, text=f"{begins[at % 4] if at % 20 else '# '}{note.text} #budget")
        for at, note in enumerate(make_notes(number))
    ]


def _export(form: ExportFormat, path: Path, notes: list[Note]) -> None:
    snapshot = HearingSnapshot(HEARING, Timeline([RECORDING]), tuple(notes))
    text = form.write(snapshot, RenderOptions(beside=path.parent))
    write_export(path, text, comment=form.comment, force=True)
