"""`hearingnotes import`: what it says, and what it refuses."""

import json
from pathlib import Path

import pytest

from hearingnotes.importers.importers import all_importers
from hearingnotes.library.library import Library
from tests.cli.conftest import OTHER, VIDEO_ID, Home

LINK = f"https://youtu.be/{VIDEO_ID}"


def exported(home: Home, name: str = "council.json") -> Path:
    path = home.folder / name
    assert home.run("export", "council", "-o", str(path), "--force").code == 0
    return path


def test_another_library_gets_the_notes(home: Home) -> None:
    home.keep("Council", ["levy", "vote"])
    path, ben = exported(home), str(home.folder / "ben.db")
    ran = home.run("--library", ben, "import", str(path))
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out == "2 notes new, 0 changed, 0 as they were; in a new hearing, “Council” (0001).\n"
    )
    again = home.run("--library", ben, "import", str(path))
    assert again.out == "0 notes new, 0 changed, 2 as they were; in “Council” (0001).\n"


def test_what_was_changed_later_comes_back(home: Home) -> None:
    home.keep("Council", ["levy", "vote"])
    path = exported(home)
    whole = json.loads(path.read_text())
    first = next(note for note in whole["notes"] if note["text"] == "levy")
    first |= {"text": "the levy", "changed_utc": "2999-01-01T00:00:00.000000+00:00"}
    path.write_text(json.dumps(whole))
    assert "0 notes new, 1 changed, 1 as they were" in home.run("import", str(path)).out
    assert "the levy" in home.run("show", "council").out


def test_a_dry_run_only_tells(home: Home) -> None:
    home.keep("Council", ["levy"])
    path, ben = exported(home), home.folder / "ben.db"
    Library(ben).close()
    ran = home.run("--library", str(ben), "import", str(path), "--dry-run")
    assert ran.out == (
        "Only tried, nothing is changed. 1 note new, 0 changed, 0 as they were; in a new hearing, "
        "“Council”.\n"
    )
    assert home.run("--library", str(ben), "list").out == ""


@pytest.mark.parametrize(
    ("name", "content", "more", "code", "sentence"),
    [
        ("x.json", "{", [], 1, "x.json, line 1: this is no JSON"),
        ("x.xyz", "", [], 2, "can't be told by its ending; say it with --format"),
        ("x.json", "", ["--format", "betamax"], 2, "There is no format “betamax”; there are: "),
        ("x.json", b"\n\n\xff", [], 1, "x.json, line 3: this is not written in UTF-8"),
        ("x.json", None, [], 2, "There is no file "),
        ("x.json", Path, [], 2, "is a folder"),
    ],
)
def test_refusals_are_one_sentence(
    home: Home, name: str, content: object, more: list[str], code: int, sentence: str
) -> None:
    path = home.folder / name
    if isinstance(content, str | bytes):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    elif content is Path:
        path.mkdir()
    ran = home.run("import", str(path), *more)
    assert ran.code == code
    assert sentence in ran.sentence
    assert home.run("list").out == ""


def test_json_says_itself_what_it_is_of(home: Home) -> None:
    home.keep("Council", ["levy"])
    ran = home.run("import", str(exported(home)), "--recording", OTHER)
    assert ran.code == 2
    assert "leave --recording" in ran.sentence


def test_a_file_too_large_is_refused_by_its_size(home: Home) -> None:
    """One that is nothing but holes: reading it would take its 200 MB."""
    for name in all_importers():
        path = home.folder / "large"
        with path.open("wb") as file:
            file.truncate(200 << 20)
        ran = home.run("import", str(path), "--format", name)
        assert ran.code == 1
        assert "is larger than" in ran.sentence


@pytest.mark.parametrize("words", [["import", "--help"], ["import", "x.json", "--into", "nothing"]])
def test_nothing_is_made_by_looking(home: Home, words: list[str]) -> None:
    home.run(*words)
    assert not home.library_path.exists()
