"""From Enter to a note that no power cut takes."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from queue import Queue

from hearingnotes.ids import new_id
from hearingnotes.library.events import LibraryEvent, NotesChanged
from hearingnotes.library.library import Library
from hearingnotes.library.writer import LibraryWriter
from hearingnotes.model.note import Note
from tests.benchmarks.material import FEW, Material, make_notes
from tests.benchmarks.measure import Row, alternately, seconds_of

BASE = "4 KB written and fsynced to a file"
BLOCK = bytes(4096)


def measure(material: Material) -> Iterator[Row]:
    """Until the writer reports that it is saved, in a small and in a large library."""
    for notes in (FEW, material.many):
        saved: Queue[LibraryEvent] = Queue()
        writer = LibraryWriter(Library(material.library(notes)), saved.put)
        writer.start()
        file = os.open(material.new_path("block"), os.O_WRONLY | os.O_CREAT)
        rounds = material.rounds(200, 20)
        new = (replace(note, id=new_id()) for note in make_notes(rounds))
        enter = partial(_keep, writer, saved, new)
        try:
            taken_s, base_s = alternately(
                rounds, partial(seconds_of, enter), partial(seconds_of, partial(_write, file))
            )
        finally:
            os.close(file)
            writer.close()
        yield Row(f"Enter to durable, {notes:,} notes", taken_s * 1e3, "ms", base_s * 1e3, BASE)


def _keep(writer: LibraryWriter, saved: Queue[LibraryEvent], new: Iterator[Note]) -> None:
    note = next(new)
    writer.add(note)
    while True:
        report = saved.get()
        if isinstance(report, NotesChanged) and report.saved == note.id:
            return


def _write(file: int) -> None:
    os.write(file, BLOCK)
    os.fsync(file)
