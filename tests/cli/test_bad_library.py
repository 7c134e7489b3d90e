"""A library that can't be used: each command says so in one sentence, and spoils nothing."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hearingnotes.library.database import connect
from tests.cli.conftest import UserHome, can_mount
from tests.e2e.terminal import ROOT

READING = [("list",), ("list", "--json"), ("show", "0001"), ("search", "x"), ("export", "0001")]
SQLITE_HEADER = 100
COMMANDS = [*READING, (), ("hearing.mp4",), ("demo",)]


def newer(path: Path) -> None:
    connection = connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def no_database(path: Path) -> None:
    path.write_text("shopping list\n" * 100)


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def damaged(path: Path) -> None:
    connect(path).close()
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))


@pytest.mark.parametrize("words", [*READING, ("hearing.mp4",), ("demo",)], ids=" ".join)
@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (newer, "was written by a newer hearingnotes (its version is 99, this program knows "),
        (no_database, "is not a library of hearingnotes; name another file with --library FILE."),
        (of_another_program, "is a database of another program; name another file with --library"),
        (damaged, "is damaged; put it aside, and bring back your latest copy of it."),
    ],
)
def test_a_file_that_is_no_library_is_reported_and_left_alone(
    home: UserHome, words: tuple[str, ...], spoil: Callable[[Path], None], message: str
) -> None:
    Path("hearing.mp4").touch()
    spoil(Path("my.db"))
    before = Path("my.db").read_bytes()[SQLITE_HEADER:]
    result = home.run("--library", "my.db", *words)
    assert (result.code, result.out) == (1, "")
    assert "my.db " in result.sentence
    assert message in result.sentence
    assert Path("my.db").read_bytes()[SQLITE_HEADER:] == before


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_named_library_that_is_missing_is_reported_and_not_made(
    home: UserHome, words: tuple[str, ...]
) -> None:
    result = home.run("--library", "mistyped.db", *words)
    assert (result.code, result.out) == (2, "")
    assert result.sentence.startswith("There is no library mistyped.db; check what --library")
    home.variables = {"HEARINGNOTES_LIBRARY": "mistyped.db"}
    assert home.run(*words).code == 2
    assert not Path("mistyped.db").exists()


def test_the_library_of_the_environment_is_used(home: UserHome) -> None:
    home.keep("Council", path=Path("my.db"))
    assert home.run("list").out == ""
    home.variables = {"HEARINGNOTES_LIBRARY": "my.db"}
    assert "Council" in home.run("list").out
    home.keep("Trees", path=Path("other.db"))
    assert "Trees" in home.run("--library", "other.db", "list").out


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_commands_read_a_read_only_library(home: UserHome, words: tuple[str, ...]) -> None:
    home.keep("Council", ["x"])
    home.library_path.chmod(0o444)
    home.library_path.parent.chmod(0o555)
    result = home.process(*words)
    home.library_path.parent.chmod(0o755)
    assert (result.code, result.err) == (0, "")
    assert "Council" in result.out or "x" in result.out


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_folder_that_cannot_hold_a_library_is_reported(
    home: UserHome, words: tuple[str, ...]
) -> None:
    Path("hearing.mp4").touch()
    Path("data").mkdir(mode=0o555)
    result = home.process(*words)
    assert (result.code, result.out) == (1, "")
    assert result.sentence == (
        f"The folder {home.library_path.parent} can't be used for the library "
        "(Permission denied); name another place with --library FILE."
    )


@pytest.mark.skipif(not can_mount(), reason="a disk of one's own needs Linux")
@pytest.mark.parametrize("words", ["list", "hearing.mp4"])
def test_commands_report_a_full_disk(home: UserHome, words: str) -> None:
    Path("hearing.mp4").touch()
    Path("data").mkdir()
    script = """
    mount -t tmpfs -o size=16k none data && mkdir data/hearingnotes
    cat /dev/zero > data/rest 2> refused
    "$0" -m hearingnotes "$1"
    """
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, sys.executable, words],
        env={**home.environment, "PYTHONPATH": str(ROOT)},
        cwd=home.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.endswith("library.db is full; free some space.")


@pytest.mark.skipif(not can_mount(), reason="a disk of one's own needs Linux")
def test_commands_report_a_disk_that_has_become_full(home: UserHome) -> None:
    home.keep("Council", ["kept"])
    script = """
    cp -r data kept && mount -t tmpfs -o size=1m none data && cp -r kept/. data
    cat /dev/zero > data/rest 2> refused
    "$0" -m hearingnotes list
    """
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, sys.executable],
        env={**home.environment, "PYTHONPATH": str(ROOT)},
        cwd=home.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    (line,) = done.stderr.splitlines()
    assert line.endswith("library.db is full; free some space.")
