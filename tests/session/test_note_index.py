"""The notes in order, however they came and went: as a list made of them afresh would have them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.session.note_index import NoteIndex
from tests.model.broadcasts import BEGAN, Broadcast, clock_only, heard

LIVE = Recording("R", "H", "youtube", "k", "https://x")
GOOD = Broadcast().joined(2820)
UNKNOWN = replace(GOOD, first_s=7.0, first_sq=None, segment_s=None, manifest=None, release_utc=None)
SAID = Anchor("A", "H", clock_only(5500), "R", 5000.0)

seconds = st.integers(0, 40).map(lambda tens: 10.0 * tens)
moments = st.one_of(
    st.builds(heard, st.sampled_from([GOOD, UNKNOWN]), seconds, paused_s=seconds),
    st.builds(clock_only, seconds.map(lambda at_s: 2840 + at_s)),
    st.builds(lambda at_s: Moment(BEGAN + timedelta(seconds=3000), "R", at_s, 0.0), seconds),
    st.just(Moment(BEGAN + timedelta(seconds=2900), "R")),
)


def note(number: int, moment: Moment, nudge_s: float, text: str) -> Note:
    """No two notes are of one instant."""
    moment = replace(moment, utc=moment.utc + timedelta(milliseconds=number))
    return Note(f"N{number}", "H", moment, text, nudge_s)


notes = st.builds(
    note,
    st.integers(0, 9),
    moments,
    st.sampled_from([0.0, -30.0]),
    st.sampled_from(["yes", "no", "yes @a", "@ab"]),
)
changes = st.lists(st.one_of(notes, st.integers(0, 9).map(lambda number: f"N{number}")))


def shown(note_index: NoteIndex) -> list[Note]:
    return list(note_index.shown)


@given(st.lists(notes, max_size=6), changes, st.sampled_from(["", "yes", "@a"]), st.booleans())
def test_a_note_index_after_any_changes_equals_a_new_one(
    first: list[Note], then: list[Note | str], words: str, anchored: bool
) -> None:
    about = ([LIVE], [SAID] if anchored else [])
    note_index = NoteIndex(first, *about)
    note_index.filter(words)
    for change in then:
        before = shown(note_index)
        differs = note_index.drop(change) if isinstance(change, str) else note_index.put(change)
        fresh = NoteIndex(note_index.all(), *about)
        fresh.filter(words)
        assert shown(note_index) == fresh.shown
        assert note_index.all() == fresh.all()
        assert before[:differs] == note_index.shown[:differs]
        assert all(note_index.index_of(note.id) == i for i, note in enumerate(note_index.shown))
        places = [note_index.timeline.place_note(note) for note in note_index.all()]
        assert places == [fresh.timeline.place_note(note) for note in note_index.all()]


@pytest.mark.parametrize("at_s", [2900.0, 2960.0])
def test_positions_after_an_outage_place_its_notes(at_s: float) -> None:
    outage = Note("N2", "H", clock_only(at_s))
    note_index = NoteIndex([Note("N1", "H", heard(GOOD, 10)), outage], [LIVE])
    note_index.put(Note("N3", "H", heard(GOOD, 130)))
    place = note_index.timeline.place_note(outage)
    assert place is not None
    assert (place.second_s, place.margin_s) == (at_s - 20, 2)


def test_a_filter_means_a_whole_mark_once_a_note_has_it() -> None:
    notes = [Note(f"N{at}", "H", clock_only(at), "@ab asks") for at in (1, 2)]
    note_index = NoteIndex(notes, [LIVE])
    note_index.filter("@a")
    assert shown(note_index) == notes
    both = replace(notes[0], text="@ab asks @a")
    note_index.put(both)
    assert shown(note_index) == [both]
    note_index.drop("N1")
    assert shown(note_index) == notes[1:]
