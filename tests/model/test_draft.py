"""Articles: what is done to their paragraphs, also by two people at once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model import draft as drafts
from hearingnotes.model.draft import Draft, NoteSource, Paragraph, ParagraphKind, Passage, rebased

NOW = datetime(2026, 1, 16, tzinfo=UTC)
SOURCE = NoteSource("H", "N")


def of(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs named by their first letter."""
    return tuple(Paragraph(text[0], (Passage(text),)) for text in texts)


def words(paragraphs: tuple[Paragraph, ...]) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("was", "wanted", "now", "result"),
    [
        ("a b", "a x b", "a b", "a x b"),
        ("a b", "a x b", "a b y", "a x b y"),
        ("a b", "a x b", "a y b", "a x y b"),
        ("a b", "a b x", "b", "b x"),
        ("a b c", "a c", "a b c d", "a c d"),
        ("a b c", "a b2 c", "a b c d", "a b2 c d"),
        ("a b c", "a b2 c", "a c", "a b2 c"),
        ("a b c", "c a b", "a b c d", "c a b d"),
        ("a b c", "b a c", "a x b c", "x b a c"),
        ("a b c", "b a c", "b c", "b c"),
        ("a b c", "a c", "a b2 c", "a c"),
        ("a", "a2", "a3", "a2"),
        ("", "x", "a b", "x a b"),
        ("a b", "a b", "b c", "b c"),
    ],
)
def test_a_change_of_an_article_is_made_in_the_version_of_the_other(
    was: str, wanted: str, now: str, result: str
) -> None:
    assert words(rebased(of(*was.split()), of(*wanted.split()), of(*now.split()))) == result


ARTICLE = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=6).map(lambda ids: of(*ids))


@given(ARTICLE, ARTICLE)
def test_a_lone_change_is_made_as_wanted(was: tuple[Paragraph, ...], wanted: tuple[Paragraph, ...]
) -> None:  # fmt: skip
    assert rebased(was, wanted, was) == wanted


@given(ARTICLE, ARTICLE, ARTICLE)
def test_a_rebase_loses_and_doubles_no_paragraph(
    was: tuple[Paragraph, ...], wanted: tuple[Paragraph, ...], now: tuple[Paragraph, ...]
) -> None:
    ids = [paragraph.id for paragraph in rebased(was, wanted, now)]
    assert len(ids) == len(set(ids))
    theirs = {p.id for p in now} - {p.id for p in was}
    ours = {p.id for p in wanted} - {p.id for p in was}
    gone = {p.id for p in was} - {p.id for p in wanted}
    assert theirs | ours <= set(ids)
    assert not gone & set(ids) - theirs - ours


def draft_of(*paragraphs: Paragraph) -> Draft:
    return Draft("D", NOW, paragraphs=paragraphs)


def test_paragraphs_of_a_draft_are_joined_and_split() -> None:
    cited = Paragraph("a", (Passage("one", (SOURCE,)),))
    bare = Paragraph("b", (Passage("two"), Passage("three")))
    merged = drafts.with_merged(draft_of(cited, bare), "b")
    assert [passage.text for passage in merged.paragraphs[0].passages] == ["one", "two", "three"]
    assert drafts.with_merged(merged, "a") == merged
    split = drafts.with_split(merged, "a", 1, "new")
    assert [p.text for p in split.paragraphs] == ["one", "two three"]
    assert drafts.with_split(split, "a", 0, "x") == split


SAID, REPORTED, TITLE = (
    Paragraph("s", (Passage("We will vote.\nToday.", (SOURCE,)),), ParagraphKind.QUOTE),
    Paragraph("t", (Passage("He left.", (SOURCE,)),)),
    Paragraph("h", (Passage("The vote"),), ParagraphKind.HEADING),
)
QUOTED = "“We will vote.” “Today.”"


@pytest.mark.parametrize(
    ("first", "second", "kind", "texts"),
    [
        (SAID, REPORTED, ParagraphKind.TEXT, [QUOTED, "He left."]),
        (REPORTED, SAID, ParagraphKind.TEXT, ["He left.", QUOTED]),
        (SAID, replace(SAID, id="x"), ParagraphKind.QUOTE, [SAID.text, SAID.text]),
        (TITLE, SAID, ParagraphKind.HEADING, ["The vote", QUOTED]),
        (SAID, TITLE, ParagraphKind.TEXT, [QUOTED, "The vote"]),
    ],
)
def test_quotes_and_own_words_stay_apart_in_joined_paragraphs(
    first: Paragraph, second: Paragraph, kind: ParagraphKind, texts: list[str]
) -> None:
    (merged,) = drafts.with_merged(draft_of(first, second), second.id).paragraphs
    assert (merged.kind, [p.text for p in merged.passages]) == (kind, texts)
    assert merged.sources == first.sources + second.sources


def test_a_passage_without_words_needs_no_source() -> None:
    draft = draft_of(Paragraph("a", (Passage(" "),)), Paragraph("b", (Passage("b"), Passage(""))))
    assert draft.unsourced == 1


def test_passages_without_a_source_are_counted() -> None:
    draft = draft_of(
        Paragraph("a", (Passage("one", (SOURCE,)),)),
        Paragraph("b", (Passage("two", (SOURCE,)), Passage("three"))),
        Paragraph("c", (Passage("heading"),), ParagraphKind.HEADING),
        Paragraph("d", (Passage("quote"),), ParagraphKind.QUOTE),
    )
    assert draft.unsourced == 2


@pytest.mark.parametrize(
    ("id_", "steps", "order"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("a", 99, "bca"), ("x", 1, "abc")],
)
def test_a_paragraph_of_a_draft_moves_up_and_down(id_: str, steps: int, order: str) -> None:
    moved = drafts.with_moved(draft_of(*of("a", "b", "c")), id_, steps)
    assert "".join(paragraph.id for paragraph in moved.paragraphs) == order
