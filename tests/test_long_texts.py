"""Texts of a hundred thousand characters, of the kinds that take patterns the longest.

Where a pattern looks at each character once for every other, these take minutes instead of a
moment.
"""

import json

import pytest

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.formats.srt import FORMATS as SRT
from hearingnotes.export.markdown import escape, escape_inline
from hearingnotes.model.marks import mark_at, mark_parts, read_marks, with_speaker
from hearingnotes.model.roster import Roster
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from hearingnotes.session.completion import Aids
from tests.export.conftest import HEARING, RECORDING, note
from tests.importers.conftest import read, seconds_and_texts

LENGTH = 100_000
UNITS = ("#a ", "#a,", "(#a", "#1-", "@a ", "a-", "a.a.", "> ", "1", "[^\n", "[a\n", "<a", "*a ")


def long(unit: str) -> str:
    return unit * (LENGTH // len(unit))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("end", ["", "!"])
def test_marks_are_found_in_long_texts(unit: str, end: str) -> None:
    text = long(unit) + end
    assert {*read_marks(text).tags} <= {"a", "1-"}
    assert "".join(part for part, _ in mark_parts(text)) == text
    assert mark_at(text + " @ch", len(text) + 4) == "@ch"
    assert with_speaker(text, "chair").startswith(("@chair", "> @chair", "# "))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("end", ["", "!", " nysd"])
def test_an_abbreviation_is_looked_for_at_the_end_of_a_long_text(unit: str, end: str) -> None:
    aids, text = Aids(Roster(abbreviations={"nysd": "Department"})), long(unit) + end
    found = aids.written_out(text, len(text))
    assert found == ((len(text) - 4, "Department") if end == " nysd" else None)


@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_are_written_as_markdown(unit: str) -> None:
    text = long(unit) + "!"
    assert escape(text).replace("\\", "").endswith("!")
    assert escape_inline(text, starts_line=True).replace("\\", "").endswith("!")


def test_long_texts_are_written_as_subtitles() -> None:
    snapshot = HearingSnapshot(
        HEARING, Timeline([RECORDING]), (note(1, f"{long('1')}\nsaid", 4.0),)
    )
    assert "1" * 50 in SRT[0].write(snapshot, RenderOptions())


@pytest.mark.parametrize("html", [f"<{long('a')}", f"<span {long('a')}>", f"<span {long('-')}>"])
def test_long_texts_are_read_as_a_transcript(html: str) -> None:
    stamp = '<span class="timestamp" data-timestamp="4">0:04</span>'
    text = json.dumps({"text": f"{html}{stamp} the levy"})
    assert seconds_and_texts(read("otr", text))[-1] == (4.0, "the levy")
