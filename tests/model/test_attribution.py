"""Who said which line of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.attribution import Block
from hearingnotes.model.marks import read_marks, with_speaker
from hearingnotes.model.retelling import retold

SUM = "Do the sum."
LI, CHAIR = ("li",), ("chair",)
SIGNS = st.text(st.sampled_from("@@>> \n.,:—-(“”)#ab"), max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        "> Do the sum. @li",
        "> Do the sum. @Li",
        "> Do the sum. @li.",
        "> Do the sum. — @li",
        "> Do the sum. - @li:",
        "> Do the sum. —@li",
        "> Do the sum.@li",
        "> Do the sum. (@li)",
        "> Do the sum. @li #budget",
        "> Do the sum. #budget @li #vote.",
        "> Do the sum. @li\u200f",
        "> Do the sum.\n@li",
        "> Do the sum.\n— @li",
        "> Do the sum.\n> @li",
        "> Do the sum.\n\n— @li",
        "@li: > Do the sum.",
        "@li：> Do the sum.",
        "> @li: Do the sum.",
        "@li\n> Do the sum.",
    ],
)
def test_a_name_in_front_or_behind_is_who_said_it(text: str) -> None:
    marks = read_marks(text)
    assert (marks.speakers, marks.blocks) == (LI, (Block(SUM, True, LI),))
    assert marks.prose.casefold().startswith("@li")
    assert retold(marks)[1] == "@li: “Do the sum.”"


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [
        ("> Do the sum @li", "Do the sum", LI),
        ("> Do the sum, @li", "Do the sum", LI),
        ("> I never— @li", "I never—", LI),
        ("> “Do the sum.” @li", "“Do the sum.”", LI),
        ("> “Do the sum. @li”", "“Do the sum.”", LI),
        ("> “Do the sum” @li", "“Do the sum”", LI),
        ("> Aye! @li @castro", "Aye!", ("li", "castro")),
        ("> Aye! @li and @castro", "Aye!", ("li", "castro")),
        ("> 十五种语言。@李晓明", "十五种语言。", ("李晓明",)),
        ("> חמש עשרה שפות. @לי-כהן", "חמש עשרה שפות.", ("לי-כהן",)),
        ("> पंद्रह भाषाएँ। @मोदी", "पंद्रह भाषाएँ।", ("मोदी",)),
        ("> Quince. @jose\u0301", "Quince.", ("jose\u0301",)),
        # Words of the quote: inside the sentence, or with the sign that ends it.
        ("> I told @li that we vote", "I told @li that we vote", ()),
        ("> I told @li.", "I told @li.", ()),
        ("> Will you, @li?", "Will you, @li?", ()),
        ("> I asked Mr. @li.", "I asked Mr. @li.", ()),
        ("> That is @li's sum.", "That is @li's sum.", ()),
        ("@chair: > Thank you, @li", "Thank you, @li", CHAIR),
        ("> @chair Thank you, @li", "Thank you, @li", CHAIR),
        ("> we defend the #budget now @li", "we defend the #budget now", LI),
    ],
)
def test_what_is_a_word_of_the_quote(text: str, words: str, speakers: tuple[str, ...]) -> None:
    assert read_marks(text).blocks == (Block(words, True, speakers),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("> One. @li\n> Two. @chair", [("One.", LI), ("Two.", CHAIR)]),
        ("> @li One.\n> @chair: Two.", [("One.", LI), ("Two.", CHAIR)]),
        ("@li: > One.\n@chair: > Two.", [("One.", LI), ("Two.", CHAIR)]),
        ("@li: > One.\n> Two. @chair", [("One.", LI), ("Two.", CHAIR)]),
        ("> One.\n> Two. @li", [("One.\nTwo.", LI)]),
        ("> One. @li\n> Two.", [("One.", LI), ("Two.", ())]),
        ("@li:\n> One.\n@chair:\n> Two.", [("One.", LI), ("Two.", CHAIR)]),
        ("> One.\n@li\n> Two.\n@chair", [("One.", LI), ("Two.", CHAIR)]),
        ("@li\n> One.\n\n@chair\n> Two.", [("One.", LI), ("Two.", CHAIR)]),
        ("> One.\n\n@chair\n> Two.", [("One.", ()), ("Two.", CHAIR)]),
        ("> One. #budget @li\n> Two. #vote", [("One.", LI), ("Two.", ())]),
    ],
)
def test_each_line_of_a_quote_has_its_own_speaker(
    text: str, blocks: list[tuple[str, tuple[str, ...]]]
) -> None:
    told = [(block.text, block.speakers) for block in read_marks(text).blocks]
    assert told == blocks


@pytest.mark.parametrize(
    ("text", "speakers", "prose"),
    [
        ("The levy fails. @castro", ("castro",), "@castro: The levy fails."),
        ("The levy fails.\nNobody asks\n@castro", ("castro",), None),
        ("The levy fails — @castro", ("castro",), "@castro: The levy fails"),
        ("It is “a leak” @castro #data", ("castro",), "@castro: It is “a leak”"),
        ("asked by @castro", (), "asked by @castro"),
        ("asked by @castro.", (), "asked by @castro."),
        ("moved by Ms. @castro", (), "moved by Ms. @castro"),
        ("Call to order, 9 a.m. @castro", (), "Call to order, 9 a.m. @castro"),
        ("asked by a member:\n> Why? @li", (), "asked by a member:\n@li: > Why?"),
        ("> Why? @li\nnobody answers", LI, "@li: > Why?\nnobody answers"),
    ],
)
def test_of_the_note_it_is_the_speaker_as_well(
    text: str, speakers: tuple[str, ...], prose: str | None
) -> None:
    marks = read_marks(text)
    assert marks.speakers == speakers
    assert prose is None or marks.prose == prose


@given(SIGNS)
def test_to_say_it_of_the_prose_changes_nothing(text: str) -> None:
    marks = read_marks(text)
    again = read_marks(marks.prose)
    assert again.speakers == marks.speakers


@given(SIGNS)
def test_no_name_that_is_told_apart_is_lost(text: str) -> None:
    marks = read_marks(text)
    told = " ".join([marks.section, *marks.tags, *marks.speakers])
    for block in marks.blocks:
        told += " ".join(("", *block.speakers, block.text))
    assert all(name in told.casefold() for name in marks.mentions)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("> Do the sum. @li", "> Do the sum. @witness"),
        ("> One.\n> Two. — @li #a", "> One.\n> Two. — @witness #a"),
        ("# Item\n> Do the sum. @li", "# Item\n> Do the sum. @witness"),
        ("The levy fails. @li", "The levy fails. @witness"),
    ],
)
def test_a_speaker_behind_is_replaced_where_they_stand(text: str, changed: str) -> None:
    assert with_speaker(text, "witness") == changed


@given(SIGNS)
def test_whoever_is_put_there_is_the_speaker(text: str) -> None:
    assert read_marks(with_speaker(text, "witness")).speaker == "witness"
