"""Whatever ends the program, what was noted and what was being typed is there again."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import ROOT, Terminal, environment_for, running

LEAVE_ALTERNATE_SCREEN = b"\x1b[?1049l"


def notes(home: Path, hearing: str = "hearing") -> list[dict[str, object]]:
    """The notes as `hearingnotes show` has them."""
    done = subprocess.run(
        [sys.executable, "-m", "hearingnotes", "show", hearing, "--json"],
        env=environment_for(home), cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return list(json.loads(done.stdout)["notes"])


def heading(terminal: Terminal) -> str:
    """The stamp of the note that is being written."""
    match = re.search(r"Writing · (\S+ \S+)", terminal.text)
    assert match
    return match.group(1)


def test_a_program_killed_while_typing_opens_with_the_text_at_its_stamp(
    tone: Path, tmp_path: Path
) -> None:
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("playing")
        terminal.press("n", "saved before", "enter")
        terminal.wait_for("±0s         saved before")
        terminal.wait_gone("…")
        terminal.press("n", "cut off in the mid")
        terminal.wait_for("cut off in the mid")
        stamp = heading(terminal)
        wait_for_autosave(tmp_path, "cut off in the mid")
        terminal.kill(signal.SIGKILL)
        terminal.end()
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("Writing", "cut off in the mid")
        assert heading(terminal) == stamp
        terminal.press("dle", "enter")
        terminal.wait_for("±0s         cut off in the middle")
        terminal.press("q")
        assert terminal.end() == 0
    assert [note["text"] for note in notes(tmp_path)] == ["saved before", "cut off in the middle"]


def wait_for_autosave(home: Path, text: str) -> None:
    """Until what is typed is on the disk, which takes a quarter of a second at most."""
    import sqlite3
    import time

    deadline = time.monotonic() + 5
    with sqlite3.connect(home / "data" / "hearingnotes" / "library.db") as connection:
        while True:
            rows = connection.execute("SELECT note FROM journal").fetchall()
            if any(text in row[0] for row in rows):
                break
            assert time.monotonic() < deadline, rows
    connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_program_ended_by_a_signal_keeps_the_text_and_restores_the_terminal(
    tone: Path, tmp_path: Path, number: signal.Signals
) -> None:
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("playing")
        terminal.press("n", "half")
        terminal.wait_for("half")
        terminal.kill(number)
        terminal.end()
        assert LEAVE_ALTERNATE_SCREEN in terminal.written
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("Writing", "half")


def test_two_programs_see_each_others_notes(tone: Path, tmp_path: Path) -> None:
    with running(str(tone), home=tmp_path) as one:
        one.wait_for("playing")
        one.press("n", "from the first", "enter")
        one.wait_for("±0s         from the first")
        with running(str(tone), home=tmp_path) as other:
            other.wait_for("from the first")
            other.press("n", "from the second", "enter")
            one.wait_for("from the second")


def test_a_very_small_terminal_still_takes_notes(tone: Path, tmp_path: Path) -> None:
    with running(str(tone), home=tmp_path, columns=20, rows=5) as terminal:
        terminal.wait_for("Watching")
        terminal.press("n", "tiny", "enter", "q")
        assert terminal.end() == 0
    assert [note["text"] for note in notes(tmp_path)] == ["tiny"]


def test_a_file_that_does_not_play_is_reported_and_notes_can_be_taken(tmp_path: Path) -> None:
    no_media = tmp_path / "minutes.mp4"
    no_media.write_text("The minutes of the meeting.\n" * 200)
    with running(str(no_media), home=tmp_path) as terminal:
        terminal.wait_for("not a recording that mpv can play")
        terminal.press("q")
        assert terminal.end() == 1
        assert b"Traceback" not in terminal.written
    with running(str(no_media), home=tmp_path) as terminal:
        terminal.wait_for("Watching")
        terminal.press("n", "heard in the room", "enter")
        terminal.wait_for("clock       heard in the room")
        terminal.press("q")
        assert terminal.end() == 0
    (note,) = notes(tmp_path, "minutes")
    assert (note["text"], note["link"]) == ("heard in the room", None)


@pytest.mark.parametrize("in_terminal", [True, False])
def test_the_demonstration_shows_the_whole_job_whatever_keys_one_has(
    tmp_path: Path, in_terminal: bool
) -> None:
    settings = tmp_path / "config" / "hearingnotes" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('capture = "type"\n[keys]\ncapture = "f12"\nexport = "X"\n')
    if in_terminal:
        with running("demo", "--hands-free", home=tmp_path, columns=100, rows=30) as terminal:
            terminal.wait_for("playing")
            assert terminal.end(limit_s=150) == 0
            printed = terminal.written.split(LEAVE_ALTERNATE_SCREEN)[-1].decode()
    else:
        done = subprocess.run(
            [sys.executable, "-m", "hearingnotes", "demo", "--hands-free"],
            env=environment_for(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True,
            stdin=subprocess.DEVNULL, timeout=120,
        )  # fmt: skip
        printed = done.stdout
    assert printed.count("](hearing.ogg#t=") == 6
