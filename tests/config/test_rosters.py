"""Rosters as files."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.config.rosters import as_toml, read_roster, read_shared
from hearingnotes.errors import HearingnotesError
from hearingnotes.model.roster import Roster, Speaker, combined

WHOLE = """\
[speakers.chair]
name = "Shahana Hanif"
role = "Chair"
key = 1
lead = 3

[speakers]
"@Ana-María" = "Ana María Archila"

[abbreviations]
NYSD = "New York State Department"
"""
CHAIR = Speaker("chair", "Shahana Hanif", "Chair", 1, 3.0)


def written(folder: Path, text: str, name: str = "roster.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_roster_is_read_from_toml(tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path, WHOLE.replace("[speakers]\n", "[speakers.x]\n", 0)))
    assert roster.speakers == (CHAIR, Speaker("ana-maría", "Ana María Archila"))
    assert roster.abbreviations == {"nysd": "New York State Department"}


def test_a_roster_table_may_be_parted_by_semicolons(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("mark;name;lead\nchair;Hanif, S.;3\n")
    (speaker,) = read_roster(tmp_path / "r.csv").speakers
    assert (speaker.mark, speaker.name, speaker.lead_s) == ("chair", "Hanif, S.", 3.0)


def test_a_roster_is_read_from_csv(tmp_path: Path) -> None:
    text = '\ufeffMark,Name,role,key,lead\n@chair,"Shahana Hanif",Chair,1,3\n\nwitness,,,,\n'
    assert read_roster(written(tmp_path, text, "r.csv")).speakers == (CHAIR, Speaker("witness"))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("r.toml", "[speakers.a]\nkey = 1\n[speakers.b]\nkey = 1", "line 3: @a and @b both have"),
        ("r.toml", "[speakers.a]\nkey = 10", "line 1: a has a key that is not 1 to 9"),
        ("r.toml", "[speakers.a]\nkey = true", "is not 1 to 9"),
        ("r.toml", '[speakers.a]\nlead = "soon"', "line 1: a has a lead that is no time"),
        ("r.toml", "[speakers.a]\nname = 4", "a name that is no text"),
        ("r.toml", '[speakers.a]\nnmae = "x"', "can't have nmae"),
        ("r.toml", '[speakers."a b"]\nname = "x"', "is no mark"),
        ("r.toml", '\n[speaker.a]\nname = "x"', "line 2: there is no table [speaker]"),
        ("r.toml", "speakers = 4", "speakers must be a table"),
        ("r.toml", "[abbreviations]\nx = 4", "line 2: x must be one word"),
        ("r.toml", "[speakers.a\n", "it is not TOML"),
        ("r.csv", "name,role\nx,y\n", "line 1: the columns must be mark, name"),
        ("r.csv", "", "line 1: the columns must be"),
        ("r.csv", "mark,name\nchair,Hanif\nchair,Other\n", "line 3: @chair stands there twice"),
        ("r.csv", "mark,key\na,1\nb,1\n", "line 3: @a and @b both have key 1"),
        ("r.csv", "mark,name\nchair,a,b\n", "line 2: it has more cells"),
        ("r.csv", 'mark,name\nchair,"a\n', "it is not CSV"),
        ("r.csv", "mark,name\n,Hanif\n", "line 2: the row is no mark"),
    ],
)
def test_a_wrong_roster_is_refused_with_file_and_line(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = written(tmp_path, text, name)
    with pytest.raises(HearingnotesError) as caught:
        read_roster(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_a_roster_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(b"mark,name\nchair,Mar\xeda\n")
    with pytest.raises(HearingnotesError, match=r"latin.csv, line 2: this is not written in UTF-8"):
        read_roster(tmp_path / "latin.csv")
    with pytest.raises(HearingnotesError, match="There is no file "):
        read_roster(tmp_path / "none.toml")
    with (tmp_path / "huge.toml").open("wb") as file:
        file.truncate(2 << 20)
    with pytest.raises(HearingnotesError, match="is larger than 1 MB"):
        read_roster(tmp_path / "huge.toml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is nothing without an end")
def test_an_endless_roster_file_is_refused() -> None:
    with pytest.raises(HearingnotesError, match="is larger than 1 MB"):
        read_roster(Path("/dev/zero"))


def test_shared_rosters_are_joined_without_broken_files(tmp_path: Path) -> None:
    written(tmp_path, '[speakers.a]\nname = "first"\nkey = 1', "1.toml")
    written(tmp_path, '[speakers.a]\nname = "second"\n[speakers.b]\nkey = 1', "2.toml")
    broken = written(tmp_path, "x = ", "3.toml")
    roster, problems = read_shared(tmp_path)
    assert roster.speakers == (Speaker("a", "first", key=1), Speaker("b"))
    (who_has_no_key, what_is_broken) = problems
    assert who_has_no_key == (
        f"{tmp_path / '2.toml'}: key 1 of @b is that of @a in a file before it; give one of them "
        "another."
    )
    assert what_is_broken.startswith(str(broken))
    assert read_shared(tmp_path / "none") == (Roster(), [])


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in folders")
def test_shared_rosters_skip_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    _, problems = read_shared(tmp_path)
    assert ["is no file" in problem for problem in problems] == [True, True]


def test_a_hearings_own_roster_goes_before_the_shared_one() -> None:
    own = Roster((Speaker("chair", "Hanif", key=1),), {"nysd": "own"})
    shared = Roster((Speaker("chair", "Other", key=2), Speaker("clerk", key=1)), {"nysd": "x"})
    both = combined(own, shared)
    assert both.speakers == (Speaker("chair", "Hanif", key=1), Speaker("clerk"))
    assert both.abbreviations == {"nysd": "own"}


WORD = st.text(st.sampled_from("abcé12_"), min_size=1, max_size=5)
LINE = st.text(st.sampled_from("ab \"'\\é=[]#"), max_size=8).map(lambda t: " ".join(t.split()))


@given(
    st.dictionaries(WORD, st.tuples(LINE, LINE, st.none() | st.integers(0, 60)), max_size=4),
    st.dictionaries(WORD, LINE, max_size=3),
)
def test_a_written_roster_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    people: dict[str, tuple[str, str, int | None]],
    abbreviations: dict[str, str],
) -> None:
    speakers = tuple(
        Speaker(mark, name, role, at if at < 10 else None, None if lead is None else float(lead))
        for at, (mark, (name, role, lead)) in enumerate(people.items(), 1)
    )
    roster = Roster(speakers, abbreviations)
    path = written(tmp_path_factory.mktemp("r"), as_toml(roster))
    assert read_roster(path) == roster
