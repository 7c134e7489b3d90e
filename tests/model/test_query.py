"""What is asked for in a search."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hearingnotes.model.hearing import Hearing
from hearingnotes.model.query import Query, query_of

HEARING = Hearing("H", "Budget", datetime(2026, 1, 16, 12, tzinfo=UTC), "Council", date(2026, 1, 9))


def test_marks_among_the_words_are_asked_for_as_marks() -> None:
    assert query_of(["levy", "@Chair", "#Vote", "#4", "a@b"]) == Query(
        ("levy", "#4", "a@b"), ("Chair",), ("Vote",)
    )


@pytest.mark.parametrize(
    ("query", "text", "fits"),
    [
        (Query(speakers=("chair",)), "asked by @chair", True),
        (Query(speakers=("chair",)), "@chairwoman", False),
        (Query(speakers=("Groß",)), "@groß", True),
        (Query(tags=("Vote",)), "#VOTE", True),
        (Query(tags=("vote",)), "the vote", False),
        (Query(speakers=("a",), tags=("b",)), "@a #b", True),
        (Query(speakers=("a",), tags=("b",)), "@a", False),
        (Query(("x",)), "anything", True),
    ],
)
def test_a_note_fits_a_query_by_its_marks(query: Query, text: str, fits: bool) -> None:
    assert query.fits_note(text) is fits


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        (Query(), True),
        (Query(body="COUNC"), True),
        (Query(body="board"), False),
        (Query(since=date(2026, 1, 9), until=date(2026, 1, 9)), True),
        (Query(since=date(2026, 1, 10)), False),
        (Query(until=date(2026, 1, 8)), False),
    ],
)
def test_a_hearing_fits_a_query_by_its_body_and_day(query: Query, fits: bool) -> None:
    assert query.fits_hearing(HEARING) is fits


def test_a_hearing_without_a_date_fits_by_the_day_it_was_made() -> None:
    hearing = replace(HEARING, date=None)
    assert Query(since=date(2026, 1, 15), until=date(2026, 1, 17)).fits_hearing(hearing)


def test_an_empty_query_is_none() -> None:
    assert not Query()
    assert Query(body="x") and Query(until=date(2026, 1, 1)) and Query(tags=("a",))
