"""A fault of the program itself: one sentence, the log's name, and nothing lost."""

import sys
from pathlib import Path

import pexpect

from tests.e2e.terminal import ROOT, Terminal, environment_for, running

FAULTY = """
import sys
import hearingnotes.ui.hearing.screen as hearing
def fault(*_):
    raise KeyError("a fault of ours")
hearing.HearingScreen.select_by = fault
from hearingnotes.cli.main import main
sys.argv = ["hearingnotes", sys.argv[1]]
main()
"""


def test_an_unexpected_error_ends_in_a_sentence_and_the_text_is_there_again(
    tone: Path, tmp_path: Path
) -> None:
    child = pexpect.spawn(
        sys.executable, ["-c", FAULTY, str(tone)], env=environment_for(tmp_path),
        dimensions=(24, 80), cwd=str(ROOT),
    )  # fmt: skip
    child.delaybeforesend = None
    terminal = Terminal(child, 80, 24)
    terminal.wait_for("playing")
    terminal.press("n", "kept", "enter")
    terminal.wait_for("±0s         kept")
    terminal.press("n", "half")
    terminal.wait_for("half")
    terminal.press("escape", "up")
    assert terminal.end() == 1
    assert b"Traceback" not in terminal.written
    assert b"The details are in" in terminal.written
    assert "a fault of ours" in (tmp_path / "state/hearingnotes/hearingnotes.log").read_text()
    with running(str(tone), home=tmp_path) as again:
        again.wait_for("kept", "half")
