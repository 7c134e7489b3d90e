"""A table that comes back cell by cell, and in which no cell is a formula."""

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings

from hearingnotes.export.registry import get_format
from hearingnotes.model.cells import unshielded
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, RECORDING, note
from tests.hostile_text import OPTIONS, document_of_snapshot, hearings
from tests.model.broadcasts import Broadcast, heard

HEAD = (
    "recording,second_s,stamp,time,time_of_day,kind,section,speaker,role,text,tags,link,"
    "margin_s,rung,epoch,starred,verified,from_captions,id"
)
FORMAT = get_format("csv")


def written(snapshot: HearingSnapshot) -> str:
    return FORMAT.write(snapshot, OPTIONS)


def read(text: str) -> list[dict[str, str]]:
    decoded = text.encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(decoded, newline=""), strict=True))


def test_a_table_has_a_row_for_each_note() -> None:
    hearing = replace(HEARING, roster=Roster((Speaker("chair", "Shahana Hanif", "Chair"),)))
    notes = [
        replace(note(1, "# Item 4\n@chair > we will vote #budget", 6935.98765), starred=True),
        note(2, "corridor"),
    ]
    placed, by_clock = read(written(HearingSnapshot(hearing, Timeline([RECORDING]), tuple(notes))))
    assert placed == {
        "recording": "1",
        "second_s": "6935.988",
        "stamp": "1:55:35",
        "time": "2026-01-16T15:00:00.000Z",
        "time_of_day": "2026-01-16 10:00:00 -0500",
        "kind": "section",
        "section": "Item 4",
        "speaker": "Shahana Hanif",
        "role": "Chair",
        "text": "# Item 4\n@chair > we will vote #budget",
        "tags": "budget",
        "link": "https://youtu.be/4LBmWqYuuDY&t=6935",
        "margin_s": "0.04",
        **{"rung": "", "epoch": ""},
        "starred": "true",
        "verified": "false",
        "from_captions": "false",
        "id": "N1",
    }
    nowhere = {name for name, cell in by_clock.items() if cell == ""}
    assert nowhere >= {"recording", "second_s", "stamp", "link", "margin_s"}


def test_a_table_row_has_the_rung_and_the_epoch_of_its_second() -> None:
    before = Broadcast().joined(2820)
    behind = replace(before, first_s=before.first_s - 2900, epoch=1)
    notes = [Note("N1", "H1", heard(before, 30)), Note("N2", "H1", heard(behind, 60))]
    recording = replace(RECORDING, id="R")
    rows = read(written(HearingSnapshot(HEARING, Timeline([recording]), tuple(notes))))
    assert [(row["rung"], row["epoch"]) for row in rows] == [
        ("stream time", "0"),
        ("counted segments, after a break", "1"),
    ]


def test_a_table_has_the_lines_of_the_rfc_and_the_byte_order_mark_for_excel() -> None:
    text = written(HearingSnapshot(HEARING, Timeline([RECORDING]), (note(1, 'a "b",\nc', 5.0),)))
    assert text.encode().startswith(b"\xef\xbb\xbf" + HEAD.encode() + b"\r\n1,5.0,0:05,")
    assert ',"a ""b"",\nc",' in text
    assert text.endswith(",N1\r\n")


@settings(deadline=None)
@given(hearings())
def test_words_of_every_note_come_back_from_a_table_and_none_is_a_formula(
    snapshot: HearingSnapshot,
) -> None:
    rows = read(written(snapshot))
    entries = document_of_snapshot(snapshot).entries
    assert [unshielded(row["text"]) for row in rows] == [entry.text for entry in entries]
    assert [unshielded(row["section"]) for row in rows] == [entry.section for entry in entries]
    assert [unshielded(row["speaker"]) for row in rows] == [entry.speaker for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        assert not any(cell.lstrip()[:1] in {*"=+-@"} for cell in row.values() if cell)
        assert datetime.fromisoformat(row["time"]) - entry.utc < timedelta(milliseconds=1)
