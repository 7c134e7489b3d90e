"""What was being typed is found again, however the program ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from hearingnotes.library.library import Library

from .conftest import HEARING, make_note

TYPING = """
import sys
from pathlib import Path
from hearingnotes.library.library import Library
from tests.library.conftest import HEARING, make_note

library = Library(Path(sys.argv[1]))
library.hold()
library.hearings.save(HEARING, [])
library.autosaves.write(make_note(1, "half a sen"))
print("typed", flush=True)
sys.stdin.read()
"""


def typing_program(path: Path) -> subprocess.Popen[str]:
    """A program that has typed half a sentence, and goes on until it is ended."""
    program = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "typed\n"
    return program


def test_the_autosave_of_a_killed_program_is_found(path: Path) -> None:
    program = typing_program(path)
    with Library(path) as library:
        library.hold()
        assert library.autosaves.orphaned("H1") == []
        os.kill(program.pid, signal.SIGKILL)
        program.wait()
        assert library.autosaves.orphaned("H1") == [make_note(1, "half a sen")]


def test_the_autosave_of_a_running_program_is_not_taken(path: Path) -> None:
    program = typing_program(path)
    with Library(path) as library:
        library.hold()
        assert library.autosaves.orphaned("H1") == []
    program.communicate("")


def test_saving_a_note_ends_its_autosave(library: Library) -> None:
    library.autosaves.write(make_note(1, "half"))
    library.autosaves.write(make_note(1, "half a"))
    count = "SELECT count(*) FROM journal"
    assert library.connection.execute(count).fetchone()[0] == 1
    library.notes.add(make_note(1, "half a sentence"))
    assert library.connection.execute(count).fetchone()[0] == 0


def test_the_autosave_of_another_hearing_is_not_mixed_in(library: Library, path: Path) -> None:
    library.autosaves.write(make_note(1, "elsewhere", hearing_id="H2"))
    library.close()
    with Library(path) as later:
        later.hold()
        later.hearings.save(HEARING, [])
        assert later.autosaves.orphaned("H1") == []
        assert len(later.autosaves.orphaned("H2")) == 1


def test_a_reader_sees_what_an_ended_program_was_typing(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    program = typing_program(path)
    with Library(path) as library:
        assert library.autosaves.still_typed() == {}
        program.send_signal(signal.SIGKILL)
        program.wait()
        assert library.autosaves.still_typed() == {HEARING.id: 1}
    with Library(path) as library:
        library.hold()
        assert library.autosaves.still_typed() == {HEARING.id: 1}
        own = library.autosaves
        own.write(make_note(2, "mine"))
        assert own.still_typed() == {HEARING.id: 1}
