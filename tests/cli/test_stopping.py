"""Commands that take long, in a terminal: how far they are, and Ctrl+C."""

import os
import sys

import pexpect

from hearingnotes.export.stills import StillStore
from hearingnotes.model.frame import Frame
from tests.cli.conftest import VIDEO_ID, UserHome, save_live
from tests.e2e.terminal import ROOT, Terminal
from tests.media.origin import Origin

STOPPED = 130


def in_terminal(home: UserHome, *words: str) -> Terminal:
    child = pexpect.spawn(
        sys.executable, ["-m", "hearingnotes", *words], cwd=str(ROOT), env=home.environment,
        dimensions=(24, 80), timeout=30,
    )  # fmt: skip
    return Terminal(child, 80, 24)


def test_reconcile_reports_its_progress_and_can_be_stopped(home: UserHome, origin: Origin) -> None:
    home.variables = origin.environment()
    save_live(home, ["first"])
    hold = origin.hold(f"/videos/{VIDEO_ID}.json")
    terminal = in_terminal(home, "reconcile", "0001")
    terminal.wait_for("Recording 1 of 1: ")
    terminal.wait_for("Ctrl+C stops")
    assert hold.asked.wait(30)
    terminal.press("\x03")
    assert terminal.end() == STOPPED
    assert "hearingnotes: Stopped." in terminal.text
    assert "Ctrl+C stops" not in terminal.text
    assert hold.hung_up.wait(30)


def test_an_export_stopped_amid_its_pictures_reports_which_are_missing(home: UserHome) -> None:
    hearing = home.keep("Council", ["one", "two"])
    stills = StillStore(home.library_path)
    stills.save("N0010001", Frame(2, 2, bytes(12)))
    os.mkfifo(stills.path_of("N0010002"))
    out = home.folder / "council.md"
    terminal = in_terminal(home, "export", hearing.id, "--output", str(out))
    terminal.wait_for("Picture 1 of 2 (Ctrl+C stops)")
    terminal.press("\x03")
    assert terminal.end() == STOPPED
    assert "council.md is written, but not all of its pictures" in " ".join(terminal.text.split())


def test_an_export_with_pictures_reports_its_progress_and_can_be_stopped(home: UserHome) -> None:
    hearing = home.keep("Council", ["one", "two"])
    stills = StillStore(home.library_path)
    stills.save("N0010001", Frame(2, 2, bytes(12)))
    os.mkfifo(stills.path_of("N0010002"))  # a disk that does not answer
    out = home.folder / "council.html"
    terminal = in_terminal(home, "export", hearing.id, "--output", str(out))
    terminal.wait_for("Picture 1 of 2 (Ctrl+C stops)")
    terminal.press("\x03")
    assert terminal.end() == STOPPED
    assert "hearingnotes: Stopped." in terminal.text
    assert not out.exists()
