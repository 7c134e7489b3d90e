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
def test_a_text_with_one_word_of_a_quote_has_words_of_it(text: str) -> None:
    assert has_words_of("We will vote.", text)


@pytest.mark.parametrize("text", ["", " \n", "> ", "my own words", "votes"])
def test_a_text_without_a_word_of_a_quote_has_no_words_of_it(text: str) -> None:
    assert not has_words_of("> We will vote.", text)


def test_a_letter_of_a_quote_is_enough_in_writing_without_blanks() -> None:
    assert has_words_of("我们现在投票。", "他们投了")
    assert not has_words_of("我们现在投票。", "开会")


def test_a_quote_without_words_leaves_words_in_any_text_but_a_blank_one() -> None:
    assert has_words_of("…", "so")
    assert not has_words_of("…", " ")


def test_an_empty_quote_leaves_no_words() -> None:
    assert not has_words_of("", "so")
