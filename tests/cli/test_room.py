"""`hearingnotes room`: notes by the clock on the wall, and going on with them."""

import pytest

from hearingnotes.library.library import Library
from tests.cli.conftest import UserHome
from tests.e2e.terminal import running


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_room_needs_a_title(home: UserHome, title: str) -> None:
    result = home.run("room", title)
    assert (result.code, result.sentence) == (2, "A room needs a title: what is being heard?")


def test_a_room_needs_a_terminal(home: UserHome) -> None:
    assert home.run("room", "Council").sentence.startswith("The screen needs a terminal")


def test_notes_of_the_room_are_saved_by_the_clock_and_continued(home: UserHome) -> None:
    with running("room", "Council in the chamber", home=home.folder) as terminal:
        terminal.wait_for("Council in the chamber", "Watching")
        terminal.press("n")
        terminal.wait_for("Writing")
        terminal.press("the levy is read", "enter")
        terminal.wait_for("1 note")
        terminal.press("q")
        assert terminal.end() == 0
    handle = home.run("list").out.split()[0]
    assert home.run("show", handle).out.rstrip().endswith("clock  the levy is read")
    for words in (("room", "Council in the chamber"), (handle,)):
        with running(*words, home=home.folder) as terminal:
            terminal.wait_for("1 note", "the levy is read")
            terminal.press("q")
            assert terminal.end() == 0
    with Library(home.library_path) as library:
        (stored,) = library.hearings.all()
        assert stored.recordings == ()
        (note,) = library.notes.of_hearing(stored.hearing.id)
        assert note.moment.recording_id is None
