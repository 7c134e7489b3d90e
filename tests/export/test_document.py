"""What a template gets to see."""

from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.export.document import HearingDocument, RenderOptions
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.roster import Roster, Speaker
from tests.export.conftest import HEARING, RECORDING, document_of, note

ANYTHING = st.text(st.characters(), max_size=40)


def test_a_document_has_every_place_and_link_computed(story: HearingDocument) -> None:
    placed, by_clock = story.entries
    assert (placed.stamp, placed.link) == ("1:55:35", "https://youtu.be/4LBmWqYuuDY&t=6935")
    assert (by_clock.stamp, by_clock.link) == ("", "")
    assert placed.time_of_day == by_clock.time_of_day == "2026-01-16 10:00:00 -0500"


def test_notes_of_a_document_stand_in_the_order_of_the_recording() -> None:
    notes = [note(1, "late", 90.0), note(2, "early", 30.0), note(3, "after early")]
    story = document_of(notes)
    assert [entry.text for entry in story.entries] == ["early", "after early", "late"]


def test_unsent_notes_are_only_counted_in_a_document() -> None:
    notes = [note(1, "sent", 1.0), replace(note(2, "half", 2.0), unsent=True)]
    story = document_of(notes)
    assert ([entry.text for entry in story.entries], story.unsent) == (["sent"], 1)


def test_a_note_of_a_recording_that_is_gone_has_no_link() -> None:
    (entry,) = document_of([note(1, "x", 5.0)], recordings=()).entries
    assert (entry.stamp, entry.link) == ("", "")


def test_links_of_a_document_follow_the_render_options() -> None:
    file = replace(RECORDING, platform="local_file", key="/home/ana/media/hearing.mp4")
    options = RenderOptions(LinkStyle.WATCH, PurePosixPath("/home/ana/stories"))
    (entry,) = document_of([note(1, "x", 5.0)], options, recordings=[file]).entries
    assert entry.link == "../media/hearing.mp4#t=5"
    (entry,) = document_of([note(1, "x", 5.0)], options).entries
    assert entry.link == "https://www.youtube.com/watch?v=4LBmWqYuuDY&t=5s"


@pytest.mark.parametrize(
    ("texts", "sections"),
    [
        ([], []),
        (["a", "b"], [("", ["a", "b"])]),
        (["# One", "a"], [("One", ["a"])]),
        (["a", "# One", "# Two", "b"], [("", ["a"]), ("One", []), ("Two", ["b"])]),
    ],
)
def test_sections_of_a_document_begin_at_their_heads(
    texts: list[str], sections: list[tuple[str, list[str]]]
) -> None:
    story = document_of([note(at, text, float(at)) for at, text in enumerate(texts)])
    assert [
        (section.title, [entry.text for entry in section.entries]) for section in story.sections
    ] == sections


@given(ANYTHING, ANYTHING, ANYTHING)
def test_texts_of_a_document_have_no_control_characters(title: str, text: str, key: str) -> None:
    zone = timezone(timedelta())
    recording = replace(RECORDING, platform="web_page", key=key, url=key, title=title)
    roster = Roster((Speaker("chair", title, key),))
    story = document_of(
        [note(1, f"@chair {text}", 5.0)],
        RenderOptions(zone=zone),
        hearing=replace(HEARING, title=title, body=title, roster=roster),
        recordings=[recording],
    )
    (entry,) = story.entries
    (shown,) = story.recordings
    lines = [story.title, story.body, entry.link, shown.url, shown.title, entry.speaker, entry.role]
    for line in (*lines, *entry.text.split("\n"), *entry.line.split("\n")):
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in line)
        line.encode()
    assert " " not in entry.link
    assert "\n" not in story.title + story.body


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=400))
def test_a_document_keeps_every_word_of_a_long_title(title: str) -> None:
    story = document_of([], hearing=replace(HEARING, title=title))
    assert story.title.split() == title.split()
