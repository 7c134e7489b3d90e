"""Captions: looked up by second, searched, and cleaned of lines that only roll up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.captions import Caption, Captions, unrolled

ROLL_CALL = Captions(
    [
        Caption(10, 13, "The clerk will\n call the  roll."),
        Caption(13, 14, "Marrick?"),
        Caption(20, 30, "Aye."),
        Caption(22, 24, "Vandry, on the levy"),
        Caption(24, 26, "resolution?"),
        Caption(26, 27, " "),
    ]
)
SECONDS = st.floats(0, 40000)
CAPTIONS = st.lists(
    st.builds(
        lambda begin_s, length_s, text: Caption(begin_s, begin_s + length_s, text),
        SECONDS,
        st.floats(0, 20),
        st.text(max_size=12),
    ),
    max_size=30,
).map(Captions)


def test_they_are_clean_lines_and_none_reaches_into_the_next() -> None:
    assert [(c.begin_s, c.end_s, c.text) for c in ROLL_CALL] == [
        (10, 13, "The clerk will call the roll."),
        (13, 14, "Marrick?"),
        (20, 22, "Aye."),
        (22, 24, "Vandry, on the levy"),
        (24, 26, "resolution?"),
    ]


@pytest.mark.parametrize(
    ("second_s", "index"), [(9.9, None), (10, 0), (12, 0), (13, 1), (19, 1), (25, 4), (900, 4)]
)
def test_the_one_that_began_last(second_s: float, index: int | None) -> None:
    assert ROLL_CALL.at(second_s) == index


@pytest.mark.parametrize(
    ("begin_s", "end_s", "texts"),
    [
        (0, 9, []),
        (12, 13, ["The clerk will call the roll.", "Marrick?"]),
        (14.5, 19, []),
        (13.5, 20, ["Marrick?", "Aye."]),
        (30, 40, []),
    ],
)
def test_what_is_said_from_one_second_to_another(
    begin_s: float, end_s: float, texts: list[str]
) -> None:
    assert [caption.text for caption in ROLL_CALL.between(begin_s, end_s)] == texts


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("AYE", [2]),
        ("roll clerk", [0]),
        ("levy resolution", [3]),  # it goes on in the next
        ("roll marrick", [0]),
        ("levy", [3]),
        ("clerk resolution", []),
        ("", [0, 1, 2, 3, 4]),
    ],
)
def test_finding_words(words: str, found: list[int]) -> None:
    assert ROLL_CALL.find(words) == found


def test_words_without_seconds_last_as_long_as_their_letters() -> None:
    caption = Caption(10, 20, "aaaa bbbb c")
    assert [word for _, word in caption.timed_words] == ["aaaa", "bbbb", "c"]
    assert [round(s, 1) for s, _ in caption.timed_words] == [10, 14.2, 18.3]


@given(CAPTIONS, SECONDS, SECONDS)
def test_looking_up_agrees_with_looking_through(
    captions: Captions, one_s: float, other_s: float
) -> None:
    begin_s, end_s = sorted((one_s, other_s))
    begun = [i for i, caption in enumerate(captions) if caption.begin_s <= one_s]
    assert captions.at(one_s) == (begun[-1] if begun else None)
    assert set(captions.between(begin_s, end_s)) >= {
        c for c in captions if begin_s <= c.begin_s <= end_s
    }
    assert all(c.text.strip() == c.text for c in captions)


@given(CAPTIONS)
def test_each_word_begins_within_its_caption_and_in_order(captions: Captions) -> None:
    for caption in captions:
        seconds = [second_s for second_s, _ in caption.timed_words]
        assert seconds == sorted(seconds)
        assert all(caption.begin_s <= s <= caption.end_s for s in seconds)
        assert " ".join(word for _, word in caption.timed_words) == caption.text


def cue(begin_s: float, *lines: str) -> list[Caption]:
    return [Caption(begin_s, begin_s + 2, line) for line in lines]


@pytest.mark.parametrize(
    ("cues", "texts"),
    [
        (  # as YouTube has them: each line comes again above the next
            [cue(0, "a"), cue(2, "a"), cue(2, "a", "b"), cue(4, "b"), cue(4, "b", "c")],
            ["a", "b", "c"],
        ),
        (  # said again while they roll
            [cue(0, "aye"), cue(2, "aye", "aye"), cue(4, "aye", "nay")],
            ["aye", "aye", "nay"],
        ),
        ([cue(0, "Aye."), cue(2, "Aye."), cue(4, "Nay.")], ["Aye.", "Aye.", "Nay."]),
        ([cue(0, "two", "lines"), cue(2, "of one")], ["two lines", "of one"]),
        ([cue(0, "a"), cue(2, "a", "b"), cue(90, "b", "c")], ["a", "b", "b c"]),  # a long pause
        ([[], cue(1, "a")], ["a"]),
    ],
)
def test_lines_that_roll_up_are_said_once(cues: list[list[Caption]], texts: list[str]) -> None:
    assert [caption.text for caption in unrolled(cues)] == texts
