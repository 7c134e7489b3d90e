"""Files of other programs: what is read of them, and what is told of those that can't be."""

import json
from datetime import UTC, datetime

import pytest

from hearingnotes.errors import HearingnotesError
from hearingnotes.importers.registry import all_importers
from hearingnotes.model.links import Link
from tests.importers.conftest import VIDEO, read, seconds_and_texts

LINK = f"https://youtu.be/{VIDEO}"
THEN = datetime(2026, 1, 16, 15, tzinfo=UTC)


# --- captions ---


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("1\n00:00:01,500 --> 00:00:04,000\nThe chair\nopens\n", [(1.5, "The chair\nopens")]),
        ("\ufeff1\n00:00:01,5 --> 00:00:04\nx"[1:], [(1.5, "x")]),
        (
            "1\n1:00:01,000 --> 1:00:02,000 X1:40\n<i>so</i> {\\an8}it <is\n",
            [(3601.0, "so it <is")],
        ),
        (  # no blank line between, one within
            "1\n00:00:01,000 --> 00:00:02,000\na\n\nb\n2\n00:00:03,000 --> 00:00:04,000\n42\n",
            [(1.0, "a\n\nb"), (3.0, "42")],
        ),
        (  # rolling: they overlap and say it twice
            "1\n00:00:01,000 --> 00:00:05,000\na\n\n2\n00:00:02,000 --> 00:00:05,000\na\n",
            [(1.0, "a"), (2.0, "a")],
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\n \n\n2\n00:00:03,000 --> 00:00:04,000\nx",
            [(3.0, "x")],
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\na --> b\n", [(1.0, "a --> b")]),
    ],
)
def test_srt_subtitles_are_read_as_notes(text: str, notes: list[tuple[float, str]]) -> None:
    assert seconds_and_texts(read("srt", text)) == notes


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("00:01.500 --> 00:04.000\nThe chair\n", [(1.5, "The chair")]),
        (
            "one\n00:01.500 --> 00:04.000 align:start\n<c.red>A</c> &amp; <00:02.000>B\n",
            [(1.5, "A & B")],
        ),
        (
            "00:01.000 --> 00:02.000\n<v Shahana Hanif>thank you</v>\n",
            [(1.0, "@shahana-hanif: thank you")],
        ),
        ("00:01.000 --> 00:02.000\n<v.loud Hanif>Hanif: so\n", [(1.0, "@hanif: so")]),
        (
            "00:01.000 --> 00:02.000\n<v Ana>yes</v>\n<v Ben>no</v>\n",
            [(1.0, "@ana: yes\n@ben: no")],
        ),
        (
            "00:01.000 --> 00:02.000\na\n5\n\n2\n00:03.000 --> 00:04.000\nb",
            [(1.0, "a\n5"), (3.0, "b")],
        ),
        (
            "NOTE 00:01 was\nbad\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\nx\n\nNOTE end",
            [(1.0, "x")],
        ),
    ],
)
def test_vtt_subtitles_are_read_as_notes(text: str, notes: list[tuple[float, str]]) -> None:
    assert seconds_and_texts(read("vtt", f"WEBVTT\n\n{text}")) == notes


def test_a_voice_that_stands_in_the_words_too_is_read_once() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dane, Olga>Dane, Olga: yes</v>\n\n"
        "00:02.000 --> 00:03.000\n<v Dane, Olga>Dane, Olga answers</v>\n"
    )
    assert seconds_and_texts(read("vtt", text)) == [
        (1.0, "@dane-olga: yes"),
        (2.0, "@dane-olga answers"),
    ]


def test_voices_of_subtitles_bring_their_names() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Shahana Hanif>a\n\n00:02.000 --> 00:03.000\n<v ben>b"
    )
    assert dict(read("vtt", text).roster.names) == {"shahana-hanif": "Shahana Hanif"}


# --- tables ---


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("second_s,text\n12.5,levy\n", [(12.5, "levy")]),
        ("Time,Comment\n1:02:03,levy\n", [(3723.0, "levy")]),
        ("Note;Start\nlevy;12,5\n", [(12.5, "levy")]),
        ("sep=;\nnote;start\nlevy;0:12\n", [(12.0, "levy")]),
        ("timecode\tdescription\n00:00:12:09\tlevy\n", [(12.0, "levy")]),
        ('stamp,text\n~2:03:10,"a ""b"",\nc"\n', [(7390.0, 'a "b",\nc')]),
        (
            "time,text\n5,'=1+1\n6,''tis\n7,'@chair\n",
            [(5.0, "=1+1"), (6.0, "''tis"), (7.0, "@chair")],
        ),
        ("start,speaker,text\n1,Ana Li,hello\n2,,x\n", [(1.0, "@ana-li: hello"), (2.0, "x")]),
        ("second_s,speaker,kind,text\n1,Ana,note,@ana hello\n", [(1.0, "@ana hello")]),
        ("stamp,second_s,text\n0:12,12.75,levy\n\n,,\n", [(12.75, "levy")]),
        (f"time,text,link\n,levy,{LINK}&t=90\n", [(90.0, "levy")]),
    ],
)
def test_tables_are_read_as_notes(text: str, notes: list[tuple[float, str]]) -> None:
    assert seconds_and_texts(read("csv", text)) == notes


def test_a_table_may_have_the_time_of_day_links_and_marks() -> None:
    text = f"time,text,link,starred,verified,id\n2026-01-16T15:00:00Z,levy,{LINK},true,x,N7\n"
    (note,) = read("csv", text).notes
    assert (note.utc, note.second_s, note.known_as) == (THEN, None, "N7")
    assert (note.starred, note.verified) == (True, True)
    assert note.link is not None
    assert note.link.key == VIDEO


# --- transcripts ---


def stamp(second: object, shown: str = "0:12") -> str:
    return (
        f'<span class="timestamp" contenteditable="false" data-timestamp="{second}">{shown}</span>'
    )


@pytest.mark.parametrize(
    ("html", "notes"),
    [
        (f"<p>{stamp('0.3456789012345')}&nbsp;A <b>B</b> &amp;</p>", [(0.3456789012345, "A B &")]),
        (f"<p>{stamp(1)}a</p><p>b<br>c</p>{stamp(2)} d", [(1.0, "a\nb\nc"), (2.0, "d")]),
        (f"before {stamp(30)} after", [(0.0, "before"), (30.0, "after")]),
        (f"{stamp(1)}{stamp(2)}a 1 < 2", [(2.0, "a 1 < 2")]),
        (f"{stamp('x', '<span>1:02</span>')}a", [(0.0, "1:02a")]),
        (f"{stamp('1:02')}a", [(62.0, "a")]),
    ],
)  # fmt: skip
def test_transcripts_are_read_as_notes(html: str, notes: list[tuple[float, str]]) -> None:
    assert seconds_and_texts(read("otr", json.dumps({"text": html}))) == notes


def test_a_transcript_names_its_recording_and_its_margin() -> None:
    source = f"https://www.youtube.com/watch?v={VIDEO}"
    transcript = {
        "text": f"before {stamp(30)} after",
        "media": "Budget hearing.mp4",
        "media-source": source,
        "media-time": 3.5,
    }
    incoming = read("otr", json.dumps(transcript))
    assert incoming.title == "Budget hearing"
    assert incoming.recording == Link("youtube", VIDEO, source)
    assert [note.margin_s for note in incoming.notes] == [30.0, 1.0]


# --- chapters and comments ---


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("0:00 Opening", [(0.0, "Opening")]),
        ("1:02:03 - The levy", [(3723.0, "The levy")]),
        ("(12:34) The levy", [(754.0, "The levy")]),
        ("[12:34] | The levy", [(754.0, "The levy")]),
        ("• 12:34 The levy", [(754.0, "The levy")]),
        ("The levy 12:34", [(754.0, "The levy")]),
        ("The levy – (12:34)", [(754.0, "The levy")]),
        ("0:00 – 1:30 Opening", [(0.0, "Opening")]),
        ("0:10 roll call, 3:45 levy", [(10.0, "roll call"), (225.0, "levy")]),
        ("roll call 0:10, levy 3:45", [(10.0, "roll call"), (225.0, "levy")]),
        ("1:00, 2:00 are great", [(60.0, "1:00, 2:00 are great"), (120.0, "1:00, 2:00 are great")]),
        ("It is adjourned at 10:30 by the chair", []),
        ("0:75 is no time", []),
        ("Highlights", []),
        ("12:34", []),
    ],
)
def test_chapters_and_comments_are_read_as_notes(line: str, notes: list[tuple[float, str]]) -> None:
    assert seconds_and_texts(read("chapters", f"{line}\n9:59:59 end\n"))[:-1] == notes


def test_a_line_that_is_a_link_names_the_recording() -> None:
    recording = read("chapters", f"See\n{LINK}\n0:00 Opening").recording
    assert recording is not None
    assert recording.key == VIDEO


# --- our log ---


def test_a_log_of_ours_comes_in_as_notes() -> None:
    text = (
        "# Council \\& *more*\n\n"
        f"- [0:10]({LINK}&t=8) the \\*levy\\* #money\n\n"
        f"- [1:00:00]({LINK}&t=3600) (±60s) later\n\n"
        f"## [0:20]({LINK}&t=20) Budget\n\n"
        "- 2026-01-16 10:00:00 -0500 corridor\n\n"
        "## Not taken up\n\n- Trees\n"
    )
    incoming = read("markdown", text)
    assert incoming.title == "Council & more"
    assert seconds_and_texts(incoming) == [
        (10.0, "the *levy* #money"),
        (3600.0, "later"),
        (20.0, "# Budget"),
        (None, "corridor"),
    ]
    assert [note.margin_s for note in incoming.notes[:2]] == [1.0, 60.0]
    assert incoming.notes[3].utc == THEN
    assert {note.link.key for note in incoming.notes if note.link} == {VIDEO}


# --- what can't be read ---


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("srt", "", "no captions in it"),
        ("srt", "1\n\n0.01 --> 0.02\nx", "line 3: this is no time of a caption"),
        ("vtt", "1\n00:00:01.000 --> 00:00:02.000\nx", "line 1: this does not begin with WEBVTT"),
        ("vtt", "WEBVTT\n\n1 --> 2\nx", "line 3: this is no time of a caption"),
        ("csv", "", "line 1: the first line should name a column"),
        (
            "csv",
            "time,words\n1,x\n",
            r"line 1: the first line should name a column .* for the text",
        ),
        ("csv", "sep=,\nwhen,text\n", "line 2: the first line should name"),
        ("csv", 'time,text\n1,"a\nb"\nnoon,x\n', "line 4: “noon” is no time"),
        ("csv", "time,text\n1,x\n,y\n", "line 3: the time is missing"),
        ("csv", 'time,text\n1,x\n2,"y\n', "line 3: this row can't be read"),
        ("otr", "{", "line 1: this is no transcript"),
        ("otr", "[1]", "there is no text in it"),
        ("chapters", "a\nb", "no line in it begins or ends with a time"),
        ("markdown", "<!-- x -->\n\n# Title\n", "there is nothing to read in it"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(name: str, text: str, sentence: str) -> None:
    with pytest.raises(HearingnotesError, match=f"^file.{name}(, line \\d+)?: ") as refused:
        read(name, text)
    assert refused.match(sentence)


# Each of these once took, or easily takes, a time that grows with the square of its length.
LONG = 50_000
ENDLESS = {
    "markdown": [
        "<!--",
        "[a",
        "[a](b",
        "(source:",
        "*a ",
        "[1:02](https://youtu.be/x",
        "\n> ",
        "&a",
    ],
    "chapters": ["1:00 ", "1:", "("],
    "otr": ["<", "<!--", "<a b='", "&#"],
    "vtt": ["<v ", "<v\t", "&"],
    "srt": ["<b ", "{\\", "-->"],
    "csv": [",", "'", '"'],
}


@pytest.mark.parametrize("name", all_importers())
def test_a_hostile_file_is_read_or_refused_like_any_other(name: str) -> None:
    begins = {"vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "csv": "time,text\n1,"}.get(name, "")
    for piece in ENDLESS.get(name, []):
        text = begins + piece * LONG
        try:
            read(name, json.dumps({"text": text}) if name == "otr" else text)
        except HearingnotesError as error:
            assert str(error).startswith(f"file.{name}")
