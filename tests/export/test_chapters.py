"""Chapters as YouTube takes them; what it would not take is told."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from yt_dlp import YoutubeDL
from yt_dlp.extractor.common import InfoExtractor

from hearingnotes.errors import HearingnotesError
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.registry import get_format
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, RECORDING, note
from tests.hostile_text import OPTIONS, document_of_snapshot, hearings

FORMAT = get_format("chapters")


def written(*notes: Note, duration_s: float | None = None) -> str:
    recording = replace(RECORDING, duration_s=duration_s)
    return FORMAT.write(HearingSnapshot(HEARING, Timeline([recording]), notes), RenderOptions())


def starred(number: int, text: str, second_s: float) -> Note:
    return replace(note(number, text, second_s), starred=True)


def read(text: str) -> list[tuple[float, str]]:
    """The chapters that yt-dlp finds in a description."""
    reader = InfoExtractor(YoutubeDL({"quiet": True}))
    found = reader._extract_chapters_from_description(text, 10**6) or []
    return [(chapter["start_time"], chapter["title"]) for chapter in found]


A, B, C = note(1, "# A", 15.9), note(2, "# B\n@chair opens it", 60.0), note(3, "# C", 6957.0)


def test_sections_are_chapters_behind_the_hearings_title() -> None:
    text = written(A, note(4, "said", 70.0), starred(5, "starred", 80.0), B, C)
    assert text == "0:00 Council\n0:15 A\n1:00 B\n1:55:57 C\n"
    assert read(text) == [(0, "Council"), (15, "A"), (60, "B"), (6957, "C")]


def test_chapters_are_starred_notes_without_sections_and_all_notes_without_stars() -> None:
    said = [note(1, "one", 0.0), note(2, "two", 20.0), note(3, "three", 40.0)]
    assert written(*said) == "0:00 one\n0:20 two\n0:40 three\n"
    stars = [starred(4, "four", 50.0), starred(5, "five", 60.0)]
    assert written(*said, *stars) == "0:00 Council\n0:50 four\n1:00 five\n"


def test_a_chapter_in_the_first_ten_seconds_starts_at_zero() -> None:
    assert written(note(4, "# Opening", 9.9), A, B, C).startswith("0:00 Opening\n0:15 A\n")


def test_a_chapter_title_is_one_short_line_without_angle_brackets() -> None:
    text = written(note(4, "# a <b> -> c", 20.0), note(5, f"# {'long ' * 50}", 40.0))
    _, short, long = (title for _, title in read(text))
    assert short == "a ‹b› -› c"
    assert long.endswith(" long…")
    assert len(long) <= 100


@pytest.mark.parametrize(
    ("notes", "duration_s", "message"),
    [
        ([A, B], None, ""),
        ([A], None, "no fewer than 3 chapters, and the last of 2 chapters is 0:15 “A”; begin more"),
        ([A, note(4, "# D", 25.8), C], None, ""),
        ([A, note(4, "# D", 24.9), C], None, "from 0:15 “A” to 0:24 “D” it is 9; move a note"),
        ([A, note(4, "# D", 15.9), C], None, "from 0:15 “A” to 0:15 “D” it is 0; move a note"),
        ([A, B, C], 6967.0, ""),
        ([A, B, C], 6966.9, "from 1:55:57 “C” to 1:56:06 “the end” it is 9"),
        ([A, B, C], 5000.0, "1:55:57 “C” is not before 1:23:20 “the end”; move a note"),
        ([note(1, "corridor")], None, "No note has a place in the recording"),
        ([note(1, " ", 100.0)], None, "no fewer than 3 chapters"),
    ],
)
def test_chapters_that_break_a_rule_are_refused_with_the_place(
    notes: list[Note], duration_s: float | None, message: str
) -> None:
    if not message:
        assert len(read(written(*notes, duration_s=duration_s))) >= 3
        return
    with pytest.raises(HearingnotesError) as caught:
        written(*notes, duration_s=duration_s)
    assert message in str(caught.value)


@settings(deadline=None)
@given(hearings())
def test_written_chapters_follow_the_rules_of_youtube(snapshot: HearingSnapshot) -> None:
    try:
        text = FORMAT.write(snapshot, OPTIONS)
    except HearingnotesError:
        return
    lines = text.splitlines()
    assert lines[0].startswith("0:00 ")
    assert len(lines) >= 3
    assert not {*"<>"} & {*text}
    known = {
        one_line(text.replace("<", "‹").replace(">", "›"), len(text))
        for entry in document_of_snapshot(snapshot).entries
        for text in (entry.section, entry.line)
    }
    for line in lines[1:]:
        title = line.partition(" ")[2].removesuffix("…")
        assert any(title.split() == words.split() or title in words for words in known)
