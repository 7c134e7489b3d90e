"""Finding notes in all hearings: which come first, and what places them."""

from dataclasses import replace

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Recording
from hearingnotes.model.note import Note
from hearingnotes.model.query import query_of
from hearingnotes.model.roster import Roster
from tests.model.broadcasts import Broadcast, clock_only, heard

from .conftest import HEARING, make_anchor, make_note

LIVE = Recording("R", "H1", "youtube", "aaaaaaaaaaa", "https://youtu.be/aaaaaaaaaaa")


def found(library: Library, words: str, most: int | None = None) -> list[list[str]]:
    """The ids of the notes, by hearing."""
    hits = library.search.find(query_of(words.split()), most)
    return [[note.id for note in notes] for _, notes in hits]


@pytest.fixture
def two(library: Library) -> Library:
    """Two hearings: the later one has the notes that were taken first."""
    later = replace(HEARING, id="H2", opened_utc=HEARING.created_utc.replace(year=2027))
    library.hearings.save(later, [])
    for number, text in enumerate(("@a levy", "levy", "@a levy"), 1):
        library.notes.add(make_note(number, text, "H2"))
        library.notes.add(make_note(number + 5, text))
    return library


@pytest.mark.parametrize(
    ("words", "most", "ids"),
    [
        ("levy", None, [["N0001", "N0002", "N0003"], ["N0006", "N0007", "N0008"]]),
        ("levy", 4, [["N0001", "N0002", "N0003"], ["N0006"]]),
        ("levy", 3, [["N0001", "N0002", "N0003"]]),
        ("levy @a", 3, [["N0001", "N0003"], ["N0006"]]),
        ("trees", 3, []),
        ("", 3, []),
    ],
)
def test_search_finds_the_hearing_opened_last_first_up_to_its_limit(
    two: Library, words: str, most: int | None, ids: list[list[str]]
) -> None:
    assert found(two, words, most) == ids


@pytest.mark.parametrize("words", ["@groß", "@Groß", "#weiß", "@groß #Weiß"])
def test_search_finds_marks_as_they_are_written(library: Library, words: str) -> None:
    library.notes.add(make_note(1, "@groß reads #weiß"))
    library.notes.add(make_note(2, "@großmann reads #weißbuch"))
    assert found(library, words) == [["N0001"]]


@pytest.mark.parametrize("anchored", [False, True])
def test_found_notes_are_placed_as_among_all_notes_of_their_hearing(
    library: Library, anchored: bool
) -> None:
    library.hearings.save(HEARING, [LIVE])
    live = Broadcast().joined(2820)
    moments = (heard(live, 10), clock_only(2900), heard(live, 130))
    for number, moment in enumerate(moments):
        library.notes.add(Note(f"N{number}", "H1", moment, "the levy" if number < 2 else ""))
    library.notes.add(make_note(5, "levy"))
    if anchored:
        library.anchors.add(make_anchor(5, 400.0))
    ((stored, notes),) = library.search.find(query_of(["levy"]))
    every = library.snapshot(stored, Roster())
    some = library.around(stored, Roster(), notes)
    places = [some.timeline.place_note(note) for note in notes]
    assert places == [every.timeline.place_note(note) for note in notes]
    assert len(places) == 3 and None not in places
