"""The two lines for a machine on which nothing is installed: one plays, one tests."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import FIRST_PAGE, PAGES, ROOT, Block

SET_UP = [block for block in FIRST_PAGE.blocks("sh") if block.sets_up_a_machine]


def test_there_are_two_lines_for_a_fresh_machine_one_plays_and_one_tests() -> None:
    playing, testing = (block.lines for block in SET_UP)
    assert len(playing) == len(testing) == 1
    assert playing[0].endswith("/bin/hearingnotes demo")
    assert "/bin/pytest -n 3 --dist loadfile" in testing[0]


def test_pages_after_the_first_set_up_no_machine() -> None:
    assert [b for page in PAGES for b in page.blocks("sh") if b.sets_up_a_machine] == SET_UP


@pytest.mark.parametrize("shell", ["bash", "sh"])
@pytest.mark.parametrize("block", SET_UP, ids=["play", "test"])
def test_shells_can_read_both_lines(shell: str, block: Block) -> None:
    subprocess.run([shell, "-n", "-c", block.text], check=True)


def test_the_checks_on_every_commit_run_the_line_of_the_readme() -> None:
    shown = subprocess.run(
        [ROOT / ".ci" / "run", "--show"], capture_output=True, text=True, check=True
    )
    assert shown.stdout == SET_UP[1].text


DYING = """\
import os
import signal

import pytest


@pytest.fixture
def end():
    yield
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_ends_its_process(end):
    pass
"""


def test_a_test_that_ends_its_process_fails_the_run(tmp_path: Path) -> None:
    """The run ends at once; nobody waits for what the test would have done after that."""
    _, options = SET_UP[1].text.split("/bin/pytest ")
    (tmp_path / "test_dying.py").write_text(DYING)
    for number in range(6):
        (tmp_path / f"test_{number}.py").write_text("def test_well():\n    pass\n")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *shlex.split(options)],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert result.returncode == 1, result.stdout
    assert "crashed while running 'test_dying.py::test_what_ends_its_process'" in result.stdout
