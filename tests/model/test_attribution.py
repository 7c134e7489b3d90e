"""Who said which line of a text."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hearingnotes.model.attribution import Block
from hearingnotes.model.draft import words_of_note
from hearingnotes.model.marks import read_marks, with_speaker

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
        "> @li\n> Do the sum.",
        "@li: > Do the sum.",
        "@li：> Do the sum.",
        "> @li: Do the sum.",
        "@li\n> Do the sum.",
    ],
)
def test_a_name_in_front_of_a_line_or_behind_it_is_its_speaker(text: str) -> None:
    marks = read_marks(text)
    assert (marks.speakers, marks.blocks) == (LI, (Block(SUM, True, LI),))
    assert marks.prose.casefold().startswith("@li")
    assert words_of_note(marks)[1] == "@li: “Do the sum.”"


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [
        ("> Do the sum — @li", "Do the sum", LI),
        ("> Do the sum (@li)", "Do the sum", LI),
        ("> I never— @li", "I never—", LI),
        ("> No. @li", "No.", LI),
        ("> “Do the sum.” @li", "“Do the sum.”", LI),
        ("> “Do the sum. @li”", "“Do the sum.”", LI),
        ("> “Do the sum?” @li #tag", "“Do the sum?”", LI),
        ("> Aye! @li @castro", "Aye!", ("li", "castro")),
        ("> Aye! @li and @castro", "Aye!", ("li", "castro")),
        ("> 十五种语言。@李晓明", "十五种语言。", ("李晓明",)),
        ("> חמש עשרה שפות. @לי-כהן", "חמש עשרה שפות.", ("לי-כהן",)),
        ("> पंद्रह भाषाएँ। @मोदी", "पंद्रह भाषाएँ।", ("मोदी",)),
        ("> Quince. @jose\u0301", "Quince.", ("jose\u0301",)),
        ("> I never met @castro. @li", "I never met @castro.", LI),
        ("> I never met @castro\n@li", "I never met @castro", LI),
        ("@chair: > Thank you, @li", "Thank you, @li", CHAIR),
        ("> @chair Thank you, @li", "Thank you, @li", CHAIR),
        ("@chair:\n> Do you agree? @li", "Do you agree? @li", CHAIR),
        # Words of the quote: inside the sentence, or with the sign that ends it.
        ("> I told @li that we vote", "I told @li that we vote", ()),
        ("> I told @li.", "I told @li.", ()),
        ("> Will you, @li?", "Will you, @li?", ()),
        ("> That is @li's sum.", "That is @li's sum.", ()),
        ("> One is to blame — @li.", "One is to blame — @li.", ()),
        ("> I met the chair (@li).", "I met the chair (@li).", ()),
        ("> I met the chair (@li", "I met the chair (@li", ()),
        ("> The next is: — @li", "The next is: — @li", ()),
        ("> twenty- @li", "twenty- @li", ()),
        # No sentence has ended before the name.
        ("> Do the sum @li", "Do the sum @li", ()),
        ("> Do the sum, @li", "Do the sum, @li", ()),
        ("> I yield my time to @li", "I yield my time to @li", ()),
        ("> Thank you @chair", "Thank you @chair", ()),
        ("> Good morning, Chair @castro", "Good morning, Chair @castro", ()),
        ("> No, says @li", "No, says @li", ()),
        ("> “No,” said @li", "“No,” said @li", ()),
        ("> The mayor knows. cc @castro", "The mayor knows. cc @castro", ()),
        ("> It was @castro and @li", "It was @castro and @li", ()),
        ("> we defend the #budget now @li", "we defend the #budget now @li", ()),
        ("> we defend the #budget @li", "we defend the #budget @li", ()),
        # A title or another abbreviation ends none.
        *(
            (f"> I asked {title}. @li", f"I asked {title}. @li", ())
            for title in ("Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "St", "Comm", "Ald", "Sra", "etc")
        ),
        ("> See cc. @li", "See cc. @li", ()),
        ("> I asked “Sen.” @li", "I asked “Sen.” @li", ()),
        # Several, of which the last need not have said it all.
        ("> Aye. @abbott No. @chen", "Aye. @abbott No. @chen", ()),
        ("> Aye — @abbott; no — @chen", "Aye — @abbott; no — @chen", ()),
        ("> Whom do you trust?\n> @li.", "Whom do you trust?\n@li.", ()),
    ],
)
def test_a_name_within_the_words_of_a_quote_is_one_of_its_words(
    text: str, words: str, speakers: tuple[str, ...]
) -> None:
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
        ("> One.\n@li:\n> Two.", [("One.", ()), ("Two.", LI)]),
        ("> One.\n— @li\n> Two.", [("One.", LI), ("Two.", ())]),
        ("> One. @chair\n@li\n> Two.", [("One.", CHAIR), ("Two.", LI)]),
        ("> Next speaker:\n@li\n> Two.", [("Next speaker:", ()), ("Two.", LI)]),
        ("@chair: > One.\n> Two.", [("One.\nTwo.", CHAIR)]),
        ("@chair: > One.\n> Two.\n@li\n> Three.", [("One.\nTwo.", CHAIR), ("Three.", LI)]),
    ],
)
def test_each_line_of_a_quote_has_its_own_speaker(
    text: str, blocks: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = [(block.text, block.speakers) for block in read_marks(text).blocks]
    assert found == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        # The name may be of what stands above it, or of what stands below.
        ("> One.\n@li\n> Two.", [("One.", ()), ("@li", ()), ("Two.", ())]),
        ("@chair: > One.\n> Two.\n@li", [("One.", CHAIR), ("Two.", ()), ("@li", ())]),
        ("@chair: > One.\n> Two.\n> 3. @li", [("One.", CHAIR), ("Two.", ()), ("3.", LI)]),
        ("> One.\n\n> Two. @li", [("One.", ()), ("Two.", LI)]),
        # Who is named in words between, or acts in them, need not have said what follows.
        ("@chair: > One.\nLaughter.\n> 2.", [("One.", CHAIR), ("Laughter.", ()), ("2.", ())]),
        ("@chair asks who pays.\n> Us.", [("asks who pays.", ()), ("Us.", ())]),
        ("@chair asks @li:\n> Us.", [("asks @li:", ()), ("Us.", ())]),
        ("@chair asks:\n> Who pays?", [("asks:", ()), ("Who pays?", CHAIR)]),
        # A roll call beside a quote.
        ("> All?\nyes:\n@li\n@chair", [("All?", ()), ("yes:\n@li\n@chair", ())]),
        ("> Absent:\n@li", [("Absent:", ()), ("@li", ())]),
        ("> Present?\n@li\n@chair", [("Present?", ()), ("@li\n@chair", ())]),
    ],
)
def test_a_line_of_an_unclear_speaker_has_none(
    text: str, blocks: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = [(block.text, block.speakers) for block in read_marks(text).blocks]
    assert found == blocks


@pytest.mark.parametrize(
    "text",
    [
        "yes:\n@abbott\n@baez\nno:\n@chen",
        "Absent:\n@chen",
        "Next speaker:\n@li",
        "The chair calls on\n@li",
        "Roll call.\n@chen",
        "5-0. Absent — @chen",
        "The levy fails — @castro",
        "It is “a leak” @castro",
        "Aye. @abbott Nay. @chen",
        "Moved by @baez. Seconded. @chen",
        "Aye from @abbott.\nNay. @chen",
        "The chair thanks Sen. @castro",
    ],
)
def test_a_name_in_own_words_stays_where_it_is(text: str) -> None:
    marks = read_marks(text)
    assert (marks.speakers, marks.prose, marks.blocks) == ((), text, (Block(text),))


@pytest.mark.parametrize(
    ("text", "speakers", "prose"),
    [
        ("The levy fails. @castro", ("castro",), "@castro: The levy fails."),
        ("Call to order. @dunn #open", ("dunn",), "@dunn: Call to order."),
        ("The levy fails. — @castro", ("castro",), "@castro: The levy fails."),
        ("It is “a leak.” @castro #data", ("castro",), "@castro: It is “a leak.”"),
        ("asked by @castro", (), "asked by @castro"),
        ("asked by @castro.", (), "asked by @castro."),
        ("moved by Ms. @castro", (), "moved by Ms. @castro"),
        ("Call to order, 9 a.m. @castro", (), "Call to order, 9 a.m. @castro"),
        ("asked by a member:\n> Why? @li", (), "asked by a member:\n@li: > Why?"),
        ("> Why? @li\nnobody answers", LI, "@li: > Why?\nnobody answers"),
    ],
)
def test_the_speaker_of_a_line_is_the_speaker_of_the_note(
    text: str, speakers: tuple[str, ...], prose: str
) -> None:
    marks = read_marks(text)
    assert (marks.speakers, marks.prose) == (speakers, prose)


@given(SIGNS)
def test_the_prose_of_a_note_has_the_same_speaker(text: str) -> None:
    marks = read_marks(text)
    # Several stand in front as no one types them: `@li, @castro: > Aye.`
    assume(len(marks.speakers) < 2)
    assert read_marks(marks.prose).speakers == marks.speakers


@given(SIGNS)
def test_names_of_a_text_are_not_lost(text: str) -> None:
    marks = read_marks(text)
    known = " ".join([marks.section, *marks.tags, *marks.speakers])
    for block in marks.blocks:
        known += " ".join(("", *block.speakers, block.text))
    assert all(name in known.casefold() for name in marks.mentions)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("> Do the sum. @li", "> Do the sum. @witness"),
        ("> One.\n> Two. — @li #a", "> One.\n> Two. — @witness #a"),
        ("# Item\n> Do the sum. @li", "# Item\n> Do the sum. @witness"),
        ("The levy fails. @li", "The levy fails. @witness"),
    ],
)
def test_a_speaker_behind_a_line_is_replaced_in_place(text: str, changed: str) -> None:
    assert with_speaker(text, "witness") == changed


@given(SIGNS)
def test_a_speaker_put_into_a_line_with_names_is_its_speaker(text: str) -> None:
    assert read_marks(with_speaker(text, "witness")).speaker == "witness"
