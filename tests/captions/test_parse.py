"""What captions say, in each form that they come in: all of it, and nothing else."""

import json
from typing import Any
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hearingnotes import demo
from hearingnotes.captions.parse import FORMATS, MOST_LETTERS, read_captions
from hearingnotes.errors import HearingnotesError
from hearingnotes.files import decode_text
from hearingnotes.model.captions import spoken
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.words import Word
from tests.demo.captions import read_cues

ROLLING = """WEBVTT
Kind: captions

00:00:01.000 --> 00:00:03.000 align:start position:0%
\x20
good<00:00:01.400><c> morning</c><00:00:02.000><c> all</c>

00:00:03.000 --> 00:00:03.010 align:start position:0%
good morning all
\x20

00:00:03.010 --> 00:00:05.000 align:start position:0%
good morning all
we<00:00:03.500><c> have</c><00:00:04.000><c> a</c><00:00:04.200><c> quorum</c>

00:00:05.000 --> 00:00:05.010 align:start position:0%
we have a quorum
"""
EVENTS = [
    {"tStartMs": 0, "dDurationMs": 90000, "id": 1, "wpWinPosId": 1},
    {"tStartMs": 1000, "dDurationMs": 5000, "segs": [
        {"utf8": "good"}, {"utf8": " morning", "tOffsetMs": 400}, {"utf8": " all", "tOffsetMs": 1}
    ]},
    {"tStartMs": 3000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
    {"tStartMs": 3010, "segs": [{"utf8": "[bold]we\nhave\x1b[31m a quorum[/]"}]},
]  # fmt: skip


def timed_texts(text: str, caption_format: str) -> list[tuple[float, float, str]]:
    return [(c.begin_s, round(c.end_s, 2), c.text) for c in read_captions(text, caption_format)]


def words(text: str, caption_format: str) -> list[tuple[Word, ...]]:
    return [c.words for c in read_captions(text, caption_format)]


def test_rolled_up_vtt_captions_of_youtube_are_read_once_with_the_seconds_of_their_words() -> None:
    assert timed_texts(ROLLING, "vtt") == [
        (1.0, 3.01, "good morning all"),
        (3.01, 5.01, "we have a quorum"),
    ]
    assert words(ROLLING, "vtt") == [
        ((1.0, "good"), (1.4, " morning"), (2.0, " all")),
        ((3.01, "we"), (3.5, " have"), (4.0, " a"), (4.2, " quorum")),
    ]


def test_json3_captions_are_read_with_the_seconds_of_their_words() -> None:
    text = json.dumps({"events": EVENTS})
    assert timed_texts(text, "json3") == [
        (1.0, 3.01, "good morning all"),
        (3.01, 7.01, "[bold]we have[31m a quorum[/]"),
    ]
    assert words(text, "json3") == [((1.0, "good"), (1.4, " morning"), (1.4, " all")), ()]


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("1\n00:00:01,500 --> 00:00:04,000\nThe <i>chair</i>\nopens\n\n2\n00:00:05,000 --> "
         "00:00:06,000\n42\n", [(1.5, 4.0, "The chair opens"), (5.0, 6.0, "42")]),
        ("1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb",
         [(1.0, 2.0, "a"), (3.0, 4.0, "b")]),
        ("1\n00:00:05,000 --> 00:00:02,000\n{\\an8}a &amp; b\n", [(5.0, 5.0, "a & b")]),
    ],
)  # fmt: skip
def test_srt_captions_are_read_with_their_times(
    text: str, captions: list[tuple[float, float, str]]
) -> None:
    assert timed_texts(text, "srt") == captions


CUE = "WEBVTT\n\n00:01.000 --> 00:04.000\n"
NEXT = "00:05.000 --> 00:06.000\nnext"


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        # only what is a tag is one
        ("if x < 5 million and y > 3", "if x < 5 million and y > 3"),
        ("<b>We</b> <c.loud>will</c> <lang en>now</lang> <i>vote</i>", "We will now vote"),
        ('<font color="#fff">We</font> <BIG> <sic> <br/>vote', "We <BIG> <sic> vote"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"),
        ("R&notebook &amp; AT&T &#34;&lt;b&gt;&quot;", 'R&notebook & AT&T "<b>"'),
        # numbers are said, too
        ("The vote count is\n42", "The vote count is 42"),
        (f"Ayes:\n42\n\n7\n{NEXT}", "Ayes: 42"),
        (f"Ayes:\n42\n{NEXT}", "Ayes: 42"),
        # names of cues are not
        (f"We vote.\n\nname two\n{NEXT}", "We vote."),
        (f"We vote.\n \nname-two\n{NEXT}", "We vote."),
        (f" \nWe vote.\n{NEXT}", "We vote."),
        # what stands between cues is no text
        (f"We vote.\n\nNOTE of nobody\n\n{NEXT}", "We vote."),
        # no line ends within a line, as some programs think
        ("We\u2028\u2028vote \x0b\x0bnow", "We vote now"),
        # turns
        ("- Yes.\n- No.", ">> Yes. >> No."),
        ("-¿Sí?\n— “Да.”\n> no", ">> ¿Sí? >> “Да.” >> no"),
        ("- 5 degrees\n— and so\n-- So", "- 5 degrees — and so -- So"),
        ("<v Oda>Yes.</v>\n<v.loud Oda>So.</v>\n<v Pell>No.", ">> Yes. So. >> No."),
    ],
)
def test_vtt_cues_are_read_without_tags_and_entities(cue: str, said: str) -> None:
    assert timed_texts(CUE + cue, "vtt")[0] == (1.0, 4.0, said)


def test_srt_captions_keep_all_lines_between_two_times() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nWe\n\nvote.\n \n2\n00:00:03,000 --> 00:00:04,000\nb"
    assert timed_texts(text, "srt") == [(1.0, 2.0, "We vote."), (3.0, 4.0, "b")]


@pytest.mark.parametrize(
    ("segments", "said"),
    [
        (
            [("it costs", 0), (" $1", 500), (".5", 700), (" million", 900), (" co", 1200),
             ("-operate", 1500)],
            ((0.0, "it"), (0.0, " costs"), (0.5, " $1.5"), (0.9, " million"), (1.2, " co-operate")),
        ),
        (
            [("我们", 0), ("投", 500), ("票。", 900)],
            ((0.0, "我"), (0.0, "们"), (0.5, "投"), (0.9, "票。")),
        ),
        ([("สวัสดี", 0), ("ครับ", 500)], ((0.0, "สวัสดี"), (0.5, "ครับ"))),
        (
            [("a", 900), ("\n", 950), ("b ", 100), (" c", 990)],
            ((0.9, "a"), (0.9, " b"), (0.99, " c")),
        ),
    ],
)  # fmt: skip
def test_caption_words_are_parted_where_the_text_is(
    segments: list[tuple[str, int]], said: tuple[Word, ...]
) -> None:
    event = {"tStartMs": 0, "segs": [{"utf8": text, "tOffsetMs": at} for text, at in segments]}
    (caption,) = read_captions(json.dumps({"events": [event]}), "json3")
    assert caption.words == said
    assert caption.text == "".join(word for _, word in said)


@pytest.mark.parametrize("unit", ["word ", "x" * 300, "слово漢 ", "漢"])
def test_a_caption_without_end_becomes_several(unit: str) -> None:
    whole = (unit * (10_000 // len(unit))).strip()
    captions = read_captions(f"WEBVTT\n\n00:00.000 --> 10:00.000\n{whole}\n", "vtt")
    assert max(len(caption.text) for caption in captions) <= MOST_LETTERS
    assert "".join("".join(c.text for c in captions).split()) == "".join(whole.split())
    assert [c.end_s for c in captions][:-1] == [c.begin_s for c in captions][1:]
    assert captions[len(captions) - 1].end_s == 600.0


@pytest.mark.parametrize(
    "text",
    ["<v" + " " * 99_999, "<c" + "\t" * 99_999, "「" * 99_999, "{\\" * 50_000],
    ids=["voice", "tag", "opening", "brace"],
)
def test_hostile_captions_take_no_longer_than_others(text: str) -> None:
    captions = read_captions(f"WEBVTT\n\n00:00.000 --> 00:09.000\nso {text} it is\n", "vtt")
    whole = "".join(caption.text for caption in captions)
    assert whole.startswith("so")
    assert whole.endswith("it is")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_captions_are_decoded_from_every_unicode_encoding(encoding: str) -> None:
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    assert decode_text(f"{mark}WEBVTT é 投".encode(encoding)) == "WEBVTT é 投"


SAID = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="<>&{-–—"), min_size=1
)


@given(st.lists(SAID, min_size=1, max_size=8), st.sampled_from(FORMATS))
def test_captions_lose_no_letter_and_gain_none(said: list[str], caption_format: str) -> None:
    line = " ".join(said)
    times = "00:00:01.000 --> 00:00:02.000"
    text = {
        "vtt": f"WEBVTT\n\n{times}\n{line}\n",
        "srt": f"1\n{times}\n{line}\n",
        "json3": json.dumps({"events": [{"segs": [{"utf8": word} for word in line]}]}),
    }[caption_format]
    captions = read_captions(text, caption_format)
    assert "".join(word for _, word in spoken(captions)) == one_line(line, len(line))


@given(st.lists(st.tuples(SAID, st.booleans()), min_size=1, max_size=8))
def test_json3_pieces_lose_no_letter_and_gain_none(pieces: list[tuple[str, bool]]) -> None:
    texts = [(" " if is_apart else "") + text for text, is_apart in pieces]
    segments = [{"utf8": text, "tOffsetMs": at} for at, text in enumerate(texts)]
    captions = read_captions(json.dumps({"events": [{"segs": segments}]}), "json3")
    whole = "".join(texts)
    assert "".join(word for _, word in spoken(captions)) == one_line(whole, len(whole))


def test_the_demo_captions_are_read() -> None:
    cues = read_cues(demo.captions_path())
    assert timed_texts(demo.captions_path().read_text("utf-8"), "vtt") == [
        (cue.start_s, round(cue.end_s, 2), cue.text) for cue in cues
    ]


@pytest.mark.parametrize(
    ("text", "caption_format", "why"),
    [
        ("", "srt", "no captions"),
        ("WEBVTT\n\n", "vtt", "no captions"),
        ("00:01.000 --> 00:02.000\na", "vtt", "WEBVTT"),
        ("{", "json3", "json3"),
        ("[]", "json3", "json3"),
        ('{"events": 5}', "json3", "json3"),
        ('{"events": [5]}', "json3", "json3"),
        ('{"events": [{"segs": [5]}]}', "json3", "json3"),
        ('{"events": [{"segs": [{"utf8": "a"}], "tStartMs": "x"}]}', "json3", "json3"),
        ("[" * 100_000, "json3", "json3"),
        (
            f'{{"events": [{{"segs": [{{"utf8": "a"}}], "tStartMs": 1{"0" * 400}}}]}}',
            "json3",
            "json3",
        ),
        ('{"events": []}', "json3", "no captions"),
    ],
)
def test_texts_without_captions_are_refused_with_the_reason(
    text: str, caption_format: str, why: str
) -> None:
    with pytest.raises(HearingnotesError, match=why):
        read_captions(text, caption_format)


EVENT = st.dictionaries(
    st.sampled_from(["tStartMs", "dDurationMs", "segs", "aAppend"]),
    st.floats() | st.integers() | st.text(max_size=3) | st.none()
    | st.lists(st.dictionaries(st.sampled_from(["utf8", "tOffsetMs"]), st.floats() | st.text())),
)  # fmt: skip


# Letters without a name in this Python's Unicode, of one's own, and that join others: they stay.
HARMLESS = {"Cn", "Co", "Cf"}


@given(st.lists(EVENT, max_size=4))
@example([{"segs": [{"utf8": "\U00012544"}]}])
@example([{"segs": [{"utf8": "می\u200cخواهم \x1b[31m\u2028\x9b"}]}])
def test_any_json3_is_read_or_refused(events: list[dict[str, Any]]) -> None:
    try:
        captions = read_captions(json.dumps({"events": events}), "json3")
    except HearingnotesError:
        return
    for caption in captions:
        assert all(c.isprintable() or category(c) in HARMLESS for c in caption.text)
        assert 0 <= caption.begin_s <= caption.end_s < 3e6
