"""Drafts on the disk: what comes back, and what undo takes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.draft import (
    Draft,
    LinkSource,
    NoteSource,
    Paragraph,
    ParagraphKind,
    Passage,
    with_inserted,
    with_passages,
)
from hearingnotes.model.hearing import Hearing

from .conftest import RECORDING

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
LINK = LinkSource("youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY", 6957.0)
EMPTY = Draft("D1", NOW, "A headline", hearing_ids=("H1", "H2"))
PARAGRAPH = Paragraph("P1", (Passage("words", (NoteSource("H1", "N1"), LINK)), Passage("more")))
WRITTEN = with_inserted(
    EMPTY, None, PARAGRAPH, Paragraph("P2", (Passage("next"),), ParagraphKind.QUOTE)
)


def typed(draft: Draft, text: str) -> Draft:
    return with_passages(draft, "P1", [Passage(text)])


def test_a_draft_comes_back_as_it_was(library: Library) -> None:
    library.drafts.add(WRITTEN)
    library.drafts.add(WRITTEN)
    assert library.drafts.all() == [WRITTEN]


def test_a_removed_draft_comes_back_by_undo(library: Library) -> None:
    library.drafts.add(WRITTEN)
    library.drafts.remove(WRITTEN)
    assert library.drafts.all() == []
    step = library.changes.undo("D1")
    assert step is not None and step.draft == WRITTEN
    assert library.drafts.all() == [WRITTEN]


def test_a_draft_text_saved_while_it_is_typed_is_one_step(library: Library) -> None:
    library.drafts.add(WRITTEN)
    before = WRITTEN
    for text in ("w", "wo", "wor"):
        library.drafts.change("edit", before, typed(before, text), typing="P1 0")
        before = typed(before, text)
    assert library.drafts.all() == [typed(WRITTEN, "wor")]
    library.changes.undo("D1")
    assert library.drafts.all() == [WRITTEN]
    library.changes.redo("D1")
    assert library.drafts.all() == [typed(WRITTEN, "wor")]


@pytest.mark.parametrize("between", ["another text", "another change", "an undo"])
def test_a_change_between_two_typed_texts_begins_a_new_step(library: Library, between: str) -> None:
    library.drafts.add(EMPTY)
    library.drafts.change("edit", EMPTY, WRITTEN, typing="one")
    headed = replace(WRITTEN, headline="Other")
    if between == "another change":
        library.drafts.change("headline", WRITTEN, headed)
    elif between == "an undo":
        library.drafts.change("headline", WRITTEN, headed)
        library.changes.undo("D1")
    word = "two" if between == "another text" else "one"
    now = library.drafts.all()[0]
    library.drafts.change("edit", now, typed(now, "x"), typing=word)
    library.changes.undo("D1")
    assert library.drafts.all() == [now]


def test_each_letter_of_a_draft_is_seen_by_other_programs(
    library: Library, reopened: Callable[[str], Library]
) -> None:
    other = reopened("ben@desk")
    library.drafts.add(WRITTEN)
    seq = other.changes.newest()
    library.drafts.change("edit", WRITTEN, typed(WRITTEN, "w"), typing="t")
    first = other.changes.since(seq)
    library.drafts.change("edit", typed(WRITTEN, "w"), typed(WRITTEN, "wo"), typing="t")
    second = other.changes.since(first.seq)
    assert first.drafts == (typed(WRITTEN, "w"),)
    assert second.drafts == (typed(WRITTEN, "wo"),)


def test_an_undo_in_a_draft_leaves_hearings_alone(library: Library) -> None:
    library.drafts.add(WRITTEN)
    assert library.changes.undo("H1") is None


def test_changes_of_two_people_to_one_article_hold(
    library: Library, reopened: Callable[[str], Library]
) -> None:
    other = reopened("ben@desk")
    library.drafts.add(WRITTEN)
    theirs = with_inserted(WRITTEN, "P1", Paragraph("B", (Passage("by Ben"),)))
    other.drafts.change("write", WRITTEN, theirs)
    library.drafts.change("edit", WRITTEN, typed(WRITTEN, "ours"))
    (both,) = library.drafts.all()
    assert [p.text for p in both.paragraphs] == ["ours", "by Ben", "next"]
    library.changes.undo("D1")
    (undone,) = library.drafts.all()
    assert [p.text for p in undone.paragraphs] == ["words more", "by Ben", "next"]
    other.changes.undo("D1")
    assert library.drafts.all() == [WRITTEN]
    library.changes.redo("D1")
    assert library.drafts.all()[0].paragraphs[0].text == "ours"


def test_a_hearing_that_joins_another_is_cited_as_that_other(library: Library) -> None:
    now = datetime.now(UTC)
    joins = Hearing("01KF3Z000000000000000000J1", "By its channel", now)
    library.hearings.save(joins, [])
    source = NoteSource(joins.id, "N1")
    cited = Paragraph("P1", (Passage("words", (source,)),))
    library.drafts.add(replace(EMPTY, hearing_ids=(joins.id,)))
    (before,) = library.drafts.all()
    library.drafts.change("add", before, with_inserted(before, None, cited))
    library.hearings.save_or_merge(joins, [replace(RECORDING, id="R9", hearing_id=joins.id)])
    (draft,) = library.drafts.all()
    assert draft.hearing_ids == ("H1",)
    assert draft.paragraphs[0].sources == (NoteSource("H1", "N1"),)
    library.changes.undo("D1")
    library.changes.redo("D1")
    assert library.drafts.all() == [draft]
