"""What is measured with: a recording, notes such as people take, libraries of so many of them."""

import random
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.ulid import RANDOM_BYTES, ulid
from tests.media_files import make_tone

BEGAN = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
HEARING = Hearing(ulid(BEGAN, bytes(RANDOM_BYTES)), "Committee on Public Works", BEGAN)
NINE_HOURS_S = 9 * 3600
TONE_S = 3600
FEW = 10
_SPOKEN = """
the chair asks staff about bids, permits & fees; counsel says “not yet” – costs rose 12.5% since
März, *again*, see [exhibit B] and snake_case https://example.org/a_b objection noted
"""


@dataclass(frozen=True, slots=True)
class Material:
    """A folder for files of one run, on the disk that libraries are measured on."""

    folder: Path
    quick: bool = False

    @property
    def many(self) -> int:
        """How many notes are many."""
        return 1_000 if self.quick else 10_000

    def rounds(self, usual: int, quick: int = 3) -> int:
        """How often to measure."""
        return quick if self.quick else usual

    def new_path(self, name: str) -> Path:
        """A path in the folder that nothing is at."""
        numbered = (self.folder / f"{number}-{name}" for number in count())
        return next(path for path in numbered if not path.exists())

    def new_home(self) -> Path:
        """A home folder in which the program has never run."""
        home = self.new_path("home")
        home.mkdir()
        return home

    def tone(self) -> Path:
        """A recording of an hour."""
        path = self.folder / "hearing.flac"
        return path if path.exists() else make_tone(path, TONE_S)

    def library(self, notes: int) -> Path:
        """A library of its own, of one hearing with so many notes."""
        stored = self.folder / f"{notes}-notes.db"
        if not stored.exists():
            _write_library(stored, self.recording(), make_notes(notes))
        return Path(shutil.copy(stored, self.new_path("library.db")))

    def recording(self) -> Recording:
        """The tone, as the library knows it."""
        path = str(self.tone())
        return Recording("R1", HEARING.id, "local_file", path, path)


def make_notes(number: int) -> list[Note]:
    """Notes of a long hearing, of some words each, the same in every run."""
    chance, words = random.Random(number), _SPOKEN.split()
    notes: list[Note] = []
    for index in range(number):
        elapsed_s = NINE_HOURS_S * index / number
        utc = BEGAN + timedelta(seconds=elapsed_s)
        text = " ".join(chance.choices(words, k=chance.randint(3, 30)))
        note_id = ulid(utc, chance.randbytes(RANDOM_BYTES))
        notes.append(Note(note_id, HEARING.id, Moment(utc, "R1", elapsed_s, 0.0, 0.04), text))
    return notes


def _write_library(path: Path, recording: Recording, notes: Iterable[Note]) -> None:
    with Library(path) as library:
        library.connection.execute("PRAGMA synchronous = OFF")
        library.hearings.save(HEARING, [recording])
        for note in notes:
            library.notes.add(note)
