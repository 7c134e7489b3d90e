"""oTranscribe's files: JSON, in it HTML, in it every note's words and seconds."""

import json
import re
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from justhtml import Element

from hearingnotes.export.document import NoteEntry
from hearingnotes.export.registry import get_format
from hearingnotes.model.hearing import Recording
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, RECORDING, note
from tests.export.html_reading import attribute, found, read_html, text_of
from tests.hostile_text import OPTIONS, document_of_snapshot, hearings

FORMAT = get_format("otr")
# What oTranscribe's own cleaning leaves in a text.
KEPT = {"p", "span", "strong"}


def read(*notes: Note, recording: Recording = RECORDING) -> dict[str, Any]:
    roster = Roster((Speaker("chair", "Shahana Hanif", "Chair"),))
    hearing = replace(HEARING, roster=roster)
    return read_back(HearingSnapshot(hearing, Timeline([recording]), notes))


def read_back(snapshot: HearingSnapshot) -> dict[str, Any]:
    transcript = json.loads(FORMAT.write(snapshot, OPTIONS))
    assert transcript.keys() == {"text", "media", "media-source", "media-time"}
    return dict(transcript)


def paragraphs(text: str) -> list[Element]:
    page = read_html(text, fragment=True)
    assert {element.name for element in found(page, "*")} <= KEPT
    return found(page, "p")


def test_a_note_is_a_transcript_paragraph_with_its_timestamp() -> None:
    transcript = read(note(1, "the levy\nrises & falls", 6935.98765), note(2, "corridor"))
    assert transcript["text"] == (
        '<p><span class="timestamp" data-timestamp="6935.988">1:55:35</span>\xa0the levy</p>'
        "<p>rises &amp; falls</p>"
        "<p>2026-01-16 10:00:00 -0500\xa0corridor</p>"
    )


def test_marks_are_words_in_a_transcript() -> None:
    typed = "# Item 4\n@chair opens it #budget"
    transcript = read(note(1, typed, 5.0), note(2, "@chair > Aye", 6.0))
    section, quote = (text_of(p) for p in paragraphs(transcript["text"]))
    assert section == "0:05\xa0Item 4 – Shahana Hanif opens it #budget"
    assert quote == "0:06\xa0Shahana Hanif: “Aye”"
    assert transcript["text"].count("<strong>") == 1


def test_a_transcript_names_its_recording_so_that_it_can_be_opened() -> None:
    video = read(note(1, "x", 5.0))
    assert (video["media"], video["media-source"]) == (RECORDING.url, RECORDING.url)
    path = "/home/ana/media/hearing.mp4"
    file = read(note(1, "x", 5.0), recording=Recording("R1", "H1", "local_file", path, path))
    assert (file["media"], file["media-source"]) == ("hearing.mp4", "")
    assert read()["media"] == ""


@settings(deadline=None)
@given(hearings())
def test_words_and_seconds_of_every_note_come_back_from_a_transcript(
    snapshot: HearingSnapshot,
) -> None:
    transcript = read_back(snapshot)
    entries = document_of_snapshot(snapshot).entries
    shown = " ".join(text_of(p) for p in paragraphs(transcript["text"]))
    assert shown.split() == " ".join(expected_words(e, entries) for e in entries).split()
    spans = found(read_html(transcript["text"], fragment=True), "span.timestamp")
    stamps = [float(attribute(span, "data-timestamp")) for span in spans]
    seconds = [e.second_s for e in entries if e.recording == first_recording(entries)]
    assert stamps == [round(second_s, 3) for second_s in seconds if second_s is not None]
    assert not re.search("/home/ana|[<>]", transcript["media"])
    assert re.fullmatch("(https://.*)?", transcript["media-source"])


def first_recording(entries: tuple[NoteEntry, ...]) -> int:
    return min((entry.recording for entry in entries if entry.recording), default=-1)


def expected_words(entry: NoteEntry, entries: tuple[NoteEntry, ...]) -> str:
    placed = entry.recording == first_recording(entries)
    when = entry.stamp if placed else entry.time_of_day
    return " ".join([when, entry.line, *(f"#{tag}" for tag in entry.tags)])
