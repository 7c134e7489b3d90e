"""Notes and hearings to keep."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note

NOW = datetime(2026, 1, 16, 15, 0, 0, 123456, tzinfo=UTC)
HEARING = Hearing("H1", "Committee on Immigration", NOW)
RECORDING = Recording("R1", "H1", "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")


def make_note(number: int, text: str = "", hearing_id: str = "H1") -> Note:
    return Note(f"N{number:04}", hearing_id, Moment(NOW, "R1", 100.0 + number, 0.0, 0.04), text)


def make_anchor(number: int, second_s: float, hearing_id: str = "H1") -> Anchor:
    """On the moment of the note with this number."""
    note = make_note(number)
    return Anchor(f"A{number:04}", hearing_id, note.moment, "R1", second_s, note.id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library(path, who="ana@desk") as library:
        library.hearings.save(HEARING, [RECORDING])
        yield library


@pytest.fixture
def reopened(path: Path) -> Iterator[Callable[[str], Library]]:
    """Opens the file of `library` for another program, or again later."""
    opened: list[Library] = []

    def reopen(who: str) -> Library:
        opened.append(Library(path, who=who))
        return opened[-1]

    yield reopen
    for library in opened:
        library.close()
