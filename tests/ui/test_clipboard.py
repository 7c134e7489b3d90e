"""What is copied can be pasted, or the person is told where it went."""

import shutil
import subprocess
import uuid
from collections.abc import Iterator

import pytest

from hearingnotes.ui.clipboard import copy

TEXT = "“Budget” (Source: https://youtu.be/4LBmWqYuuDY&t=6957)"


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No display, no tmux, no SSH, but what a test sets."""
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def tmux(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A tmux server of our own."""
    assert shutil.which("tmux"), "the tests need tmux"
    command = ["tmux", "-L", f"hearingnotes-{uuid.uuid4().hex[:8]}"]
    subprocess.run([*command, "-f", "/dev/null", "new-session", "-d", "cat"], check=True)
    socket = subprocess.run(
        [*command, "display-message", "-p", "#{socket_path},#{pid},0"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    monkeypatch.setenv("TMUX", socket)
    yield command
    subprocess.run([*command, "kill-server"], check=True)


def test_a_copy_goes_through_the_terminal_without_a_clipboard() -> None:
    sent: list[str] = []
    assert "Sent to the terminal" in copy(TEXT, sent.append)
    assert sent == [TEXT]


def test_a_copy_goes_into_the_buffer_of_tmux(tmux: list[str]) -> None:
    sent: list[str] = []
    assert "Copied to tmux" in copy(TEXT, sent.append)
    shown = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True).stdout
    assert shown.decode() == TEXT
    assert sent == []
