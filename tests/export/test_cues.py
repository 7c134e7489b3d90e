"""Subtitles: read back by others, each note is shown from its second on."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
import srt
import webvtt
from hypothesis import assume, given, settings

from hearingnotes.errors import HearingnotesError
from hearingnotes.export.cues import cues
from hearingnotes.export.document import HearingDocument, RenderOptions
from hearingnotes.export.registry import get_format
from hearingnotes.export.writer import sign
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, NOW, RECORDING, document_of, note
from tests.hostile_text import OPTIONS, document_of_snapshot, hearings

SRT, VTT = get_format("srt"), get_format("vtt")
OTHER = replace(RECORDING, id="R2", key="aaaaaaaaaaa")


def proceedings_of(*notes: Note) -> HearingSnapshot:
    speaker = Speaker("chair", "Ann & Bob > Co.")
    hearing = replace(HEARING, roster=Roster((speaker,)))
    return HearingSnapshot(hearing, Timeline([RECORDING, OTHER]), notes)


def in_other(number: int, text: str, second_s: float) -> Note:
    moment = Moment(NOW, "R2", second_s, 0.0, 0.04)
    return replace(note(number, text), moment=moment)


def shown(*seconds: float) -> list[tuple[int, int, int]]:
    """Start, end and number of notes of the cues of notes at these seconds."""
    story = document_of([note(at, f"note {at}", second_s) for at, second_s in enumerate(seconds)])
    return [(cue.start_ms, cue.end_ms, len(cue.entries)) for cue in cues(story)]


# --- when ---


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ([0.0], [(0, 8000, 1)]),
        ([1.25, 100.0], [(1250, 9250, 1), (100000, 108000, 1)]),
        ([1.0, 4.0], [(1000, 4000, 1), (4000, 12000, 1)]),
        ([1.0, 2.0], [(1000, 2000, 1), (2000, 10000, 1)]),
        ([1.0, 1.0], [(1000, 9000, 2)]),
        ([1.0, 1.9, 2.1], [(1000, 2100, 2), (2100, 10100, 1)]),
        ([35000.0004], [(35000000, 35008000, 1)]),
    ],
)
def test_a_cue_is_shown_from_its_second_until_the_next(
    seconds: list[float], expected: list[tuple[int, int, int]]
) -> None:
    assert shown(*seconds) == expected


def test_notes_without_words_or_without_a_place_have_no_cue() -> None:
    story = document_of([note(1, " \n", 5.0), note(2, "corridor"), note(3, "levy", 9.0)])
    assert [[entry.text for entry in cue.entries] for cue in cues(story)] == [["levy"]]


@pytest.mark.parametrize("notes", [[], [note(1, "corridor")], [note(1, " ", 5.0)]])
def test_subtitles_without_a_cue_are_refused(notes: list[Note]) -> None:
    with pytest.raises(HearingnotesError, match=r"^No note .*\.$"):
        cues(document_of(notes))


def test_the_cues_are_those_of_one_recording() -> None:
    both = proceedings_of(in_other(1, "there", 5.0), note(2, "here", 7.0))
    assert [cue.content for cue in srt.parse(SRT.write(both, OPTIONS))] == ["here"]
    into_other = replace(OPTIONS, recording_id="R2")
    assert [cue.content for cue in srt.parse(SRT.write(both, into_other))] == ["there"]
    with pytest.raises(HearingnotesError, match="anchor"):
        SRT.write(proceedings_of(note(2, "here", 7.0)), into_other)


# --- the files ---


def test_notes_are_written_as_srt() -> None:
    text = SRT.write(
        proceedings_of(note(1, "a\n\n<b>b</b>", 5.0), note(2, "{\\an8}x --> y", 6957.25)),
        RenderOptions(),
    )
    assert text == (
        "1\n00:00:05,000 --> 00:00:13,000\na\n‹b>b‹/b>\n\n"
        "2\n01:55:57,250 --> 01:56:05,250\n(\\an8}x → y\n"
    )


def test_notes_are_written_as_vtt() -> None:
    text = VTT.write(
        proceedings_of(note(1, "a\n\n<b> & -->", 5.0), note(2, "@chair > we vote", 6957.25)),
        RenderOptions(),
    )
    assert text == (
        "WEBVTT\n\n"
        "00:00:05.000 --> 00:00:13.000\na\n&lt;b&gt; &amp; --&gt;\n\n"
        "01:55:57.250 --> 01:56:05.250\n"
        "<v Ann Bob Co.>Ann &amp; Bob &gt; Co.: “we vote”</v>\n"
    )


def test_the_signature_of_a_vtt_file_is_not_shown() -> None:
    text = sign(VTT.write(proceedings_of(note(1, "levy", 5.0)), RenderOptions()), VTT.comment)
    read = webvtt.from_string(text, strict=True)
    assert [cue.raw_text for cue in read.captions] == ["levy"]
    assert read.footer_comments[0].startswith("written by hearingnotes")


# --- any text ---


def lined(text: str) -> list[list[str]]:
    return [words for line in text.split("\n") if (words := line.split())]


def expected(story: HearingDocument) -> list[tuple[int, int, list[list[str]]]]:
    return [
        (cue.start_ms, cue.end_ms, lined("\n".join(entry.line for entry in cue.entries)))
        for cue in cues(story)
    ]


def has_something_to_show(snapshot: HearingSnapshot) -> bool:
    try:
        cues(document_of_snapshot(snapshot))
    except HearingnotesError:
        return False
    return True


def alike(text: str) -> str:
    """The text as it looks in SubRip, where signs of markup have others in their place."""
    return text.replace("-->", "→").replace("<", "‹").replace("{", "(")


@settings(deadline=None)
@given(hearings())
def test_cues_never_overlap_and_are_neither_too_short_nor_too_long(
    snapshot: HearingSnapshot,
) -> None:
    assume(has_something_to_show(snapshot))
    end_before_ms = 0
    for cue in cues(document_of_snapshot(snapshot)):
        assert end_before_ms <= cue.start_ms
        assert 1000 <= cue.end_ms - cue.start_ms <= 8000
        end_before_ms = cue.end_ms


@settings(deadline=None)
@given(hearings())
def test_words_of_every_note_come_back_from_srt(snapshot: HearingSnapshot) -> None:
    assume(has_something_to_show(snapshot))
    text = SRT.write(snapshot, OPTIONS)
    read = list(srt.parse(text))
    assert [(cue.start, cue.end, alike(cue.content).split()) for cue in read] == [
        (
            timedelta(milliseconds=start_ms),
            timedelta(milliseconds=end_ms),
            [alike(word) for line in lines for word in line],
        )
        for start_ms, end_ms, lines in expected(document_of_snapshot(snapshot))
    ]
    assert [cue.index for cue in read] == list(range(1, len(read) + 1))
    assert "<b>" not in text
    assert "{\\" not in text


@settings(deadline=None)
@given(hearings())
def test_words_of_every_note_come_back_from_vtt(snapshot: HearingSnapshot) -> None:
    assume(has_something_to_show(snapshot))
    read = webvtt.from_string(VTT.write(snapshot, OPTIONS), strict=True).captions
    story = document_of_snapshot(snapshot)
    assert [
        (milliseconds(cue.start), milliseconds(cue.end), lined(unescape(cue.text))) for cue in read
    ] == expected(story)
    speakers = {entry.speaker for entry in story.entries if entry.speaker}
    voices = {cue.voice for cue in read if cue.voice}
    assert voices <= {one_line(re.sub("[&<>]|-(?=-)", " ", speaker)) for speaker in speakers}


def milliseconds(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1000)
