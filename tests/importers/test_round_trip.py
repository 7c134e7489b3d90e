"""What an export writes, the importer of the same name reads: every note, as far as the format
can carry it."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.registry import all_formats
from hearingnotes.importers.registry import all_importers
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.importers.conftest import VIDEO, read

NOW = datetime(2026, 1, 16, 15, tzinfo=UTC)
RECORDING = Recording("R1", "H1", "youtube", VIDEO, f"https://www.youtube.com/watch?v={VIDEO}")
# Letters and signs that the formats give a meaning; no marks, which captions tell in words.
WORDS = st.lists(
    st.text(
        st.sampled_from("abcäß日 .,;:'\"&<>-=+*_[](){}0123456789\\|~`"), min_size=1, max_size=24
    ),
    min_size=1,
    max_size=3,
)
GAPS_MS = st.lists(st.integers(1001, 6_000_000), min_size=1, max_size=6)


@st.composite
def snapshot(draw: st.DrawFn) -> HearingSnapshot:
    """A hearing of one recording, its notes more than a second apart."""
    notes = tuple(
        Note(f"N{at:04}", "H1", Moment(NOW, "R1", ms / 1000, 0.0, 0.04), _text(draw))
        for at, ms in enumerate(accumulate(draw(GAPS_MS)))
    )
    return HearingSnapshot(Hearing("H1", "Council", NOW), Timeline([RECORDING]), notes)


def _text(draw: st.DrawFn) -> str:
    lines = (" ".join(line.split()) for line in draw(WORDS))
    return "\n".join(f"a{line}" for line in lines)


EXACT = [name for name in ("csv", "vtt", "otr") if name in all_formats()]


@pytest.mark.parametrize("name", EXACT)
@settings(max_examples=25, deadline=None)
@given(of_one=snapshot())
def test_every_note_comes_back_with_its_second_from_each_format(
    name: str, of_one: HearingSnapshot
) -> None:
    incoming = read(name, all_formats()[name].write(of_one, RenderOptions()).removeprefix("\ufeff"))
    assert [note.text for note in incoming.notes] == [note.text for note in of_one.notes]
    assert [note.second_s for note in incoming.notes] == [n.moment.position_s for n in of_one.notes]


@pytest.mark.skipif("srt" not in all_formats(), reason="there is no such export yet")
@settings(max_examples=25, deadline=None)
@given(of_one=snapshot())
def test_srt_loses_only_what_it_has_no_escape_for(of_one: HearingSnapshot) -> None:
    plain = [replace(n, text="".join(c for c in n.text if c not in "<>{}-")) for n in of_one.notes]
    of_one = replace(of_one, notes=tuple(plain))
    incoming = read("srt", all_formats()["srt"].write(of_one, RenderOptions()))
    assert [(note.second_s, note.text.split()) for note in incoming.notes] == [
        (note.moment.position_s, note.text.split()) for note in of_one.notes
    ]


def test_formats_of_export_and_import_share_name_and_endings() -> None:
    both = set(all_formats()) & set(all_importers())
    assert "json" in both
    for name in both - {"markdown"}:
        assert set(all_formats()[name].endings) <= set(all_importers()[name].endings)
