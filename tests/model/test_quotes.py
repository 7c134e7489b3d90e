"""What was said last: from sentence to sentence where there are any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.captions import Caption, Captions, spoken
from hearingnotes.model.quotes import BEFORE_S, WINDOW_S, quote
from hearingnotes.model.words import timed


def said(text: str, begin_s: float = 100.0) -> Captions:
    """A word a second, four words a caption."""
    seconds = [(begin_s + at, word) for at, word in enumerate(text.split())]
    rows = [
        timed((s, f"{w} ") for s, w in seconds[at : at + 4]) for at in range(0, len(seconds), 4)
    ]
    return Captions(
        Caption(row[0][0], row[-1][0] + 1, "".join(w for _, w in row), row) for row in rows
    )


LONG = "and so on " * 4


@pytest.mark.parametrize(
    ("text", "until_s", "quoted"),
    [
        ("We vote. All in favor? Aye. Next", 106.5, "We vote. All in favor? Aye."),
        # a little before the 15 seconds, and not further
        ("Before. One " + "x " * 13 + "end.", 116.5, "One " + "x " * 13 + "end."),
        ("Before. " + "x " * 20 + "end.", 121.0, "x " * 15 + "end."),
        # what has only just begun is left out, what has gone on for long is not
        ("It is so. And", 104.0, "It is so."),
        ("It is so. And we go on and on", 109.0, "It is so. And we go on and on"),
        # the words of that very second
        ("It is so", 101.2, "It is"),
        # machines often hear no full stops
        ((LONG * 3).strip(), 120.0, " ".join((LONG * 3).split()[5:21])),
        # a sentence that begins too late is not all there is
        (LONG * 2 + "Aye. No", 125.0, " ".join((LONG * 2).split()[10:]) + " Aye."),
        ("We thank Mr. Quill and Ms. Pell. Next", 107.0, "We thank Mr. Quill and Ms. Pell."),
        ("About 3 p.m. today J. Doe spoke. So", 107.0, "About 3 p.m. today J. Doe spoke."),
        ("We call No. 5 now. No. So", 108.0, "We call No. 5 now. No."),
        ("He said “no.” Then", 103.5, "He said “no.”"),
        # whose turn it is stands in no quote, but a sentence begins with it
        (LONG + ">> Thank you. >>Next one.", 125.0, "Thank you.\nNext one."),
        (">> Yes. >>> No.", 104.0, "Yes.\nNo."),
        ("So >>I object. >>", 104.0, "So\nI object."),
        # signs of what is said stay
        ("We - that is, I — vote -- no > 5.", 112.0, "We - that is, I — vote -- no > 5."),
        (
            "In the U.S. Senate Lt. Oda of “Inc. Magazine” spoke. A",
            110.0,
            "In the U.S. Senate Lt. Oda of “Inc. Magazine” spoke.",
        ),
        ("We thank Lt. Oda", 103.5, "We thank Lt. Oda"),
        ("He left Acme Inc. Chicago", 104.5, "He left Acme Inc. Chicago"),
        ("It is U.S. Senate law", 104.5, "It is U.S. Senate law"),
        ("It is (Dr. Oda", 103.5, "It is (Dr. Oda"),
        ("هل نصوت الآن؟ نعم نحن", 104.2, "هل نصوت الآن؟"),
        ("क्या हम मतदान करें। हाँ", 104.5, "क्या हम मतदान करें।"),
        ("We vote! 投票。", 103.0, "We vote! 投票。"),
        ("♪ ♪ Good morning.", 104.0, "Good morning."),
    ],
)
def test_a_quote_has_the_last_sentences_that_were_spoken(
    text: str, until_s: float, quoted: str
) -> None:
    found = quote(said(text), until_s)
    assert found is not None
    assert found.lines == tuple(quoted.strip().split("\n"))


def test_a_quote_begins_at_its_first_word() -> None:
    found = quote(said("Before. One " + "x " * 12 + "end."), 116.5)
    assert found is not None
    assert found.begin_s == 101.0


@pytest.mark.parametrize("until_s", [50.0, 99.9, 130.0, 9000.0])
def test_captions_without_recent_words_give_no_quote(until_s: float) -> None:
    assert quote(said("Only this."), until_s) is None
    assert quote(Captions(), until_s) is None


@pytest.mark.parametrize(
    ("until_s", "lines"),
    [
        (19.0, ("好。我们现在开始投票。请各位按下按钮。",)),
        (23.0, ("我们现在开始投票。请各位按下按钮。下一个议题是预算",)),
    ],
)
def test_a_quote_has_no_blanks_where_captions_have_none(until_s: float, lines: tuple[str]) -> None:
    captions = Captions(
        [
            Caption(6, 12, "好。我们现在开始"),
            Caption(12, 18, "投票。请各位按下按钮。下一个"),
            Caption(18, 24, "议题是预算"),
        ]
    )
    found = quote(captions, until_s)
    assert found is not None
    assert found.lines == lines


def test_overlapping_captions_are_quoted_each_at_its_own_time() -> None:
    captions = Captions([Caption(0, 12, "one two three four five six"), Caption(2, 4, "Order!")])
    found = quote(captions, 5.0)
    assert found is not None
    assert found.lines == ("one two three Order!",)


WORDS = st.sampled_from(
    ["and", "so", "Aye.", "No?", "Mr.", "levy,", "“yes.”", "end", "—", "<", "投票。", "我们", "$1"]
)
SPOKEN = st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=20)


@given(SPOKEN, st.floats(0, 120), st.booleans())
def test_a_quote_is_what_was_spoken_just_before_letter_by_letter(
    rows: list[list[str]], until_s: float, has_seconds: bool
) -> None:
    captions = Captions(
        Caption(
            at * 4.0,
            at * 4.0 + 3.5,
            " ".join(row),
            timed((at * 4.0 + n / 3, f"{word} ") for n, word in enumerate(row))
            if has_seconds
            else (),
        )
        for at, row in enumerate(rows)
    )
    words = [*spoken(captions)]
    inside = [word for s, word in words if until_s - WINDOW_S <= s <= until_s]
    found = quote(captions, until_s)
    assert (found is None) == (not inside)
    if found is not None:
        begins = [s for s, _ in words].index(found.begin_s)
        (line,) = found.lines
        behind = "".join(word for _, word in words[begins:]).lstrip()
        assert behind.startswith(line)
        ends = next(
            at
            for at in range(begins, len(words) + 1)
            if "".join(word for _, word in words[begins:at]).strip() == line
        )
        run = words[begins:ends]
        assert until_s - WINDOW_S - BEFORE_S <= run[0][0] <= run[-1][0] <= until_s


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=8))
def test_a_quote_has_a_line_for_each_speaker(turns: list[list[str]]) -> None:
    spoken_by_turns = [" ".join(words) for words in turns]
    captions = Captions([Caption(0, 14, ">> " + " >> ".join(spoken_by_turns))])
    found = quote(captions, 14.5, seconds=20)
    assert found is not None
    said_lines = "\n".join(spoken_by_turns)
    assert said_lines.startswith("\n".join(found.lines))
