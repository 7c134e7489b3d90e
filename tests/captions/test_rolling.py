"""Captions that show again what was said: cleaned of that, and of nothing that was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.captions.rolling import unrolled
from hearingnotes.model.captions import Caption


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
        (  # each one alone a second time
            [cue(2 * at, f"{text} of the levy.") for at, text in enumerate("aabbccdd")],
            [f"{text} of the levy." for text in "abcd"],
        ),
        (  # among such, what is short and there a third time was said again
            [
                cue(2 * at, text)
                for at, text in enumerate(
                    [
                        "It is carried.",
                        "It is carried.",
                        "Aye.",
                        "Aye.",
                        "Aye.",
                        "Aye.",
                        "It is not so.",
                        "It is not so.",
                        "We will vote.",
                        "We will vote.",
                    ]
                )
            ],
            ["It is carried.", "Aye.", "Aye.", "It is not so.", "We will vote."],
        ),
        (  # said twice by people
            [cue(0, "I move to approve it."), cue(2, "I move to approve it."), cue(4, "So moved.")],
            ["I move to approve it.", "I move to approve it.", "So moved."],
        ),
        (  # word by word
            [
                cue(0, "we"),
                cue(2, "we will"),
                cue(4, "we will vote"),
                cue(6, "we will vote", "on"),
                cue(8, "we will vote", "on it"),
                cue(10, "on it", "now"),
                cue(12, "on it", "now or"),
            ],
            ["we will vote", "on it", "now or"],
        ),
        (  # letter by letter
            [cue(2 * at, "we vote"[: at + 1].strip()) for at in range(7)],
            ["we vote"],
        ),
        (
            [cue(0, "No"), cue(2, "Now we vote."), cue(4, "No"), cue(6, "It is so.")],
            ["No", "Now we vote.", "No", "It is so."],
        ),
    ],
)
def test_caption_lines_that_roll_up_are_read_once(
    cues: list[list[Caption]], texts: list[str]
) -> None:
    assert [caption.text for caption in unrolled(cues)] == texts


def test_a_caption_line_that_grows_has_the_seconds_at_which_it_grew() -> None:
    (line,) = unrolled([cue(0, "we"), cue(2, "we will"), cue(4, "we will vote")])
    assert line == Caption(0, 6, "we will vote", ((0, "we"), (2, " will"), (4, " vote")))


LINES = st.lists(
    st.lists(st.sampled_from(["aye", "no", "so", "we", "vote", "我们"]), min_size=1, max_size=4)
    .map(" ".join), min_size=1, max_size=12,
)  # fmt: skip


@given(LINES)
def test_captions_that_are_not_shown_any_more_are_no_part_of_later_ones(lines: list[str]) -> None:
    """With a pause between them, nothing can still be shown."""
    cues = [[Caption(9.0 * at, 9.0 * at + 1, line)] for at, line in enumerate(lines)]
    assert [caption.text for caption in unrolled(cues)] == lines


@given(LINES)
def test_caption_lines_that_do_not_roll_are_unchanged(lines: list[str]) -> None:
    numbered = [f"{at}. {line}" for at, line in enumerate(lines)]
    cues = [cue(2.0 * at, line) for at, line in enumerate(numbered)]
    assert [caption.text for caption in unrolled(cues)] == numbered


@given(LINES.filter(lambda lines: len(lines) > 3))
def test_caption_lines_that_roll_up_are_not_lost(lines: list[str]) -> None:
    numbered = [f"{at} {line}" for at, line in enumerate(lines)]
    cues = [cue(2.0 * at, *numbered[max(0, at - 1) : at + 1]) for at in range(len(numbered))]
    assert [caption.text for caption in unrolled(cues)] == numbered
