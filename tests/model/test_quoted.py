"""Whether words of a quote are left in a text."""

import pytest

from hearingnotes.model.quoted import has_words_of


@pytest.mark.parametrize(
    "text",
    [
        "> We will vote.",
        "Marrick: > We will vote.",
        "“We will vote”",
        ">We will vote",
        "they might VOTE",
        "@chair says: will",
    ],
)
def test_one_word_that_is_left_is_enough(text: str) -> None:
    assert has_words_of("We will vote.", text)


@pytest.mark.parametrize("text", ["", " \n", "> ", "my own words", "votes"])
def test_none_is_left(text: str) -> None:
    assert not has_words_of("> We will vote.", text)


def test_where_words_are_not_set_apart_a_letter_is_enough() -> None:
    assert has_words_of("我们现在投票。", "他们投了")
    assert not has_words_of("我们现在投票。", "开会")


def test_of_a_quote_without_words_anything_is_left_but_nothing() -> None:
    assert has_words_of("…", "so")
    assert not has_words_of("…", " ")


def test_without_a_quote_nothing_is_left_of_it() -> None:
    assert not has_words_of("", "so")
