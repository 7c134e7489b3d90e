"""Which items of an agenda were called, and which comes next."""

from datetime import UTC, datetime

import pytest

from hearingnotes.model.agenda import next_item, not_called
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
        (("# Adjournment", "# Item 4", "# 5."), "Roll call", AGENDA[:1]),
        (tuple(f"# {item} #tag" for item in AGENDA), None, ()),
    ],
)
def test_the_sections_of_the_notes_say_which_items_were_called(
    texts: tuple[str, ...], coming: str | None, left: tuple[str, ...]
) -> None:
    assert next_item(AGENDA, notes(*texts)) == coming
    assert tuple(not_called(AGENDA, notes(*texts))) == left


def test_a_label_of_two_agenda_items_means_neither() -> None:
    agenda = ("1. Land use: A", "1. Land use: B")
    assert not_called(agenda, notes("# 1. Something else")) == [*agenda]
    assert not_called(agenda, notes("# 1. land use: b")) == [agenda[0]]


@pytest.mark.parametrize("item", ["Budget #2026a", "Budget #levy #tax.", "#budget"])
def test_an_agenda_item_with_tags_is_called_as_it_is_stamped(item: str) -> None:
    assert not_called([item, "Hours"], notes(f"# {item}")) == ["Hours"]


@pytest.mark.parametrize(
    ("item", "section", "is_called"),
    [
        ("10. Levy", "10 minutes recess", False),
        ("10. Levy", "10", False),
        ("10. Levy", "10.5 million", False),
        ("10. Levy", "10:30 recess", False),
        ("10 minutes recess", "10. Levy", False),
        ("10. Levy", "10) Levies", True),
        ("10. Levy", "10:", True),
        ("4.1. Levy", "4.1: Levies", True),
        ("4.1. Levy", "4.2. Levies", False),
        ("Item 10 Levy", "Item 10", True),
        ("Item 10 Levy", "item 10, Levies", False),
        ("Item 4.1: Levy", "Item 4", False),
        ("Número 4: Levy", "Número 4", True),
        ("4a. Levy", "4b. Levy", False),
    ],
)
def test_a_number_alone_is_an_agenda_label_where_it_is_set_off(
    item: str, section: str, is_called: bool
) -> None:
    assert not_called([item], notes(f"# {section}")) == ([] if is_called else [item])


def test_an_empty_agenda_has_no_next_item() -> None:
    assert next_item((), notes("# Item")) is None
