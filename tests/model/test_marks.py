"""What a note's text says by its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.marks import Block, in_words, mark_at, read_marks, with_speaker

ANYTHING = st.text(st.sampled_from("@#> ab-\n:.,'é1"), max_size=30)


@pytest.mark.parametrize(
    ("text", "section", "kind"),
    [
        ("# Item 4: Intro 991", "Item 4: Intro 991", "section"),
        ("#  Item 4 #budget", "Item 4", "section"),
        ("# Item 4\nread by the clerk", "Item 4", "section"),
        ("  # Item 4  ", "Item 4", "section"),
        ("#Item", "", "note"),
        ("# ", "", "note"),
        ("about # 4", "", "note"),
        ("> we will vote", "", "quote"),
        ("@chair > we will vote", "", "quote"),
        ("> @chair we will vote", "", "quote"),
        ("asked:\n> we will vote", "", "quote"),
        (">we", "", "note"),
        ("5 > 4", "", "note"),
        ("", "", "note"),
    ],
)
def test_a_note_has_a_kind_by_its_marks(text: str, section: str, kind: str) -> None:
    marks = read_marks(text)
    assert (marks.section, marks.kind) == (section, kind)


@pytest.mark.parametrize(
    ("text", "speaker", "mentions", "tags"),
    [
        ("@Chair opens #Budget", "chair", ("chair",), ("budget",)),
        ("@chair: opens", "chair", ("chair",), ()),
        ("asked by @hanif, of @ana-maría", "", ("hanif", "ana-maría"), ()),
        ("@chair's microphone is off", "", ("chair",), ()),
        ("@chair", "chair", ("chair",), ()),
        ("@1 speaks", "1", ("1",), ()),
        ("# Item 4\n@chair reads", "chair", ("chair",), ()),
        ("Intro #991 and #2a", "", (), ("2a",)),
        ("(#vote) “@chair”", "", ("chair",), ("vote",)),
        ("ana@chair.gov https://x.example/@chair#top", "", (), ()),
        ("#a #a #b", "", (), ("a", "b")),
    ],
)
def test_a_text_gives_its_speaker_its_mentions_and_its_tags(
    text: str, speaker: str, mentions: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    marks = read_marks(text)
    assert (marks.speaker, marks.mentions, marks.tags) == (speaker, mentions, tags)


@pytest.mark.parametrize(
    ("text", "prose", "blocks"),
    [
        ("@chair opens #a #b.", "@chair opens", (Block("opens"),)),
        ("the #budget fails", "the #budget fails", (Block("the #budget fails"),)),
        ("# Item\nread", "read", (Block("read"),)),
        ("# Item", "", ()),
        ("#vote", "", ()),
        (
            "@chair asks:\n> will we\n> vote\nnobody answers",
            "@chair asks:\n> will we\n> vote\nnobody answers",
            (
                Block("asks:"),
                Block("will we\nvote", True, ("chair",)),
                Block("nobody answers"),
            ),
        ),
    ],
)
def test_the_prose_of_a_note_is_its_text_without_marks(
    text: str, prose: str, blocks: tuple[Block, ...]
) -> None:
    marks = read_marks(text)
    assert (marks.prose, marks.blocks) == (prose, blocks)


def test_marks_are_rendered_in_words() -> None:
    names = {"chair": "Shahana Hanif"}
    words = in_words("@chair, @nobody and a@chair on the #budget", names)
    assert words == "Shahana Hanif, nobody and a@chair on the budget"


@given(ANYTHING)
def test_reading_marks_loses_nothing_but_signs(text: str) -> None:
    marks = read_marks(text)
    stored = "".join(block.text for block in marks.blocks) + marks.section + marks.speaker
    stored += "".join(marks.tags) + "".join("".join(block.speakers) for block in marks.blocks)
    stored += "".join(marks.speakers)
    assert {*text.casefold()} - {*" \n@#>:.,-'"} <= {*stored.casefold()}


@pytest.mark.parametrize(
    ("text", "mark"),
    [("@ch", "@ch"), ("see #", "#"), ("a@ch", ""), ("@ch ", ""), ("# It", ""), ("@a-b", "@a-b")],
)
def test_the_mark_that_is_being_typed_is_found(text: str, mark: str) -> None:
    assert mark_at(text + "more", len(text)) == mark


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("", "@witness: "),
        ("we need funds", "@witness: we need funds"),
        ("@chair: we need", "@witness: we need"),
        ("@chair asks", "@witness asks"),
        ("> we need", "@witness: > we need"),
        ("> @chair we need", "> @witness we need"),
        ("# Item 4", "# Item 4\n@witness: "),
        ("# Item 4\nwe need", "# Item 4\n@witness: we need"),
        ("# Item 4\n> @chair: we need", "# Item 4\n> @witness: we need"),
        ("  @chair asks", "  @witness asks"),
    ],
)
def test_the_speaker_in_front_of_a_text_is_replaced(text: str, changed: str) -> None:
    assert with_speaker(text, "witness") == changed


@given(ANYTHING)
def test_a_speaker_put_in_front_of_a_text_is_read_as_its_speaker(text: str) -> None:
    marks = read_marks(with_speaker(text, "witness"))
    assert (marks.speaker, marks.section) == ("witness", read_marks(text).section)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("> Straight apostrophe. @o'brien", "o'brien"),
        ("> A typographic one. @o’brien-li", "o’brien-li"),
        ("@o'brien: > In front.", "o'brien"),
        ("@chair's motion fails", ""),
        ("@chair: 'aye'", "chair"),
    ],
)
def test_a_name_may_have_an_apostrophe_within_it(text: str, speaker: str) -> None:
    assert read_marks(text).speaker == speaker
