"""However the program is left, and whatever is open then: text and stamps are there again."""

import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.e2e.terminal import ROOT, WAIT_S, Terminal, environment_for, running
from tests.e2e.test_never_lost import heading, notes

End = Callable[[Terminal], None]


def by(number: signal.Signals) -> End:
    """By a signal."""
    return lambda terminal: terminal.kill(number)


def by_keys(*keys: str) -> End:
    """By keys."""
    return lambda terminal: terminal.press(*keys)


def by_closing(terminal: Terminal) -> None:
    """The window of the terminal is closed: the kernel takes its other side away."""
    child: Any = terminal.child
    child.ptyproc.fileobj.close()


ENDS = {
    "Ctrl+Q": by_keys("ctrl+q"),
    "Ctrl+C Ctrl+Q": by_keys("ctrl+c", "ctrl+q"),
    "TERM": by(signal.SIGTERM),
    "HUP": by(signal.SIGHUP),
    "closing": by_closing,
}


BROKEN = """
import os, signal, sys
from hearingnotes.player.mpv_player import MpvPlayer
MpvPlayer._terminate = lambda self: os.kill(os.getpid(), signal.SIGSEGV)
from hearingnotes.cli.main import main
sys.argv = ["hearingnotes", sys.argv[1]]
main()
"""


def wait_for_end(terminal: Terminal) -> None:
    """Until the program has ended by itself."""
    deadline = time.monotonic() + WAIT_S
    child: Any = terminal.child
    while child.isalive():
        if not child.ptyproc.fileobj.closed:
            terminal.read()
        assert time.monotonic() < deadline, "the program does not end"


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_note_being_typed_outlives_every_end_of_the_program(
    tone: Path, tmp_path: Path, end: End
) -> None:
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("playing")
        terminal.press("n", "half a thou")
        terminal.wait_for("half a thou")
        stamp = heading(terminal)
        end(terminal)
        wait_for_end(terminal)
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("Writing", "half a thou", "left from the last time")
        assert heading(terminal) == stamp


OPEN = {
    "a question": ("g", "Go to"),
    "the export": ("x", "Export: "),
    "the keys": ("?", "All keys"),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(("key", "title"), OPEN.values(), ids=OPEN)
def test_notes_outlive_every_end_of_the_program_with_another_screen_open(
    tone: Path, tmp_path: Path, end: End, key: str, title: str
) -> None:
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("playing")
        terminal.press("n", "saved", "enter")
        terminal.wait_for("±0s         saved")
        terminal.press("n", "put aside", "escape")
        terminal.wait_for("Watching", "put aside")
        terminal.press(key)
        terminal.wait_for(title)
        end(terminal)
        wait_for_end(terminal)
    assert "saved" in [note["text"] for note in notes(tmp_path)]
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("±0s         saved", "put aside")


def test_q_ends_the_program_at_once_and_asks_nothing(tone: Path, tmp_path: Path) -> None:
    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("playing")
        terminal.press("n", "saved", "enter", "q")
        assert terminal.end() == 0
    assert [note["text"] for note in notes(tmp_path)] == ["saved"]


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit is Linux's")
@pytest.mark.parametrize(
    "end", [ENDS["Ctrl+Q"], ENDS["TERM"], ENDS["HUP"]], ids=["Ctrl+Q", "TERM", "HUP"]
)
def test_notes_that_the_disk_refuses_are_printed_at_the_end(
    tone: Path, tmp_path: Path, end: End
) -> None:
    from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit

    with running(str(tone), home=tmp_path) as terminal:
        terminal.wait_for("playing")
        terminal.press("n", "saved", "enter")
        terminal.wait_for("±0s         saved")
        terminal.wait_gone("…")
        assert terminal.child.pid is not None
        prlimit(terminal.child.pid, RLIMIT_FSIZE, (0, RLIM_INFINITY))
        terminal.press("n", "refused", "enter")
        terminal.wait_for("does not answer as it should")
        terminal.press("n", "half a thou")
        terminal.wait_for("half a thou")
        end(terminal)
        wait_for_end(terminal)
        printed = terminal.written.rpartition(b"\x1b[?1049l")[2].decode()
        assert "refused" in printed
        assert "half a thou" in printed
    assert [note["text"] for note in notes(tmp_path)] == ["saved"]


def test_a_libmpv_that_crashes_at_its_end_takes_neither_notes_nor_the_terminal(
    tone: Path, tmp_path: Path
) -> None:
    child = pexpect.spawn(
        sys.executable, ["-c", BROKEN, str(tone)], env=environment_for(tmp_path),
        dimensions=(24, 80), cwd=str(ROOT),
    )  # fmt: skip
    child.delaybeforesend = None
    before = termios.tcgetattr(child.child_fd)
    terminal = Terminal(child, 80, 24)
    terminal.wait_for("playing")
    terminal.press("n", "kept", "enter", "n", "half a thou")
    terminal.wait_for("kept", "half a thou")
    terminal.press("ctrl+q")
    while child.isalive():
        terminal.read()
    terminal.read()
    assert child.signalstatus in {signal.SIGSEGV, None}  # it may have ended before libmpv did
    assert terminal.written.rpartition(b"\x1b[?1049h")[2].count(b"\x1b[?1049l") == 1
    assert termios.tcgetattr(child.child_fd)[3] & termios.ECHO == before[3] & termios.ECHO
    with running(str(tone), home=tmp_path) as again:
        again.wait_for("kept", "half a thou", "left from the last time")
