"""`hearingnotes lead`: links go back a little, stamps and notes stay."""

import json
import re

import pytest

from tests.cli.conftest import UserHome


@pytest.fixture
def stored(home: UserHome) -> UserHome:
    home.keep("Council", ["plain", "@chair speaks", "#budget is read", "@chair on the #budget"])
    return home


def links(home: UserHome) -> list[int]:
    return [int(second) for second in re.findall(r"&t=(\d+)", home.run("export", "0001").out)]


def test_a_lead_holds_for_the_hearing_a_speaker_or_a_tag(stored: UserHome) -> None:
    assert links(stored) == [10, 20, 30, 40]
    assert stored.run("lead", "0001", "2").out == "Links go back 2 seconds.\n"
    assert links(stored) == [8, 18, 28, 38]
    stored.run("lead", "0001", "5", "--speaker", "@Chair")
    stored.run("lead", "0001", "1.5", "--tag", "budget")
    assert links(stored) == [8, 15, 28, 35]
    assert stored.run("lead", "0001").out.splitlines() == [
        "Links go back 2 seconds.",
        "Links of notes with #budget go back 1.5 seconds.",
        "Links of notes with @chair go back 5 seconds.",
    ]
    assert json.loads(stored.run("lead", "0001", "--json").out) == {
        **{"": 2.0, "#budget": 1.5, "@chair": 5.0},
    }
    shown = stored.run("show", "0001").out
    assert all(stamp in shown for stamp in ("0:10", "0:20", "0:30", "0:40"))


def test_a_lead_can_be_set_to_none_and_removed(stored: UserHome) -> None:
    stored.run("lead", "0001", "2")
    stored.run("lead", "0001", "0", "--speaker", "chair")
    assert links(stored) == [8, 20, 28, 40]
    stored.run("lead", "0001", "--remove", "--speaker", "chair")
    assert links(stored) == [8, 18, 28, 38]
    assert stored.run("lead", "0001", "--remove").out == "Links go to the second noted.\n"
    assert links(stored) == [10, 20, 30, 40]
    assert stored.run("lead", "0001", "--json").out == "{}\n"


def test_the_lead_of_one_mark_can_be_asked_for(stored: UserHome) -> None:
    stored.run("lead", "0001", "2")
    stored.run("lead", "0001", "1", "--speaker", "chair")
    assert stored.run("lead", "0001", "--speaker", "@chair").out == (
        "Links of notes with @chair go back 1 second.\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("soon",), "“soon” is no lead; name seconds from 0 to 600."),
        (("601",), "“601” is no lead"),
        (("5", "--remove"), "Name seconds, or --remove, but not both."),
        (("5", "--speaker", "a", "--tag", "b"), "Name a speaker or a tag, but not both."),
        (("5", "--speaker", "the chair"), "name it as notes do: @name."),
        (("5", "--tag", "@chair"), "name it as notes do: #name."),
        (("5", "--tag", ""), "name it as notes do: #name."),
        (("--remove",), "There is no lead to remove"),
        (("--remove", "--tag", "x"), "There is no lead of notes with #x to remove"),
    ],
)
def test_lead_refuses_wrong_arguments(
    stored: UserHome, words: tuple[str, ...], message: str
) -> None:
    result = stored.run("lead", "0001", *words)
    assert (result.code, result.out) == (2, "")
    assert message in result.sentence
    assert links(stored) == [10, 20, 30, 40]
