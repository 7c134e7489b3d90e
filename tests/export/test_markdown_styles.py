"""The styles of markdown, each with notes of every kind."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from markdown_it import MarkdownIt

from hearingnotes.export.document import RenderOptions, render_hearing
from hearingnotes.export.registry import get_format
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Recording
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, NOW, RECORDING, document_of, note

ROSTER = Roster((Speaker("chair", "Rosa Ashgrove", "Chair"),))
OPTIONS = RenderOptions(zone=timezone(timedelta(hours=-5)))
LINK = "https://youtu.be/4LBmWqYuuDY&t="
TEXTS = {
    5: "before the first item",
    10: "# Item 1: Resolution 41",
    20: "@chair asks | why #budget",
    30: "@chair > We will vote.",
    40: "# Item 2: Hours\nread aloud",
    50: "",
}
LIVE = replace(RECORDING, starts_utc=NOW)
PROCEEDINGS = HearingSnapshot(
    replace(HEARING, roster=ROSTER, agenda=("Item 1: Resolution 41", "Adjournment")),
    Timeline([LIVE]),
    tuple(note(at, text, float(at)) for at, text in TEXTS.items()),
)


def written(style: str) -> str:
    return get_format(style).write(PROCEEDINGS, OPTIONS)


def test_an_article_has_headings_paragraphs_and_quotes() -> None:
    assert written("article") == (
        "# Council\n\n"
        f"before the first item (Source: {LINK}5)\n\n"
        "## Item 1: Resolution 41\n\n"
        f"Rosa Ashgrove asks | why (Source: {LINK}20)\n\n"
        f"> We will vote. — Rosa Ashgrove, Chair (Source: {LINK}30)\n\n"
        "## Item 2: Hours\n\n"
        f"read aloud (Source: {LINK}40)\n\n"
        f"(Source: {LINK}50)\n"
    )


def test_a_log_has_a_line_a_note_and_what_is_left_of_the_agenda() -> None:
    lines = [line for line in written("log").splitlines() if line]
    assert lines == [
        "# Council",
        f"- [0:05]({LINK}5) before the first item",
        f"## [0:10]({LINK}10) Item 1: Resolution 41",
        f"- [0:20]({LINK}20) Rosa Ashgrove asks | why #budget",
        f"- [0:30]({LINK}30) Rosa Ashgrove: “We will vote.”",
        f"## [0:40]({LINK}40) Item 2: Hours – read aloud",
        *(line for line in lines if line.startswith(f"- [0:50]({LINK}50)")),
        "## Not taken up",
        "- Adjournment",
    ]


def test_minutes_are_a_table_for_each_item() -> None:
    html = MarkdownIt().enable("table").render(written("minutes"))
    assert html.count("<table>") == 3
    assert "<p>Times are those of 2026-01-16, UTC-05:00.</p>" in html
    assert "<td>10:00:20</td>" in html
    assert "<td>Rosa Ashgrove, Chair</td>\n<td>asks | why</td>" in html
    assert "<td>“We will vote.”</td>" in html
    assert html.endswith("<h2>Not taken up</h2>\n<ul>\n<li>Adjournment</li>\n</ul>\n")


def test_a_live_blog_has_the_newest_on_top_under_its_item() -> None:
    assert [line for line in written("liveblog").splitlines() if line] == [
        "# Council",
        "## Item 2: Hours",
        "**10:00** read aloud",
        "## Item 1: Resolution 41",
        f"**10:00** Rosa Ashgrove: “We will vote.” ([0:30]({LINK}30))",
        f"**10:00** Rosa Ashgrove asks | why ([0:20]({LINK}20))",
        f"**10:00** before the first item ([0:05]({LINK}5))",
    ]


def test_an_old_recording_is_exported_without_the_time_of_day() -> None:
    of_file = replace(PROCEEDINGS, timeline=Timeline([RECORDING]))
    minutes = get_format("minutes").write(of_file, OPTIONS)
    assert "Times are" not in minutes
    assert f"|  | [0:20]({LINK}20) | Rosa Ashgrove, Chair | asks" in minutes
    assert f"**0:20** Rosa Ashgrove asks | why ([0:20]({LINK}20))" in get_format("liveblog").write(
        of_file, OPTIONS
    )


@pytest.mark.parametrize(
    ("moment", "recording", "heard_at"),
    [
        (Moment(NOW), RECORDING, "10:00:00"),
        (Moment(NOW, "R1"), RECORDING, ""),
        (Moment(NOW, "R1", 90.0), RECORDING, ""),
        (Moment(NOW, "R1", 90.0), LIVE, "10:01:30"),
        (Moment(NOW, "R1", 90.0, live=LiveEvidence(60.0, NOW)), RECORDING, "10:00:00"),
        (
            Moment(NOW, "R1", 90.0, live=LiveEvidence(60.0, NOW, programme_utc=NOW)),
            RECORDING,
            "10:00:30",
        ),
    ],
)
def test_a_note_of_a_live_recording_has_the_time_of_day(
    moment: Moment, recording: Recording, heard_at: str
) -> None:
    story = document_of([Note("N1", "H1", moment, "x")], OPTIONS, recordings=[recording])
    assert story.entries[0].heard_at[11:19] == heard_at


def test_a_beginning_that_was_cut_off_does_not_move_the_time_of_day() -> None:
    live = LiveEvidence(60.0, NOW, programme_utc=NOW)
    heard = Note("N1", "H1", Moment(NOW, "R1", 90.0, 0.0, live=live), "x")
    anchor = Anchor("A1", "H1", heard.moment, "R1", 30.0)
    snapshot = HearingSnapshot(HEARING, Timeline([LIVE], [anchor]), (heard,))
    (entry,) = render_hearing(snapshot, OPTIONS).entries
    assert (entry.stamp, entry.heard_at[11:19]) == ("0:30", "10:00:30")


def test_a_hearing_beyond_midnight_names_both_days() -> None:
    late = [Note(f"N{h}", "H1", Moment(NOW + timedelta(hours=h)), "x") for h in (13, 15)]
    assert document_of(late, OPTIONS).heard_on == "2026-01-16 to 2026-01-17, UTC-05:00"
