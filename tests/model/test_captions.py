"""Captions: looked up by second, and searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.captions import Caption, Captions, spoken

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


def test_captions_are_clean_lines_in_order() -> None:
    assert [(c.begin_s, c.end_s, c.text) for c in ROLL_CALL] == [
        (10, 13, "The clerk will call the roll."),
        (13, 14, "Marrick?"),
        (20, 30, "Aye."),  # as long as it is, though another is said within
        (22, 24, "Vandry, on the levy"),
        (24, 26, "resolution?"),
    ]


@pytest.mark.parametrize(
    ("second_s", "index"), [(9.9, None), (10, 0), (12, 0), (13, 1), (19, 1), (25, 4), (900, 4)]
)
def test_the_caption_that_began_last_is_found(second_s: float, index: int | None) -> None:
    assert ROLL_CALL.at(second_s) == index


@pytest.mark.parametrize(
    ("begin_s", "end_s", "texts"),
    [
        (0, 9, []),
        (12, 13, ["The clerk will call the roll.", "Marrick?"]),
        (14.5, 19, []),
        (27, 29, ["Aye."]),
        (13.5, 20, ["Marrick?", "Aye."]),
        (30, 40, []),
    ],
)
def test_captions_between_two_seconds_are_found(
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
def test_words_are_found_in_captions(words: str, found: list[int]) -> None:
    assert ROLL_CALL.find(words) == found


@given(st.lists(st.sampled_from(["a", "b a", "ab", "bb"]), min_size=1), st.text("ab ", max_size=8))
def test_caption_words_found_while_typing_are_those_found_at_once(
    texts: list[str], typed: str
) -> None:
    captions = Captions(Caption(at, at + 1, text) for at, text in enumerate(texts))
    said = [caption.text for caption in captions]
    pairs = [*zip(said, [*said[1:], ""], strict=True)]
    for end in [*range(len(typed) + 1), *range(len(typed), -1, -1)]:
        wanted = typed[:end].split()
        whole = [all(word in text for word in wanted) for text in [*said, ""]]
        goes_on = [
            any(word in text for word in wanted)
            and all(word in text or word in after for word in wanted)
            for text, after in pairs
        ]
        found = [at for at in range(len(said)) if whole[at] or (goes_on[at] and not whole[at + 1])]
        assert captions.find(typed[:end]) == found


@pytest.mark.parametrize(
    ("captions", "ends"),
    [
        ([(0, 5), (2, 7), (4, 9)], [2, 4, 9]),  # lines that stay on the screen for a while
        ([(0, 12), (2, 4)], [12, 4]),
        ([(0, 12), (2, 12)], [2, 12]),
        ([(0, 99), (2, 4)], [2, 4]),  # nobody says one for so long
        ([(0, 9), (0, 9), (3, 12)], [3, 3, 12]),
        ([(0, 9), (9, 12)], [9, 12]),
    ],
)
def test_captions_last_until_the_next_or_their_end(
    captions: list[tuple[float, float]], ends: list[float]
) -> None:
    lasting = Captions(Caption(begin_s, end_s, "a") for begin_s, end_s in captions)
    assert [caption.end_s for caption in lasting] == ends


def test_caption_words_without_seconds_last_as_long_as_their_letters() -> None:
    caption = Caption(10, 20, "aaaa bbbb c")
    assert [word for _, word in caption.timed_words] == ["aaaa", " bbbb", " c"]
    assert [round(s, 1) for s, _ in caption.timed_words] == [10, 14.2, 18.3]


@given(CAPTIONS, SECONDS, SECONDS)
def test_a_caption_lookup_agrees_with_a_linear_search(
    captions: Captions, one_s: float, other_s: float
) -> None:
    begin_s, end_s = sorted((one_s, other_s))
    begun = [i for i, caption in enumerate(captions) if caption.begin_s <= one_s]
    assert captions.at(one_s) == (begun[-1] if begun else None)
    assert [*captions.between(begin_s, end_s)] == [
        c for c in captions if c.begin_s <= end_s and (c.begin_s >= begin_s or c.end_s > begin_s)
    ]
    assert all(c.text.strip() == c.text for c in captions)


@given(CAPTIONS)
def test_caption_words_begin_within_their_caption_and_in_order(captions: Captions) -> None:
    for caption in captions:
        seconds = [second_s for second_s, _ in caption.timed_words]
        assert seconds == sorted(seconds)
        assert all(caption.begin_s <= s <= caption.end_s for s in seconds)
        assert "".join(word for _, word in caption.timed_words) == caption.text


def test_the_words_of_several_captions_are_one_text() -> None:
    texts = ["a b", "我们", "投票。", "c"]
    captions = Captions(Caption(at, at + 1, text) for at, text in enumerate(texts))
    assert "".join(word for _, word in spoken(captions)) == "a b 我们投票。 c"
