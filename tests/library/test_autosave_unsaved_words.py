"""Words that were typed and not saved: none is dropped unseen, what is dropped is in the log."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.note import Note

from .conftest import HEARING, make_note

KEPT = make_note(1, "they vote 5 to 4")
THEIRS = replace(KEPT, text="they vote 5 to 4, and the careful words", unsent=True)
OURS = replace(KEPT, text="they vote 4 to 5")


def ended(path: Path, *typed: Note) -> None:
    """A program that has typed this, and was killed, or has put it aside and left."""
    library = Library(path, who="ana@desk")
    library.hold()
    for note in typed:
        library.autosaves.write(note)
    library.close()


@pytest.fixture
def ben(path: Path) -> Library:
    """A program that is open all the time."""
    ben = Library(path, who="ben@room")
    ben.hold()
    ben.hearings.save(HEARING, [])
    ben.notes.add(KEPT)
    return ben


def dropped(library: Library) -> list[str]:
    """The words that the log has of what was dropped."""
    changes = library.changes.of_hearing("H1")
    return [change.before["text"] for change in changes
            if change.action == "drop typed words" and change.before]  # fmt: skip


def test_words_left_behind_that_nobody_has_seen_outlive_a_save_of_the_same_note(
    ben: Library, path: Path
) -> None:
    ended(path, THEIRS)
    ben.notes.change("edit", KEPT, OURS)
    ben.close()
    with Library(path) as later:
        later.hold()
        assert later.autosaves.orphaned("H1") == [THEIRS]
        assert later.notes.of_hearing("H1") == [OURS]


def test_words_left_behind_and_shown_are_logged_when_others_are_saved(
    ben: Library, path: Path
) -> None:
    ended(path, THEIRS)
    assert ben.autosaves.orphaned("H1") == [THEIRS]
    ben.notes.change("edit", KEPT, OURS)
    assert ben.autosaves.orphaned("H1") == []
    assert dropped(ben) == [THEIRS.text]


def test_words_left_behind_and_saved_are_not_logged(ben: Library, path: Path) -> None:
    ended(path, THEIRS)
    ben.autosaves.orphaned("H1")
    ben.notes.change("edit", KEPT, replace(THEIRS, text=f"{THEIRS.text}.", unsent=False))
    assert ben.autosaves.orphaned("H1") == []
    assert dropped(ben) == []


def test_words_that_are_only_the_start_of_another_word_are_logged(ben: Library) -> None:
    said_no = replace(KEPT, text="The mayor said no", unsent=True)
    ben.notes.change("edit", KEPT, replace(KEPT, text="The mayor said nothing"), said_no)
    assert dropped(ben) == ["The mayor said no"]


def test_discarded_words_are_logged(ben: Library, path: Path) -> None:
    ended(path, THEIRS, make_note(2, "half a new note"))
    ben.autosaves.orphaned("H1")
    ben.notes.discard_autosave(KEPT)
    ben.notes.discard_autosave(make_note(2))
    assert ben.autosaves.orphaned("H1") == []
    assert dropped(ben) == [THEIRS.text, "half a new note"]


def test_words_put_aside_and_typed_over_are_logged(ben: Library) -> None:
    ben.autosaves.write(THEIRS)
    ben.autosaves.write(OURS)
    ben.notes.change("edit", KEPT, OURS, THEIRS)
    assert dropped(ben) == [THEIRS.text]


def test_the_stages_of_a_typed_text_are_not_logged(ben: Library) -> None:
    ben.autosaves.write(replace(KEPT, text="they vote fi"))
    ben.notes.change("edit", KEPT, OURS)
    assert dropped(ben) == []


def test_dropped_words_are_no_undo_step_and_no_newer_version(ben: Library, path: Path) -> None:
    ben.notes.change("edit", KEPT, OURS)
    changed_utc = ben.changes.times("H1")[KEPT.id]
    ended(path, THEIRS)
    ben.autosaves.orphaned("H1")
    ben.notes.discard_autosave(OURS)
    assert dropped(ben) == [THEIRS.text]
    assert ben.changes.times("H1")[KEPT.id] == changed_utc
    step = ben.changes.undo("H1")
    assert step is not None
    assert (step.action, step.note) == ("edit", KEPT)
    step = ben.changes.redo("H1")
    assert step is not None
    assert step.note == OURS


def test_own_words_put_aside_are_found_when_the_hearing_is_opened_again(
    ben: Library,
) -> None:
    ben.autosaves.write(THEIRS)
    assert ben.autosaves.orphaned("H1") == [THEIRS]


def test_the_words_typed_last_are_offered_though_the_clock_went_back(
    ben: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(["2026-01-16T16:00:00Z", "2026-01-16T15:00:00Z"])
    monkeypatch.setattr("hearingnotes.library.autosave.utc_text", lambda _: next(clock))
    ended(path, make_note(2, "abc"))
    later = Library(path)
    later.hold()
    assert [note.text for note in later.autosaves.orphaned("H1")] == ["abc"]
    later.autosaves.write(make_note(2, "abc and twenty more words"))
    later.close()
    assert [note.text for note in ben.autosaves.orphaned("H1")] == ["abc and twenty more words"]
    ben.notes.add(make_note(2, "abc and twenty more words, saved"))
    assert ben.autosaves.orphaned("H1") == []


def test_words_of_a_hearing_that_joined_another_belong_to_that_other(
    ben: Library, reopened: Callable[[str], Library]
) -> None:
    ben.autosaves.write(replace(THEIRS, hearing_id="H0"))
    ben.connection.execute("UPDATE journal SET hearing_id = 'H1'")  # as joining does
    ben.close()
    later = reopened("cy@desk")
    later.hold()
    assert later.autosaves.orphaned("H1") == [THEIRS]
