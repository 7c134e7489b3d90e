"""How sure a place is, in the words that people read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.labels import clock, margin, rung, stamp, stamp_columns
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.timeline import Place, Timeline
from tests.model.broadcasts import BEGAN, Broadcast, clock_only, heard

LIVE = Recording("R", "H", "youtube", "k", "https://x")
GOOD = Broadcast().joined(2820)
BARE = replace(GOOD, first_sq=None, segment_s=None, manifest=None)
LATER = replace(GOOD, first_s=3.0, first_sq=1, manifest=2, epoch=1, restarted=True)


@pytest.mark.parametrize(
    ("margin_s", "written"),
    [(0.0, "±0s"), (0.25, "±0s"), (0.5, "±1s"), (1.0, "±1s"), (1.04, "±2s"), (64.8, "±65s")],
)
def test_a_margin_is_written_in_whole_seconds(margin_s: float, written: str) -> None:
    assert margin(Place("R", 5.0, margin_s, Rung.FILE)) == written


@given(st.floats(0.5, 1e4))
def test_a_margin_is_never_written_too_small(margin_s: float) -> None:
    assert float(margin(Place("R", 5.0, margin_s, Rung.FILE))[1:-1]) >= margin_s


def test_every_rung_has_its_words() -> None:
    words = [rung(Place("R", 5.0, 1.0, each)) for each in Rung]
    assert words[0] == ""
    assert all(words[1:])
    assert len(set(words)) == len(words)
    assert {rung(Place("R", 5.0, 1.0, each, by_anchor=True)) for each in Rung} == {"anchor"}


@pytest.mark.parametrize(
    ("moment", "columns", "sentence"),
    [
        (Moment(BEGAN, "R", 6935.9, 0.0, 0.04), ("1:55:35", "±0s"), "1:55:35 ±0s"),
        (heard(GOOD, 30), ("47:30", "±1s"), "47:30 ±1s, stream time"),
        (heard(BARE, 30), ("47:30", "±5s"), "47:30 ±5s, stream time, unchecked"),
        (
            heard(replace(GOOD, first_s=40_000.0), 30),
            ("47:30", "±18s"),
            "47:30 ±18s, counted segments",
        ),
        (
            heard(replace(BARE, first_s=40_000.0), 30),
            ("~47:30", "±60s"),
            "~47:30 ±60s, clock only",
        ),
        (
            heard(replace(GOOD, first_s=40_000.0, first_sq=2000), 30),
            ("~2:47:10", "±61s"),
            "~2:47:10 ±61s, counted segments",
        ),
        (
            heard(replace(GOOD, first_s=-80.0, epoch=1), 30),
            ("47:30", "±18s"),
            "47:30 ±18s, counted segments, after a break",
        ),
    ],
)
def test_a_stamp_has_second_and_margin(
    moment: Moment, columns: tuple[str, str], sentence: str
) -> None:
    timeline = Timeline([LIVE])
    assert stamp_columns(Note("N", "H", moment), timeline) == columns
    assert stamp(moment, timeline) == sentence


@pytest.mark.parametrize(
    ("live", "sureness", "sentence"),
    [
        (LATER, "anchor?", "by the clock, after a break, an anchor will give it its place"),
        (replace(BARE, release_utc=None), "anchor?", "by the clock, an anchor will give it its"),
        (None, "clock", "by the clock, no place in a recording"),
    ],
)
def test_a_stamp_without_a_place_has_the_clock_and_what_would_help(
    live: LiveEvidence | None, sureness: str, sentence: str
) -> None:
    moment = heard(live, 30) if live is not None else clock_only(30)
    time = clock(moment)
    assert stamp_columns(Note("N", "H", moment), Timeline([LIVE])) == (time, sureness)
    assert stamp(moment, Timeline([LIVE])).startswith(f"{time} {sentence}")


def test_an_anchored_stamp_says_so() -> None:
    timeline = Timeline([LIVE], [Anchor("A", "H", heard(LATER, 0), "R", 600.0)])
    assert stamp(heard(LATER, 30), timeline) == "10:30 ±1s, anchor, after a break"
    assert stamp_columns(Note("N", "H", heard(LATER, 30)), timeline) == ("10:30", "±1s")


def test_a_stamp_on_another_recording_has_its_second() -> None:
    other = Recording("S", "H", "granicus", "k", "https://y", aligned_to="R", aligned_s=2000.0)
    note = Note("N", "H", heard(GOOD, 30))
    assert stamp_columns(note, Timeline([LIVE, other]), "S") == ("14:10", "±1s")
    assert stamp_columns(note, Timeline([LIVE]), "S") == (clock(note.moment), "clock")


def test_the_clock_of_a_stamp_is_local_to_this_machine() -> None:
    moment = Moment(BEGAN.astimezone() + timedelta(seconds=5))
    assert clock(moment) == moment.utc.strftime("%H:%M:%S")
