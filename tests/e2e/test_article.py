"""An article is written in the real program, in a terminal, and outlives its end."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.e2e.terminal import ROOT, environment_for, running


def printed(home: Path, *words: str) -> str:
    """What a command prints."""
    return subprocess.run(
        [sys.executable, "-m", "hearingnotes", *words],
        env=environment_for(home), cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def test_an_article_from_notes_outlives_a_kill(tone: Path, tmp_path: Path) -> None:
    with running(str(tone), home=tmp_path, columns=100, rows=30) as terminal:
        terminal.wait_for("playing")
        for text in ("the levy rises", "nine to none"):
            terminal.press("n", text, "enter")
            terminal.wait_for(f"±0s         {text}")
        terminal.press("D")
        terminal.wait_for("Choosing notes", "Notes (2)")
        terminal.press("enter", "+", "h", "Levy up", "enter")
        terminal.wait_for("Levy up", "1 paragraph")
        terminal.press("t", "Nobody objec")
        terminal.wait_for("Nobody objec", "2 paragraphs")
        wait_until_saved(tmp_path, "Nobody objec")
        terminal.kill(signal.SIGKILL)
        terminal.end()
    with running("draft", "edit", "levy", home=tmp_path, columns=100, rows=30) as terminal:
        terminal.wait_for("Levy up", "Nobody objec", "Arranging")
        terminal.press("\x1b[F", "e", "ted.", "enter")
        terminal.wait_for("Nobody objected.")
        terminal.press("q")
        assert terminal.end() == 0
    lines = printed(tmp_path, "draft", "show", "levy").splitlines()
    assert lines[0] == "# Levy up"
    assert lines[2].startswith("the levy rises (Source: ")
    assert "). nine to none (Source: " in lines[2]
    assert lines[4] == "Nobody objected."


def wait_until_saved(home: Path, text: str) -> None:
    """Until what is typed is on the disk."""
    import sqlite3
    import time

    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with sqlite3.connect(home / "data" / "hearingnotes" / "library.db") as library:
            rows = library.execute("SELECT paragraphs FROM draft").fetchall()
        if any(text in row[0] for row in rows):
            return
    raise AssertionError(f"{text} is not on the disk")
