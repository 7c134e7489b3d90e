"""Agendas as files."""

from pathlib import Path

import pytest

from hearingnotes.errors import HearingnotesError
from hearingnotes.importers.agenda import MOST_ITEMS, read_agenda


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "items"),
    [
        ("a.txt", "Roll call\n\n  Item 4: Intro 991  \n", ["Roll call", "Item 4: Intro 991"]),
        ("a.txt", "1. Roll call\n2) Vote\n", ["1. Roll call", "2) Vote"]),
        ("a.md", "# Agenda\n\n- [ ] Roll call\n* Vote\n---\n", ["Roll call", "Vote"]),
        ("a.md", "# Roll call\n# Vote\n", ["Roll call", "Vote"]),
        ("a.md", "# Roll call", ["Roll call"]),
        ("a.md", "\ufeff## Roll call\n  - a detail\n", ["Roll call", "a detail"]),
        ("a.csv", "Number,Title\n1.,Roll call\n,Vote\n,\n", ["1. Roll call", "Vote"]),
        ("a.csv", "item,who\nRoll call,clerk\n", ["Roll call"]),
        ("a.csv", "item;who\nRoll call, votes;clerk\n", ["Roll call, votes"]),
        ("a.csv", "no\titem\n1.\tRoll call\n", ["1. Roll call"]),
        (
            "a.md",
            "# Agenda\n\n| # | Item |\n|---|:--|\n| 1. | Roll \\| call |\n| 2. | Vote |\n\n- End\n",
            ["1. Roll | call", "2. Vote", "End"],
        ),
        ("a.txt", "a\x1b[31m b\u202e\n", ["a[31m b"]),
    ],
)
def test_an_agenda_has_an_item_for_each_line_or_row(
    tmp_path: Path, name: str, text: str, items: list[str]
) -> None:
    assert list(read_agenda(written(tmp_path, name, text))) == items


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "\n \n", "there is no item in it"),
        ("a.csv", "what,who\nx,y\n", "line 1: none of its columns is called item"),
        ("a.csv", "item\na,b\n", "line 2: it has more cells"),
        ("a.csv", 'item\n"a\n', "it is not CSV"),
        ("a.txt", "x\n" * (MOST_ITEMS + 1), "name the right file"),
    ],
)
def test_a_wrong_agenda_is_refused_with_the_reason(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(HearingnotesError) as caught:
        read_agenda(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
