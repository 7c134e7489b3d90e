"""What the shell offers after a tab."""

import shutil
import stat
import subprocess
import sys

import pytest

from tests.cli.conftest import UserHome
from tests.e2e.terminal import ROOT


@pytest.fixture
def stored(home: UserHome) -> UserHome:
    home.keep("Council\x1b[31m on\nbudget")
    home.keep("Trees", number=20002)
    home.keep("Removed", number=3)
    home.run("remove", "0003", "--yes")
    return home


def complete(home: UserHome, line: str) -> list[tuple[str, str]]:
    """What is offered for the last word: its kind and the word."""
    words = line.split(" ")
    home.variables = {
        "_HEARINGNOTES_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    result = home.run()
    home.variables = {}
    assert result.err == ""
    rows = (row.partition(",") for row in result.out.splitlines() if row)
    return [(kind, word) for kind, _, word in rows]


def offered(home: UserHome, line: str) -> set[str]:
    return {word for kind, word in complete(home, line) if kind == "plain"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("hearingnotes sh", {"show"}),
        ("hearingnotes e", {"export"}),
        ("hearingnotes --verbose s", {"show", "search", "serve"}),
        ("hearingnotes 0", {"0001", "0002"}),
        ("hearingnotes open 00", {"0001", "0002"}),
        ("hearingnotes show 0001", {"0001"}),
        ("hearingnotes show ", {"0001", "0002"}),
        ("hearingnotes export --style log 0002", {"0002"}),
        ("hearingnotes export --style l", {"liveblog", "log"}),
        ("hearingnotes export 0001 --link-style s", {"share"}),
        ("hearingnotes export --fo", {"--force", "--format"}),
        ("hearingnotes --theme n", {"night"}),
        ("hearingnotes demo --theme se", {"sepia"}),
        ("hearingnotes --lib", {"--library"}),
        ("hearingnotes list 0", set()),
        ("hearingnotes rename ", {"0001", "0002"}),
        ("hearingnotes restore ", {"0003"}),
    ],
)
def test_completion_offers_commands_handles_and_options(
    stored: UserHome, line: str, words: set[str]
) -> None:
    assert offered(stored, line) == words


def test_completion_of_the_first_word_offers_commands_and_hearings(stored: UserHome) -> None:
    assert offered(stored, "hearingnotes ") >= {"list", "export", "demo", "0001", "0002"}


def test_completion_offers_files_where_no_handle_begins_so(stored: UserHome) -> None:
    assert ("file", "hear") in complete(stored, "hearingnotes hear")
    assert complete(stored, "hearingnotes open hear") == [("file", "hear")]


def test_completion_reads_the_library_that_is_named(stored: UserHome) -> None:
    stored.keep("Other", number=30003, path=stored.folder / "other.db")
    assert offered(stored, "hearingnotes --library other.db show ") == {"0003"}


def test_completion_shows_titles_beside_handles_without_control_characters(
    stored: UserHome,
) -> None:
    stored.variables = {
        "_HEARINGNOTES_COMPLETE": "zsh_complete",
        "COMP_WORDS": "hearingnotes show 0001",
        "COMP_CWORD": "2",
    }
    assert stored.run().out.splitlines() == ["plain", "0001", "Council[31m on budget"]


@pytest.mark.parametrize("content", [None, b"shopping list\n" * 100])
def test_completion_without_a_library_offers_prints_and_makes_nothing(
    home: UserHome, content: bytes | None
) -> None:
    if content is not None:
        home.library_path.parent.mkdir(parents=True)
        home.library_path.write_bytes(content)
    assert complete(home, "hearingnotes show ") == []
    assert home.library_path.exists() == (content is not None)
    assert not home.log_path.exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_by_the_script_that_the_program_gives(stored: UserHome) -> None:
    program = stored.folder / "bin" / "hearingnotes"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hearingnotes "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    script = """
    eval "$(_HEARINGNOTES_COMPLETE=bash_source hearingnotes)"
    complete -p hearingnotes
    COMP_WORDS=(hearingnotes show 000) COMP_CWORD=2
    _hearingnotes_completion hearingnotes
    echo "${COMPREPLY[@]}"
    """
    environment = stored.environment
    environment["PATH"] = f"{program.parent}:{environment['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script], env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    first, last = done.stdout.splitlines()
    assert first.endswith("_hearingnotes_completion hearingnotes")
    assert set(last.split()) == {"0001", "0002"}
