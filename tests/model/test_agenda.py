"""Which items of an agenda were called, and which comes next."""

from datetime import UTC, datetime

import pytest

from hearingnotes.model.agenda import left_over, next_item
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note

AGENDA = ("Roll call", "Item 4: Intro 991", "5. Public testimony", "Adjournment")
NOW = datetime(2026, 1, 16, tzinfo=UTC)


def notes(*texts: str) -> list[Note]:
    return [Note(f"N{at}", "H1", Moment(NOW), text) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "coming", "left"),
    [
        ((), "Roll call", AGENDA),
        (("Roll call", "# nothing of it"), "Roll call", AGENDA),
        (("# roll  CALL",), "Item 4: Intro 991", AGENDA[1:]),
        (("# Roll call", "# Item 4: Intro 991-B, amended"), "5. Public testimony", AGENDA[2:]),
        (("# 5. Testimony",), "Adjournment", (*AGENDA[:2], AGENDA[3])),
        (("# Adjournment", "# Item 4", "# 5"), "Roll call", AGENDA[:1]),
        (tuple(f"# {item} #tag" for item in AGENDA), None, ()),
    ],
)
def test_the_sections_of_the_notes_tell(
    texts: tuple[str, ...], coming: str | None, left: tuple[str, ...]
) -> None:
    assert next_item(AGENDA, notes(*texts)) == coming
    assert tuple(left_over(AGENDA, notes(*texts))) == left


def test_a_label_that_two_items_bear_means_neither() -> None:
    agenda = ("1. Land use: A", "1. Land use: B")
    assert left_over(agenda, notes("# 1. Something else")) == [*agenda]
    assert left_over(agenda, notes("# 1. land use: b")) == [agenda[0]]


def test_without_an_agenda_there_is_nothing_next() -> None:
    assert next_item((), notes("# Item")) is None
